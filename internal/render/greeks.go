package render

import (
	"io"
	"slices"
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
		records:  func() records { return contractRecords(r) },
	}.write(w, f, o)
}

func greeksDocument(r *report.GreeksDocument) any {
	c := *r
	c.Warnings, c.Contracts = orEmpty(c.Warnings), orEmpty(c.Contracts)
	return c
}

type contractColumn struct {
	name string
	add  func([]byte, *report.Contract) []byte
}

// contractColumns are the columns of csv, the keys of JSON. A file has many contracts, so each cell is appended to the
// row it is in, without a detour through tags.
var contractColumns = []contractColumn{
	{"line", func(b []byte, c *report.Contract) []byte { return strconv.AppendInt(b, int64(c.Line), 10) }},
	{"root", func(b []byte, c *report.Contract) []byte { return append(b, c.Root...) }},
	{"expiry", func(b []byte, c *report.Contract) []byte { return append(b, c.Expiry...) }},
	{"settlement", func(b []byte, c *report.Contract) []byte { return c.Settlement.Append(b) }},
	{"bucket", func(b []byte, c *report.Contract) []byte { return append(b, c.Bucket...) }},
	{"strike", func(b []byte, c *report.Contract) []byte { return c.Strike.Append(b) }},
	{"type", func(b []byte, c *report.Contract) []byte { return append(b, c.Type...) }},
	{"bid", func(b []byte, c *report.Contract) []byte { return c.Bid.Append(b) }},
	{"ask", func(b []byte, c *report.Contract) []byte { return c.Ask.Append(b) }},
	{"volume", func(b []byte, c *report.Contract) []byte { return c.Volume.Append(b) }},
	{"open_interest", func(b []byte, c *report.Contract) []byte { return c.OpenInterest.Append(b) }},
	{"multiplier", func(b []byte, c *report.Contract) []byte { return c.Multiplier.Append(b) }},
	{"dealer_qty", func(b []byte, c *report.Contract) []byte { return c.DealerQty.Append(b) }},
	{"years", func(b []byte, c *report.Contract) []byte { return c.Years.Append(b) }},
	{"forward", func(b []byte, c *report.Contract) []byte { return c.Forward.Append(b) }},
	{"vol", func(b []byte, c *report.Contract) []byte { return c.Vol.Append(b) }},
	{"vol_source", func(b []byte, c *report.Contract) []byte { return append(b, c.VolSource...) }},
	{"price", func(b []byte, c *report.Contract) []byte { return c.Price.Append(b) }},
	{"delta", func(b []byte, c *report.Contract) []byte { return c.Delta.Append(b) }},
	{"gamma", func(b []byte, c *report.Contract) []byte { return c.Gamma.Append(b) }},
	{"vega", func(b []byte, c *report.Contract) []byte { return c.Vega.Append(b) }},
	{"theta", func(b []byte, c *report.Contract) []byte { return c.Theta.Append(b) }},
	{"vanna", func(b []byte, c *report.Contract) []byte { return c.Vanna.Append(b) }},
	{"charm", func(b []byte, c *report.Contract) []byte { return c.Charm.Append(b) }},
	{"gex", func(b []byte, c *report.Contract) []byte { return c.GEX.Append(b) }},
	{"dex", func(b []byte, c *report.Contract) []byte { return c.DEX.Append(b) }},
	{"vex", func(b []byte, c *report.Contract) []byte { return c.VEX.Append(b) }},
	{"cex", func(b []byte, c *report.Contract) []byte { return c.CEX.Append(b) }},
	{"left_out", func(b []byte, c *report.Contract) []byte { return append(b, c.LeftOut...) }},
}

// memberColumns follow them in those of a combined book.
var memberColumns = []contractColumn{
	{"member", func(b []byte, c *report.Contract) []byte { return append(b, c.Member...) }},
	{"member_spot", func(b []byte, c *report.Contract) []byte { return c.MemberSpot.Append(b) }},
	{"file", func(b []byte, c *report.Contract) []byte { return append(b, c.File...) }},
}

func contractRecords(r *report.GreeksDocument) records {
	list, columns := r.Contracts, contractColumns
	if len(r.Members) > 0 {
		columns = slices.Concat(contractColumns, memberColumns)
	}
	header := make([]string, len(columns))
	for j, c := range columns {
		header[j] = c.name
	}
	return records{header: header, rows: func(yield func([]string) bool) {
		row, ends := make([]string, len(header)), make([]int, len(header))
		var line []byte
		for i := range list {
			line = line[:0]
			for j, c := range columns {
				line = c.add(line, &list[i])
				ends[j] = len(line)
			}
			text, begin := string(line), 0
			for j, end := range ends {
				row[j], begin = text[begin:end], end
			}
			if !yield(row) {
				return
			}
		}
	}, object: func(i int) any { return &list[i] }, count: len(list)}
}

// greeksSection shows the columns that a person checks; csv and JSON have all.
func greeksSection(contracts []report.Contract, s style) section {
	var gex, strikes []report.Number
	for _, c := range contracts {
		gex = append(gex, c.GEX)
		strikes = append(strikes, c.Strike)
	}
	scaled, decimals := s.gex.ScaleFor(gex...), decimalsFor(strikes...)
	table := newGrid(num("line"), word("root"), word("expiry"), num("strike"), word("type"),
		num("OI"), num("vol %"), spare(1, num("delta")), spare(2, num("gamma")), num("GEX"), word("left out"))
	for _, c := range contracts {
		table.add(strconv.Itoa(c.Line), c.Root, c.Expiry, fixed(c.Strike, decimals), c.Type,
			whole(c.OpenInterest), percent(c.Vol, 2), fixed(c.Delta, 4), fixed(c.Gamma, 6),
			scaled.Signed(c.GEX), string(c.LeftOut))
	}
	return section{title: "Contracts", note: "GEX in " + s.gex.In(scaled), table: table.dense()}
}
