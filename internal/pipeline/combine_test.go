package pipeline

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/sample"
)

// sampleOf is a file of an underlying.
func sampleOf(t testing.TB, o sample.Options) string {
	t.Helper()
	o.Layout = "long"
	var text bytes.Buffer
	if err := sample.Write(&text, o); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func at(hour, minute int) time.Time {
	return market.Date{Year: 2025, Month: time.November, Day: 20}.At(hour, minute)
}

// TestCombinedNamesTheFile: what is said of a combined book names the file that it is about, and none of the others.
func TestCombinedNamesTheFile(t *testing.T) {
	files := map[string]string{
		"a/spx.csv":  sampleOf(t, sample.Options{Contracts: 60}),
		"b/spy.csv":  sampleOf(t, sample.Options{Contracts: 60, Underlying: "SPY", Spot: 670, AsOf: at(9, 40)}),
		"c/half.csv": sampleOf(t, sample.Options{Contracts: 60, Underlying: "SPY", Spot: 335}),
		"d/aapl.csv": sampleOf(t, sample.Options{Contracts: 60, Underlying: "AAPL", Spot: 230}),
		"e/bad.csv":  "what is this",
	}
	for _, c := range []struct {
		files []string
		want  string
	}{
		{[]string{"a/spx.csv", "c/half.csv"}, "error c/half.csv: different share basis: SPX at 6,700 is 20 times SPY at 335"},
		{[]string{"d/aapl.csv", "a/spx.csv"}, "error d/aapl.csv: AAPL does not move with SPX"},
		{[]string{"a/spx.csv", "e/bad.csv"}, "error e/bad.csv:1: "},
		{[]string{"a/spx.csv", "b/spy.csv", "none.csv"}, "error none.csv: no such file"},
		{[]string{"a/spx.csv", "b/spy.csv"}, "note spy.csv: SPY (spy.csv) is as of 09:40, 20 min before SPX"},
	} {
		log, _ := do(t, Request{Files: c.files, Combine: "SPX"}, Verb{}, files)
		text := strings.Join(log, "\n")
		if !strings.Contains(text, c.want) || strings.Contains(text, "csv+") {
			t.Errorf("%v: %s\nwant %s", c.files, text, c.want)
		}
		for _, name := range c.files {
			if strings.Contains(text, "error") && !strings.HasPrefix(c.want, "error "+name) && strings.Contains(text, name) {
				t.Errorf("%v: %s is named in %s", c.files, name, text)
			}
		}
	}
}

// TestBooks: a request may have several combined books, each of its own files, and one that fails leaves the others.
func TestBooks(t *testing.T) {
	files := map[string]string{
		"spx.csv": sampleOf(t, sample.Options{Contracts: 60}), "spy.csv": sampleOf(t, sample.Options{Contracts: 60, Underlying: "SPY", Spot: 670}),
		"half.csv": sampleOf(t, sample.Options{Contracts: 60, Underlying: "SPY", Spot: 335}),
	}
	job, err := New(Request{Combine: "SPX"}, Verb{Build: header, Carries: true})
	if err != nil {
		t.Fatal(err)
	}
	job.Divide([][]string{{"spx.csv", "spy.csv"}, {"half.csv", "spx.csv"}, {"spx.csv"}})
	w := &world{files: files}
	var shown []string
	err = job.Run(w, Sink{Show: func(r Result) error {
		shown = append(shown, r.Where()+" of "+strings.Join(r.Files, " "))
		return nil
	}})
	if fault.Of(err).Code != fault.Input || !slices.Equal(shown, []string{"SPX with SPY of spx.csv spy.csv", "spx.csv: SPX of spx.csv"}) {
		t.Errorf("%v, shown %q, log %q", err, shown, w.log)
	}
}

// TestInstants: around each file of the axis the nearest of every other underlying, each once.
func TestInstants(t *testing.T) {
	look := func(name string, hour, minute int, underlying string, roots ...string) Look {
		m := moment{underlying: underlying, at: at(hour, minute), day: market.DateOf(at(hour, minute)), roots: roots}
		return Look{Name: name, of: []moment{m}}
	}
	list, left := Instants("spx", []Look{
		look("spy-1004", 10, 4, "SPY", "SPY"), look("spy-0958", 9, 58, "SPY", "SPY"), look("es-1009", 10, 9, "ES", "ES"),
		look("spx-1010", 10, 10, "SPX", "SPX", "SPXW"), look("spx-1000", 10, 0, "SPX", "SPX", "SPXW"),
		look("spxw-1200", 12, 0, "SPX", "SPXW"), look("spxm-1203", 12, 3, "SPX", "SPX"), look("spxw-1205", 12, 5, "SPX", "SPXW"),
		look("spy-1215", 12, 15, "SPY", "SPY"), look("spy-1221", 12, 21, "SPY", "SPY"), look("spy-1130", 11, 30, "SPY", "SPY"), look("spy-0959", 9, 59, "SPY", "SPY"),
		look("spx-1500", 15, 0, "SPX", "SPX"),
	})
	var got []string
	for _, i := range list {
		got = append(got, strings.Join(i.Names(), " "))
	}
	want := []string{"spx-1000 spy-0959", "spx-1010 es-1009 spy-1004", "spxm-1203 spxw-1200", "spxw-1205 spy-1215", "spx-1500"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	var why []string
	for _, l := range left {
		why = append(why, l.Why.Error())
	}
	wantWhy := []string{
		"spy-0958: not used: spy-0959 of 09:59 is nearer to spx of 10:00",
		"spy-1130: no file of spx is within 15 minutes of it: SPY as of 2025-11-20T11:30:00-05:00",
		"spy-1221: no file of spx is within 15 minutes of it: SPY as of 2025-11-20T12:21:00-05:00",
	}
	if !slices.Equal(why, wantWhy) {
		t.Errorf("%q, want %q", why, wantWhy)
	}
}

// BenchmarkCombined measures a report of three files as one book beside three reports: the ratio of the times is that of the
// work, as both read, fit and build everything.
func BenchmarkCombined(b *testing.B) {
	files := map[string]string{
		"spx.csv": sampleOf(b, sample.Options{Contracts: 20000}), "spy.csv": sampleOf(b, sample.Options{Contracts: 10000, Underlying: "SPY", Spot: 668.52}),
		"xsp.csv": sampleOf(b, sample.Options{Contracts: 5000, Underlying: "XSP", Spot: 670}),
	}
	build := func(book *gex.Book, _ bool) report.Document { return gex.Build(book) }
	took := func(combine string) time.Duration {
		job, err := New(Request{Files: []string{"spx.csv", "spy.csv", "xsp.csv"}, Combine: combine}, Verb{Build: build, Carries: true})
		if err != nil {
			b.Fatal(err)
		}
		begun := time.Now()
		if err := job.Run(&world{files: files}, Sink{}); err != nil {
			b.Fatal(err)
		}
		return time.Since(begun)
	}
	var alone, combined time.Duration
	for b.Loop() {
		alone += took("")
		combined += took("SPX")
	}
	b.ReportMetric(float64(combined)/float64(alone), "combined/alone")
}
