package render

import (
	"maps"
	"slices"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// matrix is a table of trades in one unit of money, its rows and columns in the order in which they come.
type matrix struct {
	corner  column
	rows    []string
	columns []string
	cells   map[[2]string]report.Number
}

// put adds a trade.
func (m *matrix) put(row, column string, usd report.Number) {
	if m.cells == nil {
		m.cells = map[[2]string]report.Number{}
	}
	if !slices.Contains(m.rows, row) {
		m.rows = append(m.rows, row)
	}
	if !slices.Contains(m.columns, column) {
		m.columns = append(m.columns, column)
	}
	m.cells[[2]string{row, column}] = usd
}

// section is the matrix under a title; unit names what all its numbers are in.
func (m *matrix) section(title, note string, s style) section {
	var usd []report.Number
	for _, v := range m.cells {
		usd = append(usd, v)
	}
	scaled := scaleFor(usd...)
	columns := []column{m.corner}
	for _, name := range m.columns {
		columns = append(columns, num(name))
	}
	table := newGrid(columns...)
	for _, row := range m.rows {
		cells := []string{row}
		for _, name := range m.columns {
			v, ok := m.cells[[2]string{row, name}]
			if !ok {
				v = report.None()
			}
			cells = append(cells, s.paint(v, scaled.Signed(v)))
		}
		table.add(cells...)
	}
	return section{title: title, note: "dealer trade in " + s.money.In(scaled) + note, table: table}
}

// moveNames prints the moves of a grid with one number of decimals.
func moveNames(flows []report.GridFlow) func(report.Number) string {
	var moves []report.Number
	for _, f := range flows {
		moves = append(moves, f.MovePct)
	}
	decimals := decimalsFor(moves...)
	return func(n report.Number) string { return signed(n, decimals) }
}

func spotVolSection(flows []report.GridFlow, s style) section {
	m, name := matrix{corner: num("move %")}, moveNames(flows)
	for _, f := range flows {
		m.put(name(f.MovePct), signed(f.VolPoints, decimalsFor(f.VolPoints))+" pt", f.USD)
	}
	return m.section("Spot and volatility", " after a spot move and a vol shift on top of the vol rule", s)
}

func spotTimeSection(flows []report.GridFlow, s style) section {
	m, name := matrix{corner: num("move %")}, moveNames(flows)
	for _, f := range flows {
		m.put(name(f.MovePct), strings.TrimPrefix(f.Label, "close "), f.USD)
	}
	return m.section("Spot and time", " if the move is reached by then; days end at the close", s)
}

// effect is a trade and what it is made of.
type effect struct {
	move   report.Number
	shares report.Number
	of     report.Attribution
}

// causes are what a trade is made of, each with its name on a desk.
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

// effectsSection splits trades, in shares, into each effect alone and their interaction; an effect that no trade has is
// omitted.
func effectsSection(title, note string, list []effect) section {
	var all, moves []report.Number
	columns := []column{num("move %")}
	for _, c := range causes {
		for _, e := range list {
			all = append(all, c.of(e))
		}
		columns = append(columns, num(c.name))
	}
	for _, e := range list {
		moves = append(moves, e.move)
	}
	scaled, decimals := scaleFor(all...), decimalsFor(moves...)
	table := newGrid(columns...)
	for _, e := range list {
		cells := []string{signed(e.move, decimals)}
		for _, c := range causes {
			cells = append(cells, scaled.Signed(c.of(e)))
		}
		table.add(cells...)
	}
	table = table.keep(func(j int) bool {
		return j == 0 || slices.ContainsFunc(list, func(e effect) bool { return causes[j-1].of(e) != 0 })
	})
	return section{title: title, note: "in " + phrase.Shares.In(scaled) + ": " + note, table: table}
}

// spotEffects are those of the ladder over spot, none when volatilities stay and all of it is gamma.
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

// closeEffects are those of the moves that are reached at the close, none when nothing is traded.
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

// breakdownSection sets the trades of a rally and of a fall side by side.
func breakdownSection(list []report.FlowShare, s style) section {
	var usd []report.Number
	moves := map[report.Number]bool{}
	for _, f := range list {
		usd = append(usd, f.USD)
		moves[f.MovePct] = true
	}
	scaled := scaleFor(usd...)
	columns := []column{word("by"), word("")}
	ordered := slices.Sorted(maps.Keys(moves))
	for _, m := range ordered {
		columns = append(columns, num(signed(m, decimalsFor(m))+"%"))
	}
	table := newGrid(columns...)
	row := map[[2]string]int{}
	for _, f := range list {
		id := [2]string{f.By, f.Name}
		if _, seen := row[id]; !seen {
			row[id] = len(table.rows)
			table.add(append([]string{f.By, f.Name}, make([]string, len(ordered))...)...)
		}
		table.rows[row[id]][2+slices.Index(ordered, f.MovePct)] = s.paint(f.USD, scaled.Signed(f.USD))
	}
	return section{title: "Flow by bucket, root, type", note: "dealer trade in " + s.money.In(scaled) + " after a 1% move", table: table}
}
