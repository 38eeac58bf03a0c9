package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/chain"
	"gex/internal/complete"
	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/help"
	"gex/internal/market"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/systematic"
	"gex/internal/vol"
)

// chainOptions are what every verb that reads chains was asked for.
type chainOptions struct {
	files []string
	join  bool // they are one chain

	combine string // the underlying on whose price they are one book; "": they are not
	strict  bool
	top     int // rows of a summary; 0: all
	chain   chain.Options
	vol     vol.Options

	bands bool     // the band of the flip under other conventions
	past  gex.Past // with the file of --history; "": none

	rateFile string // of --rate; "": it is none
	beside   flagvalue.Beside
	gex      gex.Options
	cascade  gex.CascadeOptions
	outputOptions
}

// mustNotJoin refuses --join for a verb whose files are chains of their own.
func (o *chainOptions) mustNotJoin(verb string) error {
	if !o.join {
		return nil
	}
	return usageError("gex convert --join A B -o chain.csv makes one file of them", "%s does not apply to gex %s", fault.Setting("join"), verb)
}

// addCombineFlags gives a verb the flags that make one book of several files.
func (o *chainOptions) addCombineFlags(cmd *cobra.Command) {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Text(&o.combine, "AXIS"), "combine", "make one book of all files, of underlyings that move together, on the price of one of them: SPX")
	f.Var(flagvalue.Bin(&o.gex.Bin), "bin", "distance of the strikes of a combined book (default: the usual one of its axis)")
	f.SortFlags = false
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(f)
}

// combineArgs are the arguments that make the same combined book, as a shell takes them; "" without one.
func (o *chainOptions) combineArgs() string {
	if o.combine == "" {
		return ""
	}
	args := []string{"--combine", escape.Shell(o.combine)}
	for _, name := range o.files {
		args = append(args, escape.Shell(name))
	}
	return strings.Join(args, " ")
}

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
	cmd.ValidArgsFunction = complete.Chains
	help.Group(cmd, "Input", o.inputFlags())
	help.Group(cmd, "Model", o.modelFlags())
	help.Group(cmd, "Contract", o.contractFlags())
	help.Group(cmd, "Output", output)
	completeInput(cmd)
	complete.Words(cmd, "spot", vol.Spots...)
	complete.Words(cmd, "iv", vol.IVs...)
	complete.Words(cmd, "carry", vol.Carries...)
	complete.Words(cmd, "clock", flagvalue.Clocks...)
	complete.Words(cmd, "sign", gex.Signs...)
	complete.Words(cmd, "weight", gex.Weights...)
	complete.Words(cmd, "wall", gex.Walls...)
	complete.Words(cmd, "unit", gex.Units...)
	complete.List(cmd, "exclude", flagvalue.BucketNames()...)
	return cmd
}

// modelFlags are the assumptions.
func (o *chainOptions) modelFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Duration(&o.vol.Delay), "delay", "age of the quotes when the file was made: 15m, 0 (default 15m for Cboe layouts, else 0)")
	f.Var(flagvalue.Spot(&o.vol), "spot", oneOf(vol.Spots)+", or a price; auto: the file's spot, or the one implied by the quotes for an index outside its session")
	f.Var(flagvalue.Choice(&o.vol.IV, vol.IVs[0], vol.IVs), "iv", "source of volatilities: auto (quotes, else the file), file, quote")
	f.Var(flagvalue.Choice(&o.vol.Carry, vol.Carries[0], vol.Carries), "carry", "source of forwards: implied (put-call parity), flat (--rate less --yield)")
	f.Var(flagvalue.Rate(&o.vol.Rate, &o.rateFile), "rate", "rate a year: 0.045 or 4.5%, or a csv of Treasury's par yields or FRED's rates, by tenor (default by parity; 0 with --carry flat)")
	f.Var(flagvalue.Fraction(&o.vol.Yield), "yield", "annual dividend yield for --carry flat: 0.013 or 1.3% (default 0)")
	f.Var(flagvalue.OptionalFraction(&o.vol.Borrow), "borrow", "annual cost of borrowing the stock: 0.02 or 2% (default by put-call parity)")
	f.Var(flagvalue.Choice(&o.vol.Exercise, vol.Exercises[0], vol.Exercises), "exercise", "early exercise: auto (as the root is, European greeks), european (none), american (American greeks)")
	f.Var(flagvalue.Dividends(&o.vol.Dividends), "dividend", "upcoming ex-date and amount per share: 2025-06-20=1.76")
	f.Var(flagvalue.Clock(&o.vol.Clock), "clock", "how variance accrues: trading (little overnight, none on weekends), calendar (evenly)")
	f.Var(flagvalue.Sign(&o.gex.Sign), "sign", "dealer position: "+oneOf(gex.Signs)+", weights of calls and puts: 1,-1, or one by underlying: SPY=short,naive")
	f.Var(flagvalue.Weight(&o.gex.Weight), "weight", "contracts counted as position: "+oneOf(gex.Weights)+", or a part of the volume: oi+0.3volume")
	f.Var(flagvalue.Choice(&o.gex.Wall, gex.Walls[0], gex.Walls), "wall", "rule for the walls: "+oneOf(gex.Walls))
	f.Var(flagvalue.Choice(&o.gex.Unit, gex.Units[0], gex.Units), "unit", "GEX in dollars per 1% move (pct), per point, or in shares: "+oneOf(gex.Units))
	f.Var(flagvalue.Range(&o.gex.Range), "range", "range around spot searched for flips: 20% or 0.2 (default 20%)")
	f.Var(flagvalue.Date(&o.gex.TradeDate), "trade-date", "date of 0DTE (default from the time of the file)")
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

// inputFlags are about reading a file.
func (o *chainOptions) inputFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	c := &o.chain
	f.Var(flagvalue.Choice(&c.Format, "", flagvalue.LayoutNames()), "input-format", "layout of the file, a name from gex formats (default: detected)")
	f.Var(flagvalue.Columns(&c.Columns), "columns", "column names of any other csv or JSON, for the names of gex formats long: strike=K,type=cp,open_interest=OI; also symbol, settlement, coin_price")
	help.AddRare(f, flagvalue.Character(&c.Decimal, flagvalue.Decimals), "decimal", "decimal mark: "+oneOf(flagvalue.NamesOf(flagvalue.Decimals))+" (default: detected)")
	help.AddRare(f, flagvalue.DateOrder(&c.Dates), "dates", "order of dates such as 3/4/2025: dmy, mdy (default: detected)")
	help.AddRare(f, flagvalue.IVUnit(&c.IVUnit), "iv-unit", "unit of the file's volatilities: fraction, percent (default: detected)")
	f.Var(flagvalue.Text(&c.Symbol, "NAME"), "symbol", "only this underlying; or the underlying of a file that does not name it")
	f.Var(flagvalue.QuoteDates(c), "quote-date", "only records of this date, or of FROM..TO, FROM.. or ..TO, from a file that holds several")
	help.AddRare(f, flagvalue.Date(&c.Expiration), "expiration", "expiration date of a file that does not state it")
	f.Var(flagvalue.When(&c.AsOf), "as-of", `time of the file: "2025-11-20 09:52" on the clock of its venue, RFC 3339, or a date for its close (default from the file)`)
	f.Var(flagvalue.Multiplier(&c.Multiplier), "multiplier", "units per contract (default from the file or the root)")
	help.AddRare(f, flagvalue.Bytes(&c.MaxBytes), "max-bytes", "largest uncompressed file: 500MB, 2G (default 1G)")
	f.BoolVar(&o.join, "join", false, "the files are one chain: calls and puts, or quotes and open interest")
	f.BoolVar(&o.strict, "strict", false, "exit 1 if anything had to be repaired or was unreadable, or a number may be wrong")
	return f
}

// completeInput completes the values of the input flags.
func completeInput(cmd *cobra.Command) {
	complete.Words(cmd, "input-format", flagvalue.LayoutNames()...)
	complete.Words(cmd, "decimal", flagvalue.NamesOf(flagvalue.Decimals)...)
	complete.Words(cmd, "dates", "dmy", "mdy")
	complete.Words(cmd, "iv-unit", "fraction", "percent")
	must(cmd.RegisterFlagCompletionFunc("columns", complete.Columns))
}

// addFlowFlags gives a verb the flags about the moves of flows and their units.
func (o *chainOptions) addFlowFlags(cmd *cobra.Command) {
	f := o.moveFlags()
	f.Var(flagvalue.Contract(&o.gex.Contract), "contract", "future that flows are counted in, such as ES or MES, or SYMBOL=MULTIPLIER (default by underlying)")
	o.addADV(f)
	addMoves(cmd, f)
	complete.Words(cmd, "contract", market.FutureSymbols()...)
}

// addADV adds --adv.
func (o *chainOptions) addADV(f *pflag.FlagSet) {
	f.Var(flagvalue.ADV(&o.gex.ADV, &o.gex.ADVDate), "adv", "average daily dollar volume that flows are compared with, and its date: 450e9@2025-11-19")
}

// addBands adds --bands and --history.
func (o *chainOptions) addBands(f *pflag.FlagSet) {
	f.Var(flagvalue.Text(&o.past.File, "FILE"), "history", "rank among the earlier rows of a gex history: csv, ndjson or Parquet")
	f.BoolVar(&o.bands, "bands", false, "band of the flip with other volatilities, forwards and clocks, each alone")
}

// addPrices gives a verb --prices.
func (o *chainOptions) addPrices(f *pflag.FlagSet) {
	help.AddRare(f, flagvalue.Text(&o.beside.Prices, "FILE"), "prices", "show the levels of trend followers and of volatility control beside those of dealers, from daily closes (layouts: gex formats prices)")
	help.AddRare(f, flagvalue.PriceColumns(&o.beside.PriceColumns), "price-columns", "own names of columns of --prices: date=Day,close=Last")
}

// addFollowers adds those levels to a document, where prices were given.
func (o *chainOptions) addFollowers(h *report.Header, to **report.Followers, warnings *[]report.Warning) {
	if o.beside.Daily != nil {
		f, found := systematic.Near(o.beside.Daily, h)
		*to, *warnings = f, append(*warnings, found...)
	}
}

// addBand adds that band to levels, where it was asked for.
func (o *chainOptions) addBand(b *gex.Book, breakeven report.Number, l *report.Levels, mapped *report.Mapped) {
	if o.bands {
		gex.AddBand(b, o.vol, breakeven, l, mapped)
	}
}

// addRank adds the ranks of a book among the rows of a history, where one was given.
func (o *chainOptions) addRank(d *report.LevelsDocument, l *report.Levels, warnings *[]report.Warning) {
	if o.past.File != "" {
		ranks, found := o.past.Ranks(d)
		l.Rank, *warnings = ranks, append(*warnings, found...)
	}
}

// addMoves adds flow flags, those about moves among them.
func addMoves(cmd *cobra.Command, f *pflag.FlagSet) {
	help.Group(cmd, "Flow", f)
	complete.Words(cmd, "vol-rule", gex.VolRules...)
}

// moveFlags are about the moves that flows answer to.
func (o *chainOptions) moveFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Moves(&o.gex.Moves), "moves", "spot moves of the ladder, in percent; grids keep theirs (default -5 ... 5)")
	o.ruleFlags(f)
	return f
}

// addRuleFlags gives a verb that has no flows the flags about how volatilities follow spot.
func (o *chainOptions) addRuleFlags(cmd *cobra.Command) {
	o.ruleFlags(cmd.Flags())
	complete.Words(cmd, "vol-rule", gex.VolRules...)
}

func (o *chainOptions) ruleFlags(f *pflag.FlagSet) {
	f.Var(flagvalue.VolRule(&o.gex.VolRule), "vol-rule", "volatility when spot moves: sticky-strike (ssr=1), sticky-moneyness (ssr=0), or ssr=R")
	f.Var(flagvalue.Beta(&o.gex.Beta), "spot-vol-beta", "parallel volatility move, in points, per 1% rise of spot: -1 (default 0)")
}

// addMapFlags gives a verb the flags that convert levels to prices of another instrument.
func (o *chainOptions) addMapFlags(cmd *cobra.Command) {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Map(&o.gex.Map), "map-to", "also convert levels to prices of an instrument that now trades at PRICE: ES=6712.25")
	f.Var(flagvalue.MapRule(&o.gex.Map.By), "map-by", "conversion by the "+strings.Join(gex.MapRules, " or ")+" of its price to spot")
	f.SortFlags = false
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(f)
	complete.Words(cmd, "map-by", gex.MapRules...)
}

// inputs are the files that are read, which no output may replace.
func (o *chainOptions) inputs() []string {
	files := o.files
	for _, other := range []string{o.rateFile, o.past.File} {
		if other != "" {
			files = append([]string{other}, files...)
		}
	}
	return append(o.beside.Files(), files...)
}

// addBesideFlags gives a verb the flags that name funds and scenarios.
func (o *chainOptions) addBesideFlags(cmd *cobra.Command) {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Files(&o.beside.Funds), "funds", "add the trades of leveraged funds at the close, by their assets (layouts: gex formats funds)")
	f.Var(flagvalue.Text(&o.beside.Scenarios, "FILE"), "scenarios", "reprice scenarios, with probabilities, in place of --moves (layouts: gex formats scenarios)")
	f.SortFlags = false
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(f)
}
