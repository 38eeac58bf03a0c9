package gex

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
)

// VolRules names what volatilities can do when spot moves; ssr=R gives the ratio itself.
var VolRules = []string{"sticky-strike", "sticky-moneyness", "ssr=R"}

// ParseVolRule reads a volatility rule into its skew-stickiness ratio.
func ParseVolRule(s string) (ssr float64, err error) {
	switch s {
	case "", "sticky-strike":
		return 1, nil
	case "sticky-moneyness":
		return 0, nil
	}
	text, isRatio := strings.CutPrefix(s, "ssr=")
	ssr, bad := strconv.ParseFloat(text, 64)
	if !isRatio || bad != nil || !(math.Abs(ssr) <= 10) {
		return 0, fault.New(fault.Input, "one of sticky-strike, sticky-moneyness, or ssr=R such as ssr=1.5", "volatility rule %q is not known", s)
	}
	return ssr, nil
}

// rule is the volatility rule of options that were settled.
func (o *Options) rule() volRule {
	ssr, _ := ParseVolRule(o.VolRule) // settle has refused what is not known
	return volRule{ssr: ssr, beta: o.Beta}
}

// future is the contract that flows of an underlying are counted in, zero when there is none. Funds and stocks move in
// other units than any future on an index, so none is taken for them but the one that they are mapped to.
func (o *Options) future(underlying string) (market.Future, error) {
	if o.Contract == "" {
		if f := o.Map.future(); f.Multiplier > 0 {
			return f, nil
		}
		f, _ := market.FutureFor(underlying)
		return f, nil
	}
	f, err := ParseContract(o.Contract)
	if err == nil && f.Symbol != o.Map.Symbol && !inPoints(market.LookupRoot(underlying)) {
		return market.Future{}, fault.New(fault.Input, "leave "+fault.Setting("contract")+" away, or say at which price it trades with "+fault.Setting("map-to")+" "+f.Symbol+"=PRICE", "shares of %s cannot be counted in %s", underlying, o.Contract)
	}
	return f, err
}

// inPoints reports whether dollars per index point count what is traded in a root's underlying.
func inPoints(r market.Root) bool { return r.CashIndex && r.Venue.Currency.InDollars() }

// ParseContract reads a future: a symbol whose multiplier is known, or SYMBOL=MULTIPLIER.
func ParseContract(s string) (market.Future, error) {
	symbol, text, given := strings.Cut(s, "=")
	if !given {
		if f, ok := market.FutureNamed(symbol); ok {
			return f, nil
		}
		return market.Future{}, fault.New(fault.Input, "give it, such as "+fault.Setting("contract")+" "+symbol+"=50", "the multiplier of %s is not known", symbol)
	}
	m, err := strconv.ParseFloat(text, 64)
	if err != nil || !(m > 0) || math.IsInf(m, 0) || symbol == "" {
		return market.Future{}, fault.New(fault.Input, "give symbol and multiplier, such as "+fault.Setting("contract")+" ES=50", "%q is no future", s)
	}
	return market.Future{Symbol: symbol, Multiplier: m}, nil
}

// ruleWords states the volatility rule for the report.
func (o *Options) ruleWords() string {
	var words string
	switch ssr := o.rule().ssr; ssr {
	case 1:
		words = "sticky strike: every contract keeps its volatility"
	case 0:
		words = "sticky moneyness: the smile moves with spot"
	default:
		words = fmt.Sprintf("skew-stickiness ratio %g: the smile follows spot by %g of its move", ssr, 1-ssr)
	}
	if o.Beta != 0 {
		words += fmt.Sprintf("; volatilities move %+g points per 1 %% of spot", o.Beta)
	}
	return words
}
