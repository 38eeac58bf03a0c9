package main

import (
	"bytes"
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

// runHistoryPlot draws the rows of a history instead of a chain.
func runHistoryPlot(p *program, o *chainOptions, draw func(io.Writer, *report.Pictures) error) error {
	for _, s := range p.settings {
		if s.Given && !s.Output && !slices.Contains(ofRows, s.Name) {
			return usageError("give it to gex history", "%s does not apply to %s %s, whose rows were made with their own settings", fault.Setting(s.Name), fault.Setting("kind"), svg.History)
		}
	}
	if err := p.Spares(o.path, o.files); err != nil {
		return err
	}
	rows, err := p.historyRows(o.files[0])
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

// historyRows reads a history from a file, or from standard input.
func (p *program) historyRows(name string) ([]report.Snapshot, error) {
	if name != "-" {
		return flagvalue.ReadHistory(name)
	}
	in, err := p.Open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	rows, err := report.ReadSnapshots(bytes.NewReader(text), !bytes.HasPrefix(text, []byte("{")))
	if err != nil {
		return nil, fault.New(fault.Input, flagvalue.HistoryHint, "%s: %w", name, err)
	}
	return rows, nil
}
