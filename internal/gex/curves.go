package gex

import (
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// sumAt is an exposure of the book as a function of spot, in currency; not safe for two
// goroutines, as it has scratch columns.
type sumAt func(spot float64) float64

// BuildProfile is the document of gex profile: GEX, DEX, VEX and CEX over the spot
// ladder on one book, each with its own zero crossings, and the levels.
func BuildProfile(b *Book) *report.ProfileDocument {
	core, l := b.core()
	d := &report.ProfileDocument{About: core.About, Profile: report.Curves{Profile: core.Profile}, Levels: core.Levels, DayMove: core.DayMove}
	p := &d.Profile
	p.DEX, p.DEXZero = b.curve(l, b.dexAt())
	p.VEX, p.VEXZero = b.curve(l, b.vexAt())
	p.CEX, p.CEXZero = b.curve(l, b.cexAt())
	return d
}

// curve returns an exposure on the ladder, and its sign changes between points of the
// ladder, to 1e-10 of spot. A pair of roots between two points, which contracts of the
// last minutes can make, is not searched for as it is for gamma (refine.go, dip.go). f
// returns a function for one goroutine.
func (b *Book) curve(l ladder, f func() sumAt) (values []report.Number, zeros []report.Flip) {
	const stretch = 32 // spots per job, which share one result of f
	y := make([]float64, len(l.spots))
	// Jobs of 32 spots in parallel; each spot is summed by one goroutine in one order.
	eachOf((len(y)+stretch-1)/stretch, stretch*len(b.row), func(i int) {
		at := f()
		for j := i * stretch; j < min((i+1)*stretch, len(y)); j++ {
			y[j] = at(l.spots[j])
		}
	})
	at := f()
	return numbers(y), signChanges(l.spots, y, func(lo, hi float64, rising bool) float64 {
		return bisect(at, lo, hi, rising, 1e-10*b.Spot)
	})
}

// bisect returns the sign change of f in [lo, hi] to tol, by halving: these exposures
// have no cheap slope for Newton steps.
func bisect(f sumAt, lo, hi float64, rising bool, tol float64) float64 {
	for hi-lo > tol {
		// The half whose ends have opposite signs.
		x := lo + (hi-lo)/2
		if (f(x) < 0) == rising {
			lo = x
		} else {
			hi = x
		}
	}
	return lo + (hi-lo)/2
}

// dexAt returns DEX, currency of delta: Σ ω · delta · x (docs/theory.md 4.2).
func (b *Book) dexAt() func() sumAt {
	batch := b.bySpot(b.expiries, nil)
	return func() sumAt {
		var s scenario
		return func(x float64) float64 { return batch.at(&s, x).DeltaTo(nil, []float64{x})[0] * x }
	}
}

// vexAt returns VEX, currency of delta per volatility point: Σ ω · vanna · x · 0.01.
func (b *Book) vexAt() func() sumAt {
	vanna := b.summed(b.bySpot(b.expiries, nil), b.weight, func() spotSum { return new(kernel.Vanna) },
		func(g *kernel.Greeks) *[]float64 { return &g.Vanna })
	return func() sumAt {
		sum := vanna()
		return func(x float64) float64 { return sum(x) * x * 0.01 }
	}
}

// cexAt returns CEX, currency of delta per calendar day: Σ ω · charm · x/365, without
// the contracts settling on the trade date, whose charm diverges.
func (b *Book) cexAt() func() sumAt {
	later := slices.DeleteFunc(slices.Clone(b.expiries), func(e expiry) bool { return e.bucket.Today() })
	charm := b.summed(b.bySpot(later, new(pricer)), b.held(later).weight, func() spotSum { return new(kernel.Charm) },
		func(g *kernel.Greeks) *[]float64 { return &g.Charm })
	return func() sumAt {
		sum := charm()
		return func(x float64) float64 { return sum(x) * x / 365 }
	}
}

// spotSum is a sum of the kernel over contracts as a function of spot.
type spotSum interface {
	Reset(*kernel.Batch)
	At(spot float64) float64
}

// summed returns Σ ω · greek as a function of spot: the sum of the kernel, made once where every strike keeps its
// volatility. Early exercise changes greeks contract by contract, so those of American options are added up here.
func (b *Book) summed(batch repriced, weight []float64, newSum func() spotSum, greek func(*kernel.Greeks) *[]float64) func() sumAt {
	if b.surface.American {
		return func() sumAt {
			var s scenario
			var g kernel.Greeks
			*greek(&g) = make([]float64, len(weight))
			return func(x float64) float64 {
				batch.at(&s, x).GreeksTo(&g, x)
				return dot(weight, *greek(&g))
			}
		}
	}
	if p, sticky := batch.(*pricer); sticky {
		sum := newSum()
		sum.Reset(&p.Batch)
		return func() sumAt { return sum.At }
	}
	return func() sumAt {
		var s scenario
		sum := newSum()
		return func(x float64) float64 {
			sum.Reset(&batch.at(&s, x).Batch)
			return sum.At(x)
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
