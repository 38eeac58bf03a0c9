package vol

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gex/internal/bs/kernel"
	"gex/internal/fault"
)

// parityHorizon is how far off the expiries are that tell of parity best: no rate makes much of a discount factor until then.
const parityHorizon = 60 * day

// fall is what the quotes of an expiry say of put-call parity: by how much C - P falls for each point of strike, and how
// much of that the spreads explain.
type fall struct {
	q             *quotes
	factor, noise float64
}

// off reports whether the fall is none of a discount factor, by more than a ratio.
func (p fall) off(ratio float64) bool {
	low, high := (kernel.Exp(-0.4*p.q.years)-slopeSlack)/ratio, (kernel.Exp(0.1*p.q.years)+slopeSlack)*ratio
	return p.factor < low-p.noise/2 || p.factor > high+p.noise/2
}

// falls are those of the expiries that can be judged, and of them those within the horizon, or all when none is.
func (f *fitter) falls() (all, soon []fall) {
	for x := range f.all {
		q := &f.all[x]
		factor, noise, ok := q.discount()
		if !ok {
			continue
		}
		all = append(all, fall{q, factor, noise})
		if q.years <= parityHorizon {
			soon = append(soon, all[len(all)-1])
		}
	}
	if len(soon) == 0 {
		soon = all
	}
	return all, soon
}

// judgeParity holds the prices of calls less puts against strikes. By put-call parity they fall by D, the discount factor,
// for each point of strike, and every currency and unit but that of the strikes makes another number of it. More than half
// of the expiries that can be judged must say so, of those within two months if there is any; by much it is an error, by
// less a warning.
func (f *fitter) judgeParity() error {
	all, soon := f.falls()
	factors, asked := []float64(nil), 0.0
	for _, p := range soon {
		if p.off(1) {
			factors, asked = append(factors, p.factor), max(asked, kernel.Exp(-0.04*p.q.years))
		}
	}
	if 2*len(factors) <= len(soon) {
		f.noteOwnScale(all)
		return nil
	}
	factor := median(factors)
	what := fmt.Sprintf("call less put falls by %.3g for each point of strike, and put-call parity asks for %.2f", factor, asked)
	switch {
	case factor < 0:
		return fault.New(fault.Input, "correct the sides"+f.withoutQuotes(),
			"implausible quotes: call less put rises with the strike, and put-call parity asks for a fall: calls and puts, or their columns, are exchanged")
	case math.Abs(factor*f.c.Spot/asked-1) < 0.25:
		return fault.New(fault.Input, "multiply bid and ask by the price of the coin"+f.withoutQuotes(),
			"%s: the premiums are in coins, and not in the currency of the strikes", what)
	case factor < asked/sameBasis || factor > asked*sameBasis:
		return fault.New(fault.Input, "convert bid and ask to the currency of the strikes"+f.withoutQuotes(),
			"%s: the premiums are in another currency or scale than the strikes", what)
	}
	f.note("premium-scale", "%s: premiums may be in another currency or scale than the strikes", what)
	return nil
}

// noteOwnScale warns of expiries whose premiums alone are in another unit than strikes, by much.
func (f *fitter) noteOwnScale(all []fall) {
	var names []string
	var factors []float64
	for _, p := range all {
		if p.off(sameBasis) {
			names, factors = append(names, fmt.Sprintf("%s %s", p.q.Root.Name, p.q.Date)), append(factors, p.factor)
		}
	}
	if len(names) > 0 {
		f.note("premium-scale", "premiums of %s may be in another currency or scale than the strikes: call less put falls by %.3g for each point of strike",
			someOf(names), median(factors))
	}
}

// someOf lists the first few names.
func someOf(names []string) string {
	if few := 3; len(names) > few {
		return fmt.Sprintf("%s and %d more expiries", strings.Join(names[:few], ", "), len(names)-few)
	}
	return strings.Join(names, ", ")
}

// withoutQuotes is how to do without the quotes of this chain, "" when its file has no volatilities.
func (f *fitter) withoutQuotes() string {
	if chainHasVols(f.c) {
		return ", or leave the quotes out with " + fault.Setting("iv") + " file " + fault.Setting("carry") + " flat"
	}
	return ""
}

// discount estimates the fall of C - P for each point of strike near the money: the median slope between pairs of strikes half
// of the nearest nine apart. noise is how much of it the spreads explain; ok is false when too few pairs tell, when noise is
// all there is, or when the slopes do not agree.
func (q *quotes) discount() (factor, noise float64, ok bool) {
	if !q.live || len(q.pairs) < minSlope {
		return 0, 0, false
	}
	at, _ := q.parityPrice()
	var buffer [nearest9]pair
	near := buffer[:0]
	for _, p := range q.near() {
		if !outside(p.strike, at, sameBasis, 0) {
			near = append(near, p)
		}
	}
	if len(near) < minSlope {
		return 0, 0, false
	}
	slices.SortFunc(near, func(a, b pair) int { return cmp.Compare(a.strike, b.strike) })
	var slopes, noises [nearest9]float64
	half, n := len(near)/2, 0
	for i := 0; i+half < len(near); i++ {
		a, b := near[i], near[i+half]
		dk := b.strike - a.strike
		slopes[n] = (a.d - b.d) / dk
		noises[n] = (a.spreadC + a.spreadP + b.spreadC + b.spreadP) / 4 / dk
		n++
	}
	factor, noise = median(slopes[:n]), median(noises[:n])
	quarter := n / 4
	return factor, noise, slopes[n-1-quarter]-slopes[quarter] <= 0.2*math.Abs(factor)+2*noise
}
