package report

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// TestScalar: a word, a number, or neither.
func TestScalar(t *testing.T) {
	for _, c := range []struct {
		s      Scalar
		ok     bool
		words  string
		inJSON string
	}{
		{Scalar{Word: "parity", Number: None()}, true, "parity", `"parity"`}, {Scalar{Number: 2.5}, true, "2.5", "2.5"}, {Scalar{Number: None()}, false, "", "null"},
		{Scalar{Word: "x", Number: 3}, true, "x", `"x"`}, {Scalar{}, true, "0", "0"},
	} {
		text, err := json.Marshal(c.s)
		if c.s.OK() != c.ok || c.s.String() != c.words || err != nil || string(text) != c.inJSON {
			t.Errorf("%+v: %v, %q, %s (%v)", c.s, c.s.OK(), c.s, text, err)
		}
	}
}

// TestSerious: the gravest is serious as well, and no other code is.
func TestSerious(t *testing.T) {
	for i, code := range SeriousCodes() {
		if !Serious(code) || Gravity(code) != i {
			t.Errorf("%s: %v, %d, want %d", code, Serious(code), Gravity(code), i)
		}
	}
	if Serious("currency") || Gravity("currency") != -1 || Serious("") {
		t.Error("what is no code of the list is serious")
	}
	list := []Warning{{Code: "currency"}, {Code: SeriousCodes()[1]}, {Code: SeriousCodes()[0]}}
	if got := SeriousAmong(list); len(got) != 2 || got[0].Code != SeriousCodes()[1] || got[1].Code != SeriousCodes()[0] {
		t.Errorf("%v", got)
	}
}

// TestElsewhere: spot and levels of the instrument that they were mapped to, the report itself without one.
func TestElsewhere(t *testing.T) {
	r := &LevelsDocument{About: About{Header: Header{Spot: 100}}, Levels: Levels{GammaLevels: GammaLevels{CallWall: 110}}}
	if r.Elsewhere() != r {
		t.Error("nothing was mapped, and the report is another")
	}
	r.Mapped = &Mapped{Price: 10, Levels: Levels{GammaLevels: GammaLevels{CallWall: 11}}, Levels0DTE: &Levels{GammaLevels: GammaLevels{PutWall: 9}}, Outlook: []Outlook{{GammaLevels: GammaLevels{CallWall: 12}}}}
	on := r.Elsewhere()
	if on.Spot != 10 || on.Levels.CallWall != 11 || on.Levels0DTE.PutWall != 9 || on.Outlook[0].CallWall != 12 || r.Spot != 100 || r.Levels.CallWall != 110 {
		t.Errorf("%+v", on)
	}
}

// TestSnapshotOf: expected move and 0DTE where there are any, else absent; warnings once each, by code.
func TestSnapshotOf(t *testing.T) {
	r := &LevelsDocument{About: About{Header: Header{Underlying: "SPX", Spot: 6700}}, Levels: Levels{GammaLevels: GammaLevels{CallWall: 6800}}}
	s := SnapshotOf(r)
	if s.Level("expected_move").OK() || s.Level("gex_0dte").OK() || s.Level("zero_gamma_0dte").OK() || s.Level("call_wall_0dte").OK() ||
		s.Level("put_wall_0dte").OK() || s.Level("call_wall") != 6800 || s.Warnings != "" {
		t.Errorf("%+v", s)
	}
	r.Levels.ExpectedMove = &ExpectedMove{Straddle: 52}
	r.Levels0DTE = &Levels{GammaLevels: GammaLevels{GEX: 1, ZeroGamma: 2, CallWall: 3, PutWall: 4}}
	r.Warnings = []Warning{{Code: "gap"}, {Code: "calendar"}, {Code: "gap"}}
	s = SnapshotOf(r)
	if s.Level("expected_move") != 52 || s.Level("gex_0dte") != 1 || s.Level("zero_gamma_0dte") != 2 || s.Level("call_wall_0dte") != 3 ||
		s.Level("put_wall_0dte") != 4 || s.Warnings != "calendar gap" {
		t.Errorf("%+v", s)
	}
}

// TestDeviationSides: a key on one side alone has the value of that side, and none on the other.
func TestDeviationSides(t *testing.T) {
	c := CompareDocuments(documents(t, `"a":1,"c":[7],"e":[]`), documents(t, `"b":"\u0001<é","c":{"d":2},"e":3`), Comparing{})
	got := map[string]string{}
	for _, d := range c.Deviations {
		a, errA := json.Marshal(d.A)
		b, errB := json.Marshal(d.B)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		got[d.Key] = fmt.Sprintf("%s %q %s %v / %q %s %v", d.What, d.A, a, d.A.HasParts(), d.B, b, d.B.HasParts())
	}
	for key, want := range map[string]string{
		"a": `only_in_a "1" 1 false / "" null false`,
		"b": `only_in_b "" null false / "\x01<é" "\u0001\u003cé" false`,
		"c": `value "[7]" [7] true / "{\"d\":2}" {"d":2} true`,
		"e": `value "[]" [] true / "3" 3 false`,
	} {
		if got[key] != want {
			t.Errorf("%s: %s, want %s", key, got[key], want)
		}
	}
	if c.OnlyInA != 1 || c.OnlyInB != 1 || c.Different != 2 || c.Compared != 3 { // the schema as well
		t.Errorf("%+v", c)
	}
}

// TestIgnoredAreCounted: the values below an ignored key, of the document that has them.
func TestIgnoredAreCounted(t *testing.T) {
	a := documents(t, `"x":{"p":1,"q":[1,2,{"r":null}],"s":{}},"y":1,"gex":1,"dex":1`)
	b := documents(t, `"x":{"p":2},"z":[1,2],"gex":2,"dex":2`)
	c := CompareDocuments(a, b, Comparing{Ignore: []string{"x", "y", "z", "gex"}})
	if c.Ignored != 4+1+2+1 || len(c.Deviations) != 1 || c.Deviations[0].Key != "dex" || c.Compared != 2 || len(c.Unfit) != 0 {
		t.Errorf("%d ignored, %d compared, %+v, unfit %v", c.Ignored, c.Compared, c.Deviations, c.Unfit)
	}
}

// TestFitsKey: names whole, * for any part of one, and everything below.
func TestFitsKey(t *testing.T) {
	for _, c := range []struct {
		pattern, key string
		want         bool
	}{
		{"gex", "gex", true}, {"gex", "dex", false}, {"totals.gex", "totals.gex", true}, {"totals.gex", "totals.dex", false}, {"totals", "totals.gex", true},
		{"totals.gex", "totals", false}, {"*gex", "call_gex", true}, {"*gex", "gex_1", false}, {"strikes.*gex", "strikes[1.5].put_gex", true},
		{"strikes[1.5].gex", "strikes[1.5].gex", true}, {"strikes[1.5].gex", "strikes[2.5].gex", false}, {"strikes[1.5]", "strikes[1.5].gex", true},
		{"a*b*c", "axxbyyc", true}, {"a*b*c", "axxcyyb", false}, {"*", "anything", true},
	} {
		if got := fitsKey(c.pattern, c.key); got != c.want {
			t.Errorf("%q of %q: %v", c.pattern, c.key, got)
		}
	}
}

// TestDepth: a hundred parts inside each other are read, one more is not, whether objects or arrays.
func TestDepth(t *testing.T) {
	for _, brackets := range [][2]string{{`{"a":`, "}"}, {"[", "]"}} {
		for n, want := range map[int]bool{1: true, 99: true, 100: false, 101: false} {
			// The document is the outermost, at a depth of 0: n inside it, and the number within them at n+1.
			text := `{"schema":"gex.report/v1","x":` + strings.Repeat(brackets[0], n) + "1" + strings.Repeat(brackets[1], n) + "}"
			if _, err := ReadDocuments([]byte(text)); (err == nil) != want {
				t.Errorf("%d of %q inside: %v", n, brackets[0], err)
			}
		}
	}
}

// TestLinesOfAHistory: errors name the line that they are about.
func TestLinesOfAHistory(t *testing.T) {
	row := strings.SplitAfter(historyCSV, "\n")[1]
	for _, c := range []struct {
		text  string
		asCSV bool
		want  string
	}{
		{historyCSV + row + "SPX\n", true, "line 4: as_of: the row ends before it: 1 cells where the header has "},
		{historyCSV + row[:len(row)-1], true, "line 3: the last line has no line break"}, {historyRow, false, "line 1: the last line has no line break"},
		{historyRow + "\n" + historyRow + "\n" + "{}\n", false, "line 3: no column underlying"}, {"{}\n", false, "line 1: no column underlying"},
		{historyCSV + row + strings.Replace(row, "6700", "x", 1), true, `line 4: spot: "x"`[:6]},
		{historyCSV + strings.Replace(row, "6700", "x", 1), true, `line 3: spot: "x" is not a number`},
	} {
		if _, err := ReadSnapshots(strings.NewReader(c.text), c.asCSV); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
}

// TestFailedIsACount: a whole number of failures, none at all included, or nothing.
func TestFailedIsACount(t *testing.T) {
	sum := strings.Repeat("ab", 32)
	for failed, want := range map[Number]bool{0: true, 1: true, 7: true, -1: false, 0.5: false, 1.5: false, -0.5: false, None(): true} {
		s := Snapshot{Underlying: "SPX", File: "a.csv", AsOf: Time{time.Unix(1, 0)}, SHA256: sum, Failed: failed}
		if err := s.check(); (err == nil) != want {
			t.Errorf("%v: %v", failed, err)
		}
	}
}

// TestConventionsListIsComplete fails when a convention is added to the JSON and not to the list that pages print.
func TestConventionsListIsComplete(t *testing.T) {
	var c Conventions
	v := reflect.ValueOf(&c).Elem()
	for i := range v.NumField() {
		v.Field(i).SetString("value of " + v.Type().Field(i).Name)
	}
	list := c.List()
	if len(list) != v.NumField() {
		t.Fatalf("%d of %d conventions are listed", len(list), v.NumField())
	}
	for i, s := range list {
		f := v.Type().Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if s.Name != key || s.Value != v.Field(i).String() {
			t.Errorf("%s is listed as %s: %s", key, s.Name, s.Value)
		}
	}
}

// TestUnusualRule: the usual rule is none to speak of.
func TestUnusualRule(t *testing.T) {
	for rule, want := range map[string]string{StickyStrike: "", "sticky delta": "sticky delta", "": ""} {
		if got := (Conventions{VolRule: rule}).UnusualRule(); got != want {
			t.Errorf("%q is %q, want %q", rule, got, want)
		}
	}
}
