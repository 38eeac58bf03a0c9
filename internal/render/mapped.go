package render

import "gex/internal/report"

// mappedSections lists the levels as prices of the instrument they were mapped to, and of the members of a combined book; nil
// without any.
func mappedSections(r *report.LevelsDocument, s style) []section {
	m := r.Mapped
	if !m.Given() {
		return memberLevels(r, s)
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
	return append([]section{{title: "On " + m.Symbol, note: r.Conventions.Map, table: table}}, memberLevels(r, s)...)
}
