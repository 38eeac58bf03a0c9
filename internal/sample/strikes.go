package sample

import (
	"cmp"
	"math"
	"slices"
)

// Strikes are counted in mils, the thousandths of a dollar of option symbols, which
// have eight digits for them.
const (
	mil       = 1000       // mils per dollar
	maxStrike = 99_999_999 // in mils
)

// Spots in dollars for which option symbols, with five digits of whole dollars, have
// strikes on both sides; the long layout has no symbols, and takes that of a coin.
const minSpot, maxSpot, maxLongSpot = 1, 40000, 400000

// steps are the distances between strikes that exchanges use, in mils.
var steps = []int64{50, 100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000}

// stepNear returns the index of the largest step that is not above a fraction of spot.
func stepNear(spot, fraction float64) int {
	i, _ := slices.BinarySearch(steps, int64(spot*fraction*mil)+1)
	return max(0, i-1)
}

// roundness returns how many steps up from steps[base] still divide a strike, at most
// four: with a base of 5 points 0 for 6705, 1 for 6710, 2 for 6725, 3 for 6750 and 4
// for 6700.
func roundness(strike int64, base int) int {
	for i := min(base+4, len(steps)-1); i > base; i-- {
		if strike%steps[i] == 0 {
			return i - base
		}
	}
	return 0
}

// reach is, by roundness, how many times farther out a strike is listed than an
// ordinary one.
var reach = [...]float64{1, 1.5, 2.5, 3.5, 5}

// putReach is how many times farther strikes go below the forward than above.
const putReach = 1.6

// choose returns the n strikes of an expiry, in mils, ascending: those with the lowest
// score
//
//	|ln(K/F)| in standard deviations / (putReach below the forward) / reach of its roundness
//
// Long expiries have coarser steps. It returns fewer than n when the steps between a
// tenth of the forward and two and a half times it run out.
func choose(s *section, n, base int) []int64 {
	step := min(base+stepsSkipped(s.years), len(steps)-1)
	lo, hi := int64(0.1*s.forward*mil), int64(2.5*s.forward*mil)
	if s.truth.Spot <= maxSpot {
		hi = min(hi, maxStrike)
	}
	// Finer steps where the range does not have half as many again as are wanted.
	for step > 0 && (hi-lo)/steps[step] < int64(n+n/2) {
		step--
	}
	type candidate struct {
		strike int64
		score  float64
	}
	var list []candidate
	for k := (lo/steps[step] + 1) * steps[step]; k <= hi; k += steps[step] {
		// Standard deviations from the forward, fewer for puts, whose strikes reach
		// farther.
		score := s.deviation(float64(k) / mil)
		if score < 0 {
			score /= -putReach
		}
		list = append(list, candidate{k, score / reach[roundness(k, min(base, step))]})
	}
	slices.SortFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(x.score, y.score), cmp.Compare(x.strike, y.strike))
	})
	chosen := make([]int64, min(n, len(list)))
	for i := range chosen {
		chosen[i] = list[i].strike
	}
	slices.Sort(chosen)
	return chosen
}

// stepsSkipped returns how many steps coarser than the base the strikes of an expiry
// are, by its years to settlement.
func stepsSkipped(years float64) int {
	switch {
	case years < 0.25:
		return 0
	case years < 1:
		return 1
	case years < 2.5:
		return 2
	}
	return 3
}

// allot divides total into whole parts proportional to the weights. Rounding the
// running sum makes the parts add up to it.
func allot(total int, weights []float64) []int {
	var sum float64
	for _, w := range weights {
		sum += w
	}
	parts := make([]int, len(weights))
	var upTo float64
	var given int
	for i, w := range weights {
		upTo += w
		parts[i] = int(math.Round(float64(total)*(upTo/sum))) - given
		given += parts[i]
	}
	return parts
}
