package render

import "gex/internal/report"

// followersSections are the levels of dealers and of followers of rules on one axis; none without prices.
func followersSections(r *report.LevelsDocument, s style) []section {
	f := r.Followers
	if f == nil {
		return nil
	}
	table := newGrid(num("price"), num("dist %"), word("level"), word("who"), word("beyond it"))
	for _, l := range r.Axis() {
		dist, name := signed(100*(l.Level/r.Spot-1), 2), l.Name
		if l.Who == "" {
			dist, name = "", s.strong(s.pointer()+" "+l.Name)
		}
		table.add(price(l.Level), dist, name, l.Who, l.Does)
	}
	facts := s.list("closes of "+f.File+" to "+date(f.Date), shown(f.Position, func(n report.Number) string { return "trend followers hold " + signed(n, 2) + " of capital" }))
	tail := []string{facts}
	if !s.Reader {
		tail = append(tail, "gex systematic has all of their levels")
	}
	return []section{{
		title: "Dealers and followers", note: "by price; followers trade when the next close is beyond a level", table: table,
		tail: tail,
	}}
}
