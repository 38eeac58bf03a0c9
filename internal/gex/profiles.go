package gex

import (
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// sumAt is an exposure of the book as a function of spot, for one goroutine.
type sumAt func(spot float64) float64

// BuildProfile is the document of gex profile: GEX, DEX, VEX and CEX over the spot ladder on one book, each with its own
// zero crossings, and the levels.
func BuildProfile(b *Book) *report.ProfileDocument {
	core, l := b.core()
	d := &report.ProfileDocument{About: core.About, Profile: report.Curves{Profile: core.Profile}, Levels: core.Levels, DayMove: core.DayMove}
	p := &d.Profile
	p.DEX, p.DEXZero = b.curve(l, b.dexAt())
	p.VEX, p.VEXZero = b.curve(l, b.vexAt())
	p.CEX, p.CEXZero = b.curve(l, b.cexAt())
	return d
}

// curve evaluates an exposure on the ladder and finds the zero crossings that the ladder shows, to 1e-10 of spot; a pair
// between two of its points, which contracts of the last minutes can make, is not looked for as it is for gamma.
func (b *Book) curve(l ladder, f func() sumAt) (values []report.Number, zeros []report.Flip) {
	const stretch = 32 // spots that share what f makes
	y := make([]float64, len(l.spots))
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

// bisect narrows a sign change in [lo, hi] to tol.
func bisect(f sumAt, lo, hi float64, rising bool, tol float64) float64 {
	for hi-lo > tol {
		x := lo + (hi-lo)/2
		if (f(x) < 0) == rising {
			lo = x
		} else {
			hi = x
		}
	}
	return lo + (hi-lo)/2
}

// dexAt is US$ of delta: Σ w·delta·S.
func (b *Book) dexAt() func() sumAt {
	return func() sumAt {
		return func(x float64) float64 { return b.batch.DeltaTo(nil, []float64{x})[0] * x }
	}
}

// vexAt is US$ of delta per volatility point: Σ w·vanna·S·0.01.
func (b *Book) vexAt() func() sumAt {
	return func() sumAt {
		g := kernel.Greeks{Vanna: make([]float64, len(b.weight))}
		return func(x float64) float64 {
			b.batch.GreeksTo(&g, x)
			return dot(b.weight, g.Vanna) * x * 0.01
		}
	}
}

// cexAt is US$ of delta per calendar day, without contracts settling on the trade date: Σ w·charm·S/365.
func (b *Book) cexAt() func() sumAt {
	later := slices.DeleteFunc(slices.Clone(b.expiries), func(e expiry) bool { return e.bucket.Today() })
	batch, w := b.price(new(kernel.Batch), later), b.held(later).weight
	return func() sumAt {
		g := kernel.Greeks{Charm: make([]float64, len(w))}
		return func(x float64) float64 {
			batch.GreeksTo(&g, x)
			return dot(w, g.Charm) * x / 365
		}
	}
}

// dot is the sum of products in the order of the columns.
func dot(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += float64(x[i] * y[i])
	}
	return sum
}
