package chain

import (
	"strings"
	"testing"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/tables"
	"gex/internal/chain/vendors"
	"gex/internal/fault"
)

// Every format must be recognized by its own example and by no other.
func TestFormatsKnowTheirExample(t *testing.T) {
	for _, l := range vendors.Layouts() {
		if l.Name == "" || l.Title == "" || l.Example == "" || len(l.Columns) == 0 {
			t.Errorf("format %q is not described in full", l.Name)
		}
		got, err := choose(&input.Source{Name: "x", Data: []byte(l.Example + "\n")}, &Options{}, vendors.Layouts())
		if err != nil || got.Name != l.Name {
			t.Errorf("the example of %s is taken for %q: %v", l.Name, got.Name, err)
		}
		for _, c := range l.Columns {
			if c.Name == "" || c.Unit == "" || c.Empty == "" {
				t.Errorf("%s: column %v is not described in full", l.Name, c)
			}
		}
	}
	if got := Formats(); len(got) != len(vendors.Layouts()) || got[0].Name != "cboe-quotedata" {
		t.Errorf("Formats() = %v", got)
	}
}

func TestChoose(t *testing.T) {
	fits := func(name string, score int, lacks string) assembly.Layout {
		return assembly.Layout{Format: tables.Format{Name: name}, Fit: func(*tables.Head) tables.Fit { return tables.Fit{Score: score, Lacks: lacks} }}
	}
	src := &input.Source{Name: "x", Data: []byte("\n  \na,b\n1,2\n")}
	for _, c := range []struct {
		named      string
		known      []assembly.Layout
		want       string
		what, hint string
	}{
		{"", []assembly.Layout{fits("a", 10, ""), fits("b", 20, ""), fits("c", 0, "")}, "b", "", ""},
		{"a", []assembly.Layout{fits("a", 0, ""), fits("b", 20, "")}, "a", "", ""},
		{"z", []assembly.Layout{fits("a", 0, ""), fits("b", 20, "")}, "", `unknown format "z"`, "known formats: a, b"},
		{"", []assembly.Layout{fits("a", 20, ""), fits("b", 20, ""), fits("c", 10, "")}, "", "formats a and b match the file equally well", fault.Setting("input-format")},
		{"", []assembly.Layout{fits("a", 0, ""), fits("b", 0, "")}, "", `no known format: the file begins with "a,b"`, "see gex formats"},
		{"", []assembly.Layout{fits("a", 0, ""), fits("b", 0, "Strike")}, "", `no known format: the file begins with "a,b"`, "looks like b without the column Strike"},
	} {
		l, err := choose(src, &Options{Format: c.named}, c.known)
		if l.Name != c.want {
			t.Errorf("chose %q, want %q", l.Name, c.want)
		}
		if c.what == "" {
			continue
		}
		if e, ok := err.(*fault.Error); !ok || !strings.Contains(e.What, c.what) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("error %v, want %q and %q", err, c.what, c.hint)
		}
	}
}

// TestUnknownJSON: what was computed of Deribit's options is not its answer, and of JSON the keys are named.
func TestUnknownJSON(t *testing.T) {
	const option = `{"instrument_name":"BTC-20NOV25-85000-P","strike":85000,"gamma":0.00002,"open_interest":52.5,"mark_iv":0.79,"mark_price":0.0003}`
	for text, want := range map[string]string{
		`{"currency":"BTC","indexPrice":91630.07,"gammaByExpiration":{"2025-11-20":{"total_gamma":15.9,"instruments":[` + option + `]}}}`: "JSON with the keys currency, indexPrice, gammaByExpiration",
		`[{"a":1,"b":[2,3],"c":{"d":4}},{"e":5}]`: "JSON with the keys a, b, c",
		`[[1,2,3,4,5,6]]`:                         `the file begins with "[[1,2,3,4,5,6]]"`,
	} {
		if e := refused(t, text, Options{}); e.What != "no known format: "+want || strings.Contains(e.Hint, "option") {
			t.Errorf("%s: %v, %s", text, e, e.Hint)
		}
	}
}

// The error names the first line with text.
func TestUnknownNamesTheLine(t *testing.T) {
	e := refused(t, "\n\n"+strings.Repeat("long line ", 20)+"\n", Options{})
	if e.Line != 3 || len(e.What) > 120 || !strings.HasSuffix(e.What, "…") {
		t.Errorf("error %v", e)
	}
}
