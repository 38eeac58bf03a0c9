package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gex/internal/fault"
)

// BenchmarkRun is the program without the start of its process, on a chain of the usual size.
func BenchmarkRun(b *testing.B) {
	path := filepath.Join(b.TempDir(), "spx.csv")
	var sample bytes.Buffer
	if code := run([]string{"sample"}, nil, &sample, io.Discard); code != fault.Done {
		b.Fatal("no sample")
	}
	if err := os.WriteFile(path, sample.Bytes(), 0o644); err != nil {
		b.Fatal(err)
	}
	for _, args := range []string{"report", "report -f json", "strikes", "greeks", "greeks -f json"} {
		b.Run(strings.ReplaceAll(args, " ", ""), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if code := run(append(strings.Fields(args), "--quiet", path), nil, io.Discard, io.Discard); code != fault.Done {
					b.Fatal(code)
				}
			}
		})
	}
}
