package history

import (
	"strconv"
	"testing"

	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/report"
)

// TestSavesWholeFiles: what is saved on the way counts as done, so a run that is stopped must not leave some of the
// underlyings of a file there.
func TestSavesWholeFiles(t *testing.T) {
	var saved []report.Snapshot
	h := newHistory(nil, nil, Options{Dir: "in"}, func(rows []report.Snapshot) error { saved = rows; return nil })
	h.names = map[string]string{"in/a.csv": "a.csv", "in/b.csv": "b.csv"}
	take := func(file, underlying string) {
		t.Helper()
		r := &report.LevelsDocument{}
		r.Underlying = underlying
		if err := h.take(pipeline.Result{File: file, Document: &day{r, &gex.Held{}}}); err != nil {
			t.Fatal(err)
		}
	}
	const underlyings = SaveEvery + 2
	for i := range underlyings {
		take("in/a.csv", "U"+strconv.Itoa(i))
	}
	if saved != nil {
		t.Fatalf("saved %d rows in the middle of a file", len(saved))
	}
	take("in/b.csv", "U0")
	if len(saved) != underlyings || saved[0].File != "a.csv" || saved[underlyings-1].File != "a.csv" {
		t.Errorf("saved %d rows, want %d of a.csv and none of b.csv", len(saved), underlyings)
	}
}
