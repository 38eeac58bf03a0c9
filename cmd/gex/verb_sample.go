package main

import (
	"bufio"
	"io"

	"github.com/spf13/cobra"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/render"
	"gex/internal/sample"
)

// sampleOptions are those of gex sample.
type sampleOptions struct {
	sample    sample.Options
	openClose string  // layout of Open-Close files; "": a chain
	days      int     // of those files; 0: the usual number
	accuracy  float64 // of trades; 0: the usual one
	path      string
}

func newSampleCmd(p *program) *cobra.Command {
	o := &sampleOptions{}
	cmd := &cobra.Command{
		Use: "sample", Short: "a synthetic chain file, the same for the same seed",
		Example: `  gex sample > spx.csv
  gex sample --contracts 1500 --as-of "2025-11-20 09:52" -o spx.csv
  gex sample --layout long --underlyings 20 -o market.csv
  gex sample --layout long --symbol SPY --as-of "2025-05-01 08:28" --spot-offset -0.7% -o spy.csv
  gex sample --openclose eod --days 21 -o openclose.csv
  gex sample --openclose truth -o truth.csv
  gex sample --openclose trades --accuracy 0.8 -o trades.csv`,
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
	f.Var(flagvalue.CountUpTo(&o.days, sample.MostDays), "days", "trading days of --openclose (default 21)")
	f.Var(flagvalue.Accuracy(&o.accuracy), "accuracy", "share of --openclose trades whose price says who bought (default 0.8)")
	f.VarP(flagvalue.Text(&o.path, "FILE"), "output", "o", "output file, created only on success")
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
	if o.openClose == "" && o.days != 0 {
		return usageError("such as --openclose eod", "%s is about %s", fault.Setting("days"), fault.Setting("openclose"))
	}
	if o.openClose != "trades" && o.accuracy != 0 {
		return usageError("such as --openclose trades", "%s is about %s trades", fault.Setting("accuracy"), fault.Setting("openclose"))
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
