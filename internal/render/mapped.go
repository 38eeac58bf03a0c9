package render

import "gex/internal/report"

// mappedSections lists the levels as prices of the instrument they were mapped to; nil without one.
func mappedSections(r *report.LevelsDocument, s style) []section {
	m := r.Mapped
	if !m.Given() {
		return nil
	}
	scopes := []*report.Levels{&m.Levels}
	columns := []column{word("level"), num("all expiries")}
	if m.Levels0DTE != nil {
		scopes, columns = append(scopes, m.Levels0DTE), append(columns, num("0DTE"))
	}
	table := newGrid(columns...)
	for _, row := range levelRows() { // no ratios: they have no price
		cells := []string{row.Name}
		for _, l := range scopes {
			cells = append(cells, row.cells(l, r, s)[0])
		}
		table.add(cells...)
	}
	return []section{{title: "On " + m.Symbol, note: r.Conventions.Map, table: table}}
}
