package gex

import (
	"math"
	"slices"

	"gex/internal/report"
)

// sumAt is an exposure of the book as a function of spot, in currency.
type sumAt func(spot float64) float64

// sumTo writes an exposure of the book at each spot, in currency.
type sumTo func(dst, spots []float64)

// at returns the exposure as a function of one spot.
func (f sumTo) at() sumAt {
	return func(x float64) float64 {
		var y [1]float64
		f(y[:], []float64{x})
		return y[0]
	}
}

// BuildProfile is the document of gex profile: GEX, DEX, VEX and CEX over the spot
// ladder on one book, each with its own zero crossings, and the levels.
func BuildProfile(b *Book) *report.ProfileDocument {
	core, l := b.core()
	d := &report.ProfileDocument{About: core.About, Profile: report.Curves{Profile: core.Profile}, Levels: core.Levels, DayMove: core.DayMove}
	p := &d.Profile
	p.DEX, p.DEXZero = b.curve(l, b.dexTo())
	p.VEX, p.VEXZero = b.curve(l, b.vexTo())
	p.CEX, p.CEXZero = b.curve(l, b.cexTo())
	return d
}

// ExposureCurves returns DEX, VEX and CEX by spot for a picture, with their zeros, at points
// of the ladder so many apart around spot, and at a fourth as many farther away; of a ladder
// that is whole, around spot also between its points where contracts are narrower than these.
func ExposureCurves(b *Book, apart int) *report.Curves {
	const near, fewer = 0.05, 4
	l := b.newLadder()
	few := ladder{}
	for j, x := range l.spots {
		if n := l.from + j; n%(fewer*apart) == 0 || n%apart == 0 && math.Abs(x/b.Spot-1) <= near {
			few.spots = append(few.spots, x)
		}
	}
	if apart == 1 {
		few.spots = b.finer(few.spots, near)
	}
	c := &report.Curves{Profile: report.Profile{Spot: numbers(few.spots)}}
	c.DEX, c.DEXZero = b.curve(few, b.dexTo())
	c.VEX, c.VEXZero = b.curve(few, b.vexTo())
	c.CEX, c.CEXZero = b.curve(few, b.cexTo())
	return c
}

// curve returns an exposure on the ladder, and its sign changes between points of the
// ladder, to 1e-10 of spot. A pair of roots between two points, which contracts of the
// last minutes can make, is not searched for as it is for gamma (refine.go, dip.go).
func (b *Book) curve(l ladder, f sumTo) (values []report.Number, zeros []report.Flip) {
	y := make([]float64, len(l.spots))
	f(y, l.spots)
	at := f.at()
	return numbers(y), signChanges(l.spots, y, func(lo, hi float64, _ bool) float64 {
		return solve(at, lo, at(lo), hi, at(hi), 1e-10*b.Spot)
	})
}

// dexTo returns DEX, currency of delta: Σ ω · delta · x (docs/theory.md 4.2).
func (b *Book) dexTo() sumTo {
	return b.exposureTo(b.bySpot(b.expiries, nil), (*pricer).DeltaTo, 1)
}

// vexTo returns VEX, currency of delta per volatility point: Σ ω · vanna · x · 0.01.
func (b *Book) vexTo() sumTo {
	return b.exposureTo(b.bySpot(b.expiries, nil), (*pricer).VannaTo, 0.01)
}

// cexTo returns CEX, currency of delta per calendar day: Σ ω · charm · x/365, without
// the contracts settling on the trade date, whose charm diverges.
func (b *Book) cexTo() sumTo {
	later := slices.DeleteFunc(slices.Clone(b.expiries), func(e expiry) bool { return e.bucket.Today() })
	return b.exposureTo(b.bySpot(later, new(pricer)), (*pricer).CharmTo, 1.0/365)
}

// exposureTo returns Σ ω · greek · x · unit of some contracts. Where volatilities follow
// spot, contracts are priced again at each.
func (b *Book) exposureTo(batch repriced, greek func(p *pricer, dst, spots []float64) []float64, unit float64) sumTo {
	return func(dst, spots []float64) {
		if p, sticky := batch.(*pricer); sticky {
			greek(p, dst, spots)
		} else {
			eachOf(len(spots), len(spots)*len(b.row), func(j int) {
				s := scenarios.Get().(*scenario)
				defer scenarios.Put(s)
				greek(batch.at(s, spots[j]), dst[j:j+1], spots[j:j+1])
			})
		}
		for j, x := range spots {
			dst[j] *= x * unit
		}
	}
}

// dot returns Σ x y, each product rounded before it is added, in the order of the
// columns.
func dot(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += float64(x[i] * y[i])
	}
	return sum
}
