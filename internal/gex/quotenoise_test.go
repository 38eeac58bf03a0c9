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
