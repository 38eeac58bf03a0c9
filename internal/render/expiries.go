package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Expiries writes exposure by root and settlement instant, with the forward and the volatility it rests on.
func Expiries(w io.Writer, r *report.ExpiriesDocument, f Format, o Options) error {
	return view{
		lines:  true,
		header: &r.Header,
		page: func(s style) page {
			return single(&r.About, s, section{title: "Expiries", note: expiriesNote(r, s), table: expiriesGrid(r, r.Expiries, s)})
		},
		document: func() any { return expiriesDocument(r) },
		records:  func() records { return recordsOf(r.Expiries) },
	}.write(w, f, o)
}

func expiriesDocument(r *report.ExpiriesDocument) any {
	c := *r
	c.Warnings, c.Expiries = orEmpty(c.Warnings), orEmpty(c.Expiries)
	return c
}

// shortExpiries is how many expiries the report shows.
const shortExpiries = 8

// nearestExpiries lists the first of them.
func nearestExpiries(r *report.ExpiriesDocument, s style) section {
	shown := r.Expiries[:min(shortExpiries, len(r.Expiries))]
	sec := section{title: "Expiries", note: expiriesNote(r, s), table: expiriesGrid(r, shown, s)}
	if more := len(r.Expiries) - len(shown); more > 0 {
		sec.tail = []string{fmt.Sprintf("%s %s more: gex expiries", s.ellipsis(), count(more))}
	}
	return sec
}

func expiriesScale(r *report.ExpiriesDocument, s style) phrase.Scale {
	var gex []report.Number
	for _, e := range r.Expiries {
		gex = append(gex, e.CallGEX, e.PutGEX, e.GEX)
	}
	return s.gex.ScaleFor(gex...)
}

func expiriesNote(r *report.ExpiriesDocument, s style) string {
	return "GEX in " + s.gex.In(expiriesScale(r, s))
}

// expiriesGrid lists expiries at one scale; csv, JSON and gex check have the details of the fit.
func expiriesGrid(r *report.ExpiriesDocument, list []report.Expiry, s style) *grid {
	scaled := expiriesScale(r, s)
	table := newGrid(word("root"), word("expiry"), word("settles"), num("DTE"), spare(1, num("forward")), num("vol %"), num("OI"),
		num("call"), num("put"), num("net"), spare(2, num(maxPain)))
	for _, e := range list {
		table.add(e.Root, e.Expiry, settles(e, s), strconv.Itoa(e.DTE), price(e.Forward), percent(e.ATMVol, 1),
			whole(e.OpenInterest), scaled.Signed(e.CallGEX), scaled.Signed(e.PutGEX), s.paint(e.GEX, scaled.Signed(e.GEX)), plain(e.MaxPain))
	}
	return table
}

// settles is the style of an expiry, where there are two, and the time of day at which it settles.
func settles(e report.Expiry, s style) string {
	switch {
	case e.Settlement.IsZero():
		return strings.ToUpper(e.Style)
	case !s.ampm:
		return e.Settlement.Format("15:04")
	}
	return strings.ToUpper(e.Style) + " " + e.Settlement.Format("15:04")
}
