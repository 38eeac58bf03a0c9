package gex

import (
	"math"
	"testing"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// TestOddsWithinATenth: the smile is extended by a tenth of the outermost strikes, 6,000 and 7,400, and no further.
func TestOddsWithinATenth(t *testing.T) {
	b := oddsBook(t, func(float64) float64 { return 0.15 })
	for at, known := range map[float64]bool{7400 * 1.0995: true, 7400 * 1.1005: false, 6000 * 0.9005: true, 6000 * 0.8995: false, 6500: true} {
		l := report.NoLevels()
		l.MaxPain = report.Number(at)
		odds := b.odds(&l)
		if len(odds) != 2 {
			t.Fatalf("%g: %+v", at, odds)
		}
		for _, o := range odds {
			if o.CloseBeyond.OK() != known || o.Touch.OK() != known {
				t.Errorf("%g: %+v", at, o)
			}
			if known && (o.Touch != min(1, 2*o.CloseBeyond) || at > 7000 && o.CloseBeyond > 0.01) {
				t.Errorf("%g: %+v", at, o)
			}
		}
	}
}

// TestBelowOnASmile: N(−d2) + φ(d2)·K ∂s/∂K, with the slope over 0.0001 of the strike on either side, here at a strike where the
// smile bends; within 0 and 1.
func TestBelowOnASmile(t *testing.T) {
	b := oddsBook(t, func(k float64) float64 {
		if k > 6700 {
			return 0.15 + (k-6700)/4000
		}
		return 0.15 + (6700-k)/1000
	})
	h := b.horizons()[1]
	root := math.Sqrt(h.fit.Years)
	total := func(k float64) float64 { return h.smile.At(kernel.Log(k)) * root }
	const k, step = 6700., 1e-4
	s := total(k)
	d2 := math.Log(h.fit.Forward/k)/s - s/2
	slope := (total(k*(1+step)) - total(k*(1-step))) / (2 * step)
	want := 0.5*math.Erfc(d2/math.Sqrt2) + math.Exp(-d2*d2/2)/math.Sqrt(2*math.Pi)*slope
	near(t, "below", h.below(k), want, 1e-13, 0)
	if math.Abs(slope) < 0.01 {
		t.Errorf("a slope of %g", slope)
	}
	// A smile that falls steeply enough has a density below zero: its odds are still odds.
	for _, steep := range []float64{-60, 60} {
		h := oddsBook(t, func(k float64) float64 { return 0.15 * math.Exp(steep*(k/6700-1)) }).horizons()[0]
		for k := 6600.; k <= 6800; k += 5 {
			if p := h.below(k); !(p >= 0 && p <= 1) {
				t.Errorf("%g: %g", k, p)
			}
		}
	}
}

// TestHorizonsOfOneMonth: one horizon where the first expiry is the monthly, none without volatilities, and filters do not matter.
func TestHorizonsOfOneMonth(t *testing.T) {
	b := oddsBook(t, func(float64) float64 { return 0.15 })
	if h := b.horizons(); len(h) != 2 || h[0].expiry.Date.Day != 20 || h[1].expiry.Date.Day != 21 {
		t.Fatalf("%+v", h)
	}
	b.surface.Expiries[0].ATMVol = math.NaN()
	h := b.horizons()
	if len(h) != 1 || h[0].expiry.Date.Day != 21 {
		t.Errorf("the monthly alone: %+v", h)
	}
	if low, hi := h[0].low, h[0].hi; math.Abs(low-5400) > 1e-9 || math.Abs(hi-8140) > 1e-9 {
		t.Errorf("from %g to %g", low, hi)
	}
	b.surface.Expiries[1].Years = 0
	if h := b.horizons(); len(h) != 0 {
		t.Errorf("settled: %+v", h)
	}
}
