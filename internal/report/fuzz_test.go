package report

import (
	"strings"
	"testing"
)

// FuzzDiff: what is read as reports is equal to itself, and equal the other way round when it is one way.
func FuzzDiff(f *testing.F) {
	const head = `{"schema":"gex.report/v1","underlying":"SPX",`
	for _, pair := range [][2]string{
		{head + `"spot":6700,"strikes":[{"strike":1},{"strike":1},{"strike":"1 #2"}]}`, head + `"spot":6700.0}`},
		{head + `"a":["x","x","x #2"],"b":null}`, head + `"a":[],"b":"NaN"}`},
		{head + `"spot":1e999}`, head + `"spot":-0}`},
		{head + `"levels":{"flips":[{"spot":1,"direction":"neg_to_pos"}]}}` + "\n" + head + `"x":{}}`, head + `"levels":{"levels":1}}`},
		{head + `"spot":1,"spot":2}`, head + `"deep":` + strings.Repeat("[", 200)},
		{head + `"expiries":[{"root":"SPX","expiry":"2025-11-21"},{"root":null,"expiry":1e-400}]}`, "\ufeff " + head + `"k.[":{"]":[[]]}}`},
	} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		a, errA := ReadDocuments([]byte(one))
		if errA != nil {
			return
		}
		if c := CompareDocuments(a, a, Comparing{}); !c.Equal {
			t.Fatalf("%q differs from itself: %+v", one, c.Deviations[0])
		}
		b, errB := ReadDocuments([]byte(two))
		if errB != nil {
			return
		}
		there, back := CompareDocuments(a, b, Comparing{}), CompareDocuments(b, a, Comparing{})
		if there.Equal != back.Equal {
			t.Fatalf("%q and %q are equal one way only", one, two)
		}
	})
}

// TestReadDocumentsLargeNumber: a number that no float64 is has a line and a key.
func TestReadDocumentsLargeNumber(t *testing.T) {
	_, err := ReadDocuments([]byte("{\"schema\":\"gex.report/v1\",\n\"totals\":{\"gex\":1e999}}"))
	if err == nil || err.Error() != "line 2: totals: gex: 1e999 is out of the range of numbers" {
		t.Error(err)
	}
}
