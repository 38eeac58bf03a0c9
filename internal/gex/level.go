package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/system"
)

// keysOf returns the levels that depend on gamma, of some expiries only; flips are
// searched on the ladder l. gex is their profile on it where that is known, else nil.
func (b *Book) keysOf(scope []expiry, l ladder, gex []float64) report.Levels {
	s := b.whole
	if len(scope) < len(b.expiries) {
		s = b.sum(scope...)
	}
	flips := b.flipsOf(scope, l, gex)
	m := levelMemories.Get().(*levelMemory)
	defer levelMemories.Put(m)
	m.list = b.gexByStrike(m.list, scope)
	return b.keys(s, m.list, flips)
}

// flipsOf returns the flips of some expiries only, those that count (docs/theory.md
// 5.3), as keysOf does.
func (b *Book) flipsOf(scope []expiry, l ladder, gex []float64) []report.Flip {
	var scratch *pricer
	if len(scope) < len(b.expiries) { // else the book's own batch is there
		m := memories.Get().(*memory)
		defer memories.Put(m)
		scratch = &m.pricer
	}
	batch := b.bySpot(scope, scratch)
	if gex == nil {
		m := levelMemories.Get().(*levelMemory)
		defer levelMemories.Put(m)
		m.gex = system.Resized(m.gex, len(l.spots))
		gex = m.gex
		b.profileTo(gex, batch, l, 0)
	}
	counting, _ := b.flips(batch, scope, l, gex)
	return counting
}

// keys returns the levels that depend on gamma, those of an outlook: GEX, regime, zero
// gamma, walls (docs/theory.md 6). flips are those that count.
func (b *Book) keys(s sums, strikes []strike, flips []report.Flip) report.Levels {
	gex := b.known(s.net())
	l := report.NoLevels()
	l.GEX, l.Regime = gex, b.regime(float64(gex), flips)
	l.ZeroGamma, l.Flips = b.nearest(flips), flips
	// The strike with the largest Σ |GEX| of its contracts.
	strikes = b.binned(strikes)
	l.AbsGamma = b.highest(strikes, func(s *strike) float64 { return s.gross })
	l.CallWall, l.PutWall = b.walls(strikes)
	l.PerADV = b.perADV(s.net())
	return l
}

// perADV returns what dealers trade after a move of 1%, to first order, as a part of
// the average daily volume,
//
//	GEX in currency per 1% / ADV in currency,    GEX = gex/unit(S) · S² · 0.01
//
// with the sign of gex, whatever its unit. Absent without a volume and without a used
// contract.
func (b *Book) perADV(gex float64) report.Number {
	if b.opt.ADV == 0 {
		return report.None()
	}
	return b.known(gex / b.unit(b.Spot) * b.Spot * b.Spot * 0.01 / b.opt.ADV)
}

// levels returns all levels of some expiries, of which totals, strikes and flips are
// known. Max pain and expected move are those of the nearest PM-settled expiry, where a
// position or a volatility exists.
func (b *Book) levels(scope []expiry, s sums, strikes []strike, flips []report.Flip) report.Levels {
	// Those that depend on gamma, then those of open interest and of the fit.
	l := b.keys(s, strikes, flips)
	l.HVL, l.Walls = hvl(b, strikes), b.wallShares(b.binned(strikes), s.gross)
	if e := b.nearestHeld(b.ofMember(0, scope)); e != nil {
		fit := b.surface.Expiries[e.of]
		date := b.chain.Expiries[e.of].Date.String()
		l.MaxPain = b.maxPain(b.holdings(nil, *e))
		if l.MaxPain.OK() {
			l.MaxPainExpiry = report.Text(date)
		}
		if fit.ATMVol > 0 {
			l.ExpectedMove = b.expectedMove(date, fit.Years, fit.Rate, fit.Yield, fit.ATMVol)
		}
	}
	l.Odds = b.odds(&l)
	return l
}

// nearest returns the flip nearest to spot in |ln(x/S)|, the first of equals; absent
// when there is none.
func (b *Book) nearest(flips []report.Flip) report.Number {
	best := report.None()
	for _, f := range flips {
		if !best.OK() || b.logDistance(float64(f.Spot)) < b.logDistance(float64(best)) {
			best = f.Spot
		}
	}
	return best
}

// logDistance returns |ln(x/S)|.
func (b *Book) logDistance(x float64) float64 { return math.Abs(kernel.Log(x / b.Spot)) }

// hvl returns the high-volatility level (docs/theory.md 6), argmin over K of Σ net GEX
// of the strikes ≤ K: where the curve of cumulated exposure turns, which is not where
// it is zero. Of equals the nearest to spot, then the lower. Absent when there is no
// exposure.
func hvl(b *Book, strikes []strike) report.Number {
	// The cumulated sum from the lowest strike, and its least value so far.
	sum, least, at, gross := 0.0, math.Inf(1), math.NaN(), 0.0
	for _, s := range strikes {
		sum += s.net()
		gross += s.gross
		if sum < least || sum == least && math.Abs(s.k-b.Spot) < math.Abs(at-b.Spot) {
			least, at = sum, s.k
		}
	}
	if gross == 0 {
		return report.None()
	}
	return report.Number(at)
}

// holding is the open interest at a strike: n·m, contracts behind the position times
// multiplier, in units of the underlying, of calls and of puts, whoever holds them.
type holding struct {
	k     float64
	count [2]float64
	above float64 // Σ n·m of puts struck here or higher, for maxPain
}

// holdings returns the open interest of an expiry by strike, ascending, in the memory
// of a list that is no longer needed.
func (b *Book) holdings(old []holding, e expiry) []holding {
	out := slices.Grow(old[:0], (e.hi-e.lo)/2+1)
	for k := e.lo; k < e.hi; k++ {
		if n := len(out); n == 0 || out[n-1].k != b.strike[k] {
			out = append(out, holding{k: b.strike[k]})
		}
		out[len(out)-1].count[b.right(k)] += b.count[k] * b.chain.Multiplier[b.row[k]]
	}
	return out
}

// maxPain returns the strike x that minimizes the payout of the contracts of one expiry
// (docs/theory.md 6.1),
//
//	Σ m (n_c (x − K)⁺ + n_p (K − x)⁺)
//
// in one pass: the payout is convex and piecewise linear, with the slope (calls struck
// below x) − (puts struck above x), so the minimum is where the slope turns from ≤ 0 to
// ≥ 0. Of a flat stretch the strike nearest to spot, then the lower. Absent when
// nothing is held.
func (b *Book) maxPain(strikes []holding) report.Number {
	puts := 0.0
	// Puts struck at or above each strike, from the top down.
	for j := len(strikes) - 1; j >= 0; j-- {
		puts += strikes[j].count[chain.Put]
		strikes[j].above = puts
	}
	// Going up through the strikes: calls below gain, puts above lose.
	calls, below := 0.0, 0.0 // all calls, and those struck below the strike
	for _, s := range strikes {
		calls += s.count[chain.Call]
	}
	if puts+calls == 0 {
		return report.None()
	}
	flat := 1e-12 * (puts + calls) // a slope below this is 0: sums of fractions of contracts round
	best := math.NaN()
	for j, s := range strikes {
		// The slopes of the payout on both sides of the strike; a minimum has left ≤ 0
		// ≤ right.
		left := below - s.above
		below += s.count[chain.Call]
		right := below
		if j+1 < len(strikes) {
			right -= strikes[j+1].above
		}
		if left <= flat && right >= -flat && !(math.Abs(s.k-b.Spot) >= math.Abs(best-b.Spot)) {
			best = s.k
		}
	}
	return report.Number(best)
}

// nearestHeld is the expiry that max pain and the expected move are about: the first of
// a scope that settles at a close, else the first of all, nil of none. Some underlyings
// have none that does, such as VIX.
func (b *Book) nearestHeld(scope []expiry) *expiry {
	for i := range scope {
		if b.chain.Expiries[scope[i].of].Root.Settlement == market.PM {
			return &scope[i]
		}
	}
	if len(scope) == 0 {
		return nil
	}
	return &scope[0]
}

// expectedMove returns the move that an expiry prices, in currency per unit of the
// underlying (docs/theory.md 6.2): the straddle struck at the forward, C + P = 2DF
// (2N(s/2) − 1), and one standard deviation, S σ √T, with σ at the money.
func (b *Book) expectedMove(date string, years, rate, yield, vol float64) *report.ExpectedMove {
	carry := (rate - yield) * years
	forward := b.Spot * kernel.Exp(carry)
	// A call and a put at K = F, priced with weight 0, as only the prices are wanted.
	both := kernel.New([]kernel.Group{{Hi: 2, Years: years, Rate: rate, Carry: carry}},
		[]float64{forward, forward}, []float64{vol, vol}, []bool{false, true}, []float64{0, 0})
	g := kernel.Greeks{Price: make([]float64, 2)}
	both.GreeksTo(&g, b.Spot)
	return &report.ExpectedMove{
		Expiry: date, Straddle: report.Number(g.Price[0] + g.Price[1]),
		Sigma: report.Number(b.Spot * vol * math.Sqrt(years)),
	}
}
