package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gex/internal/render"
	"gex/internal/report"
)

// TestHistorySavesWholeFiles: what is saved on the way counts as done, so a run that is stopped must not leave some of the
// underlyings of a file there.
func TestHistorySavesWholeFiles(t *testing.T) {
	o := &historyOptions{}
	o.path, o.format = filepath.Join(t.TempDir(), "levels.csv"), render.CSV
	h := &history{
		p: newProgram(strings.NewReader(""), io.Discard, io.Discard), o: o, names: map[string]string{"in/a.csv": "a.csv", "in/b.csv": "b.csv"},
		made: map[string][]report.Snapshot{},
	}
	take := func(file, underlying string) {
		t.Helper()
		d := &report.LevelsDocument{About: report.About{Header: report.Header{Underlying: underlying}}}
		if err := h.take(nil, result{file: file, document: d}, render.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	const underlyings = saveEvery + 2
	for i := range underlyings {
		take("in/a.csv", "U"+strconv.Itoa(i))
	}
	if _, err := os.Stat(o.path); !os.IsNotExist(err) {
		t.Fatalf("saved in the middle of a file: %v, want %v", err, fs.ErrNotExist)
	}
	take("in/b.csv", "U0")
	text, err := os.ReadFile(o.path)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := strings.Count(string(text), ",a.csv,"), strings.Count(string(text), ",b.csv,"); a != underlyings || b != 0 {
		t.Errorf("saved %d rows of a.csv and %d of b.csv, want %d and none", a, b, underlyings)
	}
}
