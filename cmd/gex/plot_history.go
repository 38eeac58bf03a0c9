package main

import (
	"io"
	"slices"

	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/market"
	"gex/internal/render"
	"gex/internal/render/svg"
	"gex/internal/report"
)

// ofRows are the settings that a picture of a history has besides those of the output: its rows have their own assumptions.
var ofRows = []string{"kind", "size", "dark", "symbol", "quote-date", "range"}

// ofRowsOnly refuses settings that a picture of rows does not have.
func (p *program) ofRowsOnly(kind string, names []string) error {
	for _, s := range p.settings {
		if s.Given && !s.Output && !slices.Contains(names, s.Name) {
			return usageError("give it to gex history", "%s does not apply to %s %s, whose rows were made with their own settings", fault.Setting(s.Name), fault.Setting("kind"), kind)
		}
	}
	return nil
}

// runStudyPlot draws a history and the prices that followed, with those within days from a file or "", instead of a chain.
func runStudyPlot(p *program, o *chainOptions, intraday string, draw func(io.Writer, *report.Pictures) error) error {
	if err := p.ofRowsOnly(svg.Study, []string{"kind", "size", "dark", "symbol", "intraday"}); err != nil {
		return err
	}
	study := &studyOptions{StudyFiles: flagvalue.StudyFiles{History: o.files[0], Prices: o.files[1], Intraday: intraday, Symbol: o.chain.Symbol}, outputOptions: o.outputOptions}
	if err := p.Spares(o.path, study.files()); err != nil {
		return err
	}
	d, err := study.document(p)
	if err != nil {
		return err
	}
	return p.studied(o.outputOptions, d, func(w io.Writer, _ render.Options) error { return draw(w, d.Pictures()) })
}

// runHistoryPlot draws the rows of a history instead of a chain.
func runHistoryPlot(p *program, o *chainOptions, draw func(io.Writer, *report.Pictures) error) error {
	if err := p.ofRowsOnly(svg.History, ofRows); err != nil {
		return err
	}
	if err := p.Spares(o.path, o.files); err != nil {
		return err
	}
	rows, err := flagvalue.ReadHistory(p.Open, o.files[0])
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(r report.Snapshot) bool {
		return !o.chain.Selects(market.LookupRoot(r.Underlying).Venue.DateOf(r.AsOf.Time))
	})
	t, err := report.NewTimeline(o.files[0], rows, o.chain.Symbol)
	if err != nil {
		return err
	}
	return p.toOutput(o.outputOptions, func(w io.Writer, _ render.Options) error {
		return draw(w, t.Pictures())
	})
}
