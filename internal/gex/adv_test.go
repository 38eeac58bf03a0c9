package gex

import (
	"math"
	"testing"
)

// TestGammaPerADV: a call of 100 contracts at the money without carry, gamma = φ(d1)/(S·σ√T) a share: US$ of delta per 1%,
// over the volume, in every unit of GEX; what settles today and what does not, each of its own contracts.
func TestGammaPerADV(t *testing.T) {
	const spot, sigma, years, adv = 100.0, 0.2, 0.05, 2e6
	legs := []leg{{false, 100, years, sigma, 100, 1}, {true, 100, hours(3), 0.3, 40, -1}}
	gamma := func(l leg) float64 { // at the money
		s := l.sigma * math.Sqrt(l.years)
		d1 := s / 2
		return math.Exp(-d1*d1/2) / math.Sqrt(2*math.Pi) / (spot * s)
	}
	part := func(l leg) float64 { return l.dealer * l.oi * 100 * gamma(l) * spot * spot * 0.01 / adv }
	for _, unit := range Units {
		r := BuildLevels(makeBook(t, spot, 0, 0, legs, Options{ADV: adv, Unit: unit}))
		near(t, unit+": all", float64(r.Levels.PerADV), part(legs[0])+part(legs[1]), 1e-12, 0)
		near(t, unit+": 0DTE", float64(r.Levels0DTE.PerADV), part(legs[1]), 1e-12, 0)
		for _, o := range r.Outlook {
			if o.Scope == "without_today" {
				near(t, unit+": without today", float64(o.PerADV), part(legs[0]), 1e-12, 0)
			}
		}
	}
	if r := BuildLevels(makeBook(t, spot, 0, 0, legs, Options{})); r.Levels.PerADV.OK() || r.Levels0DTE.PerADV.OK() || r.Outlook[0].PerADV.OK() {
		t.Error("there is a ratio to a volume that was not given")
	}
}
