package render

import (
	"strconv"

	"gex/internal/report"
)

// oddsSections is the table of odds of the levels of all contracts, none when there are none.
func oddsSections(r *report.LevelsDocument, s style) []section {
	var settles []report.Time
	cells := map[string][]string{} // by level: its chances of a close and of a touch, by expiry
	var keys []string
	for _, o := range r.Levels.Odds {
		if n := len(settles); n == 0 || !settles[n-1].Equal(o.Settlement.Time) {
			settles = append(settles, o.Settlement)
		}
		if cells[o.Level] == nil {
			keys = append(keys, o.Level)
		}
		cells[o.Level] = append(cells[o.Level], chance(o.CloseBeyond), chance(o.Touch))
	}
	if len(settles) == 0 {
		return nil
	}
	columns := []column{word("level"), num("price")}
	for _, t := range settles {
		by := t.Format("2 Jan")
		columns = append(columns, num(s.endOfDay+" by "+by+" %"), column{name: "touch %", whose: by})
	}
	table := newGrid(columns...)
	for _, key := range keys {
		v := report.LevelOf(key)
		table.add(append([]string{v.Name, price(v.Number(&r.Levels))}, cells[key]...)...)
	}
	return []section{{
		title: "Odds", note: "of a " + s.endOfDay + " beyond the level and of a touch, risk-neutral", table: table,
		tail: []string{"from the fitted smile; beyond is the side where spot is not; a touch is about twice as likely"},
	}}
}

// chance is a probability in percent, with a bound where it would round to none or all.
func chance(p report.Number) string {
	switch {
	case !p.OK():
		return absent
	case p > 0 && p < 0.0005:
		return "<0.1"
	case p < 1 && p >= 0.9995:
		return ">99.9"
	}
	return strconv.FormatFloat(float64(100*p), 'f', 1, 64)
}
