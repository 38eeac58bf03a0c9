package series

import (
	"fmt"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/fault"
)

// The rates that a bootstrap looks for, continuously compounded, fractions a year: yields of -3 to 30% give no others
// unless they contradict each other.
const lowestZero, highestZero = -0.2, 1.0

// curve turns the yields of a row into continuously compounded rates, by tenor.
func (r *row) curve() ([]node, *fault.Error) {
	order := make([]int, 0, len(r.columns))
	for k := range r.columns {
		if !math.IsNaN(r.yields[k]) {
			order = append(order, k)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return r.columns[a].compare(r.columns[b]) })
	nodes := make([]node, 0, len(order))
	for _, k := range order {
		c := r.columns[k]
		rate, ok := c.zero(r.yields[k], nodes)
		if !ok {
			return nil, &fault.Error{
				Code: fault.Input,
				Problem: fault.Problem{Line: r.line, Column: c.name, What: fmt.Sprintf("%s%% gives no discount factor beside the shorter yields of %s",
					percent(r.yields[k]), r.date)},
				Hint: "correct the row, or download the file again",
			}
		}
		// Twelve decimals: yields have four, and the last bits of a bisection are noise.
		nodes = append(nodes, node{c.tenor, math.Round(rate*1e12) / 1e12})
	}
	return nodes, nil
}

// zero is the continuously compounded rate of a tenor T (years) that is quoted at y (a fraction a year), beside the rates
// of shorter tenors. With D the discount factor, r = -ln(D)/T.
//
//	par yield, T ≤ 1/2   D = 1/(1 + y·T)           one payment: bond-equivalent is simple interest
//	par yield, T > 1/2   1 = y/2·Σ D(t) + D(T)     over the half-years t ≤ T: a bond with coupon y costs par
//	bank discount        D = 1 - y·n/360           n days
//	overnight            D = 1/(1 + y/360)         one day, compounded daily
//
// Sources: Treasury's par yields are "bond equivalent yields for securities that pay semiannual interest" (Treasury,
// Interest Rates - Frequently Asked Questions); a bill of half a year or less has a coupon-equivalent yield of simple
// interest (31 CFR 356, Appendix B); discount rates of bills and overnight rates count actual days over 360 (Federal
// Reserve, H.15; New York Fed, Reference Rates).
func (c column) zero(y float64, shorter []node) (rate float64, ok bool) {
	switch {
	case c.quoted == overnight:
		return kernel.Log(1+y/360) / c.tenor, true
	case c.quoted == bankDiscount:
		return -kernel.Log(1-float64(y*c.days)/360) / c.tenor, true
	case c.tenor <= 0.5:
		return kernel.Log(1+float64(y*c.tenor)) / c.tenor, true
	}
	return bootstrap(y, c.tenor, shorter)
}

// bootstrap finds the rate of a tenor at which a bond with semiannual coupons of y/2 costs par, by bisection: its value
// falls as the rate rises. Coupons between two tenors are discounted as [Curve.Rate] interpolates. ok is false when no
// rate does.
func bootstrap(y, years float64, shorter []node) (rate float64, ok bool) {
	known, next := 0.0, 1 // of the coupons up to the last shorter tenor, and the half-year of the one after
	for n := len(shorter); n > 0 && float64(next)/2 <= shorter[n-1].years; next++ {
		known += discount(Curve{nodes: shorter}, float64(next)/2)
	}
	nodes := append(slices.Clone(shorter), node{years: years})
	value := func(rate float64) float64 {
		nodes[len(nodes)-1].rate = rate
		c, sum := Curve{nodes: nodes}, known
		for i := next; i <= int(2*years); i++ {
			sum += discount(c, float64(i)/2)
		}
		return float64(y/2*sum) + discount(c, years)
	}
	lo, hi := lowestZero, highestZero
	if !(value(lo) > 1 && value(hi) < 1) {
		return 0, false
	}
	for range 60 { // 1.2 / 2⁶⁰ is below the resolution of a float64
		rate = (lo + hi) / 2
		if value(rate) > 1 {
			lo = rate
		} else {
			hi = rate
		}
	}
	return rate, true
}

// discount is the discount factor of a time.
func discount(c Curve, years float64) float64 { return kernel.Exp(-c.Rate(years) * years) }
