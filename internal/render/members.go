package render

import (
	"gex/internal/render/phrase"
	"gex/internal/report"
)

// membersSections lists the members of a combined book; nil for another one.
func membersSections(h *report.Header, s style) []section {
	table, scaled := membersTable(h, s)
	if table == nil {
		return nil
	}
	return []section{membersSection(h, table, scaled, s)}
}

// bookSections lists them with a row for the whole book.
func bookSections(r *report.LevelsDocument, s style) []section {
	table, scaled := membersTable(&r.Header, s)
	if table == nil {
		return nil
	}
	if len(r.Members) > 1 {
		table.add("all", "", "combined", s.paint(r.Levels.GEX, scaled.Signed(r.Levels.GEX)), "100.0", orNone(r.Levels.ZeroGamma), "", "")
	}
	return []section{membersSection(&r.Header, table, scaled, s)}
}

func membersSection(h *report.Header, table *grid, scaled phrase.Scale, s style) section {
	return section{title: "Members", note: "GEX in " + s.gex.In(scaled) + "; flip alone on the price of " + h.Underlying, table: table, tail: memberFiles(h)}
}

// membersTable has a row for each member, nil without any.
func membersTable(h *report.Header, s style) (*grid, phrase.Scale) {
	var gex []report.Number
	for _, m := range h.Members {
		gex = append(gex, m.GEX)
	}
	scaled := s.gex.ScaleFor(gex...)
	if len(h.Members) == 0 {
		return nil, scaled
	}
	table := newGrid(word("symbol"), num("spot"), num("ratio"), num("GEX"), num("of gross %"), num("flip alone"), num("own price"), num("age"))
	for _, m := range h.Members {
		table.add(m.Underlying, price(m.Spot), fixed(m.Ratio, 5), s.paint(m.GEX, scaled.Signed(m.GEX)), percent(m.Share, 1),
			orNone(m.ZeroGamma), orNone(m.ZeroGammaOwn), minutesOld(m.AgeMinutes))
	}
	return table, scaled
}

// minutesOld is a number of minutes.
func minutesOld(minutes report.Number) string { return fixed(minutes, 0) + " m" }

// orNone is a price, or that there is none.
func orNone(x report.Number) string {
	if !x.OK() {
		return "none"
	}
	return price(x)
}

// memberFiles names the files of members that have several.
func memberFiles(h *report.Header) []string {
	var lines []string
	for _, m := range h.Members {
		if len(m.Files) > 1 {
			lines = append(lines, m.Underlying+": "+join(", ", m.Files...))
		}
	}
	return lines
}

// membersMoved lists the members of a combined book as they were and as they are.
func membersMoved(r *report.DiffDocument, s style) []section {
	var gex []report.Number
	was := map[string]report.Member{}
	for _, m := range r.Diff.MembersBefore {
		gex, was[m.Underlying] = append(gex, m.GEX), m
	}
	if len(was) == 0 {
		return nil
	}
	for _, m := range r.Members {
		gex = append(gex, m.GEX)
	}
	scaled := s.gex.ScaleFor(gex...)
	table := newGrid(word("symbol"), num("spot"), num("%"), num("GEX before"), num("after"), num("change"), num("flip before"), num("after"))
	for _, m := range r.Members {
		w := was[m.Underlying]
		change := m.GEX - w.GEX
		table.add(m.Underlying, price(m.Spot), signed(100*(m.Spot/w.Spot-1), 2), s.paint(w.GEX, scaled.Signed(w.GEX)), s.paint(m.GEX, scaled.Signed(m.GEX)),
			s.paint(change, scaled.Signed(change)), orNone(w.ZeroGamma), orNone(m.ZeroGamma))
	}
	return []section{{title: "Members before and after", note: "GEX in " + s.gex.In(scaled) + "; flips alone, each on the price of " + r.Underlying + " of its time", table: table}}
}

// memberLevels lists the levels in the own price of each member of a combined book.
func memberLevels(r *report.LevelsDocument, s style) []section {
	if r.Mapped == nil || len(r.Mapped.Members) == 0 {
		return nil
	}
	columns := []column{word("level"), num(r.Underlying)}
	scopes := []*report.Levels{&r.Levels}
	for i := range r.Mapped.Members {
		m := &r.Mapped.Members[i]
		columns, scopes = append(columns, num(m.Symbol)), append(scopes, &m.Levels)
	}
	table := newGrid(columns...)
	for _, row := range levelRows() { // no ratios: they have no price
		cells := []string{row.Name}
		for _, l := range scopes {
			cells = append(cells, row.cells(l, r, s)[0])
		}
		table.add(cells...)
	}
	return []section{{title: "Levels by member", note: "all expiries, each in its own price; max pain and expected move are those of " + r.Underlying, table: table}}
}
