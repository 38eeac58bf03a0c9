package main

import (
	"gex/internal/flagvalue"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// inputFlags are about reading a file.
func (o *chainOptions) inputFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	c := &o.chain
	f.Var(flagvalue.Choice(&c.Format, "", flagvalue.LayoutNames()), "input-format", "layout of the file, a name from gex formats (default: detected)")
	f.Var(flagvalue.Columns(&c.Columns), "columns", "column names of any other csv or JSON, for the names of gex formats long: strike=K,type=cp,open_interest=OI; also symbol, settlement, coin_price")
	addRare(f, flagvalue.Character(&c.Decimal, flagvalue.Decimals), "decimal", "decimal mark: "+oneOf(flagvalue.NamesOf(flagvalue.Decimals))+" (default: detected)")
	addRare(f, flagvalue.DateOrder(&c.Dates), "dates", "order of dates such as 3/4/2025: dmy, mdy (default: detected)")
	addRare(f, flagvalue.IVUnit(&c.IVUnit), "iv-unit", "unit of the file's volatilities: fraction, percent (default: detected)")
	f.Var(flagvalue.Text(&c.Symbol, "NAME"), "symbol", "only this underlying; or the underlying of a file that does not name it")
	f.Var(flagvalue.Date(&c.QuoteDate), "quote-date", "only records of this date, from a file that holds several")
	addRare(f, flagvalue.Date(&c.Expiration), "expiration", "expiration date of a file that does not state it")
	f.Var(flagvalue.Instant(&c.AsOf), "as-of", `time of the file: "2025-11-20 09:52" in New York, RFC 3339, or a date for its close (default from the file)`)
	f.Var(flagvalue.Multiplier(&c.Multiplier), "multiplier", "units per contract (default from the file or the root)")
	addRare(f, flagvalue.Bytes(&c.MaxBytes), "max-bytes", "largest uncompressed file: 500MB, 2G (default 1G)")
	f.BoolVar(&o.strict, "strict", false, "exit 1 if anything had to be repaired or was unreadable, or a number may be wrong")
	return f
}

// completeInput completes the values of the input flags.
func completeInput(cmd *cobra.Command) {
	completeWords(cmd, "input-format", flagvalue.LayoutNames()...)
	completeWords(cmd, "decimal", flagvalue.NamesOf(flagvalue.Decimals)...)
	completeWords(cmd, "dates", "dmy", "mdy")
	completeWords(cmd, "iv-unit", "fraction", "percent")
	must(cmd.RegisterFlagCompletionFunc("columns", completeColumns))
}
