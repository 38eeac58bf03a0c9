package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWatchPublishesWholeVersions: a file that is written slowly, with pauses in the middle of its lines, is shown when it
// is whole, and never before.
func TestWatchPublishesWholeVersions(t *testing.T) {
	long, err := os.ReadFile(filepath.Join(top, "testdata", "chains", "spx-long.csv"))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "chain.csv")
	put := func(text []byte) {
		t.Helper()
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(long)
	cmd := asGex(t, "watch", "-q", "-f", "ndjson", "--interval", "100ms", name)
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(600 * time.Millisecond)
	next := bytes.ReplaceAll(long, []byte("\nSPX,6700,"), []byte("\nSPX,6701,"))
	for i := 1; i < 6; i++ {
		put(next[:bytes.LastIndexByte(next[:len(next)*i/6], '\n')+9*i]) // in the middle of a line
		time.Sleep(400 * time.Millisecond)
	}
	put(next)
	time.Sleep(800 * time.Millisecond)
	cmd.Process.Signal(os.Interrupt)
	if err := cmd.Wait(); err != nil {
		t.Fatal(err, stderr.String())
	}
	var spots []string
	for line := range strings.Lines(out.String()) {
		var r struct {
			Spot     float64 `json:"file_spot"`
			Coverage struct{ Contracts int }
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		spots = append(spots, fmt.Sprint(r.Spot, r.Coverage.Contracts))
	}
	n := bytes.Count(long, []byte("\n")) - 1
	if want := []string{fmt.Sprint(6700.0, n), fmt.Sprint(6701.0, n)}; !slices.Equal(spots, want) {
		t.Errorf("versions %q, want %q\n%s", spots, want, stderr.String())
	}
}
