package gex

import (
	"math"
	"testing"

	"gex/internal/chain"
	"gex/internal/vol"
)

// TestSpreadOfNoise: what strikes without a quote of their own contribute goes to those that they follow: beyond the outermost quoted
// strike wholly to it, between two of them by (1 − t) w₀/w and t w₁/w, ones of the file inside being neighbors, too.
func TestSpreadOfNoise(t *testing.T) {
	at := func(k, v float64, source vol.Source, flip float64) noisyStrike {
		return noisyStrike{k: k, v: v, source: source, atFlip: flip, atSpot: 10 * flip}
	}
	lines := []noisyStrike{
		at(1, 0.9, vol.FromFile, 1), at(1.5, 0.8, vol.Interpolated, 2), // beyond the first
		at(2, 0.04, vol.FromQuote, 100),
		at(2.25, 0.05, vol.Interpolated, 3), at(3, 0.08, vol.Interpolated, 5), // 1/8 and 1/2 of the way from 2 to 4
		at(4, 0.12, vol.FromFile, 200),
		at(4.5, 0.10, vol.Interpolated, 7), // half of the way from 4 to 5
		at(5, 0.08, vol.FromOtherLeg, 300),
		at(6, 0.3, vol.Interpolated, 11), at(7, 0.4, vol.FromFile, 13), // beyond the last
	}
	spread(lines)
	for j, want := range map[int]float64{
		2: 100 + 1 + 2 + 3*(7./8)*0.04/0.05 + 5*0.5*0.04/0.08,
		5: 200 + 3*(1./8)*0.12/0.05 + 5*0.5*0.12/0.08 + 7*0.5*0.12/0.10,
		7: 300 + 7*0.5*0.08/0.10 + 11 + 13,
	} {
		near(t, "at the flip", lines[j].atFlip, want, 1e-12, 0)
		near(t, "at spot", lines[j].atSpot, 10*want, 1e-12, 0)
	}
	// Without a quote nothing moves; a single one takes all.
	none := []noisyStrike{at(1, 0.1, vol.FromFile, 1), at(2, 0.1, vol.Interpolated, 2)}
	if spread(none); none[0].atFlip != 1 || none[1].atFlip != 2 {
		t.Errorf("without quotes: %+v", none)
	}
	one := []noisyStrike{at(1, 0.1, vol.FromQuote, 1), at(2, 0.1, vol.FromFile, 2)}
	if spread(one); one[0].atFlip != 3 {
		t.Errorf("the first alone: %+v", one)
	}
	last := []noisyStrike{at(1, 0.1, vol.FromFile, 1), at(2, 0.1, vol.FromOtherLeg, 2)}
	if spread(last); last[1].atFlip != 3 {
		t.Errorf("the last alone: %+v", last)
	}
}

// TestNoiseOfAStrike: the error of a total volatility s as a fraction of it, (ask − bid)/(2√3)/(e^{−rT} F φ(d1))/s, of the leg that
// was solved: of a quote the put below the forward and the call from it on, of the other leg the other.
func TestNoiseOfAStrike(t *testing.T) {
	const years, r, sigma = 0.25, 0.04, 0.2
	c := &chain.Chain{Strike: []float64{95, 95, 105, 105}, Right: []chain.Right{chain.Call, chain.Put, chain.Call, chain.Put},
		Bid: []float64{6.0, 1.0, 1.0, 6.0}, Ask: []float64{6.4, 1.1, 1.2, 6.3}}
	b := &Book{chain: c, surface: &vol.Surface{Vol: []float64{sigma, sigma, sigma, sigma}}}
	fit := &vol.Expiry{Years: years, Age: 1, QuoteYears: years, QuoteForward: 100, Rate: r}
	error := func(k, width float64) float64 {
		s := sigma * math.Sqrt(years)
		d1 := math.Log(100/k)/s + s/2
		return width / (2 * math.Sqrt(3)) / (math.Exp(-r*years) * 100 * math.Exp(-d1*d1/2) / math.Sqrt(2*math.Pi)) / s
	}
	of := func(lo int, source vol.Source) float64 {
		return b.noiseOf(lo, lo+2, fit, noisyStrike{v: sigma * sigma, source: source})
	}
	near(t, "95, its put", of(0, vol.FromQuote), error(95, 0.1), 1e-12, 0)
	near(t, "95, the other leg", of(0, vol.FromOtherLeg), error(95, 0.4), 1e-12, 0)
	near(t, "105, its call", of(2, vol.FromQuote), error(105, 0.2), 1e-12, 0)
	near(t, "105, the other leg", of(2, vol.FromOtherLeg), error(105, 0.3), 1e-12, 0)
	for _, source := range []vol.Source{vol.FromFile, vol.Interpolated, vol.None} {
		if u := of(0, source); u != 0 {
			t.Errorf("source %s: %g", source, u)
		}
	}
	fit.QuoteForward = 105 // at the forward itself it is the call
	c.Ask[3] = math.NaN()
	if u := of(2, vol.FromQuote); !(u > 0) {
		t.Errorf("at the forward: %g", u)
	}
	// No width, no bid, no volatility: no error.
	fit.QuoteForward = 100
	c.Ask[1] = 1.0
	if u := of(0, vol.FromQuote); u != 0 {
		t.Errorf("without a width: %g", u)
	}
	c.Ask[1], b.surface.Vol[1] = 1.1, math.NaN()
	if u := of(0, vol.FromQuote); u != 0 {
		t.Errorf("without a volatility: %g", u)
	}
}

// TestNoiseOfNoVega: so far from the money that a quote says nothing about volatility, there is no error.
func TestNoiseOfNoVega(t *testing.T) {
	c := &chain.Chain{Strike: []float64{1}, Right: []chain.Right{chain.Put}, Bid: []float64{0.01}, Ask: []float64{0.02}}
	b := &Book{chain: c, surface: &vol.Surface{Vol: []float64{0.2}}}
	fit := &vol.Expiry{Years: 0.25, Age: 1, QuoteYears: 0.25, QuoteForward: 100}
	if u := b.noiseOf(0, 1, fit, noisyStrike{v: 0.04, source: vol.FromQuote}); u != 0 {
		t.Errorf("46 deviations from the money: %g", u)
	}
}

// TestStrikesWithNoise: each strike of an expiry that has a volatility, with the first that it has and the noise of its quote, and
// what all its contracts that are used contribute at the flip and at spot.
func TestStrikesWithNoise(t *testing.T) {
	legs := []leg{
		{false, 95, 0.1, 0.2, 10, 1}, {true, 95, 0.1, 0.2, 20, -1}, {false, 100, 0.1, 0.25, 30, 1}, {true, 100, 0.1, 0.25, math.NaN(), 1},
		{false, 102, 0.1, 0.25, math.NaN(), 1}, {true, 105, 0.1, 0.3, 40, -1}, {false, 105, 0.2, 0.2, 50, 1}, {true, 110, 0.2, 0.2, 60, 1},
	}
	c := makeChain(100, legs)
	b := bookOn(t, c, Options{Sign: "naive"})
	if len(b.row) != 6 {
		t.Fatalf("%d contracts", len(b.row))
	}
	nan := math.NaN()
	b.surface.Vol = []float64{0.2, 0.3, nan, 0.25, 0.22, nan, 0.21, 0.23}
	b.surface.Source = []vol.Source{vol.FromQuote, vol.FromFile, vol.None, vol.FromOtherLeg, vol.Interpolated, vol.None, vol.FromQuote, vol.FromFile}
	for i := range c.Bid {
		c.Bid[i], c.Ask[i] = 1, 1.1+0.1*float64(i)
	}
	at := neighborhood{locals: make([]local, len(b.row))}
	spot := make([]float64, len(b.row))
	for _, e := range b.expiries {
		for k := e.lo; k < e.hi; k++ {
			at.locals[k].byLogVol, spot[k] = math.Pow(10, float64(k)), b.localAt(k, e, 100).byLogVol
		}
	}
	type line struct {
		k, vol       float64
		source       vol.Source
		lo, hi       int
		flip, atSpot float64
	}
	for x, want := range [][]line{
		{{95, 0.2, vol.FromQuote, 0, 2, 11, spot[0] + spot[1]}, {100, 0.25, vol.FromOtherLeg, 2, 4, 100, spot[2]}, {102, 0.22, vol.Interpolated, 4, 5, 0, 0}},
		{{105, 0.21, vol.FromQuote, 6, 7, 1e4, spot[4]}, {110, 0.23, vol.FromFile, 7, 8, 1e5, spot[5]}},
	} {
		fit := &b.surface.Expiries[b.expiries[x].of]
		got := b.noisy(b.expiries[x], &at)
		if len(got) != len(want) {
			t.Fatalf("expiry %d: %+v", x, got)
		}
		for j, w := range want {
			near(t, "ln K", got[j].k, math.Log(w.k), 1e-15, 0)
			near(t, "variance", got[j].v, w.vol*w.vol, 0, 0)
			near(t, "at the flip", got[j].atFlip, w.flip, 0, 0)
			near(t, "at spot", got[j].atSpot, w.atSpot, 1e-15, 0)
			noise := b.noiseOf(w.lo, w.hi, fit, got[j])
			if got[j].source != w.source || got[j].noise != noise || (noise > 0) != (w.source == vol.FromQuote || w.source == vol.FromOtherLeg) {
				t.Errorf("%g: %+v, want %s with %g", w.k, got[j], w.source, noise)
			}
		}
	}
}

// TestNoiseSlides: where the smile slides by l, a contract rests on the strikes around ln K − l, in proportion to (1 − t) v₀/f and
// t v₁/f, and beyond the outermost on that one alone; at spot nothing changes, nor where strikes keep their volatilities.
func TestNoiseSlides(t *testing.T) {
	const slide = 0.02
	at := []float64{4.45, 4.625, 4.68, 4.75}
	var legs []leg
	for _, k := range at {
		legs = append(legs, leg{false, math.Exp(k + slide), 0.1, 0.2, 10, 1})
	}
	flip := 100 * math.Exp(slide)
	locals := []local{{byVol: 7}, {byVol: 100}, {byVol: -50}, {byVol: 11}}
	lines := func() []noisyStrike {
		return []noisyStrike{{k: 4.5, v: 0.04, atFlip: 1, atSpot: 2}, {k: 4.6, v: 0.05, atFlip: 3, atSpot: 4}, {k: 4.7, v: 0.09, atFlip: 5, atSpot: 6}}
	}
	b := makeBook(t, 100, 0, 0, legs, Options{VolRule: "sticky-moneyness"})
	got := lines()
	b.slideNoise(got, b.expiries[0], &neighborhood{flip: flip, locals: locals})
	f, g := math.Sqrt(0.05+0.25*0.04), math.Sqrt(0.05+0.8*0.04)
	for j, want := range []float64{7 * 0.2, 100*0.75*0.05/f - 50*0.2*0.05/g, 100*0.25*0.09/f - 50*0.8*0.09/g + 11*0.3} {
		near(t, "at the flip", got[j].atFlip, want, 1e-11, 0)
		if got[j].atSpot != lines()[j].atSpot {
			t.Errorf("at spot %g", got[j].atSpot)
		}
	}
	sticky := makeBook(t, 100, 0, 0, legs, Options{})
	for _, c := range []struct {
		b *Book
		n neighborhood
	}{{sticky, neighborhood{flip: flip, locals: locals}}, {b, neighborhood{flip: 100, locals: locals}}, {b, neighborhood{flip: flip}}} {
		got := lines()
		c.b.slideNoise(got, c.b.expiries[0], &c.n)
		for j, l := range got {
			if l != lines()[j] {
				t.Errorf("flip %g under %+v: %+v", c.n.flip, c.b.rule, l)
			}
		}
	}
	b.slideNoise(nil, b.expiries[0], &neighborhood{flip: flip, locals: locals}) // no strike, no error
}

// TestNoNoiseOfAFile: volatilities of the file have no error, and so have neither flip nor GEX.
func TestNoNoiseOfAFile(t *testing.T) {
	b := makeBook(t, 100, 0, 0, []leg{{false, 105, 0.1, 0.2, 10, 1}, {true, 95, 0.1, 0.2, 10, -1}}, Options{})
	n := b.around(float64(BuildKeys(b).Levels.ZeroGamma))
	if se := b.quoteSE(&n); se.ZeroGamma.OK() || se.GEX.OK() || !(math.Abs(n.slope) > 0) {
		t.Errorf("%+v of a flip at %g", se, n.flip)
	}
}
