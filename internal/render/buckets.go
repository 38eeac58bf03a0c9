package render

import (
	"io"

	"gex/internal/report"
)

// Buckets writes exposure by days to expiry.
func Buckets(w io.Writer, r *report.BucketsDocument, f Format, o Options) error {
	return view{
		lines:    true,
		header:   &r.Header,
		page:     func(s style) page { return single(&r.About, s, bucketsSection(r, s)) },
		document: func() any { return bucketsDocument(r) },
		records:  func() records { return recordsOf(r.Buckets) },
	}.write(w, f, o)
}

func bucketsDocument(r *report.BucketsDocument) any {
	c := *r
	c.Warnings, c.Buckets = orEmpty(c.Warnings), orEmpty(c.Buckets)
	return c
}

func bucketsSection(r *report.BucketsDocument, s style) section {
	var gex, sides, moves []report.Number
	for _, b := range r.Buckets {
		gex = append(gex, b.CallGEX, b.PutGEX, b.GEX, b.GrossGEX)
		left, right := barEnds(b.CallGEX, b.PutGEX, b.GEX)
		sides = append(sides, left, right)
		moves = append(moves, b.GEX1PctMove)
	}
	scaled, move := s.gex.ScaleFor(gex...), s.money.ScaleFor(moves...)
	bars := barColumn{bars: newBars(s, leastBar, sides...)}
	table := newGrid(word("bucket"), spare(2, num("contracts")), num("OI"), spare(1, num("volume")),
		num("put"), spare(3, bars.column()), num("call"), num("net"), num("gross"), num("share %"), num("1% move "+s.money.In(move)))
	for _, b := range r.Buckets {
		table.add(b.Bucket, count(b.Contracts), whole(b.OpenInterest), whole(b.Volume),
			scaled.Signed(b.PutGEX), bars.cell(barEnds(b.CallGEX, b.PutGEX, b.GEX)), scaled.Signed(b.CallGEX), s.paint(b.GEX, scaled.Signed(b.GEX)), scaled.Fixed(b.GrossGEX),
			percent(b.Share, 1), move.Signed(b.GEX1PctMove))
	}
	return section{title: "Buckets", note: "GEX in " + s.gex.In(scaled), table: bars.fitted(table, 5)}
}
