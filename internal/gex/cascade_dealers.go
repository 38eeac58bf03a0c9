package gex

// dealerTrades returns Q_d, what dealers trade by some spots in currency, volatilities
// following the rule of the book.
//
//	Q_d(P) = −(Δ(P) − Δ(S)) P
func (b *Book) dealerTrades() func(spots []float64) []float64 {
	delta := b.deltaBySpot()
	base := delta([]float64{b.Spot})[0]
	return func(spots []float64) []float64 {
		out := delta(spots)
		for i := range out {
			out[i] = (base - out[i]) * spots[i]
		}
		return out
	}
}

// deltaBySpot returns the dealers' option delta by spot, in units of the underlying.
func (b *Book) deltaBySpot() func(spots []float64) []float64 {
	if b.rule.sticky() {
		return func(spots []float64) []float64 { return b.batch.DeltaTo(nil, spots) }
	}
	contracts := b.bySpot(b.expiries, nil)
	return func(spots []float64) []float64 {
		out := make([]float64, len(spots))
		eachOf(len(spots), len(spots)*len(b.row), func(i int) {
			s := scenarios.Get().(*scenario)
			defer scenarios.Put(s)
			out[i] = contracts.at(s, spots[i]).DeltaTo(nil, spots[i:i+1])[0]
		})
		return out
	}
}
