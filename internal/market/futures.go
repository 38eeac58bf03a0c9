package market

// Future is the contract in which a desk hedges an underlying.
type Future struct {
	Symbol     string
	Multiplier float64 // of the option's currency per point of the underlying; US$ of an inverse one
}

// perpetuals are the inverse futures of coins: a contract is worth a fixed sum of US$ in coins (docs.deribit.com, contract size).
var perpetuals = map[string]float64{"BTC-PERPETUAL": 10, "ETH-PERPETUAL": 1}

// Inverse reports whether a contract is worth a fixed sum of US$, its multiplier, in coins at any price of the coin.
func (f Future) Inverse() bool { return perpetuals[f.Symbol] > 0 }

// futures are the contracts that flows in index points are counted in (CME contract specifications).
var futures = []Future{{"ES", 50}, {"MES", 5}, {"NQ", 20}, {"MNQ", 2}, {"RTY", 50}, {"M2K", 5}}

// FutureNamed finds a future by its symbol.
func FutureNamed(symbol string) (Future, bool) {
	for _, f := range futures {
		if f.Symbol == symbol {
			return f, true
		}
	}
	if size, ok := perpetuals[symbol]; ok {
		return Future{symbol, size}, true
	}
	return Future{}, false
}

// FutureSymbols lists the futures whose multiplier is known.
func FutureSymbols() []string {
	out := make([]string, len(futures))
	for i, f := range futures {
		out[i] = f.Symbol
	}
	return out
}

// hedges are the futures of indices whose options have another symbol or size: those of CME on Cboe's indices, of Eurex
// (eurex.com: EURO STOXX 50 futures of 10 euros a point, DAX futures of 25).
var hedges = map[string]Future{
	"SPX": {"ES", 50}, "NDX": {"NQ", 20}, "RUT": {"RTY", 50},
	"OESX": {"FESX", 10}, "SX5E": {"FESX", 10}, "ESTX50": {"FESX", 10}, "OESB": {"FESB", 50}, "ODAX": {"FDAX", 25}, "DAX": {"FDAX", 25}, "ODXS": {"FDXS", 1},
}

// Future is the contract in which a desk hedges options on the root on a day: the future of an index, the one that options
// are written on, the lot of the next monthly expiry in India, the inverse perpetual of BTC and ETH. False for other coins, US stocks and funds.
func (r Root) Future(day Date) (Future, bool) {
	if f, ok := hedges[r.Underlying]; ok {
		return f, true
	}
	switch {
	case r.Venue.Unit == Coins:
		return FutureNamed(r.Name + "-PERPETUAL")
	case r.HasLots && r.CashIndex:
		size, _ := r.Lot(r.NextMonthly(day), day)
		return Future{r.Name, size}, true
	case r.OffFutures && !r.NoCarry, r.Venue == &hkex:
		return Future{r.Name, r.Multiplier}, true
	}
	return Future{}, false
}
