package market

// Future is the contract in which a desk hedges an underlying.
type Future struct {
	Symbol     string
	Multiplier float64 // dollars per index point
}

// futures are the contracts that flows in index points are counted in (CME contract specifications).
var futures = []Future{{"ES", 50}, {"MES", 5}, {"NQ", 20}, {"MNQ", 2}, {"RTY", 50}, {"M2K", 5}}

// FutureNamed finds a future by its symbol.
func FutureNamed(symbol string) (Future, bool) {
	for _, f := range futures {
		if f.Symbol == symbol {
			return f, true
		}
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

// FutureFor returns ES for SPX, NQ for NDX, RTY for RUT; false for all others.
func FutureFor(underlying string) (Future, bool) {
	return FutureNamed(map[string]string{"SPX": "ES", "NDX": "NQ", "RUT": "RTY"}[underlying])
}
