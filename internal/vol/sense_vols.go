package vol

import (
	"fmt"
	"math"
	"math/bits"
	"sort"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/fault"
)

const (
	nearSpot    = 0.1  // strikes within this part of spot are near it
	enoughVols  = 10   // volatilities of a file behind a verdict on them
	gridTol     = 2e-3 // how far from a power of two a rounded step of a bisection lies
	gridExact   = 1e-9
	gridDeepest = 7   // 2⁻⁷ = 0.0078 is the least step that differs from a price of nothing
	gridPart    = 0.2 // of the volatilities that lie on the grid
)

// gridLevel is n when v is the step 2⁻ⁿ of a bisection, and 0 when it is none. Solvers that halve the interval from 1e-5 to
// 1 and give up leave 0.5000050, 0.2500075, 0.1250088 …: where they stopped, and no volatility.
func gridLevel(v float64) int {
	m, exp := math.Frexp(v) // v = m·2^exp, m in [0.5, 1)
	switch {
	case !(m >= 0.5): // 0, below it, or no number
		return 0
	case m > 1-gridTol:
		exp++
	case m > 0.5*(1+gridTol):
		return 0
	}
	if n := 1 - exp; n >= 1 && n <= gridDeepest {
		return n
	}
	return 0
}

// leavePlaceholders takes volatilities of the file that are steps of a bisection for missing, when so many lie on its grid
// that chance cannot be why: a fifth of them on three levels, or on two that are no round numbers, or half on any.
func (f *fitter) leavePlaceholders() {
	all, grid, odd, levels := 0, 0, 0, uint(0)
	for i, v := range f.c.IV {
		if !(v > 1.5e-5) || f.c.Out[i] != chain.Live {
			continue
		}
		all++
		if n := gridLevel(v); n > 0 {
			grid++
			levels |= 1 << n
			if math.Abs(math.Ldexp(v, n)-1) > gridExact {
				odd++
			}
		}
	}
	kinds := bits.OnesCount(levels)
	part := func(n int) float64 { return float64(n) / float64(all) }
	f.grid = all >= enoughVols && part(grid) >= gridPart &&
		(kinds >= 3 || kinds == 2 && part(odd) >= gridPart || part(odd) >= 0.5)
	if !f.grid {
		return
	}
	for x := range f.all {
		for j := range f.all[x].lines {
			l := &f.all[x].lines[j]
			for _, side := range [...]*leg{&l.call, &l.put} {
				if gridLevel(side.fileVol) > 0 {
					side.fileVol = math.NaN()
				}
			}
		}
	}
}

// placeholder reports whether a volatility of the file stands for none.
func (f *fitter) placeholder(v float64) bool { return f.grid && (v <= 1.5e-5 || gridLevel(v) > 0) }

// plausible reports whether an expiry's volatility at the money can be one, between 2 and 500 % on the years to settlement
// from the quotes. One that cannot be leaves the expiry without.
func (f *fitter) plausible(c *curve) bool {
	w := c.atForward()
	if math.IsNaN(w) {
		return true
	}
	v := math.Sqrt(w / c.q.years)
	if sane(v) {
		return true
	}
	clear(c.source)
	if f.absurd.count++; f.absurd.count == 1 {
		f.absurd.first = fmt.Sprintf("%s %s has %s %%", c.q.Root.Name, c.q.Date, figure(100*v))
	}
	return false
}

// absurd is the expiries whose volatility at the money cannot be one.
type absurd struct {
	count int
	first string
}

// atForward is the total variance at the forward, linear in ln K between strikes; NaN without any.
func (c *curve) atForward() float64 {
	lines, n := c.q.lines, len(c.q.lines)
	up := sort.Search(n, func(j int) bool { return lines[j].strike >= c.q.forward })
	switch {
	case n == 0 || c.source[min(up, n-1)] == None:
		return math.NaN()
	case up == 0:
		return c.w[0]
	case up == n:
		return c.w[n-1]
	}
	t := kernel.Log(c.q.forward/lines[up-1].strike) / kernel.Log(lines[up].strike/lines[up-1].strike)
	return c.w[up-1] + float64(t*(c.w[up]-c.w[up-1]))
}

// warnVols warns of volatilities that were left out, or that may be in another unit.
func (f *fitter) warnVols() {
	if n := f.absurd.count; n > 0 {
		f.note("vol-implausible", "no volatility of %d expiries: at the money it would be below 2 or above 500 %% a year (%s)", n, f.absurd.first)
	}
	if f.o.IV == "quote" {
		return
	}
	if n := f.lostToGrid(); n > 0 {
		f.note("iv-placeholder", "%d volatilities of the file are placeholders (steps of a bisection such as 0.0078, 0.0156, 0.0313) and are not used", n)
		return
	}
	f.warnUnit()
}

// lostToGrid counts the live contracts that have no volatility because the file's is a placeholder.
func (f *fitter) lostToGrid() int {
	if !f.grid {
		return 0
	}
	n := 0
	for i, v := range f.c.IV {
		if f.s.Source[i] == None && f.c.Out[i] == chain.Live && f.placeholder(v) {
			n++
		}
	}
	return n
}

// warnUnit warns of volatilities of the file that no unit makes plausible near the money, or each unit does, where much rests
// on them.
func (f *fitter) warnUnit() {
	var near []float64
	var by [Interpolated + 1]int
	for i, v := range f.c.IV {
		if f.c.Out[i] != chain.Live {
			continue
		}
		by[f.s.Source[i]]++
		if v > 0 && math.Abs(f.c.Strike[i]-f.s.Spot) <= nearSpot*f.s.Spot {
			near = append(near, v)
		}
	}
	if len(near) < enoughVols || by[FromFile] <= by[FromQuote]+by[FromOtherLeg] && by[None] <= len(f.c.IV)/2 {
		return
	}
	v := median(near)
	switch {
	case !sane(v):
		f.note("iv-implausible", "the file's volatilities near the money are %s %% a year at the median, which none is: are they in another unit? "+fault.Setting("iv-unit")+" says which", figure(100*v))
	case f.c.GuessedIV == chain.IVFraction && v > 1 && v <= highVol:
		f.note("iv-unit", "the file's volatilities near the money are %s at the median: taken as %s %% a year, but they may be percent: "+fault.Setting("iv-unit")+" says which", figure(v), figure(100*v))
	case f.c.GuessedIV == chain.IVPercent && v <= lowVol:
		f.note("iv-unit", "the file's volatilities near the money are %s at the median: taken as percent, but they may be fractions: "+fault.Setting("iv-unit")+" says which", figure(100*v))
	}
}

// Volatilities that make a plausible year read as a fraction or as percent: 1 to 3 are taken as fractions, 3 to 5 as percent.
const (
	highVol = 3
	lowVol  = 0.05
)
