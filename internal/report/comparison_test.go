package report

import (
	"gex/internal/fault"
	"math"
	"strings"
	"testing"
)

// documents reads reports whose bodies are given.
func documents(t *testing.T, bodies ...string) []Parsed {
	t.Helper()
	var text strings.Builder
	for _, body := range bodies {
		text.WriteString(`{"schema":"gex.report/v1",` + body + "}\n")
	}
	list, err := ReadDocuments([]byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestCompareDocuments: what differs, by identity and not by place, within tolerances, and what never counts.
func TestCompareDocuments(t *testing.T) {
	exact := []Tolerance{{"", 0}}
	for _, c := range []struct {
		name, a, b string
		how        Comparing
		want       string // keys with how they differ, in their order
	}{
		{"where it came from never counts", `"version":"1","input":{"file":"a"},"spot":1`, `"version":"2","input":{"file":"b"},"spot":1.0`, Comparing{}, ""},
		{"nor do the words that it was asked for in", `"settings":[{"name":"rate","value":"4%"}],"spot":1`, `"spot":1`, Comparing{}, ""},
		{"nor how many rows the file has", `"coverage":{"rows":1,"members":[{"underlying":"SPY","rows":1}],"contracts":2}`,
			`"coverage":{"rows":2,"members":[{"underlying":"SPY"}],"contracts":2}`, Comparing{Ignore: []string{"coverage.rows"}}, ""},
		{"but contracts and other rows do", `"coverage":{"contracts":1},"rank":{"rows":1}`, `"coverage":{"contracts":2},"rank":{"rows":2}`, Comparing{}, "value coverage.contracts, value rank.rows"},
		{"only the input of the report itself", `"x":{"version":1}`, `"x":{"version":2}`, Comparing{}, "value x.version"},
		{"within the usual tolerance", `"spot":1000000000`, `"spot":1000000001`, Comparing{}, ""},
		{"beyond it", `"spot":1000000000`, `"spot":1000000003`, Comparing{}, "value spot"},
		{"just beyond it", `"spot":1000000000`, `"spot":1000000001.05`, Comparing{}, "value spot"},
		{"beside nothing", `"gex":0`, `"gex":0.95e-9`, Comparing{}, ""},
		{"just beyond it, beside nothing", `"gex":0`, `"gex":1.05e-9`, Comparing{}, "value gex"},
		{"zero is exact", `"spot":1000000000`, `"spot":1000000000.001`, Comparing{RTol: exact, ATol: exact}, "value spot"},
		{"absolute", `"spot":0`, `"spot":0.01`, Comparing{ATol: []Tolerance{{"", 0.01}}}, ""},
		{"of a key, the last that fits", `"a":{"x":1,"y":1}`, `"a":{"x":1.01,"y":1.01}`, Comparing{RTol: []Tolerance{{"", 0.1}, {"a.y", 0}}, ATol: exact}, "value a.y"},
		{"null is no number", `"x":null`, `"x":0`, Comparing{RTol: []Tolerance{{"", 1}}}, "value x"},
		{"null is null", `"x":null`, `"x":null`, Comparing{}, ""},
		{"words", `"regime":"long_gamma"`, `"regime":"short_gamma"`, Comparing{}, "value regime"},
		{"a word is no number", `"x":"1"`, `"x":1`, Comparing{}, "value x"},
		{"largest first, what has no measure after", `"a":1,"b":1,"c":1,"d":"x"`, `"a":1.1,"b":1,"c":3,"d":"y"`, Comparing{}, "value c, value a, value d"},
		{"what there is once before rows of lists", `"l":[{"strike":1,"gex":1}],"a":1`, `"l":[{"strike":1,"gex":9}],"a":1.1`, Comparing{}, "value a, value l[1].gex"},
		{"keys of one", `"a":1`, `"b":{"c":1}`, Comparing{}, "only_in_a a, only_in_b b"},
		{"by strike, however written", `"strikes":[{"strike":1,"gex":5},{"strike":2,"gex":6}]`, `"strikes":[{"strike":2.0,"gex":6},{"strike":3,"gex":7},{"strike":1,"gex":4}]`,
			Comparing{}, "value strikes[1].gex, only_in_b strikes[3]"},
		{"by root and expiry", `"expiries":[{"root":"SPX","expiry":"2025-11-21","gex":1}]`, `"expiries":[{"root":"SPXW","expiry":"2025-11-21","gex":1}]`,
			Comparing{}, "only_in_a expiries[SPX 2025-11-21], only_in_b expiries[SPXW 2025-11-21]"},
		{"twins", `"warnings":[{"code":"x","message":"a"},{"code":"x","message":"b"}]`, `"warnings":[{"code":"x","message":"a"},{"code":"x","message":"c"}]`,
			Comparing{}, "value warnings[x #2].message"},
		{"by place", `"flips":[{"spot":1,"direction":"n"}]`, `"flips":[{"spot":2,"direction":"n"},{"spot":3,"direction":"p"}]`, Comparing{}, "value flips[1].spot, only_in_b flips[2]"},
		{"negligible flips never count", `"flips":[{"spot":1,"negligible":true},{"spot":2}]`, `"flips":[{"spot":2},{"spot":3,"negligible":true},{"spot":4,"negligible":true}]`, Comparing{}, ""},
		{"but marked otherwise they do", `"flips":[{"spot":1,"negligible":false}]`, `"flips":[]`, Comparing{}, "only_in_a flips[1]"},
		{"lists of numbers", `"profile":{"gex":[1,2]}`, `"profile":{"gex":[1,3]}`, Comparing{}, "value profile.gex[2]"},
		{"of other lengths as a whole", `"profile":{"gex":[1,2]}`, `"profile":{"gex":[1,2,3]}`, Comparing{}, "value profile.gex"},
		{"from nothing", `"flips":[]`, `"flips":[{"spot":2}]`, Comparing{}, "only_in_b flips[1]"},
		{"nothing for an object", `"levels_0dte":null`, `"levels_0dte":{"gex":1}`, Comparing{}, "value levels_0dte"},
		{"ignored with all below", `"flows":{"spot":[{"move_pct":1,"usd":1}]},"x":1`, `"flows":{"spot":[]},"x":1`, Comparing{Ignore: []string{"flows"}}, ""},
		{"ignored in every strike", `"strikes":[{"strike":1,"gex":5,"dex":1}]`, `"strikes":[{"strike":1,"gex":4,"dex":2}]`, Comparing{Ignore: []string{"strikes.g*"}}, "value strikes[1].dex"},
		{"ignored in one", `"strikes":[{"strike":1.5,"gex":5},{"strike":2,"gex":5}]`, `"strikes":[{"strike":1.5,"gex":4},{"strike":2,"gex":4}]`, Comparing{Ignore: []string{"strikes[1.5].gex"}}, "value strikes[2].gex"},
		{"ignored where one lacks it", `"a":1`, `"a":1,"new":2`, Comparing{Ignore: []string{"new"}}, ""},
	} {
		got := CompareDocuments(documents(t, c.a), documents(t, c.b), c.how)
		var list []string
		for _, d := range got.Deviations {
			list = append(list, string(d.What)+" "+d.Key)
		}
		if s := strings.Join(list, ", "); s != c.want || got.Equal != (s == "") || len(got.Unfit) > 0 {
			t.Errorf("%s: %q, want %q (unfit %q)", c.name, s, c.want, got.Unfit)
		}
		if n := got.OnlyInA + got.OnlyInB + got.Different; n != len(list) {
			t.Errorf("%s: %d counted of %d", c.name, n, len(list))
		}
		if same := CompareDocuments(documents(t, c.a), documents(t, c.a), Comparing{RTol: exact, ATol: exact}); !same.Equal {
			t.Errorf("%s: differs from itself: %+v", c.name, same.Deviations)
		}
	}
}

// TestDeviation: by how much, and the tolerance that would pass.
func TestDeviation(t *testing.T) {
	a, b := documents(t, `"underlying":"SPX","spot":4`), documents(t, `"underlying":"SPX","spot":5`)
	d := CompareDocuments(a, b, Comparing{}).Deviations[0]
	if d.Underlying != "SPX" || d.A.String() != "4" || d.B.String() != "5" || d.Difference != 1 || math.Abs(float64(d.Relative)-0.2) > 1e-15 {
		t.Errorf("%+v", d)
	}
	if c := CompareDocuments(a, b, Comparing{RTol: []Tolerance{{"spot", float64(d.Relative)}, {"spt", 1}}}); !c.Equal || len(c.Unfit) != 1 || c.Unfit[0] != "spt" {
		t.Errorf("%+v", c)
	}
}

// TestCompareMany: reports of several underlyings are matched by them.
func TestCompareMany(t *testing.T) {
	a := documents(t, `"underlying":"A","spot":1`, `"underlying":"B","spot":1`)
	b := documents(t, `"underlying":"C","spot":1`, `"underlying":"B","spot":2`)
	var got []string
	for _, d := range CompareDocuments(a, b, Comparing{}).Deviations {
		got = append(got, d.Underlying+" "+string(d.What)+" "+d.Key)
	}
	if s := strings.Join(got, ", "); s != "B value spot, A only_in_a report, C only_in_b report" {
		t.Error(s)
	}
}

// TestReadDocuments: what is a report, and what is refused.
func TestReadDocuments(t *testing.T) {
	for text, want := range map[string]bool{
		"\ufeff {\"schema\":\"gex.report/v1\"}": true, `{"a":[1],"schema":"gex.report/v9"}`: true, `{"schema":"gex.report/v1","spot":`: true,
		`{"data":{"schema":"x"}}`: false, `{"schema":1}`: true, `[{"schema":"x"}]`: false, "schema,spot\n": false, "": false,
	} {
		if got := IsDocument([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for text, want := range map[string]string{
		`{"schema":"gex.report/v9"}`:             `schema "gex.report/v9" is not known: this version reads gex.report/v1`,
		`{"schema":"gex.report/v1","spot":`:      "invalid or incomplete JSON: unexpected EOF",
		`{"schema":"gex.report/v1"} x`:           "invalid or incomplete JSON: invalid character 'x' looking for beginning of value",
		`{"schema":"gex.report/v1","a":1,"a":2}`: `invalid or incomplete JSON: key "a" appears twice in one object`,
		"":                                       "invalid or incomplete JSON: EOF",
		strings.Repeat("[", 1000):                "invalid or incomplete JSON: nested too deeply",
	} {
		_, err := ReadDocuments([]byte(text))
		if err == nil || err.Error() != want {
			t.Errorf("%.40q: %v, want %s", text, err, want)
		}
		if hint := fault.HintOf(err); (hint != "") != strings.Contains(text, "v9") {
			t.Errorf("%.40q: hint %q", text, hint)
		}
	}
}

// TestOfMaking: how a document was made is what it names as that, and of members the rows of their files alone.
func TestOfMaking(t *testing.T) {
	for key, want := range map[string]bool{
		"input": true, "settings": true, "coverage.rows": true, "coverage.members[0].rows": true,
		"input.file": false, "coverage.members[0].contracts": false, "strikes[0].rows": false, "coverage.contracts": false,
	} {
		if ofMaking(key) != want {
			t.Errorf("%s: %t", key, !want)
		}
	}
}
