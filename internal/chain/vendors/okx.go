package vendors

import (
	"fmt"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/lazy"
)

// okx are responses of OKX's API, one after another in one file: public/opt-summary has the volatilities, greeks and
// futures, market/tickers the quotes, public/open-interest the open interest. Rows on the same instId are joined. Options on
// BTC-USD are quoted in coins: a price in dollars is that times the price of the future of the expiry, fwdPx. Options on
// BTC-USD_UM are quoted in dollars. A contract is a fraction of a coin, so that open interest is read in coins. Options are
// settled at 08:00 UTC, as those of Deribit are. The index is missing: the price of the first future is used.
var okx = okxRecords.Layout("okx-json", "OKX option summary, tickers and open interest, JSON (unverified: not tested with a real file)",
	`{"code":"0","data":[{"instId":"BTC-USD-251226-144000-C","fwdPx":"92063.13","markVol":"0.6323","deltaBS":"0.01","gammaBS":"0.000001","ts":"1763551236870"}]}`+"\n"+
		`{"code":"0","data":[{"instId":"BTC-USD-251226-144000-C","bidPx":"0.001","askPx":"0.0013","last":"0.0011","volCcy24h":"4.2","ts":"1763551236870"}]}`+"\n"+
		`{"code":"0","data":[{"instId":"BTC-USD-251226-144000-C","oi":"22610","oiCcy":"226.1","ts":"1763551236870"}]}`,
	func(text *tables.Head) tables.Fit {
		summary, tickers, interest := fitAll("instId", "markVol"), fitAll("instId", "bidPx"), fitAll("instId", "oiCcy")
		return tables.Fit{Score: max(summary(text).Score, tickers(text).Score, interest(text).Score)}
	})

var okxRecords = &layouts.JSONRecords{
	Keys: []string{"instId"},
	Refuse: refuseWithoutInterest("OKX", "oiCcy",
		"ask public/open-interest?instType=OPTION for it and append the response to the file: cat opt-summary.json tickers.json open-interest.json > chain.json"),
	Dialect: layouts.Dialect{
		IV: model.IVFraction, YearFirst: true, Recording: coinRecording, Clock: coinClock, Merge: true, Futures: true, Symbol: parseOKX, Others: isOtherOKX, Adjust: adjustOKX,
		Table: tables.Table{Columns: []tables.Column{
			tables.Required("instId", "BTC-USD-251226-144000-C", "the option is unreadable", tables.Symbol),
			tables.Required("ts", "ms since 1970, UTC; the latest is that of the file", fault.Setting("as-of"), tables.QuoteTime),
			tables.Required("oiCcy", "coins", "missing, not 0", tables.OpenInterest),
			tables.Required("fwdPx", "$, the future of the expiry", "prices in coins are missing", tables.Future),
			tables.Optional("idxPx", "$", fault.Setting("spot"), tables.Spot),
			tables.Optional("bidPx", "coins, for BTC-USD_UM $; 0: none", "missing", tables.Bid),
			tables.Optional("askPx", "coins, for BTC-USD_UM $; 0: none", "missing", tables.Ask),
			tables.Optional("last", "coins, for BTC-USD_UM $", "missing", tables.Last),
			tables.Optional("volCcy24h", "coins in 24 hours", "missing", tables.Volume),
			tables.Optional("markVol", "annualized fraction; 0: none", "missing", tables.IV),
			tables.Optional("deltaBS", "of one option", "missing", tables.Delta),
			tables.Optional("gammaBS", "per $ of the underlying", "missing", tables.Gamma),
		}},
	},
}

var okxOption = lazy.Regexp(`^([A-Z]+)-(USD(?:_UM)?|USDT|USDC)-(\d{6}-[\d.]+-[CP])$`)

// parseOKX reads the name of an option: BTC-USD-251226-144000-C.
func parseOKX(name string) (cells.Option, error) {
	m := okxOption().FindStringSubmatch(name)
	if m == nil {
		return cells.Option{}, fmt.Errorf("%s is not the name of an option", cells.Quote(name))
	}
	return cells.ParseOption(m[1] + "-" + m[3])
}

// isOtherOKX reports whether a name is that of a swap, a future or a pair: BTC-USD-SWAP, BTC-USD-251226, BTC-USDT.
func isOtherOKX(name string) bool {
	return isPair(name) || isOtherInstrument(name)
}

// adjustOKX converts coins to dollars, and keeps the future of the expiry.
func adjustOKX(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, side tables.Field) {
	if m := okxOption().FindSubmatch(row.Cell(tables.Symbol)); m != nil && string(m[2]) != "USD" {
		adjustDollars(l, d, r, row, side)
		return
	}
	adjustDeribitTicker(l, d, r, row, side)
}
