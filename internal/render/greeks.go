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
		records:  func() records { return contractRecords(r.Contracts) },
	}.write(w, f, o)
}

func greeksDocument(r *report.GreeksDocument) any {
	c := *r
	c.Warnings, c.Contracts = orEmpty(c.Warnings), orEmpty(c.Contracts)
	return c
}

// contractColumns are the columns of csv, the keys of JSON. A file has many contracts, so each cell is taken from its field
// without a detour through tags.
var contractColumns = []struct {
	name string
	of   func(*report.Contract) string
}{
	{"line", func(c *report.Contract) string { return strconv.Itoa(c.Line) }},
	{"root", func(c *report.Contract) string { return c.Root }},
	{"expiry", func(c *report.Contract) string { return c.Expiry }},
	{"settlement", func(c *report.Contract) string { return c.Settlement.String() }},
	{"bucket", func(c *report.Contract) string { return c.Bucket }},
	{"strike", func(c *report.Contract) string { return c.Strike.String() }},
	{"type", func(c *report.Contract) string { return c.Type }},
	{"bid", func(c *report.Contract) string { return c.Bid.String() }},
	{"ask", func(c *report.Contract) string { return c.Ask.String() }},
	{"volume", func(c *report.Contract) string { return c.Volume.String() }},
	{"open_interest", func(c *report.Contract) string { return c.OpenInterest.String() }},
	{"multiplier", func(c *report.Contract) string { return c.Multiplier.String() }},
	{"dealer_qty", func(c *report.Contract) string { return c.DealerQty.String() }},
	{"years", func(c *report.Contract) string { return c.Years.String() }},
	{"forward", func(c *report.Contract) string { return c.Forward.String() }},
	{"vol", func(c *report.Contract) string { return c.Vol.String() }},
	{"vol_source", func(c *report.Contract) string { return string(c.VolSource) }},
	{"price", func(c *report.Contract) string { return c.Price.String() }},
	{"delta", func(c *report.Contract) string { return c.Delta.String() }},
	{"gamma", func(c *report.Contract) string { return c.Gamma.String() }},
	{"vega", func(c *report.Contract) string { return c.Vega.String() }},
	{"theta", func(c *report.Contract) string { return c.Theta.String() }},
	{"vanna", func(c *report.Contract) string { return c.Vanna.String() }},
	{"charm", func(c *report.Contract) string { return c.Charm.String() }},
	{"gex", func(c *report.Contract) string { return c.GEX.String() }},
	{"dex", func(c *report.Contract) string { return c.DEX.String() }},
	{"vex", func(c *report.Contract) string { return c.VEX.String() }},
	{"cex", func(c *report.Contract) string { return c.CEX.String() }},
	{"left_out", func(c *report.Contract) string { return string(c.LeftOut) }},
}

func contractRecords(list []report.Contract) records {
	header := make([]string, len(contractColumns))
	for j, c := range contractColumns {
		header[j] = c.name
	}
	return records{header: header, rows: func(yield func([]string) bool) {
		row := make([]string, len(header))
		for i := range list {
			for j, c := range contractColumns {
				row[j] = c.of(&list[i])
			}
			if !yield(row) {
				return
			}
		}
	}, object: func(i int) any { return &list[i] }}
}

// greeksSection shows the columns that a person checks; csv and JSON have all.
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
