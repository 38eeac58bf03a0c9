package gex

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// dayPart is a part of a combined book with rows of root, expiration, strike, type, volume and open interest.
func dayPart(t *testing.T, name string, spot float64, at string, rows ...string) Part {
	t.Helper()
	text := "underlying,spot,quote_time,root,expiration,strike,type,volume,open_interest,iv\n"
	for _, r := range rows {
		text += fmt.Sprintf("%s,%g,%s,%s,0.16\n", name, spot, at, r)
	}
	f, err := chain.Read(strings.NewReader(text), chain.Options{Name: "day.csv"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := vol.Fit(f.Chains[0], noCarry)
	if err != nil {
		t.Fatal(err)
	}
	return Part{Chain: f.Chains[0], Surface: s, Files: []string{name + ".csv"}}
}

// TestCombinedBounds: what 0DTE gamma of a combined book can be by now is the sum of its members', and null when one has no volume or those
// of another session. Contracts count by their size: one of XSP is a tenth of one of SPX.
func TestCombinedBounds(t *testing.T) {
	const at = "2025-11-20T11:40:00-05:00"
	rows := []string{"XSP,2025-11-20,670,C,3000,500", "XSP,2025-11-20,665,P,70,200", "XSP,2025-11-21,670,C,9,80"}
	spx, xsp := dayPart(t, "SPX", 6700, at, busyDay...), dayPart(t, "XSP", 669, at, rows...)
	alone := func(p Part) *report.Bounds {
		b, err := NewBook(p.Chain, p.Surface, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return Build(b).Levels0DTE.Bounds
	}
	together := func(o Options, parts ...Part) *report.Bounds {
		b, err := Combine("SPX", parts, o)
		if err != nil {
			t.Fatal(err)
		}
		return Build(b).Levels0DTE.Bounds
	}
	a, b, both := alone(spx), alone(xsp), together(Options{}, xsp, spx)
	for name, x := range map[string][3]report.Number{
		"gross low": {a.GrossLow, b.GrossLow, both.GrossLow}, "gross high": {a.GrossHigh, b.GrossHigh, both.GrossHigh},
		"naive": {a.NaiveOI, b.NaiveOI, both.NaiveOI}, "naive with volume": {a.NaiveOIVolume, b.NaiveOIVolume, both.NaiveOIVolume},
		"open interest": {a.OpenInterest, 700.0 * 669 / 6700, both.OpenInterest}, "volume": {a.Volume, 3070.0 * 669 / 6700, both.Volume},
	} {
		near(t, name, float64(x[2]), float64(x[0]+x[1]), 1e-12, 0)
	}
	if b.OpenInterest != 700 || !(b.GrossHigh > 0) || !(b.GrossLow > 0) {
		t.Errorf("%+v", b)
	}
	for weight, want := range map[string]report.Number{"oi": both.NaiveOI, "oi+volume": both.NaiveOIVolume} {
		book, err := Combine("SPX", []Part{spx, xsp}, Options{Weight: weight})
		if err != nil {
			t.Fatal(err)
		}
		near(t, weight, float64(Build(book).Levels0DTE.GEX), float64(want), 1e-12, 0)
	}
	if x := together(Options{}, spx, dayPart(t, "XSP", 669, at, strings.Replace(rows[0], ",3000,", ",,", 1))); x != nil {
		t.Errorf("a volume is missing: %+v", x)
	}
	// A file of the evening before has the volumes of the session before, and is of the same trade date.
	if x := together(Options{}, spx, dayPart(t, "XSP", 669, "2025-11-19T18:00:00-05:00", rows...)); x != nil {
		t.Errorf("volumes of another session: %+v", x)
	}
	// One member is its own book.
	if x := together(Options{}, spx); *x != *a {
		t.Errorf("%+v, alone %+v", x, a)
	}
}

// TestCombinedOpened: the share of a combined book is over all members, whose contracts count by their size at the usual ratio.
func TestCombinedOpened(t *testing.T) {
	day := func(date string, v, n, m int) []Part {
		return []Part{
			dayPart(t, "XSP", 670, date+"T15:45:00-05:00", fmt.Sprintf("XSP,2025-12-19,670,C,%d,%d", 10*v, 10*n)),
			dayPart(t, "SPX", 6700, date+"T15:45:00-05:00", fmt.Sprintf("SPX,2025-12-19,6700,C,%d,%d", v, m)),
		}
	}
	book := func(parts []Part) *Book {
		b, err := Combine("SPX", parts, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	was, is := book(day("2025-11-19", 400, 1000, 1000)), book(day("2025-11-20", 0, 1100, 1300))
	share, rows := was.Held().Opened(is.Held())
	near(t, "share", float64(share), (0.1*1000+300)/(0.1*4000+400), 1e-14, 0)
	if len(rows) != 1 || math.Abs(float64(rows[0].Volume)-800) > 1e-9 {
		t.Errorf("%+v", rows)
	}
	// In the order of the axis or not, and from the chains alone, the same bits.
	again, err := HeldOf("SPX", []*chain.Chain{is.opt.members.parts[1].Chain, is.opt.members.parts[0].Chain}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if other, _ := was.Held().Opened(again); other != share {
		t.Errorf("%v and %v", other, share)
	}
	// A contract in two files counts once: the first.
	twice := append(day("2025-11-19", 400, 1000, 1000), day("2025-11-19", 7, 7, 7)[1])
	if got, _ := book(twice).Held().Opened(is.Held()); got != share {
		t.Errorf("with a duplicate %v, without %v", got, share)
	}
}
