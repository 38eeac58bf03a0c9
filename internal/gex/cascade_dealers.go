package gex

// tradesAt is what dealers trade by some spots, Q_d in currency, and the slope of their
// delta there, per 1.00 of spot: Σ ω Γ where volatilities stay, and with the vanna of
// their change where they follow spot.
//
//	Q_d(P) = −(Δ(P) − Δ(S)) P
type tradesAt struct{ usd, gamma []float64 }

// dealers prices the trades of a book under its volatility rule.
type dealers struct {
	*Book
	base      float64  // Δ(S), units of the underlying
	contracts repriced // where volatilities follow spot; nil: they stay
}

// newDealers prices the dealers' delta at spot.
func (b *Book) newDealers() *dealers {
	d := &dealers{Book: b}
	if !b.rule.sticky() {
		m := b.newMoving(b.expiries)
		if m.pairs != nil { // the deltas of a call and a put of one volatility differ by a constant
			m = m.pairs
		}
		d.contracts = m
	}
	d.base = d.delta([]float64{b.Spot})[0]
	return d
}

// at returns the trades by some spots.
func (d *dealers) at(spots []float64) tradesAt {
	if d.contracts != nil {
		return d.bySlope(spots)
	}
	return tradesAt{d.trades(spots), d.batch.GammaTo(nil, spots)}
}

// rungs is at for the spots of a ladder, where gamma costs a tenth as much.
func (d *dealers) rungs(spots []float64) tradesAt {
	if d.contracts != nil {
		return d.bySlope(spots)
	}
	return tradesAt{d.trades(spots), d.batch.AlongTo(nil, spots, step)}
}

// riseStep is the part of spot over which the slope of the delta is a difference, where
// volatilities follow spot.
const riseStep = 1e-5

// bySlope returns the trades by some spots, and the slope of the delta as a difference.
func (d *dealers) bySlope(spots []float64) tradesAt {
	t := slopes(d.delta, d.Spot, spots)
	d.turned(t.usd, spots)
	return t
}

// slopes returns the deltas at some spots, in the place of trades, and their slopes.
func slopes(delta func([]float64) []float64, spot float64, spots []float64) tradesAt {
	h := spot * riseStep
	three := make([]float64, 0, 3*len(spots))
	for _, at := range spots {
		three = append(three, at-h, at, at+h)
	}
	all := delta(three)
	t := tradesAt{make([]float64, len(spots)), make([]float64, len(spots))}
	for i := range spots {
		t.usd[i], t.gamma[i] = all[3*i+1], (all[3*i+2]-all[3*i])/(2*h)
	}
	return t
}

// trades returns Q_d by some spots.
func (d *dealers) trades(spots []float64) []float64 { return d.turned(d.delta(spots), spots) }

// delta returns the dealers' option delta at some spots, in units of the underlying.
func (d *dealers) delta(spots []float64) []float64 {
	if d.contracts == nil {
		return d.batch.DeltaTo(nil, spots)
	}
	out := make([]float64, len(spots))
	eachOf(len(spots), len(spots)*len(d.row), func(i int) {
		s := scenarios.Get().(*scenario)
		defer scenarios.Put(s)
		out[i] = d.contracts.at(s, spots[i]).DeltaTo(nil, spots[i:i+1])[0]
	})
	return out
}

// turned turns deltas, in place, into trades from spot: none at spot, whatever American
// greeks at several spots differ by from those at one.
func (d *dealers) turned(delta, spots []float64) []float64 {
	for i := range delta {
		delta[i] = (d.base - delta[i]) * spots[i]
		if spots[i] == d.Spot {
			delta[i] = 0
		}
	}
	return delta
}
