package render

import (
	"slices"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// effect is a trade and its attribution.
type effect struct {
	move   report.Number
	shares report.Number
	of     report.Attribution
}

// causes are the terms of an attribution, with the names that desks use.
var causes = []struct {
	name string
	of   func(effect) report.Number
}{
	{"gamma", func(e effect) report.Number { return e.of.Spot }},
	{"vanna", func(e effect) report.Number { return e.of.Vol }},
	{"charm", func(e effect) report.Number { return e.of.Time }},
	{"cross", func(e effect) report.Number { return e.of.Cross }},
	{"all", func(e effect) report.Number { return e.shares }},
}

// effectsSection splits trades, in units of the underlying, into each effect alone and their interaction; an effect that no trade has is
// omitted.
func effectsSection(title, note string, list []effect, s style) section {
	var moves []report.Number
	for _, e := range list {
		moves = append(moves, e.move)
	}
	decimals := decimalsFor(moves...)
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = signed(e.move, decimals)
	}
	return effectsTable(title, note, num("move %"), names, list, s)
}

// effectsTable does so with the name of each trade in the first column.
func effectsTable(title, note string, first column, names []string, list []effect, s style) section {
	var all []report.Number
	columns := []column{first}
	for _, c := range causes {
		for _, e := range list {
			all = append(all, c.of(e))
		}
		columns = append(columns, num(c.name))
	}
	unit := phrase.Unit{Thing: s.things}
	scaled := unit.ScaleFor(all...)
	table := newGrid(columns...)
	for i, e := range list {
		cells := []string{names[i]}
		for _, c := range causes {
			cells = append(cells, scaled.Signed(c.of(e)))
		}
		table.add(cells...)
	}
	table = table.keep(func(j int) bool {
		return j == 0 || slices.ContainsFunc(list, func(e effect) bool { return causes[j-1].of(e) != 0 })
	})
	return section{title: title, note: "in " + unit.In(scaled) + ": " + note, table: table}
}

// spotEffects returns those of the ladder over spot, nil when volatilities stay put and all of it is gamma.
func spotEffects(ladder []report.SpotFlow) []effect {
	var list []effect
	moved := false
	for _, f := range ladder {
		list = append(list, effect{f.MovePct, f.Shares, f.Attribution})
		moved = moved || f.Attribution.Vol != 0
	}
	if !moved {
		return nil
	}
	return list
}

// closeEffects returns those of moves by the close, nil when nothing is traded.
func closeEffects(grid []report.GridFlow) []effect {
	var list []effect
	traded := false
	for _, f := range grid {
		if f.Label == atClose {
			list = append(list, effect{f.MovePct, f.Shares, f.Attribution})
			traded = traded || f.Shares != 0
		}
	}
	if !traded {
		return nil
	}
	return list
}
