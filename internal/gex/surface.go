package gex

import (
	"gex/internal/chain"
	"gex/internal/report"
)

// BuildPlot is the document of gex plot: the whole report, and what only pictures show: exposure by strike and
// expiry, the strikes of what settles later today, and flows as gamma at spot alone says.
func BuildPlot(b *Book) *report.Pictures {
	r := &report.Pictures{Report: *Build(b), Strikes0DTE: b.cells(b.in(ZeroDTE)...), Surface: b.slices()}
	r.Linear = b.linear(r.Totals)
	return r
}

// BuildPage is the document of a page with pictures: that of gex plot, with a curve of flows beside their table.
func BuildPage(b *Book) *report.Pictures {
	r := BuildPlot(b)
	if len(b.opt.Curve) > 0 {
		fine := *b
		fine.opt.Moves = b.opt.Curve
		r.Curve, r.Linear = fine.desk().spotFlows(false), fine.linear(r.Totals)
	}
	return r
}

// slices are the surface strike × expiry, by settlement. Their cells add up to the expiries, the strikes and the whole.
func (b *Book) slices() []report.Slice {
	whole := b.sum(b.expiries...)
	var out []report.Slice
	for _, e := range b.expiries {
		x, s := b.chain.Expiries[e.of], b.sum(e)
		out = append(out, report.Slice{
			Root: x.Root.Name, Expiry: x.Date.String(), Settlement: report.Time{Time: x.Settlement.In(b.zone())},
			Bucket: e.bucket.String(), DTE: e.days,
			CallGEX: report.Number(s.gex[chain.Call]), PutGEX: report.Number(s.gex[chain.Put]), GEX: report.Number(s.net()),
			GrossGEX: report.Number(s.gross), Share: share(s.gross, whole.gross), Cells: b.cells(e),
		})
	}
	return out
}

// cells are the exposures of some expiries by strike.
func (b *Book) cells(expiries ...expiry) []report.Cell {
	var out []report.Cell
	for _, s := range b.byStrike(expiries) {
		out = append(out, report.Cell{
			Strike: report.Number(s.k), CallGEX: report.Number(s.gex[chain.Call]), PutGEX: report.Number(s.gex[chain.Put]),
			GEX: report.Number(s.net()),
		})
	}
	return out
}

// linear is minus the gamma at spot times each move, in US$ at today's spot.
func (b *Book) linear(t report.Totals) []report.LinearFlow {
	var out []report.LinearFlow
	for _, move := range b.opt.Moves {
		points := b.Spot * move / 100
		out = append(out, report.LinearFlow{MovePct: report.Number(move), USD: report.Number(-float64(t.GEXPerPoint) * points)})
	}
	return out
}
