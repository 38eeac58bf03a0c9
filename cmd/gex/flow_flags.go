package main

import (
	"math"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/gex"
	"gex/internal/market"
)

// addFlowFlags gives a verb the flags that say which moves flows answer to and what they are counted in.
func (o *chainOptions) addFlowFlags(cmd *cobra.Command) {
	f := o.moveFlags()
	f.Var(contractValue(&o.gex.Contract), "contract", "future to count in: "+oneOf(market.FutureSymbols())+", or SYMBOL=MULTIPLIER (default by underlying)")
	o.addADV(f)
	addMoves(cmd, f)
	completeWords(cmd, "contract", market.FutureSymbols()...)
}

// addADV adds --adv.
func (o *chainOptions) addADV(f *pflag.FlagSet) {
	f.Var(advValue(&o.gex.ADV, &o.gex.ADVDate), "adv", "average daily volume in dollars, to count in, and the date it is of: 450e9@2025-11-19")
}

// addMoves adds flow flags, those about moves among them.
func addMoves(cmd *cobra.Command, f *pflag.FlagSet) {
	addGroup(cmd, "Flow", f)
	completeWords(cmd, "vol-rule", gex.VolRules...)
}

// moveFlags say which moves flows answer to.
func (o *chainOptions) moveFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(movesValue(&o.gex.Moves), "moves", "moves of spot in percent, of the ladder over spot; grids keep theirs (default -5 ... 5)")
	f.Var(ruleValue(&o.gex.VolRule), "vol-rule", "what volatilities do when spot moves: sticky-strike (ssr=1), sticky-moneyness (ssr=0), or ssr=R")
	f.Var(betaValue(&o.gex.Beta), "spot-vol-beta", "points that every volatility moves when spot rises 1 %: -1 (default 0)")
	return f
}

// mostMoves bounds the ladder: the book is repriced at every move, and each is a row.
const mostMoves = 2000

// movesValue is --moves: percents that leave a spot.
func movesValue(to *[]float64) *value {
	return &value{kind: "N,...", many: betweenParts, set: func(s string) error {
		if err := numbersValue(to, mostMoves, "-2,-1,1,2, in percent").set(s); err != nil {
			return err
		}
		for _, move := range *to {
			if move <= -100 {
				return usageError("moves are percent, above -100", "a move of %g %% leaves no spot", move)
			}
		}
		return nil
	}}
}

// ruleValue is --vol-rule: a word, or a skew-stickiness ratio.
func ruleValue(to *string) *value {
	*to = gex.VolRules[0]
	return &value{kind: "RULE", text: gex.VolRules[0], set: func(s string) error {
		s = strings.ToLower(s)
		if !strings.HasPrefix(s, "ssr=") {
			word, err := choice(s, gex.VolRules)
			if err != nil {
				return err
			}
			s = word
		}
		*to = s
		_, err := gex.ParseVolRule(s)
		return asUsageOf(err)
	}}
}

// betaValue is --spot-vol-beta.
func betaValue(to *float64) *value {
	return &value{kind: "POINTS", set: func(s string) error {
		x, err := numberLike(s, "volatility points per 1 % of spot, such as -1")
		if err == nil && math.Abs(x) > 100 {
			return usageError("volatility points per 1 % of spot, such as -1", "%s is more than any volatility", s)
		}
		*to = x
		return err
	}}
}

// contractValue is --contract: ES, or ES=50.
func contractValue(to *string) *value {
	return &value{kind: "FUTURE", set: func(s string) error {
		*to = strings.ToUpper(s)
		_, err := gex.ParseContract(*to)
		return asUsageOf(err)
	}}
}

// advValue is --adv: dollars a day, with or without the date they are of.
func advValue(to *float64, of *string) *value {
	return &value{kind: "DOLLARS[@DATE]", set: func(s string) error {
		amount, day, dated := strings.Cut(s, "@")
		x, err := positive(strings.TrimSpace(amount))
		*to, *of = x, ""
		if err != nil || !dated {
			return err
		}
		d, err := date(strings.TrimSpace(day))
		*of = d.String()
		return err
	}}
}
