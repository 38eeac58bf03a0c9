package main

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestDuckVersion: it is found in what the program prints, and nothing is said of one that prints none or is not there.
func TestDuckVersion(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in is a shell script")
	}
	for says, want := range map[string]string{
		`"version"()\nv1.5.6\n`: ", DuckDB 1.5.6", `[("v1.4.0",)]\n`: ", DuckDB 1.4.0", `no such function\n`: "",
	} {
		path := filepath.Join(t.TempDir(), "duckdb")
		if err := os.WriteFile(path, []byte("#!/bin/sh\nprintf '"+says+"'\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		if got := (duck{path, "-csv", "-c"}).version(); got != want {
			t.Errorf("%q: %q, want %q", says, got, want)
		}
	}
	if got := duck(nil).version(); got != "" {
		t.Errorf("without it: %q", got)
	}
}
