package main

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/help"
	"gex/internal/inventory"
	"gex/internal/pipeline"
	"gex/internal/pipeline/dealers"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/settings"
)

// inventoryOptions are those of gex inventory.
type inventoryOptions struct {
	chainOptions
	chainFile string // "": none
	known     string // "": none
	book      dealers.Options
	top       int // rows of the list of series, 0: all
	toTop     bool
}

func newInventoryCmd(p *program) *cobra.Command {
	o := &inventoryOptions{}
	cmd := &cobra.Command{
		Use: "inventory FILE...", Short: "what dealers hold, from who bought and who sold, day by day",
		Long: `inventory carries the dealers' position of every series from files that say who bought and who sold:
Cboe's Open-Close files, end of day or by intervals (the rows of a date may be cumulative or
increments: that is found out), or trades with the quotes before them, which are classified.

With --chain it puts the position into the chain and shows GEX beside that of the naive sign; -f csv
or -o signed.csv writes the chain as canonical csv with dealer_qty, which every verb takes with
--sign column. Without --chain it lists the book, the largest positions alone: --top.

A position is the sum of what market makers bought less what they sold since the first file. Open
interest from before it may be theirs, either way: it is listed as unknown, and GEX becomes an
interval. The open interest of the chain bounds it. Rows that do not balance, adjusted series and
series that have expired are left out and counted. A trading day without a file, or whose file ends
long before the close, is an error, or with --gaps widens what is unknown.

With --state a run continues the last one. A file that is in the state is not counted again, and
another file for a date replaces what was there; with --chain no new file is needed; files of several exchanges add when one call has
them, or --exchange names each. The state is replaced as a whole, so that a run that is stopped
loses little. The flags must be the same.

Trades know only the aggressor: customers are taken to be on that side. With --accuracy, the share of
sides that are right, positions become unbiased estimates with standard errors.`,
		Example: `  gex inventory openclose-2025-11-*.csv
  gex inventory --state book.csv openclose-2025-11-20.csv --chain spx.csv -o signed.csv
  gex inventory --state book.csv --chain spx-later.csv -o signed.csv
  gex levels --sign column signed.csv
  gex inventory --accuracy 80% trades.csv.gz --chain spx.csv
  gex inventory --dealers mm+bd --through 2025-11-19 -f json november.zip`,
		RunE: func(cmd *cobra.Command, files []string) error {
			o.book.Files, o.toTop = files, cmd.Flags().Changed("top")
			return runInventory(p, o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.Var(flagvalue.Text(&o.chainFile, "CHAIN"), "chain", "the chain to put the positions into, and to compute exposures of")
	f.Var(flagvalue.Text(&o.book.State, "FILE"), "state", "csv file that keeps the book from run to run")
	f.Var(flagvalue.Choice(&o.book.Reading.Dealers, inventory.Dealers[0], inventory.Dealers), "dealers", "whose positions: "+oneOf(inventory.Dealers)+" (market makers, broker-dealers, firms)")
	f.Var(flagvalue.Date(&o.book.Reading.Through), "through", "nothing after this date")
	f.BoolVar(&o.book.Carrying.Gaps, "gaps", false, "go on over trading days without a file")
	f.BoolVar(&o.book.Reading.Unbalanced, "unbalanced", false, "use rows whose bought, sold and traded contracts differ")
	f.Var(flagvalue.Text(&o.book.Reading.Exchange, "NAME"), "exchange", "exchange of the files, where no column names it")
	f.Var(flagvalue.Accuracy(&o.book.Carrying.Accuracy), "accuracy", "share of trades whose side is right: 0.8 or 80% (default unknown)")
	f.BoolVar(&o.book.Reading.Legs, "legs", false, "classify trades that are legs of a spread too")
	f.Var(flagvalue.Text(&o.known, "FILE"), "known", "csv of public positions, which count instead: root,expiration,strike,type,dealer_qty,label")
	f.Var(flagvalue.InventoryColumns(&o.book.Reading.Columns), "columns", "column names of other files, such as mm_buy_vol=MMBuy,quote_date=Date")
	must(f.SetAnnotation("columns", ownKey, []string{"of the files with volumes"}))
	o.top = usualTop
	f.Var(flagvalue.Rows(&o.top), "top", "rows of the list of series, 0 for all (default "+strconv.Itoa(usualTop)+")")
	cmd.Args = func(cmd *cobra.Command, files []string) error {
		if o.goesOn() {
			return nil
		}
		return p.needFiles(cmd, files)
	}
	help.Group(cmd, "Input", without(o.inputFlags(), "columns", "join", "quote-date"))
	help.Group(cmd, "Model", without(o.modelFlags(), "sign", "weight"))
	help.Group(cmd, "Contract", o.contractFlags())
	help.Group(cmd, "Output", o.flags(render.Table, render.Markdown, render.CSV, render.JSON, render.NDJSON))
	complete.Words(cmd, "dealers", inventory.Dealers...)
	completeOutput(cmd, []render.Format{render.Table, render.Markdown, render.CSV, render.JSON, render.NDJSON})
	kept := cmd.RunE
	p.fromPipe(cmd, 1)
	withFiles := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		piped := p.Piped()
		if len(files) > 0 || !o.goesOn() || piped && p.Await(pipeWait) == nil {
			return withFiles(cmd, files)
		}
		if piped && !o.quiet {
			p.note("nothing came from standard input: the book is as %s keeps it", o.book.State)
		}
		return kept(cmd, nil)
	}
	return cmd
}

// goesOn reports whether the book that is kept can be put into a chain without a new file.
func (o *inventoryOptions) goesOn() bool { return o.book.State != "" && o.chainFile != "" }

// checkTop refuses --top where no series are listed.
func (o *inventoryOptions) checkTop() error {
	switch {
	case !o.toTop:
		return nil
	case o.chainFile != "":
		return usageError("omit one of them", "%s shortens the list of series, and %s makes a table by days to expiry", fault.Setting("top"), fault.Setting("chain"))
	case o.format != render.Table && o.format != render.Markdown:
		return usageError("omit it: other formats have all series", "%s applies to the list of series", fault.Setting("top"))
	}
	return nil
}

// without is a set of flags but for some.
func without(from *pflag.FlagSet, names ...string) *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.SortFlags = false
	from.SortFlags = false
	from.VisitAll(func(flag *pflag.Flag) {
		if !slices.Contains(names, flag.Name) {
			f.AddFlag(flag)
		}
	})
	return f
}

func runInventory(p *program, o *inventoryOptions) error {
	if err := o.checkTop(); err != nil {
		return err
	}
	job, err := o.job(p)
	if err != nil {
		return err
	}
	b := &o.book
	if o.known != "" {
		if b.Carrying.Known, err = flagvalue.ReadKnown(o.known); err != nil {
			return err
		}
	}
	b.Reading.Symbol, b.Roots, b.MaxBytes, b.Quiet = o.chain.Symbol, o.gex.Roots, o.chain.MaxBytes, o.quiet
	b.Settings, b.Version, b.Effective = o.stateSettings(), version(), p.effective
	if b.State != "" {
		release, err := p.lockOutput(b.State, "gex inventory")
		if err != nil {
			return err
		}
		defer release()
	}
	if !o.quiet && p.term.Watched(false) {
		p.term.Start(filesLine)
	}
	result, err := dealers.Run(p, job, *b, func(write func(io.Writer) error) error {
		return p.toOutput(outputOptions{path: b.State}, func(w io.Writer, _ render.Options) error { return write(w) })
	})
	if err != nil {
		return err
	}
	if !o.quiet && !o.format.Can().Warns {
		for _, w := range result.Document.Warnings {
			p.note("%s: %s (%s)", result.Document.Underlying, w.Message, w.Code)
		}
	}
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		if o.format == render.CSV && result.Signed != nil {
			return result.Signed.WriteLong(w)
		}
		return render.Inventory(w, result.Document, o.top, o.format, style)
	})
}

// job is the reading of the chain; nil without one.
func (o *inventoryOptions) job(p *program) (*pipeline.Job, error) {
	inputs := append(slices.Clone(o.book.Files), o.chainFile, o.known, o.rateFile)
	if err := cmp.Or(p.Spares(o.path, append(inputs, o.book.State)), p.Spares(o.book.State, inputs)); err != nil {
		return nil, err
	}
	if o.chainFile == "" {
		return nil, nil
	}
	o.files = []string{o.chainFile}
	q, err := p.request(&o.chainOptions)
	if err != nil {
		return nil, err
	}
	return pipeline.New(q, pipeline.Verb{
		Build: builds(func(*gex.Book) *report.InventoryDocument { return nil }),
		Sums:  true, Single: alone(render.JSON, "book"),
	})
}

// stateSettings are those that a state rests on: how its files are read.
func (o *inventoryOptions) stateSettings() string {
	r := &o.book.Reading
	var list []report.Setting
	add := func(name, value string, given bool) {
		if given {
			list = append(list, report.Setting{Name: name, Value: value})
		}
	}
	add("dealers", r.Dealers, r.Dealers != inventory.Dealers[0])
	add("symbol", r.Symbol, r.Symbol != "")
	add("unbalanced", "true", r.Unbalanced)
	add("legs", "true", r.Legs)
	for _, name := range slices.Sorted(maps.Keys(r.Columns)) {
		add("columns", name+"="+r.Columns[name], true)
	}
	return settings.Bearing(list)
}

// filesLine says how many files of a run are read.
func filesLine(done, of int) string { return "gex: " + pipeline.ProgressOf(done, of, "files") }
