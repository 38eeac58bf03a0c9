package pipeline

import (
	"encoding/json"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
)

// TestEachIsRun: a reader gives the documents that a file gives, and errors in their places.
func TestEachIsRun(t *testing.T) {
	text := change(change(chains(t, 3), "UND0002", "open_interest", ""), "UND0003", "expiration", "2020-01-17")
	v := Verb{Build: header, Sums: true}
	job, err := New(Request{Files: []string{"a.csv"}, Version: "v1", Settings: []report.Setting{{Name: "unit", Value: "pct"}}}, v)
	if err != nil {
		t.Fatal(err)
	}
	var ran, each []string
	w := &world{files: map[string]string{"a.csv": text}}
	_ = job.Run(w, Sink{Show: func(r Result) error { ran = append(ran, spelled(t, r.Document)); return nil }})
	failed := 0
	for r, err := range job.Each(strings.NewReader(text), "a.csv") {
		if err != nil {
			failed++
			if r.Underlying != "UND0003" {
				t.Errorf("%s: %v", r.Underlying, err)
			}
			continue
		}
		each = append(each, spelled(t, r.Document))
	}
	if strings.Join(ran, "\n") != strings.Join(each, "\n") || len(each) == 0 {
		t.Errorf("run gives\n%s\neach gives\n%s", strings.Join(ran, "\n"), strings.Join(each, "\n"))
	}
	for _, doc := range each {
		if !strings.Contains(doc, `"version":"v1"`) || !strings.Contains(doc, `"file":"a.csv"`) || strings.Contains(doc, `"sha256":""`) || !strings.Contains(doc, `"value":"pct"`) {
			t.Errorf("no whole header in %s", doc)
		}
	}
	if errors := strings.Count(strings.Join(w.log, "\n"), "error "); failed != errors {
		t.Errorf("%d fail, and %d of a run: %q", failed, errors, w.log)
	}
}

func spelled(t *testing.T, d report.Document) string {
	t.Helper()
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEachRefusesFiles: an error that is about the file names no underlying.
func TestEachRefusesFiles(t *testing.T) {
	job, err := New(Request{}, Verb{Build: header})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"no chain": "no,chain\n1,2\n", "no position": change(chains(t, 2), "", "open_interest", "")} {
		var last Result
		var failed error
		for r, err := range job.Each(strings.NewReader(text), "a.csv") {
			last, failed = r, err
		}
		if failed == nil || last.Underlying != "" || last.File != "a.csv" || fault.Of(failed).Code != fault.Input {
			t.Errorf("%s: %+v, %v", name, last, failed)
		}
	}
}

// TestOne: a file with one underlying gives its result, any other an error.
func TestOne(t *testing.T) {
	files := map[string]string{"one.csv": chains(t, 1), "two.csv": chains(t, 2), "bad.csv": "no,chain\n1,2\n"}
	w := &world{files: files}
	job, err := New(Request{}, Verb{Build: header, Single: Single{Why: "cannot be watched at once", Hint: "--symbol picks one"}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := job.One(w, "one.csv", true)
	if err != nil || r.Where() != "one.csv: SPX" || len(w.log) > 0 {
		t.Errorf("%v, %s, %q", err, r.Where(), w.log)
	}
	if _, err := job.One(w, "one.csv", false); err != nil || len(w.log) == 0 || !strings.HasPrefix(w.log[0], "note one.csv: SPX: ") {
		t.Errorf("%v, %q", err, w.log)
	}
	if _, err := job.One(w, "two.csv", true); err == nil || err.Error() != "two.csv: 2 underlyings cannot be watched at once" {
		t.Error(err)
	}
	if _, err := job.One(w, "bad.csv", true); fault.Of(err).Code != fault.Input {
		t.Error(err)
	}
}
