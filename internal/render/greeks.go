package render

import (
	"io"
	"strconv"

	"gex/internal/report"
)

// Greeks writes contracts with their greeks and exposures.
func Greeks(w io.Writer, r *report.GreeksDocument, f Format, o Options) error {
	return view{
		lines:    true,
		header:   &r.Header,
		page:     func(s style) page { return single(&r.About, s, greeksSection(r.Contracts, s)) },
		document: func() any { return greeksDocument(r) },
		records:  func() records { return recordsOf(r.Contracts) },
	}.write(w, f, o)
}

func greeksDocument(r *report.GreeksDocument) any {
	c := *r
	c.Warnings, c.Contracts = orEmpty(c.Warnings), orEmpty(c.Contracts)
	return c
}

// greeksSection shows what a person checks of a contract; csv and JSON have the rest.
func greeksSection(contracts []report.Contract, s style) section {
	var gex, strikes []report.Number
	for _, c := range contracts {
		gex = append(gex, c.GEX)
		strikes = append(strikes, c.Strike)
	}
	scaled, decimals := scaleFor(gex...), decimalsFor(strikes...)
	table := newGrid(num("line"), word("root"), word("expiry"), num("strike"), word("type"),
		num("OI"), num("vol %"), spare(1, num("delta")), spare(2, num("gamma")), num("GEX"), word("left out"))
	for _, c := range contracts {
		table.add(strconv.Itoa(c.Line), c.Root, c.Expiry, fixed(c.Strike, decimals), c.Type,
			whole(c.OpenInterest), percent(c.Vol, 2), fixed(c.Delta, 4), fixed(c.Gamma, 6),
			scaled.Signed(c.GEX), string(c.LeftOut))
	}
	return section{title: "Contracts", note: "GEX in " + s.gex.In(scaled), table: table.dense()}
}
