package chain

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/tables"
)

// layouts lists the known layouts, in the order in which Formats shows them. A new one is a file with its column
// contract and a line here.
func layouts() []assembly.Layout {
	return []assembly.Layout{
		cboeQuotedata, cboeJSON, datashopQuotes, datashopCalcs, historicalOptionData, deltaNeutral, nonstd, optionsDX, orats,
		optionMetrics, yfinance, polygon, schwab, thinkorswim, ibSnapshot, barchart, nasdaq, deribitJSON, deribitCSV, nseJSON,
		nseCSV, long, longJSON,
	}
}

// Formats lists the known layouts in the order in which they are tried.
func Formats() []tables.Format {
	var list []tables.Format
	for _, l := range layouts() {
		list = append(list, l.Format)
	}
	return list
}
