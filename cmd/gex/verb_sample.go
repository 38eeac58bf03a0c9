package main

import (
	"bufio"
	"cmp"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/render"
	"gex/internal/sample"
	"gex/internal/terminal"
)

// sampleOptions are those of gex sample.
type sampleOptions struct {
	sample    sample.Options
	openClose string   // layout of a file for gex inventory; "": a chain
	days      int      // of those files, or of a history; 0: the usual number
	accuracy  float64  // of trades; 0: the usual one
	prices    string   // file of the prices of a history; "": a chain
	intraday  string   // file of its prices within days; "": none
	effect    *float64 // of its dealer gamma
	path      string
}

func newSampleCmd(p *program) *cobra.Command {
	o := &sampleOptions{}
	cmd := &cobra.Command{
		Use: "sample", Short: "a synthetic chain file, the same for the same seed",
		Long: `sample writes a synthetic chain, the same for the same seed.

With --prices it writes a chain for each of --days trading days into the directory --output, and the
daily prices that followed, for gex study. Implied volatility wanders, dealers lean short when it is
high, and the day does what was implied, give or take. With --effect 0 that is all. With --effect 0.2
a standard deviation of short gamma raises the log of the day's volatility by 0.2 beyond what was
implied. No wall holds and no strike pins.`,
		Example: `  gex sample > spx.csv
  gex sample --contracts 1500 --as-of "2025-11-20 09:52" -o spx.csv
  gex sample --layout long --underlyings 20 -o market.csv
  gex sample --layout long --symbol SPY --as-of "2025-05-01 08:28" --spot-offset -0.7% -o spy.csv
  gex sample --openclose eod --days 21 -o openclose.csv
  gex sample --openclose truth -o truth.csv
  gex sample --openclose trades --accuracy 0.8 -o trades.csv
  gex sample --days 250 --effect 0.2 --prices prices.csv -o chains`,
		Args: noFiles,
		RunE: func(*cobra.Command, []string) error { return runSample(p, o) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.Var(flagvalue.Seed(&o.sample.Seed), "seed", "seed of the random numbers (default 1)")
	f.Var(flagvalue.CountUpTo(&o.sample.Contracts, 5_000_000), "contracts", "approximate number of contracts (default 20000)")
	f.Var(flagvalue.CountUpTo(&o.sample.Underlyings, 100_000), "underlyings", "number of underlyings; more than one need --layout long (default 1)")
	f.Var(flagvalue.Choice(&o.sample.Layout, "", sampleLayouts), "layout", oneOf(sampleLayouts)+" (default cboe, or long for several underlyings)")
	f.Var(flagvalue.Text(&o.sample.Underlying, "NAME"), "symbol", "the underlying (default SPX)")
	f.Var(flagvalue.Instant(&o.sample.AsOf), "as-of", `time of the file (default "2025-11-20 10:00" in New York)`)
	f.Var(flagvalue.Positive(&o.sample.Spot), "spot", "spot price (default 6700 for SPX)")
	f.Var(flagvalue.OptionalFraction(&o.sample.Rate), "rate", "annual interest rate: 0.04 or 4% (default 4%)")
	f.Var(flagvalue.OptionalFraction(&o.sample.Yield), "yield", "annual dividend yield: 0.012 or 1.2% (default 1.2%)")
	f.Var(flagvalue.Fraction(&o.sample.SpotOffset), "spot-offset", "log of the quotes' spot over the file's (default 0)")
	f.Var(flagvalue.Choice(&o.openClose, "", sample.OpenCloseLayouts), "openclose", "instead of a chain, a file for gex inventory: eod (Open-Close, days before --as-of), interval (its day, cumulative), increments (likewise), trades (time and sales of all days), truth (what market makers hold)")
	f.Var(flagvalue.CountUpTo(&o.days, sample.MostDays), "days", "trading days of --openclose (default 21) or --prices (default 250)")
	f.Var(flagvalue.Accuracy(&o.accuracy), "accuracy", "share of --openclose trades whose price says who bought (default 0.8)")
	f.Var(flagvalue.Text(&o.prices, "FILE"), "prices", "instead of one chain, a chain for each day in the directory --output, and the daily prices that followed in this file")
	f.Var(flagvalue.Text(&o.intraday, "FILE"), "intraday", "with --prices: prices every five minutes")
	f.Var(flagvalue.OptionalFraction(&o.effect), "effect", "with --prices: log of a day's volatility beyond implied for a standard deviation of short gamma (default 0)")
	f.VarP(flagvalue.Text(&o.path, "FILE"), "output", "o", "output file, created only on success; with --prices a directory")
	must(cmd.Flags().SetAnnotation("output", writesKey, []string{string(render.CSV)}))
	for _, name := range []string{"symbol", "as-of", "spot", "rate", "yield", "accuracy"} { // elsewhere what a file is read with
		must(f.SetAnnotation(name, ownKey, []string{"what the sample is made for"}))
	}
	complete.Words(cmd, "layout", sampleLayouts...)
	complete.Words(cmd, "openclose", sample.OpenCloseLayouts...)
	return cmd
}

var sampleLayouts = []string{"cboe", "long"}

func runSample(p *program, o *sampleOptions) error {
	if o.sample.Layout == "cboe" && o.sample.Underlyings > 1 {
		return usageError("use --layout long for several", "the layout cboe holds one underlying")
	}
	if o.openClose != "trades" && o.accuracy != 0 {
		return usageError("such as --openclose trades", "%s is about %s trades", fault.Setting("accuracy"), fault.Setting("openclose"))
	}
	if o.prices != "" {
		return o.writeDays(p)
	}
	if o.intraday != "" || o.effect != nil {
		return usageError("such as --days 250 --prices prices.csv -o chains", "%s and %s are about %s", fault.Setting("intraday"), fault.Setting("effect"), fault.Setting("prices"))
	}
	if o.openClose == "" && o.days != 0 {
		return usageError("such as --openclose eod, or --prices prices.csv -o chains", "%s is about %s or %s", fault.Setting("days"), fault.Setting("openclose"), fault.Setting("prices"))
	}
	if o.openClose != "" && o.sample.Layout != "" {
		return usageError("omit one of them", "%s and %s exclude each other", fault.Setting("layout"), fault.Setting("openclose"))
	}
	return p.toOutput(outputOptions{path: o.path}, func(w io.Writer, _ render.Options) error {
		buffered := bufio.NewWriterSize(w, 1<<16)
		if err := o.write(buffered); err != nil {
			return usageError("see gex sample --help", "%w", err)
		}
		return buffered.Flush()
	})
}

// write writes a chain, or an Open-Close file.
func (o *sampleOptions) write(w io.Writer) error {
	if o.openClose == "" {
		return sample.Write(w, o.sample)
	}
	return sample.WriteOpenClose(w, sample.OpenClose{Options: o.sample, Layout: o.openClose, Days: o.days, Accuracy: o.accuracy})
}

// writeDays writes a chain for each day, and the prices that followed.
func (o *sampleOptions) writeDays(p *program) error {
	switch {
	case o.openClose != "":
		return usageError("omit one of them", "%s and %s exclude each other", fault.Setting("prices"), fault.Setting("openclose"))
	case o.path == "" || o.path == "-":
		return usageError("such as --output chains", "%s needs a directory for the chains: %s", fault.Setting("prices"), fault.Setting("output"))
	}
	d := sample.Days{Options: o.sample, Days: cmp.Or(o.days, 250)}
	if o.effect != nil {
		d.Effect = *o.effect
	}
	days, first, err := d.Market()
	if err != nil {
		return usageError("see gex sample --help", "%w", err)
	}
	if err := os.MkdirAll(o.path, 0o777); err != nil {
		return terminal.Unwritable(o.path, err)
	}
	to := func(path string, write func(io.Writer) error) error {
		return p.toOutput(outputOptions{path: path}, func(w io.Writer, _ render.Options) error { return write(w) })
	}
	for i := first; i < len(days); i++ {
		day := &days[i]
		chain := d.Chain(day, i)
		if err := to(filepath.Join(o.path, day.Date.String()+".csv"), func(w io.Writer) error { return sample.Write(w, chain) }); err != nil {
			return err
		}
	}
	if o.intraday != "" {
		if err := to(o.intraday, func(w io.Writer) error { return sample.WriteIntraday(w, days) }); err != nil {
			return err
		}
	}
	return to(o.prices, func(w io.Writer) error { return sample.WritePrices(w, days) })
}
