package vol

import (
	"math"

	"gex/internal/bs/american"
)

// drop is a proportional dividend: spot falls by the fraction part at an instant, in
// years from the quotes; at 0 nobody can exercise any more before it.
type drop struct{ years, part float64 }

// premiums is the premium of early exercise of one side of one expiry, for every strike
// and the volatilities of a range (docs/theory.md 3.11).
type premiums struct {
	of   *american.Premiums // nil: two boundaries, which no US root has; they count as European
	left float64            // of spot after the dividends at 0
}

// newPremiums solves volatilities from lo to hi, r, b and volatilities being fractions a
// year; like is what a round before solved of this side, nil in the first.
func newPremiums(put bool, years, r, b float64, drops []drop, lo, hi float64, how american.Effort, like *premiums) *premiums {
	t := american.Terms{Put: put, Years: years, Rate: r, Yield: b}
	p := &premiums{left: 1}
	for _, d := range drops {
		if d.years > 0 {
			t.Dividends = append(t.Dividends, american.Dividend{Years: d.years, Fraction: d.part})
		} else {
			p.left *= 1 - d.part
		}
	}
	var near *american.Premiums
	if like != nil {
		near = like.of
	}
	p.of, _ = american.Solve(t, lo, hi, how, near)
	return p
}

// expect prepares for so many legs.
func (p *premiums) expect(legs int) {
	if p.of != nil && legs >= manyLegs {
		p.of.Tabulate()
	}
}

// manyLegs is from how many legs of a side on a table of premiums saves time.
const manyLegs = 50

// value returns the premium of a strike at a spot and a volatility, in their currency,
// given the European price and ln of what dividends of now leave of spot over the strike.
func (p *premiums) value(european, money, spot, strike, sigma float64) float64 {
	if p.of == nil {
		return 0
	}
	return p.of.PremiumOver(european, money, spot*p.left, strike, sigma)
}

// exercised reports whether exercise now is best.
func (p *premiums) exercised(put bool, spot, strike, sigma float64) bool {
	return p != nil && p.of != nil && intrinsic(put, spot, strike) > 0 && p.of.Exercised(spot*p.left, strike, sigma)
}

// intrinsic returns what exercise pays, in currency per unit of the underlying.
func intrinsic(put bool, spot, strike float64) float64 {
	if put {
		return max(strike-spot, 0)
	}
	return max(spot-strike, 0)
}

// totalVolToVol divides a total volatility by √T.
func totalVolToVol(s, years float64) float64 { return s / math.Sqrt(years) }
