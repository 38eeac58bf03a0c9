package dealers

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gex/internal/chain"
	"gex/internal/inventory"
	"gex/internal/market"
	"gex/internal/report"
)

// alone is a document without a chain.
func alone(underlying string) *report.InventoryDocument {
	none := report.None()
	d := &report.InventoryDocument{}
	d.Header = report.Header{Schema: report.Schema, Underlying: underlying, Spot: none, FileSpot: none}
	d.Carry = report.Carry{Rate: none, Gap: none, QuoteSpot: none}
	d.Inventory.KnownShare = none
	d.Inventory.Totals = report.DealerTotals{GEX: none, Low: none, High: none, Naive: none, SignAgreement: none}
	return d
}

// describe fills in what a book says without prices.
func (r *run) describe(to *report.Inventory, b *inventory.Book) {
	to.Dealers = r.dealers()
	to.Source = report.SourceActors
	if b.Aggressor {
		to.Source = report.SourceAggressor
	}
	to.First, to.Last, to.Until, to.Files = b.First.String(), b.Last.String(), report.Text(b.Until), b.Files
	to.Exchanges, to.ExchangeShare, to.Clipped = b.Exchanges, report.Number(r.exchangeShare(b)), b.Clipped
	to.Accuracy, to.UnsignedShare = report.None(), report.Number(b.UnsignedPart)
	if r.Carrying.Accuracy > 0 {
		to.Accuracy = report.Number(r.Carrying.Accuracy)
	}
	for _, g := range b.Gaps {
		to.Gaps = append(to.Gaps, g.Date.String())
	}
	for _, p := range b.Positions {
		if len(r.Roots) > 0 && !slices.Contains(r.Roots, p.Series.Root) {
			continue
		}
		to.Book = append(to.Book, report.DealerPosition{
			Root: p.Series.Root, Expiration: p.Series.Expiration.String(), Strike: report.Number(p.Series.Strike), Type: string(p.Series.Type),
			Qty: report.Number(p.Qty), Raw: report.Number(p.Raw), SE: report.Number(p.SE), Unknown: report.Number(p.Unknown),
			First: report.Text(p.First.String()), Days: p.Days, Clipped: p.Clipped, Label: report.Text(p.Label),
		})
	}
	for _, l := range b.LeftOut.Left() {
		to.LeftOut = append(to.LeftOut, report.RowsLeftOut{Reason: l.Reason, Rows: l.Rows})
	}
}

// exchangeShare is the share of all trading that the files have: all of it, where one exchange lists the options alone, else by the
// volumes of the files. NaN: not known.
func (r *run) exchangeShare(b *inventory.Book) float64 {
	switch {
	case len(b.Positions) > 0 && isExclusive(b.Positions[0].Series.Underlying):
		return 1
	case b.Industry > 0:
		return min(1, b.Traded/b.Industry)
	}
	return math.NaN()
}

// isExclusive reports whether options on an underlying trade on one exchange alone, as those on indices do.
func isExclusive(underlying string) bool { return market.LookupRoot(underlying).CashIndex }

// caveats are the notes about a book: whose it is, and what it does not know.
func (r *run) caveats(b *inventory.Book, underlying string) []chain.Warning {
	notes := []chain.Warning{{Code: "book-source", Message: r.whose(b)}}
	add := func(w chain.Warning) { notes = append(notes, w) }
	if message := incompleteWords(b); message != "" {
		add(chain.Warning{Code: "book-incomplete", Message: message})
	}
	if !isExclusive(underlying) {
		if share := r.exchangeShare(b); share < 1 || math.IsNaN(share) {
			add(chain.Warning{Code: "one-exchange", Message: exchangeWords(underlying, b, share)})
		}
	}
	if n := len(b.Gaps); n > 0 {
		add(chain.Warning{Code: "book-gaps", Message: fmt.Sprintf("no file has %s: what is unknown widens by a day's volume, the larger of the day before and after", inventory.ListGaps(b.Gaps))})
	}
	if b.Clipped > 0 {
		add(chain.Warning{Code: "book-clipped", Message: fmt.Sprintf("positions of %s series exceeded open interest and were cut to it: options were exercised, or the files lack trades", grouped(b.Clipped))})
	}
	if n := b.LeftOut[inventory.Unbalanced]; n > 0 {
		add(chain.Warning{Code: "rows-unbalanced", Message: fmt.Sprintf("%s rows do not balance: bought, sold and traded contracts differ", grouped(n))})
	}
	return notes
}

// incompleteWords say how much of a book may be from before its first file, "" when nothing is.
func incompleteWords(b *inventory.Book) string {
	series, unsaid, contracts := 0, 0, 0.0
	for _, p := range b.Positions {
		switch {
		case math.IsNaN(p.Unknown):
			unsaid++
		case p.Unknown > 0:
			series++
			contracts += p.Unknown
		}
	}
	var list []string
	if series > 0 {
		list = append(list, fmt.Sprintf("%s of %s series had %s contracts before the first file: any number of them may belong to it, either way",
			grouped(series), grouped(len(b.Positions)), grouped(int(contracts))))
	}
	if unsaid > 0 {
		list = append(list, fmt.Sprintf("of %s of %s series the files do not say how many contracts there were before", grouped(unsaid), grouped(len(b.Positions))))
	}
	return strings.Join(list, "; ")
}

// whose says whose book it is and where it comes from.
func (r *run) whose(b *inventory.Book) string {
	who, from := inventory.DealerWords[r.dealers()], "Open-Close"
	switch {
	case b.Aggressor && r.Carrying.Accuracy > 0:
		who, from = "estimate of the other side of customers", "trades"
	case b.Aggressor:
		who, from = "the other side of aggressors", "trades"
	}
	until := b.Last.String()
	if b.Until != "" {
		until += " " + b.Until
	}
	files := "1 file"
	if b.Files != 1 {
		files = grouped(b.Files) + " files"
	}
	return fmt.Sprintf("%s, %s %s to %s, %s", who, from, b.First, until, files)
}

// exchangeWords say which part of all trading is in the files of options that trade on several exchanges.
func exchangeWords(underlying string, b *inventory.Book, share float64) string {
	const rest = ": what was traded elsewhere is not in the book"
	if math.IsNaN(share) {
		return fmt.Sprintf("options on %s trade on several exchanges, and the files do not say how many of their trades they have%s", underlying, rest)
	}
	return fmt.Sprintf("the files have %.1f%% of all trades in options on %s%s", 100*share, underlying, rest)
}

// grouped is a count with commas between thousands.
func grouped(n int) string { return report.Grouped(fmt.Sprint(n)) }
