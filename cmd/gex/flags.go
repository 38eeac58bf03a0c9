package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/help"
	"gex/internal/render"
	"gex/internal/terminal"
	"gex/internal/vol"
)

// chainOptions are what every verb that reads chains was asked for.
type chainOptions struct {
	files  []string
	strict bool
	top    int // rows of a summary; 0: all
	chain  chain.Options
	vol    vol.Options
	gex    gex.Options
	outputOptions
}

// colors are the values of --color, the default first.
var colors = []string{"auto", "always", "never"}

// chainCommand turns a command into a verb that reads chain files and prints a result in one of the formats.
func chainCommand(p *program, cmd *cobra.Command, o *chainOptions, formats ...render.Format) *cobra.Command {
	chainVerb(p, cmd, o, o.flags(formats...))
	completeOutput(cmd, formats)
	p.fromPipe(cmd, 1)
	return cmd
}

// chainVerb gives a command the flags that all verbs that read chain files share, and at least one file.
func chainVerb(p *program, cmd *cobra.Command, o *chainOptions, output *pflag.FlagSet) *cobra.Command {
	cmd.Args = p.needFiles
	cmd.ValidArgsFunction = completeChains
	addGroup(cmd, "Input", o.inputFlags())
	addGroup(cmd, "Model", o.modelFlags())
	addGroup(cmd, "Contract", o.contractFlags())
	addGroup(cmd, "Output", output)
	completeInput(cmd)
	completeWords(cmd, "spot", vol.Spots...)
	completeWords(cmd, "iv", vol.IVs...)
	completeWords(cmd, "carry", vol.Carries...)
	completeWords(cmd, "clock", flagvalue.Clocks...)
	completeWords(cmd, "sign", gex.Signs...)
	completeWords(cmd, "weight", gex.Weights...)
	completeWords(cmd, "wall", gex.Walls...)
	completeWords(cmd, "unit", gex.Units...)
	completeList(cmd, "exclude", flagvalue.BucketNames()...)
	return cmd
}

// modelFlags are the assumptions.
func (o *chainOptions) modelFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Delay(&o.vol.Delay), "delay", "age of the quotes when the file was made: 15m, 0 (default 15m for Cboe layouts, else 0)")
	f.Var(flagvalue.Spot(&o.vol), "spot", oneOf(vol.Spots)+", or a price; auto: the file's spot, or the one implied by the quotes for an index outside its session")
	f.Var(flagvalue.Choice(&o.vol.IV, vol.IVs[0], vol.IVs), "iv", "source of volatilities: auto (quotes, else the file), file, quote")
	f.Var(flagvalue.Choice(&o.vol.Carry, vol.Carries[0], vol.Carries), "carry", "source of forwards: implied (put-call parity), flat (--rate less --yield)")
	f.Var(flagvalue.OptionalFraction(&o.vol.Rate), "rate", "rate a year: 0.045 or 4.5% (default by parity; 0 with --carry flat)")
	f.Var(flagvalue.Fraction(&o.vol.Yield), "yield", "annual dividend yield for --carry flat: 0.013 or 1.3% (default 0)")
	f.Var(flagvalue.Dividends(&o.vol.Dividends), "dividend", "upcoming ex-date and amount per share: 2025-06-20=1.76")
	f.Var(flagvalue.Clock(&o.vol.Clock), "clock", "how variance accrues: trading (little overnight, none on weekends), calendar (evenly)")
	f.Var(flagvalue.Sign(&o.gex.Sign), "sign", "dealer position: "+oneOf(gex.Signs)+", or weights of calls and puts: 1,-1")
	f.Var(flagvalue.Choice(&o.gex.Weight, gex.Weights[0], gex.Weights), "weight", "contracts counted as position: "+oneOf(gex.Weights))
	f.Var(flagvalue.Choice(&o.gex.Wall, gex.Walls[0], gex.Walls), "wall", "rule for the walls: "+oneOf(gex.Walls))
	f.Var(flagvalue.Choice(&o.gex.Unit, gex.Units[0], gex.Units), "unit", "GEX in dollars per 1% move (pct), per point, or in shares: "+oneOf(gex.Units))
	f.Var(flagvalue.Range(&o.gex.Range), "range", "range around spot searched for flips: 20% or 0.2 (default 20%)")
	f.Var(flagvalue.TradingDay(&o.gex.TradeDate), "trade-date", "date of 0DTE (default from the time of the file)")
	return f
}

// contractFlags say which contracts take part.
func (o *chainOptions) contractFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Days(&o.gex.DTE), "dte", "only contracts with so many calendar days to expiry: 0, 0-7, 8-")
	f.Var(flagvalue.Dates(&o.gex.Expiries), "expiry", "only these expiries")
	f.Var(flagvalue.Roots(&o.gex.Roots), "root", "only these option roots, such as SPXW")
	f.Var(flagvalue.Words(&o.gex.Exclude, "BUCKET,...", flagvalue.BucketNames()), "exclude", "leave out buckets: "+oneOf(flagvalue.BucketNames()))
	return f
}

// flags are the output's; the first format is the default.
func (o *outputOptions) flags(formats ...render.Format) *pflag.FlagSet {
	f := o.plainFlags(formats...)
	f.Var(flagvalue.Choice(&o.color, colors[0], colors), "color", "color: "+oneOf(colors))
	f.BoolVar(&o.noHeader, "no-header", false, "rows only: no headings, footnotes or empty lines")
	f.AddFlagSet(o.quietFlags())
	return f
}

// plainFlags are those of a verb that prints a list.
func (o *outputOptions) plainFlags(formats ...render.Format) *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.VarP(formatValue(&o.format, formats), "format", "f", oneOf(words(formats)))
	f.AddFlagSet(o.pathFlags(formats...))
	f.BoolVar(&o.ascii, "ascii", false, "only ASCII characters in tables and bars")
	addRare(f, flagvalue.Width(&o.width), "width", "columns of a page, 80 to 200 (default: the terminal's, up to 120, else 80)")
	return f
}

// formatValue is --format. The error of the report, which has no csv, names the verbs that do.
func formatValue(to *render.Format, formats []render.Format) *flagvalue.Value {
	known := flagvalue.Choice(to, formats[0], words(formats))
	return flagvalue.New(known.Type(), known.String(), func(s string) error {
		if strings.EqualFold(s, string(render.CSV)) && !slices.Contains(formats, render.CSV) {
			return usageError("levels, strikes, expiries, buckets, profile, flows, greeks and check have csv", "a whole report is not a single table")
		}
		return known.Set(s)
	})
}

// fileFlags are those of a verb that writes a file of one kind.
func (o *outputOptions) fileFlags(format render.Format) *pflag.FlagSet {
	f := o.pathFlags(format)
	f.AddFlagSet(o.quietFlags())
	return f
}

func (o *outputOptions) pathFlags(formats ...render.Format) *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.VarP(flagvalue.Text(&o.path, "FILE"), "output", "o", "output file, created only on success; its ending selects the format: "+endingsOf(words(formats)))
	must(f.SetAnnotation("output", writesKey, words(formats)))
	return f
}

func (o *outputOptions) quietFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.BoolVarP(&o.quiet, "quiet", "q", false, "no notes on standard error")
	f.BoolVar(&o.verbose, "verbose", false, "report on standard error what was read and how it was fitted")
	return f
}

// addRare adds a flag that overrides what gex detects, which the short help does not show.
func addRare(f *pflag.FlagSet, v pflag.Value, name, usage string) {
	f.Var(v, name, usage)
	must(f.SetAnnotation(name, help.HeadingKey, []string{help.Rare}))
}

// addGroup adds flags under a heading of the help, but for those that have one.
func addGroup(cmd *cobra.Command, heading string, flags *pflag.FlagSet) {
	flags.SortFlags = false
	cmd.Flags().SortFlags = false
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Annotations == nil {
			f.Annotations = map[string][]string{}
		}
		if help.Heading(f) == "" {
			f.Annotations[help.HeadingKey] = []string{heading}
		}
		cmd.Flags().AddFlag(f)
	})
}

// needFiles refuses a verb without files, with its help at a terminal.
func (p *program) needFiles(cmd *cobra.Command, files []string) error {
	if len(files) > 0 || p.piped() {
		return nil
	}
	if terminal.IsTerminal(p.in) {
		fmt.Fprint(p.term.Err, shortHelp(cmd, help.Columns(p.term.ErrColumns())))
		return fault.Reported(fault.Usage)
	}
	return usageError(cmd.CommandPath()+" FILE, or - for standard input", "no file is given")
}

// needOne refuses several files for a result that holds one.
func (p *program) needOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, files []string) error {
		if len(files) > 1 {
			return usageError("call "+cmd.CommandPath()+" for each", "%d files do not fit into one %s", len(files), what)
		}
		return p.needFiles(cmd, files)
	}
}

// noFiles refuses stray arguments.
func noFiles(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usageError("see "+cmd.CommandPath()+" --help", "%s takes no argument such as %q", cmd.CommandPath(), args[0])
}

// words are formats as flags spell them.
func words(formats []render.Format) []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = string(f)
	}
	return out
}

// allFormats are those of a verb with one table.
var allFormats = []render.Format{render.Table, render.Markdown, render.CSV, render.JSON, render.NDJSON}

// reportFormats are those of the whole report.
var reportFormats = []render.Format{render.Table, render.Markdown, render.JSON, render.NDJSON, render.HTML}

// formatsFrom is allFormats with another default.
func formatsFrom(first render.Format) []render.Format {
	rest := slices.DeleteFunc(slices.Clone(allFormats), func(f render.Format) bool { return f == first })
	return append([]render.Format{first}, rest...)
}
