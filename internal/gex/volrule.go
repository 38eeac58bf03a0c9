package gex

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gex/internal/fault"
	"gex/internal/report"
)

// VolRules names the rules of how volatilities follow spot (docs/theory.md 7.2); ssr=R
// gives the skew-stickiness ratio.
var VolRules = []string{"sticky-strike", "sticky-moneyness", "ssr=R"}

// ParseVolRule returns the skew-stickiness ratio R of a rule: 1 for sticky strike, the
// default, 0 for sticky moneyness, else the given one, within ±10.
func ParseVolRule(s string) (ssr float64, err error) {
	switch s {
	case "", "sticky-strike":
		return 1, nil
	case "sticky-moneyness":
		return 0, nil
	}
	// NaN is refused by the comparison.
	text, isRatio := strings.CutPrefix(s, "ssr=")
	ssr, bad := strconv.ParseFloat(text, 64)
	if !isRatio || bad != nil || !(math.Abs(ssr) <= 10) {
		return 0, fault.New(fault.Input, "one of sticky-strike, sticky-moneyness, or ssr=R such as ssr=1.5", "volatility rule %q is not known", s)
	}
	return ssr, nil
}

// rule returns the volatility rule of validated options.
func (o *Options) rule() volRule {
	ssr, _ := ParseVolRule(o.VolRule) // validate has refused unknown rules
	return volRule{ssr: ssr, beta: o.Beta}
}

// ruleWords states the volatility rule for the assumptions of a report.
func (o *Options) ruleWords() string {
	var words string
	switch ssr := o.rule().ssr; ssr {
	case 1:
		words = report.StickyStrike
	case 0:
		words = "sticky moneyness: the smile moves with spot"
	default:
		words = fmt.Sprintf("skew-stickiness ratio %g: the smile follows spot by %g of its move", ssr, 1-ssr)
	}
	if o.Beta != 0 {
		words += fmt.Sprintf("; volatilities move %+g points per 1%% of spot", o.Beta)
	}
	return words
}

// volRule is how volatilities follow a move of spot (docs/theory.md 7.2): with the
// smile f over k = ln(K/S),
//
//	σ′(K) = σ(K) + f(k − (1−R) l) − f(k) + β · move
//
// for a move of ln spot by l, or by move percent. R = 1 is sticky strike, R = 0 sticky
// moneyness; R near 2 is usual for short expiries of equity indices (Bergomi,
// Stochastic Volatility Modeling, 2016, section 2.5.2).
type volRule struct {
	ssr  float64 // R
	beta float64 // volatility points per 1% of spot
}

// sticky reports whether every strike keeps its volatility.
func (r volRule) sticky() bool { return r.ssr == 1 && r.beta == 0 }

// parallel returns what an adjustment adds to every volatility, a fraction a year.
func (r volRule) parallel(a adjustment) float64 { return (a.points + float64(r.beta*a.move)) / 100 }
