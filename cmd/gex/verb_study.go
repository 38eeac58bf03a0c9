package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/help"
	"gex/internal/market"
	"gex/internal/render"
	"gex/internal/render/svg"
	"gex/internal/report"
	"gex/internal/study"
	"gex/internal/terminal"
)

// studyOptions are those of gex study.
type studyOptions struct {
	flagvalue.StudyFiles
	grid float64
	get  *report.StudyQuery // nil: the whole
	dark bool               // of a PNG
	outputOptions
}

func newStudyCmd(p *program) *cobra.Command {
	o := &studyOptions{}
	cmd := &cobra.Command{
		Use: "study HISTORY PRICES", Short: "what the levels were worth: a history against the prices that followed",
		Long: `study tests what the rows of gex history said before the open against what the day did then: whether
days that begin short gamma are wilder beyond what implied volatility said already, whether walls hold
more than any line at their distance, whether closes pin. The tests are few and fixed; nothing is
searched or tuned, and nothing is drawn at random.

HISTORY is of gex history, csv, ndjson or Parquet, or of the pipeline over many files; of several
underlyings --symbol picks one. PRICES are daily bars with open, high, low and close. A row from
before an open predicts that day, one from the session the next day; of several the last counts, and
nothing later than its time. With --intraday the first row within a session is about the rest of its
day, too: prices at or after it. Days that take no part are counted by reason.

  vol       log of the day's volatility by the sign of GEX, GEX over gross GEX and
            the distance to the flip; controls: implied volatility, that of the
            day before, the mean of 5 days
  range     high less low in implied day moves, by the same
  hold      of days on which a wall was touched, those that closed inside; beside
            that lines of other days at the same distance, and a driftless walk
  pin       distance of closes from absolute gamma, max pain and strikes on days of
            expiry at the close
  momentum  with --intraday: the last half hour in the direction of the day
  flip      with --intraday: crossings of the flip and of a line equally far on
            the other side
  rest      with --intraday and rows within the session: volatility from the row to the
            close; the controls of vol, the session so far and the time left
  rest_hold likewise walls

p is the share of all rotations of the days against the predictor whose statistic is at least as large.
Volatility comes in clusters, and so does gamma; a rotation keeps both.

Verdicts: adds (p < 0.05 with controls, and the sign that is claimed), not beyond implied (p < 0.05
alone, not with controls), opposite, no evidence, too few (below 40 days, or 20 touches). Below 40 days
the exit code is 1. There is no profit in it: what a strategy costs is for another tool.

As SVG or PNG, and by gex plot --kind study: volatility by fifths of the days by GEX over gross, and
what of it the controls do not say.

--get prints one value, TEST.PREDICTOR.NAME or days, of the tests
  ` + strings.ReplaceAll(help.Wrap(76, strings.Join(report.StudyTestNames(), " ")), "\n", "\n  ") + `
and the names

  ` + strings.Join(report.StudyValuesInWords(), "\n  "),
		Example: `  gex study levels.csv spx.csv
  gex study --symbol SPX levels.csv spx.csv -o study.md
  gex study --intraday spx-5min.csv --grid 5 levels.csv spx.csv
  gex study --get vol.gex_share.verdict levels.csv spx.csv
  gex study -f json levels.csv spx.csv
  gex study levels.csv spx.csv -o quintiles.svg`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.History, o.Prices = files[0], files[1]
			return runStudy(p, o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.Var(flagvalue.Text(&o.Symbol, "NAME"), "symbol", "the underlying that is studied (default: the only one)")
	f.Var(flagvalue.Text(&o.Intraday, "FILE"), "intraday", "prices within days, csv of time,close: realized volatility, momentum and crossings")
	f.Var(flagvalue.PriceColumns(&o.Columns), "columns", "column names of any other csv of PRICES: date=Day,open=O,high=H,low=L,close=Last")
	f.Var(flagvalue.Positive(&o.grid), "grid", "distance of strikes near spot, in whose multiples closes may pin (default: strike_step of each row)")
	f.Var(flagvalue.StudyQuery(&o.get), "get", "print one value, such as vol.gex_share.p")
	for _, name := range []string{"symbol", "get", "columns"} {
		must(f.SetAnnotation(name, ownKey, []string{"of a study"}))
	}
	complete.Words(cmd, "get", report.StudyTestNames()...)
	formats := []render.Format{render.Table, render.Markdown, render.CSV, render.JSON, render.NDJSON, render.Parquet, render.SVG, render.PNG}
	output := o.flags(formats...)
	addDark(output, &o.dark)
	help.Group(cmd, "Output", output)
	completeOutput(cmd, formats)
	cmd.Args = p.needHistoryAndPrices
	return cmd
}

// needHistoryAndPrices refuses anything but two files.
func (p *program) needHistoryAndPrices(cmd *cobra.Command, args []string) error {
	call := cmd.CommandPath()
	if cmd.Name() == "plot" {
		call += " " + fault.AsFlag("kind") + " " + svg.Study
	}
	call += " levels.csv prices.csv"
	switch len(args) {
	case 2:
		return nil
	case 0:
		if terminal.IsTerminal(p.Stdin()) {
			return p.needFiles(cmd, args) // with its help
		}
		return usageError(call, "a history and its prices are missing")
	}
	return usageError(call, "a study takes a history and its prices: two files, not %d", len(args))
}

// files are the names of the inputs.
func (o *studyOptions) files() []string {
	return slices.DeleteFunc([]string{o.History, o.Prices, o.Intraday}, func(name string) bool { return name == "" })
}

func runStudy(p *program, o *studyOptions) error {
	if err := cmp.Or(p.mustBeBare(o.get != nil, &o.outputOptions), p.Spares(o.path, o.files())); err != nil {
		return err
	}
	d, err := o.document(p)
	if err != nil {
		return err
	}
	if !o.quiet && !o.format.Can().Warns {
		for _, w := range d.Warnings {
			p.note("%s: %s (%s)", d.Underlying, w.Message, w.Code)
		}
	}
	return p.studied(o.outputOptions, d, func(w io.Writer, style render.Options) error {
		switch {
		case o.get == nil && (o.format == render.SVG || o.format == render.PNG):
			return drawPicture(w, d.Pictures(), o.format, svg.Options{Kind: svg.Study}, o.dark)
		case o.get == nil:
			return render.Study(w, d, o.format, style)
		}
		value := o.get.In(&d.Study)
		if value == "" {
			value = "null"
		}
		_, err := fmt.Fprintln(w, value)
		return err
	})
}

// studied writes what is shown of a study, and says when it has too few days.
func (p *program) studied(o outputOptions, d *report.StudyDocument, write func(io.Writer, render.Options) error) error {
	err := p.toOutput(o, write)
	if err == nil && !d.Study.Enough() {
		p.note("%s: %d days are too few for a verdict: at least %d", d.Underlying, d.Study.Days, report.StudyMinDays)
		return fault.Reported(fault.No)
	}
	return err
}

// document is the study of the files.
func (o *studyOptions) document(p *program) (*report.StudyDocument, error) {
	data, err := o.Read(p.Open)
	if err != nil {
		return nil, err
	}
	in := study.Input{History: o.History, Rows: data.Rows, Prices: data.Prices.Bars, Venue: market.LookupRoot(data.Rows[0].Underlying).Venue, Grid: o.grid}
	d := &report.StudyDocument{
		Schema: report.Schema, Version: version(), Underlying: data.Rows[0].Underlying,
		Inputs: report.StudyInputs{History: filepath.Base(o.History), Prices: filepath.Base(o.Prices)},
	}
	for _, n := range data.Prices.Notes() {
		d.Warnings = append(d.Warnings, report.Warning{Code: n.Code, Message: n.Text})
	}
	if data.Intraday != nil {
		in.Intraday, d.Inputs.Intraday = data.Intraday.Bars, report.Text(filepath.Base(o.Intraday))
	}
	s, warnings, err := study.Of(in)
	if err != nil {
		return nil, err
	}
	d.Study, d.Warnings = *s, append(d.Warnings, warnings...)
	return d, nil
}
