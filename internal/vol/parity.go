package vol

import (
	"fmt"
	"math"
	"strings"

	"gex/internal/bs/kernel"
	"gex/internal/fault"
)

// parityHorizon is the T_q, in years, of the expiries that judge parity first: the
// discount factor is near 1 until then, whatever the rate.
const parityHorizon = 60 * day

// paritySlope is the slope of put-call parity in the quotes of an expiry: factor is the
// fall of C − P per point of strike, which C − P = D (F − K) makes the discount factor
// D, and noise the part of it that the spreads explain. Both are 1 (currency per
// currency) when premiums and strikes are in one unit.
type paritySlope struct {
	q             *quotes
	factor, noise float64
}

// off reports whether the factor cannot be a discount factor e^{−r T_q} of a rate in
// −10 … 40%, with slack of 0.05, by more than a ratio and half the noise.
func (p paritySlope) off(ratio float64) bool {
	low, high := (kernel.Exp(-0.4*p.q.years)-slopeSlack)/ratio, (kernel.Exp(0.1*p.q.years)+slopeSlack)*ratio
	if p.q.early() {
		high *= sameBasis // early exercise makes calls and puts steeper, most before a dividend
	}
	return p.factor < low-p.noise/2 || p.factor > high+p.noise/2
}

// paritySlopes returns the slopes of the expiries that can be judged, and of them those
// within the horizon, or all when none is.
func (f *fitter) paritySlopes() (all, soon []paritySlope) {
	all = make([]paritySlope, 0, len(f.all))
	for x := range f.all {
		q := &f.all[x]
		factor, noise, ok := q.discount()
		if !ok {
			continue
		}
		all = append(all, paritySlope{q, factor, noise})
	}
	soon = make([]paritySlope, 0, len(all))
	for _, p := range all {
		if p.q.years <= parityHorizon {
			soon = append(soon, p)
		}
	}
	if len(soon) == 0 {
		soon = all
	}
	return all, soon
}

// judgeParity compares calls less puts with strikes. By put-call parity C − P falls by
// D, the discount factor, per point of strike; premiums in another currency or unit
// than the strikes fall by another number. It takes more than half of the expiries that
// can be judged, of those within two months if there is any. A factor off by more than
// 1.25 is an error, by less a warning.
func (f *fitter) judgeParity() error {
	all, soon := f.paritySlopes()
	factors, asked := []float64(nil), 0.0
	for _, p := range soon {
		if p.off(1) {
			// The message compares with the discount factor at 4% a year, a round
			// number near most rates.
			factors, asked = append(factors, p.factor), max(asked, kernel.Exp(-0.04*p.q.years))
		}
	}
	if 2*len(factors) <= len(soon) {
		f.warnOwnScale(all)
		return nil
	}
	factor := median(factors)
	what := fmt.Sprintf("call less put falls by %.3g per point of strike, and put-call parity requires %.2f", factor, asked)
	switch {
	case factor < 0:
		return fault.New(fault.Input, "correct the sides"+f.withoutQuotes(),
			"implausible quotes: call less put rises with the strike, and put-call parity requires a fall: calls and puts, or their columns, are swapped")
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

// warnOwnScale warns of single expiries whose premiums are in another unit than the
// strikes, by more than 1.25.
func (f *fitter) warnOwnScale(all []paritySlope) {
	var names []string
	var factors []float64
	for _, p := range all {
		if p.off(sameBasis) {
			names, factors = append(names, fmt.Sprintf("%s %s", p.q.Root.Name, p.q.Date)), append(factors, p.factor)
		}
	}
	if len(names) > 0 {
		f.note("premium-scale", "premiums of %s may be in another currency or scale than the strikes: call less put falls by %.3g per point of strike",
			someOf(names), median(factors))
	}
}

// someOf joins names, the first three and the number of the others.
func someOf(names []string) string {
	if few := 3; len(names) > few {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), len(names)-few)
	}
	return strings.Join(names, ", ")
}

// withoutQuotes is the part of a hint that says how to do without the quotes; empty
// when the file has no volatilities.
func (f *fitter) withoutQuotes() string {
	if chainHasVols(f.c) {
		return ", or leave the quotes out with " + fault.Setting("iv") + " file " + fault.Setting("carry") + " flat"
	}
	return ""
}

// discount estimates the fall of C − P per point of strike near the money: of the nine
// nearest pairs, n sorted by strike and within a ratio of 1.25 of the forward, the
// median of
//
//	(d(K_i) − d(K_{i+n/2})) / (K_{i+n/2} − K_i)
//
// noise is the median of a quarter of the four spreads over the same distance. ok is
// false with fewer than five pairs, and when the slopes do not agree: the middle half
// of them spans more than a fifth of the median plus twice the noise.
func (q *quotes) discount() (factor, noise float64, ok bool) {
	if !q.live || len(q.pairs) < minSlope {
		return 0, 0, false
	}
	// Strikes beyond the basis ratio are of another unit themselves (dropStrikes), not
	// of this one.
	at, _ := q.parityPrice()
	var buffer [nearest9]pair
	near := buffer[:0]
	for _, p := range q.near() {
		if outside(p.strike, at, sameBasis, 0) {
			continue
		}
		j := len(near) // where it goes: they are few, and sorted by strike as they come
		for near = near[:j+1]; j > 0 && p.strike < near[j-1].strike; j-- {
			near[j] = near[j-1]
		}
		near[j] = p
	}
	if len(near) < minSlope {
		return 0, 0, false
	}
	var slopes, noises [nearest9]float64
	// Differences over half of the strikes: wide enough that a stale quote tilts few of
	// them by little.
	half, n := len(near)/2, 0
	for i := 0; i+half < len(near); i++ {
		a, b := near[i], near[i+half]
		dk := b.strike - a.strike
		slopes[n] = (a.d - b.d) / dk
		noises[n] = (a.spreadC + a.spreadP + b.spreadC + b.spreadP) / 4 / dk
		n++
	}
	factor, noise = median(slopes[:n]), median(noises[:n])
	// The interquartile range of the slopes: quotes that agree on a slope have a small
	// one. median has sorted them.
	quarter := n / 4
	return factor, noise, slopes[n-1-quarter]-slopes[quarter] <= 0.2*math.Abs(factor)+2*noise
}
