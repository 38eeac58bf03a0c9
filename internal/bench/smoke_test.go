package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestProgram runs the whole program on next to nothing, so that it still works when it is wanted.
func TestProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds two programs and starts dozens of processes")
	}
	dir := t.TempDir()
	program, page := filepath.Join(dir, "bench"), filepath.Join(dir, "page.md")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.WriteFile(page, []byte("by hand\n"+beginMark+endMark), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-contracts", "400", "-market", "1000", "-underlyings", "3", "-days", "45", "-runs", "1", "-budget", "0",
		"-shared", "nowhere", "-dir", dir, "-o", page)
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &complaints)
	}
	for _, want := range []string{
		"### Agreement", "### Whole report of one chain", "### In reports", "≤ 6x", "### Early exercise", "SPY-early, 200 contracts", "≤ 25.0 ms", "history of 45 days", "### Study", "study of 45 days", "inventory of one file", "### More cores", "levels of a market", "greeks -f json", "### Many files", "| faults |", "### Gamma profile", "### Six greeks", "J = 1000", "### Volatility of a quote",
		"cboe layout, 1 core", "gex levels --iv file --exercise european, peak memory", "### Cost in proportion to work", "not measured: ", "wall, DuckDB",
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("nothing is said of %q:\n%s", want, out)
		}
	}
	if text, err := os.ReadFile(page); err != nil || !strings.HasPrefix(string(text), "by hand\n") || !strings.Contains(string(text), strings.TrimSpace(string(out))) {
		t.Errorf("the page holds %q, %v", text, err)
	}
}

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
	}{{[]string{"-h"}, 0}, {[]string{"file"}, 1}, {[]string{"-unknown"}, 1}, {[]string{"-compare", "HEAD"}, 1}, {[]string{"-compare", "-dir", t.TempDir(), "no-such-commit", "HEAD"}, 1}, {[]string{"part", "nothing", "{}"}, 1}} {
		var out, complaints strings.Builder
		if code := run(c.args, &out, &complaints); code != c.code || complaints.Len() == 0 {
			t.Errorf("%v: exit %d, want %d; %s", c.args, code, c.code, &complaints)
		}
	}
}
