package main

import (
	"gex/internal/flagvalue"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// inputFlags say how to read a file.
func (o *chainOptions) inputFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	c := &o.chain
	f.Var(flagvalue.Choice(&c.Format, "", flagvalue.LayoutNames()), "input-format", "layout of the file: "+oneOf(flagvalue.LayoutNames())+" (default by content)")
	f.Var(flagvalue.Columns(&c.Columns), "columns", "how any other csv or JSON calls its columns, by names of gex formats long: strike=K,type=cp,open_interest=OI; also symbol, settlement, coin_price")
	f.Var(flagvalue.Character(&c.Delimiter, flagvalue.Delimiters), "delimiter", "what stands between cells: "+oneOf(flagvalue.NamesOf(flagvalue.Delimiters))+" (default by content)")
	f.Var(flagvalue.Character(&c.Decimal, flagvalue.Decimals), "decimal", "what stands before the fraction of a number: "+oneOf(flagvalue.NamesOf(flagvalue.Decimals))+" (default by content)")
	f.Var(flagvalue.DateOrder(&c.Dates), "dates", "what 3/4/2025 means: dmy, mdy (default by content)")
	f.Var(flagvalue.IVUnit(&c.IVUnit), "iv-unit", "what the file's volatilities are: fraction, percent (default by content)")
	f.Var(flagvalue.Text(&c.Symbol, "NAME"), "symbol", "only this underlying; or what the options are on, where the file does not say")
	f.Var(flagvalue.Date(&c.QuoteDate), "quote-date", "only what was recorded on this date, of a file that holds several")
	f.Var(flagvalue.Date(&c.Expiration), "expiration", "when the options expire, where the file does not say")
	f.Var(flagvalue.Instant(&c.AsOf), "as-of", `when the file was made: "2025-11-20 09:52" in New York, RFC 3339, or a date for its close (default from the file)`)
	f.Var(flagvalue.Multiplier(&c.Multiplier), "multiplier", "shares a contract (default from the file or the root)")
	f.Var(flagvalue.Bytes(&c.MaxBytes), "max-bytes", "how large a file may be when unpacked: 500MB, 2G (default 1G)")
	f.BoolVar(&o.strict, "strict", false, "exit 1 when anything in the file had to be repaired or could not be read, or a number may be wrong")
	return f
}

// completeInput completes the values of the input flags.
func completeInput(cmd *cobra.Command) {
	completeWords(cmd, "input-format", flagvalue.LayoutNames()...)
	completeWords(cmd, "delimiter", flagvalue.NamesOf(flagvalue.Delimiters)...)
	completeWords(cmd, "decimal", flagvalue.NamesOf(flagvalue.Decimals)...)
	completeWords(cmd, "dates", "dmy", "mdy")
	completeWords(cmd, "iv-unit", "fraction", "percent")
	must(cmd.RegisterFlagCompletionFunc("columns", completeColumns))
}
