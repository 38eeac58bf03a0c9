package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/render"
)

// chartFormats are programs that draw levels on charts elsewhere.
var chartFormats = []render.Format{render.Pine, render.ThinkScript}

// addMapFlags gives a verb the flags that tell levels as prices of another instrument.
func (o *chainOptions) addMapFlags(cmd *cobra.Command) {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Map(&o.gex.Map), "map-to", "tell levels as prices of an instrument that trades at PRICE now, too: ES=6712.25")
	f.Var(flagvalue.MapRule(&o.gex.Map.By), "map-by", "how: "+oneOf(gex.MapRules)+" of its price to spot")
	f.SortFlags = false
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(f)
	completeWords(cmd, "map-by", gex.MapRules...)
}
