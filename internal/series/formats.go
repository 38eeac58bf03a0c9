package series

// Format is what a small file may look like, for people.
type Format struct {
	Name    string // funds
	Title   string
	Columns []FormatColumn
	Example string // several layouts, one after the other
}

// FormatColumn is a column of one of its layouts.
type FormatColumn struct {
	Name     string
	Required bool // in the first layout of the example
	Unit     string
	Empty    string // what an empty cell means
}

// Formats are the files of triggers, funds, scenarios and prices.
func Formats() []Format {
	return []Format{
		{"triggers", "stops and liquidations that a price sets off, csv or JSON", []FormatColumn{
			{"level", true, "price at which it fires", ""},
			{"usd", true, "US$ bought, negative sells; k, m, bn", ""},
			{"label", false, "text", "none"},
			{"price, side, notional", false, "a ladder: price, long or short, US$", ""},
			{"price, long, short", false, "a ladder: price, US$ of each side", "0"},
			{"coins", false, "coins, in the place of notional", ""},
			{"entry, leverage", false, "a position: price, multiple of 1 or more", ""},
			{"maintenance", false, "maintenance margin, a fraction or %", ""},
			{"contract", false, "linear or inverse", "linear"},
			{"symbol", false, "underlying of the row", "that of the chain"},
			{"as_of", false, "time of the snapshot, with its zone", "unknown"},
		}, `level,usd,label
6640,-8bn,stops
6590,-15bn,margin calls

price,side,notional,as_of
90000,long,212m,2025-11-20T14:45:00Z
95000,short,98.5m,2025-11-20T14:45:00Z

price,long,short
90000,212000000,0

side,entry,leverage,maintenance,notional,contract
long,91480,20,0.5%,4m,linear
short,91480,10,0.005,1m,inverse

JSON: Coinglass, aggregated liquidation map, whose amounts need a scale
{"code": "0", "data": {"data": {"90000": [[90000, 1579370.77, null, null]]}}}

JSON: 0xArchive, liquidation levels of Hyperliquid
{"mid_price": 91480, "snapshot_ts": "2025-11-20T14:45:00Z", "flagged_notional": 0,
 "levels": [{"price": 90000, "long_notional": 212000000, "short_notional": 0}]}`},
		{"funds", "assets of leveraged funds, csv", []FormatColumn{
			{"ticker", true, "symbol of the fund", ""},
			{"leverage", true, "multiple of the daily move: 3, -1, 1.5", ""},
			{"aum", true, "assets in US$; m, bn", ""},
			{"underlying", false, "SPX, S&P 500, NDX, Nasdaq-100, a ticker", "that of the chain"},
			{"date", false, "of the assets; the last before the trade date counts", "unknown"},
			{"offset", false, "part of the trade that creations take away, 0 to 1", "0"},
		}, `ticker,leverage,aum,underlying,date,offset
TQQQ,3,30.7bn,NDX,2025-11-19,0.3
SPXU,-3,0.5bn,S&P 500,2025-11-19,

ProShares' own history of a fund: the multiple is in its name
Date,ProShares Name,Ticker,NAV,Prior NAV,NAV Change (%),NAV Change ($),Shares Outstanding (000),Assets Under Management
09/17/2026,ProShares UltraPro QQQ,TQQQ,77.0,76.0,1.32,1.0,399000,30723000000`},
		{"scenarios", "moves of spot, volatility and time with names and probabilities, csv or TOML", []FormatColumn{
			{"name", true, "text, each once", ""},
			{"probability", false, "0.45, 45%, or rest in one row", "none, in all rows"},
			{"move", true, "of spot, %", "spot is given"},
			{"vol", false, "shift of all volatilities, points", "0"},
			{"days", false, "trading days ahead such as 0.5, or an instant", "0"},
			{"spot", false, "a price, in the place of move", "move is given"},
			{"as_of", false, "2025-11-28 15:00, RFC 3339, or a date for its close", "days is given"},
		}, `name,probability,move,vol,days
cut in December,0.45,+1.5,-2,5
tariffs,0.30,-2,4,5
crash,rest,-8,15,5

[[scenario]]
name = "cut in December"   # 45 %
probability = 0.45
move = "+1.5%"
vol = -2
days = 5
[[scenario]]
name = "any other"
probability = "rest"
move = -2`},
		{"prices", "daily prices of one instrument, csv: Yahoo, Stooq, Cboe, Nasdaq, FRED, others", []FormatColumn{
			{"date", true, "2025-11-20, 11/20/2025, 20.11.2025, 20251120, 2025.11.20, 20 Nov 2025, Nov 20, 2025; each once, in either order; also timestamp, datetime, time", ""},
			{"close", true, "price above zero, 6538.76 or 6538,76; also close/last, last, price, or the second of two columns", "the row is skipped and counted"},
			{"open, high, low", false, "prices", "unknown"},
			{"adj close", false, "compared with close, never used", ""},
		}, `# Yahoo; Stooq without Adj Close
Date,Open,High,Low,Close,Adj Close,Volume
2025-11-19,6625.13,6674.61,6583.41,6642.16,6642.16,5000000000

# yfinance, to_csv of a download
Price,Close,High,Low,Open,Volume
Ticker,^GSPC,^GSPC,^GSPC,^GSPC,^GSPC
Date,,,,,
2025-11-19,6642.16,6674.61,6583.41,6625.13,5000000000

# yfinance, to_csv of a history
Date,Open,High,Low,Close,Volume,Dividends,Stock Splits
2025-11-19 00:00:00-05:00,6625.13,6674.61,6583.41,6642.16,5000000000,0.0,0.0

# Stooq, many in one file
<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>
^SPX,D,20251119,000000,6625.13,6674.61,6583.41,6642.16,2850000000,0

# Nasdaq
Date,Close/Last,Volume,Open,High,Low
11/20/2025,"$6,538.76",--,"$6,737.93","$6,770.35","$6,534.05"

# Cboe
DATE,OPEN,HIGH,LOW,CLOSE
11/20/2025,21.140000,28.270000,20.710000,26.420000

# Investing.com
"Date","Price","Open","High","Low","Vol.","Change %"
"11/20/2025","6,538.76","6,737.93","6,770.35","6,534.05","","-1.56%"

# Barchart
Time,Open,High,Low,Last,Change,%Chg,Volume
2025-11-20,6737.93,6770.35,6534.05,6538.76,-103.4,-1.56%,0

# Alpha Vantage
timestamp,open,high,low,close,adjusted_close,volume
2025-11-20,6737.93,6770.35,6534.05,6538.76,6538.76,0

# FRED
observation_date,SP500
2025-11-19,6642.16
2025-11-20,.

# any other, with , ; or tabs
date;close
20 Nov 2025;6538.76`},
	}
}
