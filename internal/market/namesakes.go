package market

// A namesake is a symbol that means an option on a future or index abroad, and an option on a US stock or fund.
type namesake struct {
	root   Root
	lo, hi float64 // prices between which the stock or fund may lie; outside, the symbol means the other
}

// namesakes have the prices of the stock or fund since 2015, and as far again on both sides. Options on the stock are found
// under the same symbol at OPRA.
var namesakes = map[string]namesake{
	"ES":  {future("ES"), 20, 300},            // Eversource Energy
	"CL":  {future("CL"), 20, 300},            // Colgate-Palmolive
	"NG":  {future("NG"), 0.5, 60},            // NovaGold
	"SI":  {future("SI"), 0.1, 500},           // Silvergate Capital
	"HG":  {future("HG"), 7, 100},             // Hamilton Insurance
	"PL":  {future("PL"), 0.5, 150},           // Planet Labs
	"ZS":  {future("ZS"), 10, 600},            // Zscaler
	"HE":  {future("HE"), 3, 100},             // Hawaiian Electric
	"LE":  {future("LE"), 2, 90},              // Lands' End
	"BZ":  {future("BZ"), 5, 100},             // Kanzhun
	"DAX": {eurexIndex("DAX", 5, 13), 5, 200}, // Global X DAX Germany, a fund
	"HTI": {hongKongIndex("HTI", 50), 5, 60},  // a real estate trust
	"GF":  {future("GF"), 2, 60},              // New Germany Fund
}

// future finds an option on a future of CME Group.
func future(name string) Root {
	for _, r := range cmeRoots {
		if r.Name == name {
			return r
		}
	}
	panic("market: no such future: " + name)
}

// Namesake is what a symbol of a US stock means elsewhere, an option on a future or an index, and whether a price of its
// underlying can be the stock's.
func Namesake(name string, price float64) (other Root, stock, ok bool) {
	n, ok := namesakes[name]
	return n.root, !(price > n.hi || price < n.lo), ok
}

// A foreigner is an instrument of a market whose hours and contracts are not known here.
type foreigner struct {
	what   string
	lo, hi float64 // prices of a US stock of the same symbol; zero: there is none
}

// foreigners are refused rather than taken for US stocks.
var foreigners = map[string]foreigner{
	"CRUDEOIL": {what: "crude oil at MCX, India"}, "CRUDEOILM": {what: "crude oil at MCX, India"},
	"NATURALGAS": {what: "natural gas at MCX, India"}, "NATGASMINI": {what: "natural gas at MCX, India"},
	"GOLD": {"gold at MCX, India", 5, 300}, "GOLDM": {what: "gold at MCX, India"}, "SILVER": {what: "silver at MCX, India"}, "SILVERM": {what: "silver at MCX, India"},
	"COPPER": {what: "copper at MCX, India"}, "ZINC": {what: "zinc at MCX, India"},
	"USDINR": {what: "a currency at the NSE"}, "EURINR": {what: "a currency at the NSE"}, "GBPINR": {what: "a currency at the NSE"}, "JPYINR": {what: "a currency at the NSE"},
	"XAUUSD": {what: "gold, over the counter"}, "XAGUSD": {what: "silver, over the counter"},
	"TXO": {what: "the TAIEX at TAIFEX"}, "KOSPI200": {what: "the KOSPI 200 at KRX"}, "K200": {what: "the KOSPI 200 at KRX"}, "KOSPI": {what: "the KOSPI 200 at KRX"},
	"NK225": {what: "the Nikkei 225 at OSE"}, "N225": {what: "the Nikkei 225 at OSE"}, "NIKKEI": {what: "the Nikkei 225 at OSE"}, "NIKKEI225": {what: "the Nikkei 225 at OSE"}, "TOPIX": {what: "the TOPIX at OSE"},
	"XJO": {what: "the S&P/ASX 200 at ASX"}, "AS51": {what: "the S&P/ASX 200 at ASX"},
	"FTSE": {what: "the FTSE 100 at ICE"}, "UKX": {what: "the FTSE 100 at ICE"}, "FTSE100": {what: "the FTSE 100 at ICE"},
	"CAC": {"the CAC 40 at Euronext", 3, 90}, "CAC40": {what: "the CAC 40 at Euronext"}, "PXA": {what: "the CAC 40 at Euronext"}, "AEX": {what: "the AEX at Euronext"},
	"IBEX": {what: "the IBEX 35 at MEFF"}, "IBEX35": {what: "the IBEX 35 at MEFF"}, "OSMI": {what: "the SMI at Eurex, in francs"}, "SMI": {what: "the SMI at Eurex, in francs"},
	"IBOV": {what: "the Ibovespa at B3"}, "A50": {what: "the FTSE China A50"}, "CSI300": {what: "the CSI 300 at CFFEX"},
}

// IsForeign reports whether a symbol stands for something in a market that is not known here.
func IsForeign(name string) bool {
	_, ok := foreigners[name]
	return ok
}

// Foreign says what a symbol stands for in a market that is not known here; price is that of the underlying, or NaN.
func Foreign(name string, price float64) (what string, ok bool) {
	f, ok := foreigners[name]
	if ok && f.hi > 0 && !(price > f.hi || price < f.lo) {
		return "", false
	}
	return f.what, ok
}
