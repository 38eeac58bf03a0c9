package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/render"
)

// chartFormats are programs that draw levels on charts elsewhere.
var chartFormats = []render.Format{render.Pine, render.ThinkScript}

// addMapFlags gives a verb the flags that convert levels to prices of another instrument.
func (o *chainOptions) addMapFlags(cmd *cobra.Command) {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Map(&o.gex.Map), "map-to", "also convert levels to prices of an instrument that now trades at PRICE: ES=6712.25")
	f.Var(flagvalue.MapRule(&o.gex.Map.By), "map-by", "conversion by the "+strings.Join(gex.MapRules, " or ")+" of its price to spot")
	f.SortFlags = false
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(f)
	completeWords(cmd, "map-by", gex.MapRules...)
}
