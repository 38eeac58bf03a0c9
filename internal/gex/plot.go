package gex

import (
	"math"
	"slices"

	"gex/internal/chain"
	"gex/internal/report"
)

// BuildPlot returns the document of gex plot: the whole report, and what only pictures
// show: exposure by strike and expiry, the strikes of 0DTE, and the flows that gamma at
// spot implies to first order.
func BuildPlot(b *Book) *report.Pictures {
	r := &report.Pictures{Report: *Build(b), Strikes0DTE: b.cells(b.in(ZeroDTE)...), Surface: b.slices()}
	r.Linear = b.linear(r.Totals)
	r.Fine = b.fineProfile(r.Profile)
	return r
}

// pageApart is how many points of the ladder are between those of the other exposures on a
// page, which has them smaller than a picture of their own: 0.3% of spot.
const pageApart = 3

// BuildPage returns the document of a page with pictures: that of gex plot, with a
// curve of flows beside their table, the outlook of gex levels, the volatilities, the other
// exposures by spot, and what moves the flip.
func BuildPage(b *Book) *report.Pictures {
	r := BuildPlot(b)
	r.Outlook = b.outlook(b.newLadder(), r.Profile.GEX, r.Levels)
	r.Smiles, r.Term, r.Curves = Smiles(b), TermStructure(b), ExposureCurves(b, pageApart)
	r.Sensitivity = b.nearFlip(r.Levels.ZeroGamma)
	// The curve has more moves than the table: a copy of the book with these moves.
	if len(b.opt.Curve) > 0 {
		fine := *b
		fine.opt.Moves = b.opt.Curve
		r.Curve, r.Linear = fine.desk().spotFlows(false), fine.linear(r.Totals)
	}
	return r
}

// BuildTapeColumn returns one chain of a picture through a day: its strikes as gex
// strikes has them, with its levels.
func BuildTapeColumn(b *Book) *report.TapeColumn {
	strikes := b.byStrike(b.expiries)
	d, l := b.coreOf(strikes)
	d.Levels0DTE = b.levels0DTE(l)
	d.Profile = report.Profile{} // many columns are held at once
	return &report.TapeColumn{LevelsDocument: d, Cells: b.cellsOf(strikes)}
}

// BuildSide returns one side of a comparison for its page: the levels, and what its
// pictures show, without flows.
func BuildSide(b *Book) *report.Pictures {
	r := &report.Pictures{Report: *b.withoutFlows()}
	r.Mapped = b.mapped(r.Levels, r.Levels0DTE, nil)
	r.Fine = b.fineProfile(r.Profile)
	return r
}

// slices returns GEX by expiry and strike, in order of settlement. Their cells add up
// to the expiries, the strikes and the total.
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

// cells returns the GEX of some expiries by strike, in the unit of the options.
func (b *Book) cells(expiries ...expiry) []report.Cell { return b.cellsOf(b.byStrike(expiries)) }

func (b *Book) cellsOf(strikes []strike) []report.Cell {
	var out []report.Cell
	for _, s := range b.binned(strikes) {
		out = append(out, report.Cell{
			Strike: report.Number(s.k), CallGEX: report.Number(s.gex[chain.Call]), PutGEX: report.Number(s.gex[chain.Put]),
			GEX: report.Number(s.net()),
		})
	}
	return out
}

// linear returns the trade to first order for each move of the options, in currency at
// today's spot: −(GEX per point) · S · move/100. Full repricing differs from it where
// gamma changes on the way.
func (b *Book) linear(t report.Totals) []report.LinearFlow {
	var out []report.LinearFlow
	for _, move := range b.opt.Moves {
		points := b.Spot * move / 100 // the move in points of spot
		out = append(out, report.LinearFlow{MovePct: report.Number(move), USD: report.Number(-float64(t.GEXPerPoint) * points)})
	}
	return out
}

// EvenMoves are moves of spot for a smooth curve, in percent: as far as the range, 5% without one. A move of 1% either
// way is always included: the header reports what dealers then do.
func EvenMoves(within float64) []float64 {
	if within == 0 {
		within = 0.05
	}
	const side = 20
	moves := []float64{-1, 1}
	for i := -side; i <= side; i++ {
		moves = append(moves, math.Round(1e6*within*float64(i)*100/side)/1e6)
	}
	slices.Sort(moves)
	return slices.Compact(moves)
}
