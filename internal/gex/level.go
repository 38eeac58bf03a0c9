package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// keysOf are the key levels that rest on gamma of some expiries alone, flips looked for on a ladder.
func (b *Book) keysOf(scope []expiry, l ladder) report.Levels {
	s := b.whole
	if len(scope) < len(b.expiries) {
		s = b.sum(scope...)
	}
	return b.keys(s, b.byStrike(scope), b.flipsOf(scope, l))
}

// flipsOf are the flips of some expiries alone that count.
func (b *Book) flipsOf(scope []expiry, l ladder) []report.Flip {
	batch := b.batch
	if len(scope) < len(b.expiries) {
		room := batches.Get().(*kernel.Batch)
		defer batches.Put(room)
		batch = b.price(room, scope)
	}
	counting, _ := b.flips(batch, scope, l, b.profile(batch, l))
	return counting
}

// keys are the key levels that rest on gamma: those of an outlook. flips are those that count.
func (b *Book) keys(s sums, strikes []strike, flips []report.Flip) report.Levels {
	gex := b.known(s.net())
	l := report.NoLevels()
	l.GEX, l.Regime = gex, b.regime(float64(gex), flips)
	l.ZeroGamma, l.Flips = b.nearest(flips), flips
	l.AbsGamma = b.highest(strikes, func(s *strike) float64 { return s.gross })
	l.CallWall, l.PutWall = b.walls(strikes)
	l.PerADV = b.perADV(s.net())
	return l
}

// perADV is what dealers trade after a move of 1 %, to first order, as a part of the average daily volume: US$ of delta per
// 1 % over US$, whatever the unit of gex is, with its sign. Absent when no volume is given or no contract is used.
func (b *Book) perADV(gex float64) report.Number {
	if b.opt.ADV == 0 {
		return report.None()
	}
	return b.known(gex / b.unit(b.Spot) * b.Spot * b.Spot * 0.01 / b.opt.ADV)
}

// levels are all key levels of some expiries, whose strikes and flips are known.
func (b *Book) levels(scope []expiry, s sums, strikes []strike, flips []report.Flip) report.Levels {
	l := b.keys(s, strikes, flips)
	l.HVL = hvl(b, strikes)
	if e := b.nearestHeld(scope); e != nil {
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
	return l
}

// nearest is the flip nearest to spot in |ln|, absent when there is none.
func (b *Book) nearest(flips []report.Flip) report.Number {
	best := report.None()
	for _, f := range flips {
		if !best.OK() || b.away(float64(f.Spot)) < b.away(float64(best)) {
			best = f.Spot
		}
	}
	return best
}

// away is the distance of a price from spot in |ln|.
func (b *Book) away(x float64) float64 { return math.Abs(kernel.Log(x / b.Spot)) }

// walls are the strikes with the largest call and put exposure by the rule of the options.
func (b *Book) walls(strikes []strike) (call, put report.Number) {
	switch b.opt.Wall {
	case "gross":
		return b.highest(strikes, callSide), b.highest(strikes, putSide)
	case "side":
		above := func(s *strike) float64 { return where(s.k >= b.Spot, callSide(s)) }
		below := func(s *strike) float64 { return where(s.k <= b.Spot, putSide(s)) }
		return b.highest(strikes, above), b.highest(strikes, below)
	}
	return b.highest(strikes, func(s *strike) float64 { return s.net() }),
		b.highest(strikes, func(s *strike) float64 { return -s.net() })
}

func callSide(s *strike) float64 { return s.side[chain.Call] }
func putSide(s *strike) float64  { return s.side[chain.Put] }

func where(ok bool, x float64) float64 {
	if ok {
		return x
	}
	return 0
}

// highest is the strike with the largest positive value; of equals the nearest to spot, then the lower. Absent when no
// value is positive.
func (b *Book) highest(strikes []strike, value func(*strike) float64) report.Number {
	best, at := 0.0, report.None()
	for j := range strikes {
		v, k := value(&strikes[j]), strikes[j].k
		switch {
		case !(v > 0) || v < best:
		case v > best, math.Abs(k-b.Spot) < math.Abs(float64(at)-b.Spot):
			best, at = v, report.Number(k)
		}
	}
	return at
}

// hvl is the strike at which net exposure, cumulated from the lowest strike, is least; of equals the nearest to spot.
// Absent when there is no exposure.
func hvl(b *Book, strikes []strike) report.Number {
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

// holding is what is held at a strike: contracts behind the position times multiplier, of calls and of puts.
type holding struct {
	k     float64
	count [2]float64
	above float64 // puts struck here or higher, for maxPain
}

// holdings lists what is held of an expiry, ascending, in the place of a list that is no longer needed.
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

// maxPain is the strike at which the contracts of one expiry would pay least, in one pass: going up, the payout falls
// as long as puts above outweigh calls below. Of a flat stretch the strike nearest to spot, then the lower. Absent
// when nothing is held.
func (b *Book) maxPain(strikes []holding) report.Number {
	puts := 0.0
	for j := len(strikes) - 1; j >= 0; j-- {
		puts += strikes[j].count[chain.Put]
		strikes[j].above = puts
	}
	calls, below := 0.0, 0.0 // calls struck at or below a strike, and below it
	for _, s := range strikes {
		calls += s.count[chain.Call]
	}
	if puts+calls == 0 {
		return report.None()
	}
	flat := 1e-12 * (puts + calls) // fractions of contracts do not add up to the last bit
	best := math.NaN()
	for j, s := range strikes {
		left := below - s.above // slopes of the payout on both sides of the strike
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

// nearestHeld is the expiry that max pain and the expected move are about: the first of a scope that settles at a close,
// else the first of all, nil of none. Some underlyings have none that does, such as VIX.
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

// expectedMove is what an expiry prices: the straddle struck at the forward, 2DF(2N(s/2)-1), and one standard deviation.
func (b *Book) expectedMove(date string, years, rate, yield, vol float64) *report.ExpectedMove {
	carry := (rate - yield) * years
	forward := b.Spot * kernel.Exp(carry)
	both := kernel.New([]kernel.Group{{Hi: 2, Years: years, Rate: rate, Carry: carry}},
		[]float64{forward, forward}, []float64{vol, vol}, []bool{false, true}, []float64{0, 0})
	g := kernel.Greeks{Price: make([]float64, 2)}
	both.GreeksTo(&g, b.Spot)
	return &report.ExpectedMove{
		Expiry: date, Straddle: report.Number(g.Price[0] + g.Price[1]),
		Sigma: report.Number(b.Spot * vol * math.Sqrt(years)),
	}
}
