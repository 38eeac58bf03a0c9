package render

import (
	"cmp"
	"io"
	"math"
	"slices"

	"gex/internal/report"
)

// Inventory writes the dealers' book: with a chain by days to expiry beside the naive sign, without one series by series. csv has the
// series. Of them text lists the largest, as many as top says; 0 is all of them.
func Inventory(w io.Writer, r *report.InventoryDocument, top int, f Format, o Options) error {
	return view{
		lines:  true,
		header: inventoryHeader(r),
		page: func(s style) page {
			if !r.Spot.OK() {
				p := page{head: []string{inventoryTitle(r, s)}, sections: []section{bookSection(r, top, s)}, warnings: r.Warnings}
				return p
			}
			p := single(&r.About, s, inventoryLead(r, s), inventorySection(r, s))
			p.head[0] = inventoryTitle(r, s)
			return p
		},
		document: func() any { return inventoryDocument(r) },
		records: func() records {
			list := recordsOf(r.Inventory.Book)
			list.words = []string{"first", "expiration", "label"}
			return list
		},
	}.write(w, f, o)
}

// inventoryHeader is the header of a document with a chain; nil without, as there is no time to name.
func inventoryHeader(r *report.InventoryDocument) *report.Header {
	if !r.Spot.OK() {
		return nil
	}
	return &r.Header
}

func inventoryDocument(r *report.InventoryDocument) any {
	c := *r
	v := &c.Inventory
	c.Warnings = orEmpty(c.Warnings)
	v.Book, v.Buckets, v.LeftOut = orEmpty(v.Book), orEmpty(v.Buckets), orEmpty(v.LeftOut)
	v.Exchanges, v.Gaps = orEmpty(v.Exchanges), orEmpty(v.Gaps)
	return c
}

// dealerNames are those whose book it is.
var dealerNames = map[string]string{"mm": "market makers", "mm+bd": "market makers, broker-dealers", "mm+bd+firm": "market makers, broker-dealers, firms"}

// holders are those whose book it is: classified trades know only the aggressor, unless their accuracy makes an estimate of it.
func holders(v *report.Inventory) string {
	switch {
	case v.Source != report.SourceAggressor:
		return dealerNames[v.Dealers]
	case v.Accuracy.OK():
		return "estimated from trades"
	}
	return "other side of aggressors"
}

// inventoryTitle is what the book is, and how much of it is known.
func inventoryTitle(r *report.InventoryDocument, s style) string {
	v := &r.Inventory
	when := date(v.First)
	if v.Last != v.First {
		when += " to " + date(v.Last)
	}
	if v.Until != "" {
		when += " " + string(v.Until)
	}
	known := ""
	if v.KnownShare.OK() {
		known = "known " + percent(v.KnownShare, 1) + "% of gamma"
	}
	files := "1 file"
	if v.Files != 1 {
		files = count(v.Files) + " files"
	}
	return s.list(s.strong(r.Underlying)+" "+holders(v), when, files, known)
}

// inventoryLead is GEX of the book with its interval, beside the naive one.
func inventoryLead(r *report.InventoryDocument, s style) section {
	t := &r.Inventory.Totals
	band := &report.DealerBook{KnownShare: report.None(), Low: t.Low, High: t.High}
	lead := []string{s.list("GEX "+s.gex.Gain(t.GEX)+labeled(",", gexBand(band, s)), "naive "+s.gex.SizeGain(t.Naive))}
	if t.SignAgreement.OK() {
		lead = append(lead, percent(t.SignAgreement, 1)+"% of naive gamma has the sign of the book")
	}
	if r.Inventory.UnsignedShare.OK() {
		lead = append(lead, percent(r.Inventory.UnsignedShare, 1)+"% of contracts could not be classified")
	}
	return section{lead: append(lead, leftOutRows(&r.Inventory)...)}
}

// leftOutRows says which rows take no part.
func leftOutRows(v *report.Inventory) []string {
	var list []string
	for _, l := range v.LeftOut {
		rows := " rows left out: "
		if l.Rows == 1 {
			rows = " row left out: "
		}
		list = append(list, count(l.Rows)+rows+l.Reason)
	}
	return list
}

// inventorySection lists what dealers hold by days to expiry.
func inventorySection(r *report.InventoryDocument, s style) section {
	var gex []report.Number
	for _, b := range r.Inventory.Buckets {
		gex = append(gex, b.Low, b.High, b.Naive)
	}
	scaled := s.gex.ScaleFor(gex...)
	table := newGrid(word("bucket"), spare(1, num("series")), num("calls"), num("puts"), spare(2, num("naive calls")), spare(2, num("naive puts")),
		num("GEX"), num("low"), num("high"), num("naive"))
	for _, b := range r.Inventory.Buckets {
		table.add(b.Bucket, count(b.Series), signed(b.Calls, 0), signed(b.Puts, 0), signed(b.NaiveCalls, 0), signed(b.NaivePuts, 0),
			s.paint(b.GEX, scaled.Signed(b.GEX)), scaled.Signed(b.Low), scaled.Signed(b.High), scaled.Signed(b.Naive))
	}
	return section{title: "Inventory", note: "contracts held; naive: calls +, puts - open interest; GEX in " + s.gex.In(scaled), table: table}
}

// bookSection lists the series: all in the order of the book, or the largest positions.
func bookSection(r *report.InventoryDocument, top int, s style) section {
	v := &r.Inventory
	book, note, tail := v.Book, "contracts held", leftOutRows(v)
	if top > 0 && len(book) > top {
		book = slices.Clone(book)
		slices.SortStableFunc(book, func(a, b report.DealerPosition) int { return cmp.Compare(held(b), held(a)) })
		var rest report.Number
		for _, p := range book[top:] {
			rest += report.Number(max(held(p), 0))
		}
		note = "top " + count(top) + " of " + count(len(book)) + " by contracts held"
		tail = append([]string{s.moreRows(len(book)-top) + "; they hold " + whole(rest) + " contracts of either sign; csv and json have every series"}, tail...)
		book = book[:top]
	}
	table := newGrid(word("expiration"), word("root"), num("strike"), word("type"), num("held"), num("unknown"), word("first"), num("days"))
	estimated := v.Accuracy.OK() && v.Source == report.SourceAggressor
	if estimated {
		table = newGrid(word("expiration"), word("root"), num("strike"), word("type"), num("held"), num("error"), num("raw"), num("unknown"), word("first"), num("days"))
	}
	for _, p := range book {
		cells := []string{date(p.Expiration), p.Root, plain(p.Strike), p.Type, signed(p.Qty, 0)}
		if estimated {
			cells = append(cells, shown(p.SE, func(n report.Number) string { return s.plusMinus() + whole(n) }), signed(p.Raw, 0))
		}
		unknown := "?"
		if p.Unknown.OK() {
			unknown = whole(p.Unknown)
		}
		table.add(append(cells, unknown, date(string(p.First)), count(p.Days))...)
	}
	return section{title: "Book", note: note + "; unknown: from before the first file, either way", table: table, tail: tail}
}

// held is the size of a position; an unknown one comes last.
func held(p report.DealerPosition) float64 {
	if !p.Qty.OK() {
		return -1
	}
	return math.Abs(float64(p.Qty))
}
