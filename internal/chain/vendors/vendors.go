package vendors

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/layouts"
)

// Layouts lists the known layouts in the order in which gex formats shows them. A new layout is a file with its column
// contract and a line here.
func Layouts() []assembly.Layout {
	return []assembly.Layout{
		cboeQuotedata,
		cboeJSON,
		datashopQuotes,
		datashopCalcs,
		historicalOptionData,
		deltaNeutral,
		nonstd,
		optionsDX,
		orats,
		optionMetrics,
		yfinance,
		yahooJSON,
		yahooPage,
		polygon,
		polygonJSON,
		tradier,
		alphaVantageJSON,
		alphaVantageCSV,
		marketDataJSON,
		marketDataCSV,
		alpaca,
		thetaData,
		thetaDataOI,
		openBB,
		schwab,
		thinkorswim,
		ibSnapshot,
		barchart,
		nasdaq,
		deribitJSON,
		deribitCSV,
		deribitTickerJSON,
		deribitTickerCSV,
		deribitHistory,
		bybit,
		binance,
		okx,
		nseJSON,
		nsePresentJSON,
		nseWebsite,
		bse,
		upstox,
		dhan,
		nubra,
		nseCSV,
		layouts.Long,
		layouts.LongJSON,
	}
}
