package vol

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/series"
)

// open are the lines of strikes around a forward of 100 whose file gives every leg one volatility, but for those named.
func open(sigma float64, none map[float64]bool, strikes ...float64) (lines []line) {
	for i, k := range strikes {
		v := sigma
		if none[k] {
			v = math.NaN()
		}
		lines = append(lines, line{strike: k, call: leg{at: 2 * i, fileVol: v}, put: leg{at: 2*i + 1, fileVol: v}})
	}
	return lines
}

// TestClockReadings: T = w/sigma² of the strikes nearest to the forward in |ln K|, of two as near the lower, nine at most:
// those that were solved from their out-of-the-money leg and of which the file has a volatility.
func TestClockReadings(t *testing.T) {
	const sigma = 0.5 // of the file: a variance of j/100 implies j/25 of a year
	strikes := []float64{80, 90, 95, 98, 99, 100, 101, 102, 105, 110, 125, 150}
	all := func(except ...int) (w []float64, source []Source) {
		for j := range strikes {
			w, source = append(w, float64(j+1)/100), append(source, FromQuote)
		}
		for _, j := range except {
			source[j] = FromOtherLeg
		}
		return w, source
	}
	for _, c := range []struct {
		why     string
		forward float64
		none    map[float64]bool
		except  []int
		want    []int // places of the strikes, from 1, nearest first
	}{
		{"on a strike", 100, nil, nil, []int{6, 7, 5, 8, 4, 9, 3, 10, 2}},
		{"between", 98.6, nil, nil, []int{5, 4, 6, 7, 8, 3, 9, 2, 10}},
		{"below all", 50, nil, nil, []int{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		{"above all", 200, nil, nil, []int{12, 11, 10, 9, 8, 7, 6, 5, 4}},
		{"without a volatility of the file", 100, map[float64]bool{100: true, 99: true, 101: true}, nil, []int{8, 4, 9, 3, 10, 2, 1, 11, 12}},
		{"of the other leg", 100, nil, []int{5, 4, 6, 3}, []int{8, 9, 3, 10, 2, 1, 11, 12}},
		{"few", 100, nil, []int{0, 1, 2, 3, 4, 6, 7, 8, 9, 10}, []int{6, 12}},
		{"the lowest alone", 100, nil, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, []int{1}},
		{"none", 100, nil, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, nil},
	} {
		q := &quotes{lines: open(sigma, c.none, strikes...), forward: c.forward}
		w, source := all(c.except...)
		got := q.clockReadings(nil, w, source)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want those of %v", c.why, got, c.want)
			continue
		}
		for i, place := range c.want {
			close12(t, c.why, got[i], float64(place)/100/sigma/sigma)
		}
	}
	// 80 and 125 are as near to 100 in ln K to the last bit: the lower first.
	q := &quotes{lines: open(sigma, nil, 80, 125), forward: 100}
	if got := q.clockReadings(nil, []float64{0.01, 0.02}, []Source{FromQuote, FromQuote}); len(got) != 2 || got[0] > got[1] {
		t.Errorf("as near: %v", got)
	}
}

// TestCompareClocks: three strikes imply a clock, by the median of theirs: ours over the file's volatility is sqrt(T/Tq), and
// the quotes were made T before the settlement. What settles beyond ten days implies no minutes, what implies more than a century
// no time, and a forward that grew from spot nothing at all.
func TestCompareClocks(t *testing.T) {
	const sigma = 0.5
	for _, c := range []struct {
		why     string
		days    float64 // from quotes to settlement
		by      string
		years   []float64 // that the strikes imply
		clocks  float64   // NaN none
		found   float64   // years before the settlement; 0 none
		implies bool
	}{
		{"three", 5, "parity", []float64{0.02, 0.05, 0.03}, math.Sqrt(0.03 / (5. / 365)), 0.03, true},
		{"four", 5, "parity", []float64{0.02, 0.05, 0.03, 0.04}, math.Sqrt(0.035 / (5. / 365)), 0.035, true},
		{"two", 5, "parity", []float64{0.02, 0.05}, math.NaN(), 0, false},
		{"grown", 5, "carry", []float64{0.02, 0.05, 0.03}, math.NaN(), 0, false},
		{"ten days", 10, "file_delta", []float64{0.02, 0.05, 0.03}, math.Sqrt(0.03 / (10. / 365)), 0.03, true},
		{"more", 10.01, "future", []float64{0.02, 0.05, 0.03}, math.Sqrt(0.03 / (10.01 / 365)), 0.03, false},
		{"a century", 5, "parity", []float64{99.9, 99.9, 99.9}, math.Sqrt(99.9 / (5. / 365)), 99.9, true},
		{"100 years exactly", 5, "parity", []float64{100, 100, 100}, math.Sqrt(100 / (5. / 365)), 0, false},
		{"more than one", 5, "parity", []float64{100.1, 100.1, 100.1}, math.Sqrt(100.1 / (5. / 365)), 0, false},
	} {
		q := seen("TEST", tuesday, c.days, 100)
		q.lines = open(sigma, nil, []float64{98, 99, 101, 102}[:len(c.years)]...)
		var w []float64
		var source []Source
		for _, y := range c.years {
			w, source = append(w, y*sigma*sigma), append(source, FromQuote)
		}
		f := &fitter{s: &Surface{Expiries: []Expiry{{ForwardBy: c.by, VolRatio: math.NaN()}}}}
		f.compareClocks(0, &q, w, source)
		e := f.s.Expiries[0]
		if e.InferredCounts != c.implies || math.IsNaN(e.VolRatio) != math.IsNaN(c.clocks) || math.Abs(e.VolRatio-c.clocks) > 1e-9 || e.InferredTime.IsZero() != (c.found == 0) {
			t.Errorf("%s: %+v", c.why, e)
		}
		if c.found > 0 {
			want := q.Settlement.Add(-time.Duration(math.Round(c.found*365*86400)) * time.Second)
			if !e.InferredTime.Equal(want) {
				t.Errorf("%s: found %s, want %s", c.why, e.InferredTime, want)
			}
		}
	}
}

// TestFound: the median of the times that near expiries imply; none where the middle one of their distances is more than six
// hours, or it is after as-of.
func TestFound(t *testing.T) {
	const never = 1e9
	for _, c := range []struct {
		why   string
		hours []float64 // before as-of; those from 1000 on imply nothing
		want  float64
	}{
		{"one", []float64{2}, 2}, {"three", []float64{2, 9, 3}, 3}, {"two", []float64{2, 4}, 3}, {"at as-of", []float64{0}, 0},
		{"none", nil, never}, {"of far ones", []float64{1001}, never}, {"a far one beside", []float64{2, 1001, 4}, 3},
		{"six hours apart at the median", []float64{1, 7, 13}, 7}, {"more", []float64{1, 7.01, 13.02}, never},
		{"after as-of", []float64{-0.01}, never}, {"far apart and after", []float64{-20, -1, 30}, never},
	} {
		f := &fitter{c: &chain.Chain{AsOf: tuesday}, s: &Surface{}}
		for _, h := range c.hours {
			f.s.Expiries = append(f.s.Expiries, Expiry{InferredCounts: h < 1000, InferredTime: tuesday.Add(-time.Duration(h * float64(time.Hour)))})
		}
		at := f.inferredTime()
		if at.IsZero() != (c.want == never) || c.want != never && at.Sub(tuesday.Add(-time.Duration(c.want*float64(time.Hour)))).Abs() > time.Second/2 {
			t.Errorf("%s: %s", c.why, at)
		}
	}
}

// TestCoversMoneyBounds: the strikes around the forward, or one within half of a standard deviation there, whose variance
// is that of the line between the nearest solved ones. With 0.04 on both sides half of it is 0.1 of ln K; with 0.01 at
// e^{-0.2} and 0.09 at e^{0.05} the line has 0.01 + 0.2/0.25·0.08 = 0.074 there, and half of its root is 0.13601.
func TestCoversMoneyBounds(t *testing.T) {
	for _, c := range []struct {
		why  string
		k    []float64 // ln K, ascending
		w    []float64 // 0: not solved
		want bool
	}{
		{"both nearest", []float64{-0.5, -0.3, 0.3, 0.4, 0.5}, []float64{0.04, 0.04, 0.04, 0.04, 0.04}, true},
		{"four", []float64{-0.3, 0.3, 0.4, 0.5}, []float64{0.04, 0.04, 0.04, 0.04}, false},
		{"the put within", []float64{-0.5, -0.0999, -0.02, 0.3, 0.4, 0.5}, []float64{0.04, 0.04, 0, 0.04, 0.04, 0.04}, true},
		{"the put beyond", []float64{-0.5, -0.1001, -0.02, 0.3, 0.4, 0.5}, []float64{0.04, 0.04, 0, 0.04, 0.04, 0.04}, false},
		{"the call within", []float64{-0.5, -0.3, 0.02, 0.0999, 0.4, 0.5}, []float64{0.04, 0.04, 0, 0.04, 0.04, 0.04}, true},
		{"the call beyond", []float64{-0.5, -0.3, 0.02, 0.1001, 0.4, 0.5}, []float64{0.04, 0.04, 0, 0.04, 0.04, 0.04}, false},
		{"both within", []float64{-0.5, -0.05, -0.02, 0.02, 0.05, 0.4, 0.5}, []float64{0.04, 0.04, 0, 0, 0.04, 0.04, 0.04}, true},
		{"one of both beyond", []float64{-0.5, -0.05, -0.02, 0.02, 0.15, 0.4, 0.5}, []float64{0.04, 0.04, 0, 0, 0.04, 0.04, 0.04}, false},
		{"on a line, within", []float64{-0.5, -0.2, 0.01, 0.05, 0.4, 0.5}, []float64{0.04, 0.01, 0, 0.09, 0.04, 0.04}, true},
		{"on a line, the put beyond", []float64{-0.5, -0.2, -0.01, 0.05, 0.4, 0.5}, []float64{0.04, 0.01, 0, 0.09, 0.04, 0.04}, false},
		{"0.074 and half its root", []float64{-0.5, -0.13, -0.01, 0.13 / 4, 0.4, 0.5}, []float64{0.04, 0.01, 0, 0.09, 0.04, 0.04}, true},
		{"beyond that", []float64{-0.5, -0.14, -0.01, 0.14 / 4, 0.4, 0.5}, []float64{0.04, 0.01, 0, 0.09, 0.04, 0.04}, false},
		{"the lowest alone below", []float64{-0.02, 0.1, 0.2, 0.3, 0.4}, []float64{0.04, 0.04, 0.04, 0.04, 0.04}, true},
		{"the second alone below", []float64{-0.1, -0.02, 0.1, 0.2, 0.3, 0.4}, []float64{0, 0.04, 0.04, 0.04, 0.04, 0.04}, true},
		{"none below", []float64{-0.1, 0.1, 0.2, 0.3, 0.4, 0.5}, []float64{0, 0.04, 0.04, 0.04, 0.04, 0.04}, false},
		{"none above", []float64{-0.5, -0.4, -0.3, -0.2, -0.1, 0.1}, []float64{0.04, 0.04, 0.04, 0.04, 0.04, 0}, false},
		{"at the forward: above it", []float64{-0.5, -0.4, -0.3, -0.2, 0}, []float64{0.04, 0.04, 0.04, 0.04, 0.04}, true},
	} {
		q := &quotes{forward: 100}
		x := &curve{q: q, w: c.w}
		for j, k := range c.k {
			strike := 100 * math.Exp(k)
			if k == 0 {
				strike = 100
			}
			q.lines = append(q.lines, line{strike: strike})
			source := FromQuote
			if c.w[j] == 0 {
				source = None
			}
			x.source = append(x.source, source)
		}
		if got := x.coversMoney(); got != c.want {
			t.Errorf("%s: %v", c.why, got)
		}
	}
}

// TestWingsEnds: a wing begins beyond the outermost solved strike, whichever it is, and where none is there is no wing.
func TestWingsEnds(t *testing.T) {
	const file, ours = 0.2, 0.09 // the scale is 0.09/0.04
	for _, c := range []struct{ solved, want string }{
		{"..x..", "ffxff"}, {"x....", "xffff"}, {"....x", "ffffx"}, {"x...x", "x...x"}, {".x.x.", "fx.xf"}, {".....", "....."}, {"xxxxx", "xxxxx"}, {"xx...", "xxfff"}, {"...xx", "fffxx"},
	} {
		x := &curve{q: &quotes{forward: 100, lines: open(file, nil, 90, 95, 100, 105, 110)}, w: make([]float64, 5), source: make([]Source, 5)}
		for j, r := range c.solved {
			if r == 'x' {
				x.w[j], x.source[j] = ours, FromQuote
			}
		}
		x.wings()
		got := ""
		for j, s := range x.source {
			got += map[Source]string{None: ".", FromQuote: "x", FromFile: "f"}[s]
			if s != None && math.Abs(x.w[j]-ours) > 1e-12 {
				t.Errorf("%s: %g at %d", c.solved, x.w[j], j)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.solved, got, c.want)
		}
	}
}

// TestLegOfTheFile: the volatility of a strike is that of the out-of-the-money leg, else of the other, where there is such a leg.
func TestLegOfTheFile(t *testing.T) {
	for _, c := range []struct {
		strike    float64
		call, put leg
		want      float64
	}{
		{105, leg{at: 0, fileVol: 0.2}, leg{at: 1, fileVol: 0.3}, 0.2}, {95, leg{at: 0, fileVol: 0.2}, leg{at: 1, fileVol: 0.3}, 0.3},
		{105, leg{at: -1, fileVol: 0.2}, leg{at: 0, fileVol: 0.3}, 0.3}, {105, leg{at: 0, fileVol: 0.02}, leg{at: 1, fileVol: 0.3}, 0.3},
		{105, leg{at: 0, fileVol: 5}, leg{at: -1, fileVol: 0.3}, math.NaN()}, {95, leg{at: 0, fileVol: 0.25}, leg{at: 1, fileVol: math.NaN()}, 0.25},
		{95, leg{at: -1, fileVol: 0.25}, leg{at: 1, fileVol: 0.01}, math.NaN()}, {105, leg{at: 1, fileVol: 9}, leg{at: 0, fileVol: 9}, math.NaN()},
	} {
		l := line{strike: c.strike, call: c.call, put: c.put}
		if got := l.fileVol(100); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%+v: %g, want %g", l, got, c.want)
		}
	}
}

// TestNormalQuantile: N⁻¹ by the tables, and 12 decimals of it.
func TestNormalQuantile(t *testing.T) {
	for p, want := range map[float64]float64{0.5: 0, 0.6: 0.253347103136, 0.7: 0.524400512708, 0.31: -0.495850347347, 0.975: 1.959963984540} {
		if got := normalQuantile(p); math.Abs(got-want) > 1.1e-12 || got != math.Round(got*1e12)/1e12 {
			t.Errorf("N⁻¹(%g) = %.15g, want %.12f", p, got, want)
		}
	}
}

// TestDeltaForwardOverTime: K·exp(N⁻¹(delta)·s - s²/2) with s = sigma·sqrt T: 0.4 over a quarter year is 0.2, and N⁻¹(0.6) is
// 0.253347103136.
func TestDeltaForwardOverTime(t *testing.T) {
	q := seen("SPY", tuesday, 91.25, math.NaN())
	q.lines = []line{ofDelta(100, 0.6, 0.4), ofDelta(100, 0.6, 0.4), ofDelta(100, 0.6, 0.4)}
	close12(t, "forward", deltaForward(&q), 100*math.Exp(0.253347103136*0.2-0.02))
}

// TestForwardError: n pairs, each of whose legs lies anywhere within its spread, are off by sqrt(Σ(s_C² + s_P²)/12)/n in C - P,
// and the forward by that times e^{rT}; as a part of F. Spreads of 3 and 4 are 25 a pair.
func TestForwardError(t *testing.T) {
	q := seen("SPX", tuesday, 365, 50)
	for range 4 {
		q.pairs = append(q.pairs, pair{spreadC: 3, spreadP: 4})
	}
	q.r = 0.1
	close12(t, "of four", q.forwardError(), math.Sqrt(100./12)/4*math.Exp(0.1)/50)
	q.r = 0
	close12(t, "without a rate", q.forwardError(), math.Sqrt(100./12)/4/50)
	for range 20 {
		q.pairs = append(q.pairs, pair{spreadC: 3, spreadP: 4})
	}
	close12(t, "of nine", q.forwardError(), math.Sqrt(225./12)/9/50)
	q.source = "file_delta"
	q.r = 0.1
	if got := q.forwardError(); got != 0 {
		t.Errorf("of deltas: %g", got)
	}
}

// TestCovers: a dividend is the built-in one when it goes ex within a week of it, either way.
func TestCovers(t *testing.T) {
	ex := market.Date{Year: 2025, Month: 9, Day: 19}
	for days, want := range map[int]bool{-8: false, -7: true, -1: true, 0: true, 7: true, 8: false} {
		if got := covers([]Dividend{{ex.AddDays(days), 1}}, ex); got != want {
			t.Errorf("%d days from it: %v", days, got)
		}
	}
	if covers([]Dividend{{market.Date{}, 1}}, market.Date{}) || covers(nil, ex) {
		t.Error("nothing covers nothing")
	}
}

// TestExDateOfDecember: from December on the next is December's until it has passed, then March's.
func TestExDateOfDecember(t *testing.T) {
	for day, want := range map[market.Date]market.Date{
		{Year: 2025, Month: 12, Day: 18}: {Year: 2025, Month: 12, Day: 19}, {Year: 2025, Month: 12, Day: 19}: {Year: 2026, Month: 3, Day: 20},
		{Year: 2025, Month: 10, Day: 1}: {Year: 2025, Month: 12, Day: 19}, {Year: 2026, Month: 1, Day: 2}: {Year: 2026, Month: 3, Day: 20},
	} {
		if got := nextExDate("SPY", []quotes{{at: day.At(12, 0), lines: []line{{}}}}); got != want {
			t.Errorf("after %s: %s, want %s", day, got, want)
		}
	}
}

// TestEarliest: of the expiries that have quotes.
func TestEarliest(t *testing.T) {
	at := func(h int, lines int) quotes {
		return quotes{at: tuesday.Add(time.Duration(h) * time.Hour), lines: make([]line, lines)}
	}
	for _, c := range []struct {
		all  []quotes
		want int
	}{{[]quotes{at(3, 1), at(2, 1), at(4, 1)}, 2}, {[]quotes{at(1, 0), at(3, 1), at(2, 2)}, 2}, {[]quotes{at(5, 1), at(1, 0)}, 5}} {
		if got := earliest(c.all); !got.Equal(tuesday.Add(time.Duration(c.want) * time.Hour)) {
			t.Errorf("%v, want %d hours", got, c.want)
		}
	}
	if got := earliest([]quotes{at(1, 0)}); !got.IsZero() {
		t.Errorf("of none: %s", got)
	}
}

// TestAgeOfASecond: one weighted second left of two is half, however few they are.
func TestAgeOfASecond(t *testing.T) {
	at := tuesday.Add(time.Hour)
	close12(t, "a second of four", (weigher{market.Trading}).age(at, at.Add(3*time.Second), at.Add(4*time.Second)), 0.25)
	close12(t, "half a second of one", (weigher{market.Calendar}).age(at, at.Add(time.Second/2), at.Add(time.Second)), 0.5)
}

// TestSpotFar: a given spot more than a fifth from the file's warns, and says by how much.
func TestSpotFar(t *testing.T) {
	for _, c := range []struct {
		file, given float64
		want        string
	}{
		{100, 120.1, "spot 120.10 is +20% from the file's 100.00"}, {100, 119.9, ""}, {100, 79.9, "spot 79.90 is -20% from the file's 100.00"}, {100, 80.1, ""},
		{100, 100, ""}, {50, 100, "spot 100.00 is +100% from the file's 50.00"}, {math.NaN(), 300, ""},
	} {
		ch := chainOf("TEST", c.file, tuesday, listing{root: "TEST", at: tuesday.Add(days(30)), cells: []cell{{strike: 100, iv: 0.3}, {strike: 100, put: true, iv: 0.3}}})
		got := ""
		for _, w := range fitted(t, ch, Options{IV: "file", Carry: "flat", Spot: "value", SpotAt: c.given}).Warnings {
			if w.Code == "spot-far" {
				got = w.Message
			}
		}
		if !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%g beside %g: %q, want %q", c.given, c.file, got, c.want)
		}
	}
}

// TestWorstFall: the calendar warning names the largest fall of variance at the money as a part of it, and how many there are.
// From 4 to 3 is 25%, from 3 to 2.7 is 10%; in the other order the later one is the worst.
func TestWorstFall(t *testing.T) {
	for _, c := range []struct {
		w    []float64
		want string
	}{
		{[]float64{4, 3, 2.7}, "into TEST 2025-11-20 is 25.0% below the expiry before it (2 pairs, this the largest)"},
		{[]float64{4, 3.6, 2.7}, "into TEST 2025-11-22 is 25.0% below the expiry before it (2 pairs, this the largest)"},
		{[]float64{4, 3.97, 3.0}, "into TEST 2025-11-22 is 24.4% below the expiry before it (1 pair)"},
	} {
		f := &fitter{s: &Surface{}}
		for i, w := range c.w {
			n := 1 + 2*float64(i)
			q := seen("TEST", tuesday, n-0.5+0.5, 100)
			q.Date = market.DateOf(tuesday).AddDays(2 * i)
			f.all = append(f.all, q)
			f.s.Expiries = append(f.s.Expiries, Expiry{Years: n / 365, ATMVol: math.Sqrt(w / (n / 365))})
		}
		f.warnArbitrage()
		if len(f.s.Warnings) != 1 || !strings.Contains(f.s.Warnings[0].Message, c.want) {
			t.Errorf("%v: %v, want %s", c.w, f.s.Warnings, c.want)
		}
	}
}

// TestButterflies: a middle strike whose bid is above the line between its neighbors' asks, at its place between them: at
// 103 between 100 and 104, of 5 and 1, three fourths of the way down, 2.
func TestButterflies(t *testing.T) {
	for _, c := range []struct {
		why       string
		bid       float64
		spoil     int // neighbor whose quote is not usable, -1 none
		put       bool
		bad, test int
	}{
		{"above", 2.001, -1, false, 1, 1}, {"below", 1.999, -1, false, 0, 1}, {"on it", 2, -1, false, 0, 1}, {"of puts", 2.001, -1, true, 1, 1},
		{"no lower", 2.001, 0, false, 0, 0}, {"no middle", 2.001, 1, false, 0, 0}, {"no upper", 2.001, 2, false, 0, 0},
	} {
		side := func(bid, ask float64) leg { return leg{mid: (bid + ask) / 2, spread: ask - bid, usable: true} }
		legs := []leg{side(4, 5), side(c.bid, c.bid+1), side(0.5, 1)}
		if c.spoil >= 0 {
			legs[c.spoil].usable = false
		}
		q := quotes{live: true, forward: 90}
		if c.put {
			q.forward = 200
		}
		for j, k := range []float64{100, 103, 104} {
			l := line{strike: k, call: legs[j]}
			if c.put {
				l = line{strike: k, put: legs[j]}
			}
			q.lines = append(q.lines, l)
		}
		settled, lost := q, q
		settled.live, lost.forward = false, math.NaN()
		bad, tested := (&fitter{all: []quotes{settled, q, lost}}).butterflies()
		if bad != c.bad || tested != c.test {
			t.Errorf("%s: %d of %d, want %d of %d", c.why, bad, tested, c.bad, c.test)
		}
	}
}

// TestNothingQuoted: an expiry whose records are all left out ages by nothing and has no volatility.
func TestNothingQuoted(t *testing.T) {
	c := chainOf("TEST", 100, tuesday, fair("TEST", tuesday, tuesday.Add(days(7)), 100, 0.2, 0, six...), listing{root: "TEST", at: tuesday.Add(days(14)), cells: []cell{{strike: 100, iv: 0.2}}})
	c.Out[c.Len()-1] = chain.Duplicate
	e := fitted(t, c, free(Options{})).Expiries[1]
	if e.Age != 1 || e.Scale != 1 || !math.IsNaN(e.ATMVol) {
		t.Errorf("%+v", e)
	}
}

// TestFuturesGrow: of what prices off futures an expiry without quotes has spot grown at rate less yield.
func TestFuturesGrow(t *testing.T) {
	rate := 0.05
	c := chainOf("VIX", 20, tuesday, listing{root: "VIX", at: tuesday.Add(days(73)), cells: []cell{{strike: 20, iv: 0.9}}})
	e := fitted(t, c, Options{Rate: series.Constant(rate), Yield: 0.02}).Expiries[0]
	if math.Abs(e.Forward-20*math.Exp(0.03*e.QuoteYears)) > 1e-9 || e.ForwardBy != "carry" {
		t.Errorf("%+v", e)
	}
}

// TestDoubtsOfOneExpiry: each doubtful quote has its own verdict: of three the second one's ask is too far above its bid.
func TestDoubtsOfOneExpiry(t *testing.T) {
	at := tuesday.Add(days(30))
	years := market.Years(tuesday, at)
	l := fair("TEST", tuesday, at, 100, 0.2, 0, six...)
	price := func(k, sigma float64) float64 { return worth(100, k, sigma, years, false) }
	for _, x := range []struct{ k, times float64 }{{112, 1.15}, {114, 1.25}, {116, 1.15}, {118, 1.25}} {
		bid, ask := price(x.k, 0.2), price(x.k, 0.2*x.times)
		l.cells = append(l.cells, cell{strike: x.k, bid: bid, ask: ask})
		if ok, doubtful := narrow(bid, ask); !ok || !doubtful {
			t.Fatalf("%g: %g under %g is not doubtful", x.k, bid, ask)
		}
	}
	c := chainOf("TEST", 100, tuesday, l)
	s := fitted(t, c, free(Options{}))
	n := c.Len()
	for i, want := range []bool{true, false, true, false} {
		if got := s.Usable(c, n-4+i); got != want {
			t.Errorf("strike %g usable: %v", c.Strike[n-4+i], got)
		}
	}
}
