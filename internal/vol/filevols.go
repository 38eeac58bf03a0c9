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
	gridTol     = 2e-3 // relative distance of a step of a bisection from its power of two, at most
	gridExact   = 1e-9 // below this distance a volatility is a round number such as 0.25
	gridDeepest = 7    // 2⁻⁷ = 0.0078 is the smallest step taken for one
	gridPart    = 0.2  // part of all volatilities that must lie on the grid
)

// gridLevel returns n when v is the step 2⁻ⁿ of a bisection, n in 1 … 7, within a
// relative distance of 2e-3; else 0. Solvers that halve the interval from 1e-5 to 1 and
// give up leave 0.5000050, 0.2500075, 0.1250088 …: the point where they stopped, which
// is not a volatility.
func gridLevel(v float64) int {
	// v = m·2^exp with m in [1, 2): a power of two has m = 1, and one from just below m
	// near 2. Numbers below zero, and what is no number, have exponents above 0.
	const mantissa = 1<<52 - 1
	bits := math.Float64bits(v)
	m, exp := math.Float64frombits(bits&mantissa|0x3ff<<52), int(bits>>52)-0x3ff
	switch {
	case m > 2*(1-gridTol):
		exp++
	case m > 1+gridTol:
		return 0
	}
	if n := -exp; n >= 1 && n <= gridDeepest {
		return n
	}
	return 0
}

// dropPlaceholders treats volatilities of the file that are steps of a bisection as
// missing, when so many lie on its grid that chance does not explain it: at least a
// fifth of all, on three levels; or on two levels and a fifth not round numbers
// (0.2500075, not 0.25); or half of all not round numbers.
func (f *fitter) dropPlaceholders() {
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
	// Real smiles touch a power of two here and there; a failed solver leaves many on
	// several levels.
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

// placeholder reports whether a volatility of the file is a placeholder for a missing one: a step
// of a bisection, or the lower end of its interval.
func (f *fitter) placeholder(v float64) bool { return f.grid && (v <= 1.5e-5 || gridLevel(v) > 0) }

// plausible reports whether an expiry's volatility at the money, √(w/T_q), lies between
// 2 and 500% a year. If not, the expiry loses all its volatilities, and is counted for
// the warning.
func (f *fitter) plausible(c *curve) bool {
	w := c.atForward()
	if math.IsNaN(w) {
		return true
	}
	v := math.Sqrt(w / c.q.years)
	if plausibleVol(v) {
		return true
	}
	clear(c.source) // no strike of the expiry has a volatility
	if f.implausible.count++; f.implausible.count == 1 {
		f.implausible.first = fmt.Sprintf("%s %s: %s%%", c.q.Root.Name, c.q.Date, figure(100*v))
	}
	return false
}

// implausible counts the expiries without a plausible volatility at the money, and
// describes the first.
type implausible struct {
	count int
	first string
}

// atForward returns the total variance at F_q, linear in ln K between the two strikes
// around it, the outermost strike's outside the strikes; NaN without any.
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

// warnVols warns of volatilities that were left out, and of a file's volatilities that
// may be in another unit.
func (f *fitter) warnVols() {
	if n := f.implausible.count; n > 0 {
		f.note("vol-implausible", "%s without volatilities: at the money they would be below 2%% or above 500%% a year (%s)", expiryCount(n), f.implausible.first)
	}
	if f.o.IV == "quote" {
		return
	}
	if n := f.lostToGrid(); n > 0 {
		f.note("iv-placeholder", "%d IVs of the file are placeholders of a failed solver (steps of a bisection such as 0.0078, 0.0156, 0.0313) and are not used", n)
		return
	}
	f.warnUnit()
}

// expiryCount writes a number of expiries.
func expiryCount(n int) string {
	if n == 1 {
		return "1 expiry"
	}
	return fmt.Sprintf("%d expiries", n)
}

// lostToGrid counts the live contracts that have no volatility because the file's is a
// placeholder.
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

// warnUnit warns of volatilities of the file, by their median within 10% of spot, that
// are implausible (below 2% or above 500% a year) or plausible in both units: 1 … 3
// taken as fractions could be percent, up to 0.05 taken as percent could be fractions.
// It is silent with fewer than ten, and where few contracts rest on the file: no more
// than on quotes, and no more than half without any volatility.
func (f *fitter) warnUnit() {
	// Nothing to say where the volatilities come from quotes, or about a few.
	var by [Interpolated + 1]int
	for i, source := range f.s.Source {
		if f.c.Out[i] == chain.Live {
			by[source]++
		}
	}
	if by[FromFile] <= by[FromQuote]+by[FromOtherLeg] && by[None] <= len(f.c.IV)/2 {
		return
	}
	var near []float64
	for i, v := range f.c.IV {
		if f.c.Out[i] == chain.Live && v > 0 && math.Abs(f.c.Strike[i]-f.s.Spot) <= nearSpot*f.s.Spot {
			near = append(near, v)
		}
	}
	if len(near) < enoughVols {
		return
	}
	// GuessedIV is set when the reader took the unit from the values themselves.
	v := median(near)
	switch {
	case !plausibleVol(v):
		f.note("iv-implausible", "the median of the file's IVs near the money is %s%% a year, which is implausible: they may be in another unit. Set "+fault.Setting("iv-unit"), figure(100*v))
	case f.c.GuessedIV == chain.IVFraction && v > 1 && v <= highVol:
		f.note("iv-unit", "the median of the file's IVs near the money is %s: read as %s%% a year, but they may be in percent. Set "+fault.Setting("iv-unit"), figure(v), figure(100*v))
	case f.c.GuessedIV == chain.IVPercent && v <= lowVol:
		f.note("iv-unit", "the median of the file's IVs near the money is %s: read as percent, but they may be fractions. Set "+fault.Setting("iv-unit"), figure(100*v))
	}
}

// Bounds of the volatilities that are plausible in both units: 1 … highVol as fractions
// (100 to 300%, or 1 to 3%), up to lowVol as percent (below 5%, or below 500%).
const (
	highVol = 3
	lowVol  = 0.05
)
