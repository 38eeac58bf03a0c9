package render

import (
	"maps"
	"slices"
	"strings"

	"gex/internal/report"
)

// matrix is a table of trades in one unit of money, with rows and columns in order of first appearance.
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
	scaled := s.money.ScaleFor(usd...)
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

// moveNames returns a function that formats the moves of a grid with the same number of decimals.
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
	return m.section("Spot and time", " if the move is reached by then; days end at the "+s.endOfDay, s)
}

// breakdownSection lists the trades after a rally and after a drop side by side.
func breakdownSection(list []report.FlowShare, s style) section {
	var usd []report.Number
	moves := map[report.Number]bool{}
	for _, f := range list {
		usd = append(usd, f.USD)
		moves[f.MovePct] = true
	}
	scaled := s.money.ScaleFor(usd...)
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
