package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/gex"
	"gex/internal/render"
)

// chartFormats are programs that draw levels on charts elsewhere.
var chartFormats = []render.Format{render.Pine, render.ThinkScript}

// addMapFlags gives a verb the flags that tell levels as prices of another instrument.
func (o *chainOptions) addMapFlags(cmd *cobra.Command) {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(mapValue(&o.gex.Map), "map-to", "tell levels as prices of an instrument that trades at PRICE now, too: ES=6712.25")
	f.Var(mapRuleValue(&o.gex.Map.By), "map-by", "how: "+oneOf(gex.MapRules)+" of its price to spot")
	f.SortFlags = false
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(f)
	completeWords(cmd, "map-by", gex.MapRules...)
}

// mapRuleValue is --map-by; "" while it is not given.
func mapRuleValue(to *string) *value {
	return &value{kind: "WORD", text: gex.MapRules[0], set: func(s string) (err error) {
		*to, err = choice(s, gex.MapRules)
		return err
	}}
}

// mapValue is --map-to: a symbol and the price it trades at.
func mapValue(to *gex.Mapping) *value {
	return &value{kind: "SYMBOL=PRICE", set: func(s string) error {
		const hint = "a symbol and the price it trades at now, such as ES=6712.25"
		symbol, text, found := strings.Cut(s, "=")
		symbol = strings.ToUpper(strings.TrimSpace(symbol))
		if !found || symbol == "" {
			return usageError(hint, "%q names no instrument and price", s)
		}
		x, err := positive(strings.TrimSpace(text))
		if err != nil {
			return usageError(hint, "%w", err)
		}
		to.Symbol, to.Price = symbol, x
		return nil
	}}
}
