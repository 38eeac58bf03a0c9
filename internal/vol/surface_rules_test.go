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

// hand is a surface of one expiry, a quarter year (91.25 days) away, of calls and puts with the volatilities given, 0: none.
func hand(forward float64, rows ...[3]float64) (*chain.Chain, *Surface) {
	at := tuesday.Add(days(91.25))
	l := listing{root: "TEST", at: at}
	var vols []float64
	for _, r := range rows {
		l.cells = append(l.cells, cell{strike: r[0]}, cell{strike: r[0], put: true})
		vols = append(vols, r[1], r[2])
	}
	c := chainOf("TEST", forward, tuesday, l)
	s := &Surface{Spot: forward, Expiries: []Expiry{{Years: 0.25, QuoteYears: 0.25, Forward: forward, Scale: 1, Age: 1}}, Vol: vols, Source: make([]Source, len(vols)), clock: weigher{market.Calendar}}
	for i, v := range vols {
		if v == 0 {
			vols[i] = math.NaN()
		}
	}
	return c, s
}

// TestSmile: variance is linear in ln K between strikes and flat beyond them. From 0.09 at 80 to 0.04 at 125, the middle in
// ln K, 100, has 0.065, and a fourth of the way, 80·(125/80)^{1/4}, has 0.0775.
func TestSmile(t *testing.T) {
	c, s := hand(90, [3]float64{80, 0.9, 0.3}, [3]float64{125, 0.2, 0.9}, [3]float64{150, 0.25, 0.9})
	m := s.Smile(c, 0)
	for _, x := range []struct{ k, variance float64 }{
		{80, 0.09}, {100, 0.065}, {80 * math.Pow(125./80, 0.25), 0.0775}, {125, 0.04}, {math.Sqrt(125 * 150), (0.04 + 0.0625) / 2}, {150, 0.0625},
		{50, 0.09}, {79.999, 0.09}, {150.001, 0.0625}, {400, 0.0625},
	} {
		close12(t, "variance", math.Pow(m.At(math.Log(x.k)), 2), x.variance)
	}
	one := Smile{[]float64{math.Log(100)}, []float64{0.04}}
	for _, k := range []float64{90, 100, 110} {
		close12(t, "of one strike", one.At(math.Log(k)), 0.2)
	}
	if v := (Smile{}).At(4); !math.IsNaN(v) {
		t.Errorf("of no strike: %g", v)
	}
}

// TestStrikeVol: a strike has its out-of-the-money leg's volatility, at the forward the call's, else the other's; records
// that are left out have none.
func TestStrikeVol(t *testing.T) {
	for _, c := range []struct {
		why       string
		strike    float64
		call, put float64
		out       int // record that is left out, -1 none
		want      float64
	}{
		{"below: the put", 99, 0.3, 0.2, -1, 0.2}, {"at the forward: the call", 100, 0.3, 0.2, -1, 0.3}, {"above: the call", 101, 0.3, 0.2, -1, 0.3},
		{"below without a put", 99, 0.3, 0, -1, 0.3}, {"above without a call", 101, 0, 0.2, -1, 0.2}, {"none", 101, 0, 0, -1, 0},
		{"the call left out", 101, 0.3, 0.2, 0, 0.2}, {"the put left out", 99, 0.3, 0.2, 1, 0.3}, {"the only one left out", 101, 0.3, 0, 0, 0},
	} {
		ch, s := hand(100, [3]float64{c.strike, c.call, c.put})
		if c.out >= 0 {
			ch.Out[c.out] = chain.Duplicate
		}
		if got := strikeVol(ch, s, 0, 2, 100); got != c.want {
			t.Errorf("%s: %g, want %g", c.why, got, c.want)
		}
	}
}

// TestATMVol: at the forward variance is linear in ln K between the strikes around it, and the nearest strike's where there
// is one side alone. Between 0.09 at 80 and 0.04 at 125 a forward of 100 has 0.065, and one of 80·(125/80)^{1/4} has 0.0775.
func TestATMVol(t *testing.T) {
	around := [][3]float64{{70, 0.8, 0.8}, {80, 0.3, 0.3}, {125, 0.2, 0.2}, {140, 0.7, 0.7}}
	for _, c := range []struct {
		why     string
		forward float64
		rows    [][3]float64
		want    float64 // variance
	}{
		{"halfway", 100, around, 0.065}, {"a fourth", 80 * math.Pow(125./80, 0.25), around, 0.0775},
		{"three fourths", 80 * math.Pow(125./80, 0.75), around, 0.0525},
		{"on a strike", 80, around, 0.09}, {"on the other", 125, around, 0.04},
		{"puts alone", 200, around, 0.49}, {"calls alone", 60, around, 0.64},
		{"past strikes without one", 100, [][3]float64{{80, 0.3, 0.3}, {95, 0, 0}, {105, 0, 0}, {125, 0.2, 0.2}}, 0.065},
		{"none", 100, [][3]float64{{95, 0, 0}, {105, 0, 0}}, math.NaN()},
	} {
		ch, s := hand(c.forward, c.rows...)
		got := math.Pow(atmVol(ch, s, 0), 2)
		if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %g, want %g", c.why, got, c.want)
		}
		s.Expiries[0].Years = 0
		if v := atmVol(ch, s, 0); !math.IsNaN(v) {
			t.Errorf("%s, settled: %g", c.why, v)
		}
	}
}

// TestFlatCarry: F = S·e^{(r-q)T}, at as-of and at the quotes; ln(F/S) is the carry; nothing is aged or scaled.
func TestFlatCarry(t *testing.T) {
	const r, q = 0.05, 0.02
	rate := r
	c := chainOf("TEST", 80, tuesday, listing{root: "TEST", at: tuesday.Add(days(73)), cells: []cell{{strike: 80, iv: 0.3}, {strike: 80, put: true, iv: 0.3}}})
	c.Delay = 36500 * time.Second * 24 / 25 // 9:44 h: quotes of the session before
	for _, spot := range []float64{80, 50} {
		o := Options{IV: "file", Carry: "flat", Rate: series.Constant(rate), Yield: q}
		if spot != 80 {
			o.Spot, o.SpotAt = "value", spot
		}
		s := fitted(t, c, o)
		e := s.Expiries[0]
		close12(t, "years", e.Years, 0.2)
		close12(t, "forward", e.Forward, spot*math.Exp(0.03*0.2))
		close12(t, "carry", e.Carry(), 0.03*0.2)
		close12(t, "forward of the quotes", e.QuoteForward, spot*math.Exp(0.03*e.QuoteYears))
		if e.QuoteYears <= e.Years || e.Scale != 1 || e.Rate != r || e.Yield != q || e.ForwardBy != "flat" || s.Spot != spot {
			t.Errorf("%+v", e)
		}
		// The file's volatility is the same at both, so that what aging leaves is the part of the years.
		close12(t, "age", e.Age, e.Years/e.QuoteYears)
		close12(t, "volatility at the quotes", e.QuoteVol(0.3), 0.3)
	}
	// Quotes ask for no rate without a flag, and for one they have.
	if s := fitted(t, c, Options{IV: "file", Carry: "flat"}); s.RateSource != "none" || s.Rate != 0 {
		t.Errorf("rate %g by %s", s.Rate, s.RateSource)
	}
}

// TestQuoteVol: total variance at as-of is that of the quotes times what aging leaves: vol²·T = Age·volq²·Tq.
func TestQuoteVol(t *testing.T) {
	e := Expiry{Years: 0.2, QuoteYears: 0.25, Age: 0.5}
	close12(t, "vol", e.QuoteVol(0.3), 0.3*math.Sqrt(0.2/0.5/0.25))
	close12(t, "total variance", e.Age*math.Pow(e.QuoteVol(0.3), 2)*e.QuoteYears, 0.3*0.3*e.Years)
}

// TestLater: at a later instant with spot unchanged F = S·e^{(r-q)T'}, and a volatility is what is left of its total
// variance on the fit's clock: by the calendar the same, on trading hours from Tuesday 11:00 to Wednesday 11:00, of what
// settles on Wednesday 16:00, the square root of 5/13.6 of the variance (5 + 0.12·17.5 + 6.5 weighted hours) over 5 of 29 hours.
func TestLater(t *testing.T) {
	const r, q = 0.05, 0.02
	rate := r
	wednesday := tuesday.Add(29 * time.Hour)
	chainAt := func() *chain.Chain {
		two := func(at time.Time) listing {
			return listing{root: "TEST", at: at, cells: []cell{{strike: 100, iv: 0.3}, {strike: 100, put: true, iv: 0.3}}}
		}
		return chainOf("TEST", 100, tuesday, two(tuesday.Add(5*time.Hour)), two(wednesday))
	}
	for _, c := range []struct {
		clock market.Clock
		scale float64
	}{{market.Calendar, 1}, {market.Trading, math.Sqrt(5 / 13.6 * 29 / 5)}} {
		ch := chainAt()
		s := fitted(t, ch, Options{IV: "file", Carry: "flat", Rate: series.Constant(rate), Yield: q, Clock: c.clock})
		at := tuesday.Add(24 * time.Hour)
		ahead, later := s.Ahead(ch, at), s.Later(ch, at)
		e, years := ahead[1], 5./24/365
		close12(t, "years", e.Years, years)
		close12(t, "forward", e.Forward, 100*math.Exp((r-q)*years))
		close12(t, "scale", e.Scale, c.scale)
		close12(t, "at the money", e.ATMVol, 0.3*c.scale)
		for _, i := range []int{2, 3} {
			close12(t, "volatility", later.Vol[i], 0.3*c.scale)
		}
		if later.Expiries[1].Scale != 1 || s.Vol[2] != 0.3 {
			t.Errorf("scale %g, before %g", later.Expiries[1].Scale, s.Vol[2])
		}
		if ahead[0].Years != 0 || !math.IsNaN(ahead[0].Scale) || !math.IsNaN(later.Vol[0]) || !math.IsNaN(later.Vol[1]) {
			t.Errorf("settled: %+v, %v", ahead[0], later.Vol[:2])
		}
		// Settled things stay settled, and a minute before the end there is a minute left.
		if twice := later.Ahead(ch, at.Add(time.Hour)); twice[0].Years != 0 || !math.IsNaN(twice[0].Scale) {
			t.Errorf("settled twice: %+v", twice[0])
		}
		close12(t, "a minute", s.Ahead(ch, wednesday.Add(-time.Minute))[1].Years, 1./60/24/365)
	}
}

// TestWithinTheLimits: a price is more than nothing and finite.
func TestPrice(t *testing.T) {
	for x, want := range map[float64]bool{0: false, -1: false, 0.3: true, 1: true, 1e-9: true, math.Inf(1): false, math.NaN(): false, math.Inf(-1): false} {
		if got := isPrice(x); got != want {
			t.Errorf("%g: %v", x, got)
		}
	}
}

// TestFileVols: volatilities of the file are finite and more than nothing, however small or large.
func TestFileVols(t *testing.T) {
	cells := []cell{{strike: 90, iv: 1e-4}, {strike: 91, iv: 1}, {strike: 92, iv: 9}, {strike: 93, iv: math.Inf(1)}, {strike: 94, iv: -0.2}, {strike: 95}, {strike: 96, iv: math.Inf(-1)}}
	c := chainOf("TEST", 100, tuesday, listing{root: "TEST", at: tuesday.Add(days(30)), cells: cells})
	s := fitted(t, c, Options{IV: "file", Carry: "flat"})
	for i, want := range []bool{true, true, true, false, false, false, false} {
		if got := s.Source[i] == FromFile && s.Vol[i] == c.IV[i]; got != want || !want && !math.IsNaN(s.Vol[i]) {
			t.Errorf("%g: %g from %s", c.IV[i], s.Vol[i], s.Source[i])
		}
	}
}

// TestIVWords: what most volatilities come from, quotes or the file's column.
func TestIVWords(t *testing.T) {
	const few, many = "from quotes: ", "from the file, few quotes: "
	for _, c := range []struct {
		quote, other, file int
		want               string
	}{{2, 0, 1, few}, {1, 1, 2, few}, {1, 1, 3, many}, {1, 0, 2, many}, {0, 2, 1, few}, {0, 0, 1, many}, {3, 1, 3, few}} {
		f := &fitter{s: &Surface{}, o: Options{IV: "auto"}}
		for _, n := range []struct {
			source Source
			n      int
		}{{FromQuote, c.quote}, {FromOtherLeg, c.other}, {FromFile, c.file}, {Interpolated, 9}, {None, 9}} {
			for range n.n {
				f.s.Source = append(f.s.Source, n.source)
			}
		}
		if got := f.ivAssumption(); !strings.HasPrefix(got, c.want) {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// TestCarryWords: what most forwards come from; nothing alive has none.
func TestCarryWords(t *testing.T) {
	for want, by := range map[string][]string{
		"from futures": {"future", "future", "parity"}, "from parity": {"parity", "carry", "parity"}, "from the file's deltas": {"file_delta", "carry", "file_delta"},
		"grown from spot: ": {"carry"}, "grown from": {"", ""},
	} {
		f := &fitter{s: &Surface{}, o: Options{Carry: "implied"}}
		for _, b := range by {
			f.s.Expiries = append(f.s.Expiries, Expiry{ForwardBy: b})
		}
		if got := f.carryAssumption(); !strings.HasPrefix(got, want) {
			t.Errorf("%v: %s", by, got)
		}
	}
}

// TestAtForwardIsLinearInLogStrike checks the variance at the money by hand: strikes 80 and 125 lie symmetrically around 100
// in ln K, so that a forward of 100 is half way, and one of 80·1.25^¼ an eighth of it.
func TestAtForwardIsLinearInLogStrike(t *testing.T) {
	lines := []line{{strike: 80}, {strike: 125}}
	for _, c := range []struct{ forward, want float64 }{
		{100, 0.06},
		{80 * math.Pow(1.25, 0.25), 0.04 + 0.04/8},
		{80, 0.04}, {125, 0.08}, // at a strike
		{70, 0.04}, {140, 0.08}, // outside: the outermost strike's
	} {
		x := &curve{q: &quotes{forward: c.forward, lines: lines}, w: []float64{0.04, 0.08}, source: []Source{FromQuote, FromQuote}}
		if got := x.atForward(); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("forward %g: %v, want %v", c.forward, got, c.want)
		}
	}
	if got := (&curve{q: &quotes{forward: 100}}).atForward(); !math.IsNaN(got) {
		t.Errorf("without strikes: %v", got)
	}
	blind := &curve{q: &quotes{forward: 100, lines: lines}, w: []float64{0.04, 0.08}, source: make([]Source, 2)}
	if got := blind.atForward(); !math.IsNaN(got) {
		t.Errorf("without volatilities: %v", got)
	}
}
