package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/market"
)

// addFlowFlags gives a verb the flags about the moves of flows and their units.
func (o *chainOptions) addFlowFlags(cmd *cobra.Command) {
	f := o.moveFlags()
	f.Var(flagvalue.Contract(&o.gex.Contract), "contract", "future that flows are counted in, such as ES or MES, or SYMBOL=MULTIPLIER (default by underlying)")
	o.addADV(f)
	addMoves(cmd, f)
	completeWords(cmd, "contract", market.FutureSymbols()...)
}

// addADV adds --adv.
func (o *chainOptions) addADV(f *pflag.FlagSet) {
	f.Var(flagvalue.ADV(&o.gex.ADV, &o.gex.ADVDate), "adv", "average daily dollar volume that flows are compared with, and its date: 450e9@2025-11-19")
}

// addMoves adds flow flags, those about moves among them.
func addMoves(cmd *cobra.Command, f *pflag.FlagSet) {
	addGroup(cmd, "Flow", f)
	completeWords(cmd, "vol-rule", gex.VolRules...)
}

// moveFlags are about the moves that flows answer to.
func (o *chainOptions) moveFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Moves(&o.gex.Moves), "moves", "spot moves of the ladder, in percent; grids keep theirs (default -5 ... 5)")
	f.Var(flagvalue.VolRule(&o.gex.VolRule), "vol-rule", "volatility when spot moves: sticky-strike (ssr=1), sticky-moneyness (ssr=0), or ssr=R")
	f.Var(flagvalue.Beta(&o.gex.Beta), "spot-vol-beta", "parallel volatility move, in points, per 1% rise of spot: -1 (default 0)")
	return f
}
