package render

import (
	"io"
	"math"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Cascades writes a row for each of several underlyings: what a shock of 1% either way needs to stop, and where it comes to
// rest. Amounts are each in its own currency and magnitude.
func Cascades(w io.Writer, list []*report.CascadeDocument, failed int, f Format, o Options) error {
	return view{conventions: list[0].Conventions, page: func(s style) page {
		impact := false
		for _, r := range list {
			impact = impact || r.Cascade.Impact != nil
		}
		columns := []column{word("symbol"), spare(1, num("spot")), word("gamma")}
		for _, sign := range []report.Number{-1, 1} {
			name := "absorb"
			if x := nearestShock(&list[0].Cascade, sign); x != nil {
				name += " " + signed(x.ShockPct, decimalsFor(x.ShockPct)) + "%"
			}
			columns = append(columns, num(name))
			if impact {
				columns = append(columns, num("rests at"))
			}
		}
		table := newGrid(columns...)
		for _, r := range list {
			own := styleFor(o, r.Conventions)
			row := []string{r.Underlying, price(r.Spot), phrase.RegimeInColumn(r.Regime)}
			for _, sign := range []report.Number{-1, 1} {
				row = append(row, nearestCells(&r.Cascade, sign, impact, own)...)
			}
			table.add(row...)
		}
		sec := section{title: "Cascades", note: "the shocks nearest to 1%", table: table}
		sec.tail = []string{"absorb: per 1%, above which the shock stops within " + plain(list[0].Cascade.StopWithin) + " times itself"}
		if failed > 0 {
			sec.tail = append(sec.tail, count(failed)+" could not be used")
		}
		return page{head: []string{underlyings(len(list))}, sections: []section{sec}}
	}}.write(w, f, o)
}

// nearestCells are the cells of the shock nearest to 1% on one side.
func nearestCells(c *report.Cascade, sign report.Number, impact bool, s style) []string {
	x := nearestShock(c, sign)
	if x == nil {
		return make([]string, map[bool]int{false: 1, true: 2}[impact])
	}
	cells := []string{s.money.Size(x.Absorb)}
	if impact {
		cells = append(cells, priceOrNone(x.Spot))
	}
	return cells
}

// nearestShock is the shock nearest to 1% on one side, nil without any.
func nearestShock(c *report.Cascade, sign report.Number) (one *report.Shock) {
	for i := range c.Shocks {
		x := &c.Shocks[i]
		if x.ShockPct*sign > 0 && (one == nil || math.Abs(float64(x.ShockPct-sign)) < math.Abs(float64(one.ShockPct-sign))) {
			one = x
		}
	}
	return one
}
