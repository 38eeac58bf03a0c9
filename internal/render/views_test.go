package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gex/internal/fault"
	"gex/internal/report"
)

// of writes the document of a fixture.
func of[D report.Document](document func(*report.Report) D, write Func[D]) Func[*report.Report] {
	return func(w io.Writer, r *report.Report, f Format, o Options) error { return write(w, document(r), f, o) }
}

// greeksOf has the fixture's contracts.
func greeksOf(r *report.Report) *report.GreeksDocument {
	return &report.GreeksDocument{About: r.About(), Contracts: contracts()}
}

// strikes is Strikes with all of them.
func strikes(w io.Writer, r *report.StrikesDocument, f Format, o Options) error {
	return Strikes(w, r, r.Strikes, f, o)
}

// views are all results that can be written.
var views = map[string]Func[*report.Report]{
	"report": Report, "levels": of(levelsOf, Levels), "strikes": of((*report.Report).StrikesDocument, strikes),
	"expiries": of((*report.Report).ExpiriesDocument, Expiries), "buckets": of((*report.Report).BucketsDocument, Buckets),
	"profile": of(profileOf, Profile), "flows": of(flowsOf, Flows), "greeks": of(greeksOf, Greeks), "check": checks,
}

// TestViewGoldens compares every result in every format with its file.
func TestViewGoldens(t *testing.T) {
	for name, view := range views {
		r := flowing()
		if name == "report" {
			r = spx()
		}
		for _, f := range []Format{Table, Markdown, CSV, JSON} {
			if name == "report" && f != JSON || name == "check" {
				continue
			}
			extension := map[Format]string{Table: "txt"}[f]
			if extension == "" {
				extension = string(f)
			}
			golden(t, name+"."+extension, written(t, func(w *bytes.Buffer) error { return view(w, r, f, Options{Spell: fault.AsFlag}) }))
		}
	}
}

// TestEveryViewOfEveryReport checks what all output must satisfy: UTF-8, well-formed machine formats, no trailing blanks,
// ndjson on one line, and only ASCII if requested.
func TestEveryViewOfEveryReport(t *testing.T) {
	reports := map[string]*report.Report{"spx": spx(), "flowing": flowing(), "stock": stock(), "empty": empty(), "shares": shares()}
	for name, r := range reports {
		for verb, view := range views {
			text := string(written(t, func(w *bytes.Buffer) error { return view(w, r, Table, Options{ASCII: true}) }))
			if i := strings.IndexFunc(text, func(c rune) bool { return c >= utf8.RuneSelf }); i >= 0 {
				t.Errorf("%s of %s: --ascii prints %q", verb, name, text[i:i+4])
			}
			if strings.Contains(text, " \n") {
				t.Errorf("%s of %s: trailing blanks", verb, name)
			}
			line := written(t, func(w *bytes.Buffer) error { return view(w, r, NDJSON, Options{}) })
			if slices.Contains([]string{"report", "levels", "check"}, verb) {
				if bytes.Count(line, []byte("\n")) != 1 || line[len(line)-1] != '\n' || !json.Valid(line) {
					t.Errorf("%s of %s: ndjson is not one JSON line", verb, name)
				}
			} else if wrong := rowsDiffer(line, written(t, func(w *bytes.Buffer) error { return view(w, r, CSV, Options{}) })); wrong != "" {
				t.Errorf("%s of %s: %s", verb, name, wrong)
			}
			if bytes.Contains(line, []byte(`"flips":null`)) {
				t.Errorf("%s of %s: a list is null", verb, name)
			}
		}
	}
}

// rowsDiffer reports how ndjson differs from the csv of the same rows: it has one line per row, with the columns as keys and
// the cells as values, null for an empty one.
func rowsDiffer(lines, table []byte) string {
	records, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		return err.Error()
	}
	rows := slices.Collect(bytes.Lines(lines))
	if len(rows) != len(records)-1 {
		return fmt.Sprintf("%d lines of ndjson, %d rows of csv", len(rows), len(records)-1)
	}
	for i, row := range rows {
		dec := json.NewDecoder(bytes.NewReader(row))
		dec.UseNumber()
		var values map[string]any
		if err := dec.Decode(&values); err != nil || len(values) != len(records[0]) {
			return fmt.Sprintf("line %d has %d keys, %v", i+1, len(values), err)
		}
		for j, name := range records[0] {
			value, known := values[name]
			text := fmt.Sprint(value)
			if value == nil {
				text = ""
			}
			if !known || text != records[i+1][j] {
				return fmt.Sprintf("line %d: %s is %v, and %s in csv", i+1, name, value, records[i+1][j])
			}
		}
	}
	return ""
}

// TestPagesFitTheirWidth: no line of a page is wider than it may be, whatever the report holds.
func TestPagesFitTheirWidth(t *testing.T) {
	for name, r := range oddReports() {
		for verb, view := range views {
			for _, o := range []Options{{}, {ASCII: true}, {Width: 100}, {Width: 120, Color: true}, {Width: 200}} {
				text := string(written(t, func(w *bytes.Buffer) error { return view(w, r, Table, o) }))
				for line := range strings.Lines(text) {
					if n := Columns(strings.TrimSuffix(line, "\n")); n > (style{Options: o}).pageWidth() {
						t.Errorf("%s of %s at %d: %d columns: %s", verb, name, o.Width, n, line)
					}
				}
			}
		}
	}
}

func TestColourChangesNothingElse(t *testing.T) {
	for verb, view := range views {
		plain := written(t, func(w *bytes.Buffer) error { return view(w, flowing(), Table, Options{}) })
		colour := written(t, func(w *bytes.Buffer) error { return view(w, flowing(), Table, Options{Color: true}) })
		if diff := cmp.Diff(string(plain), plainText(string(colour))); diff != "" {
			t.Errorf("%s: colour moves text (-plain +colour):\n%s", verb, diff)
		}
	}
}

func TestReportJSONIsTheReport(t *testing.T) {
	out := written(t, func(w *bytes.Buffer) error { return Report(w, stock(), JSON, Options{}) })
	var back report.Report
	if err := json.Unmarshal(out, &back); err != nil {
		t.Fatal(err)
	}
	again := written(t, func(w *bytes.Buffer) error { return Report(w, &back, JSON, Options{}) })
	if diff := cmp.Diff(string(out), string(again)); diff != "" {
		t.Errorf("reading back and writing again differs:\n%s", diff)
	}
	if bytes.Contains(out, []byte(`\u003c`)) {
		t.Error("HTML is escaped")
	}
}

func TestReportHasNoCSV(t *testing.T) {
	if err := Report(io.Discard, spx(), CSV, Options{}); !errors.Is(err, ErrNoCSV) {
		t.Errorf("got %v", err)
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := Levels(io.Discard, levelsOf(spx()), "xml", Options{}); err == nil {
		t.Error("xml was written")
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsAreSeen(t *testing.T) {
	for verb, view := range views {
		for _, f := range []Format{Table, Markdown, JSON, NDJSON} {
			if err := view(full{}, spx(), f, Options{}); !errors.Is(err, errFull) {
				t.Errorf("%s as %s to a full disk: %v", verb, f, err)
			}
		}
	}
}

func TestCSVWithoutHeader(t *testing.T) {
	with := written(t, func(w *bytes.Buffer) error { return Buckets(w, spx().BucketsDocument(), CSV, Options{}) })
	without := written(t, func(w *bytes.Buffer) error { return Buckets(w, spx().BucketsDocument(), CSV, Options{NoHeader: true}) })
	_, rest, _ := bytes.Cut(with, []byte("\n"))
	if diff := cmp.Diff(string(rest), string(without)); diff != "" {
		t.Error(diff)
	}
}

func TestListInAllForms(t *testing.T) {
	l := List{Columns: []string{"name", "title"}, Rows: [][]string{{"long", "a|b"}}, JSON: []string{"long"}}
	for f, want := range map[Format]string{
		Table:    " name  title\n────────────\n long  a|b\n",
		Markdown: "| name | title |\n|:-----|:------|\n| long | a\\|b  |\n",
		CSV:      "name,title\nlong,a|b\n",
		JSON:     "[\n  \"long\"\n]\n",
		NDJSON:   "\"long\"\n",
	} {
		got := written(t, func(w *bytes.Buffer) error { return l.Write(w, f, Options{}) })
		if string(got) != want {
			t.Errorf("%s: got %q, want %q", f, got, want)
		}
	}
}

func TestListWithTitleAndSample(t *testing.T) {
	l := List{Title: "a vendor's csv", Columns: []string{"name"}, Rows: [][]string{{"strike"}}, Sample: "strike, type\n100, C\n", JSON: 1}
	for f, want := range map[Format]string{
		Table:    "a vendor's csv\n name\n───────\n strike\n\nstrike, type\n100, C\n",
		Markdown: "a vendor's csv\n\n| name   |\n|:-------|\n| strike |\n\n```\nstrike, type\n100, C\n```\n",
		CSV:      "name\nstrike\n",
	} {
		got := written(t, func(w *bytes.Buffer) error { return l.Write(w, f, Options{}) })
		if string(got) != want {
			t.Errorf("%s: got %q, want %q", f, got, want)
		}
	}
}

// TestToCloseFitsThePage: however large the flows of a book are, the table to the close is in one part on the narrowest
// page and has the running total. The word for the side is hidden first, which the sign says as well, and then the shares.
func TestToCloseFitsThePage(t *testing.T) {
	today, tomorrow := at(20, 10, 0), at(19, 16, 31)
	for _, c := range []struct {
		name   string
		asOf   report.Time
		shares report.Number
		hidden string
	}{
		{"a stock", today, 12_345, ""},
		{"an index today", today, 3_003_475, "dealers"},
		{"an index tomorrow", tomorrow, 3_003_475, "dealers"},
		{"more than any book has", today, 987_654_321, "dealers, shares"},
		{"more than any book has tomorrow", tomorrow, 987_654_321, "dealers, shares"},
	} {
		d, part := flowing().FlowsDocument(), c.shares/4
		d.AsOf, d.Flows = c.asOf, report.FlowTables{ToClose: []report.CloseStep{
			{At: at(20, 15, 30), Settling: part, AM: part, Rest: part, Shares: 3 * part, USD: 4500 * part, Total: 3 * part, Side: report.Buy},
			{At: at(20, 16, 0), Settling: -part, AM: part, Rest: part, Shares: part, USD: 4500 * part, Total: c.shares, Side: report.Buy},
		}}
		text := string(written(t, func(w *bytes.Buffer) error { return Flows(w, d, Table, Options{}) }))
		if got := strings.Count(text, "\n by "); got != 1 {
			t.Errorf("%s: %d tables\n%s", c.name, got, text)
		}
		if !strings.Contains(text, signed(c.shares, 0)+"\n") {
			t.Errorf("%s: no running total\n%s", c.name, text)
		}
		_, hidden, _ := strings.Cut(text, "hidden at 80 columns: to the close ")
		if hidden, _, _ = strings.Cut(hidden, "; width"); hidden != c.hidden {
			t.Errorf("%s: hidden: %q, want %q\n%s", c.name, hidden, c.hidden, text)
		}
	}
}
