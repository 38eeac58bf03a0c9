package american

import (
	"math"
	"sync"

	"gex/internal/bs/kernel"
)

// Premiums holds what early exercise adds to the contracts of one expiry and one side, at every strike, every spot and every
// volatility of a range. Its methods may be called from several goroutines at a time.
//
// The boundary is solved at a few volatilities and interpolated between them: not the premium, which has a kink in
// volatility where a strike becomes exercised. With dividends the premium is interpolated, but over ln(S/K)/(σ√T), where the
// boundary hardly moves with volatility.
//
// Against package bs premiums are within 5·10⁻⁶ of the larger of spot and strike (3·10⁻⁵ where the drift over T is beyond
// three deviations, as of a borrow of 50 % at a volatility of 10 %), 10⁻⁸ in the mean, and with dividends
// within 5·10⁻⁵ and 10⁻⁶ of finite differences on a grid of five times the nodes.
type Premiums struct {
	terms Terms
	never bool
	asset float64    // S e^{−bT} Π(1−d) / S
	cash  float64    // e^{−rT}
	most  [2]float64 // the bounds of the premium, of strike and of spot
	flip  bool       // a call, as a put by symmetry
	smile

	bound  *boundaries // without dividends
	tabled bool        // their integral is interpolated in a table, as many contracts are asked for
	tables sync.Once   // for the table, made when it is first asked for
	table  *table
	grid   *grid // with dividends
	how    Effort

	once    sync.Once // for lazyEve
	lazyEve *eve
}

// New solves the premiums of an expiry and side for volatilities from low to high, both > 0: that of the smile's lowest and
// highest strike. It solves at one volatility where both are equal, else at 4 to 16 as the range is wide. The error wraps
// [ErrTwoBoundaries] and is nil otherwise.
func New(t Terms, low, high float64) (*Premiums, error) { return Solve(t, low, high, Fine, nil) }

// maxTotal is the largest total volatility σ√T that is solved. Beyond it there are estimates.
const maxTotal = 8

// Solve is New with less effort. It begins at the premiums of an expiry and side whose terms are nearly the same, where there
// are any: like, or nil. Nothing else may use like meanwhile: whether it is solved by then says where this begins, and so its last bits.
func Solve(t Terms, low, high float64, how Effort, like *Premiums) (*Premiums, error) {
	return solve(t, low, high, how.volatilities(low, high, len(t.paid()) > 0), how, like)
}

func solve(t Terms, low, high float64, count int, how Effort, like *Premiums) (*Premiums, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	paid := t.paid()
	p := &Premiums{terms: t, how: how, smile: smile{low: low, high: high}, flip: !t.Put, cash: kernel.Exp(-t.Rate * t.Years)}
	p.asset = t.Forward() * p.cash
	p.most[0], p.most[1] = t.Bounds()
	p.never = max(p.most[0], p.most[1]) < leastCarry
	if p.never {
		return p, nil
	}
	p.high = min(high, maxTotal/math.Sqrt(t.Years))
	p.low = min(low, p.high)
	p.nodes(count)
	if len(paid) > 0 {
		p.grid = newGrid(t, paid, p.vols, meshes[how])
		return p, nil
	}
	rate, yield := t.earned()
	var near *boundaries
	if like != nil {
		near = like.bound
	}
	p.bound = newBoundaries(newFrame(t.Years, rate, yield, how), p.smile, how, near)
	return p, nil
}

// Premium returns what early exercise adds to the European price, in the currency of spot and strike. vol is σ, within the
// range; beyond it the premium is an estimate.
func (p *Premiums) Premium(spot, strike, vol float64) float64 {
	return p.PremiumOver(math.NaN(), kernel.Log(spot/strike), spot, strike, vol)
}

// PremiumOver is Premium where the European price, NaN: it is not known, and ln(S/K) are at hand, which saves some of the work.
func (p *Premiums) PremiumOver(price, logY, spot, strike, vol float64) float64 {
	if p.never || !(spot > 0 && strike > 0 && vol > 0) {
		return 0
	}
	var premium float64
	var past bool
	if p.grid != nil {
		if e := p.eve(); e != nil {
			return e.premium(spot, strike, vol, false).value
		}
		m := p.at(vol)
		premium, past = p.grid.premiumAt(logY/(vol*p.grid.root), &m)
		premium *= strike
	} else {
		premium, past = p.overBoundary(logY, spot, strike, vol)
	}
	return p.bounded(premium, past, price, spot, strike, vol)
}

// bounded keeps a premium within what is known of it: the American price is at least the payoff, and the payoff past the
// boundary. price is the European one, NaN unknown.
func (p *Premiums) bounded(premium float64, past bool, price, spot, strike, vol float64) float64 {
	if payoff := p.payoff(spot, strike); past || payoff > 0 {
		if price != price {
			price = p.european(spot, strike, vol).price
		}
		if least := max(payoff-price, 0); past || premium < least {
			return least
		}
	}
	return max(0, min(premium, float64(p.most[0]*strike)+float64(p.most[1]*spot)))
}

// overBoundary returns the premium without dividends, by the table or the integral, and whether it is past the boundary.
func (p *Premiums) overBoundary(logY, spot, strike, vol float64) (premium float64, past bool) {
	unit, other := strike, spot
	if p.flip {
		logY, unit, other = -logY, spot, strike
	}
	if p.bound.beyondReach(logY, vol) {
		return 0, false
	}
	b, m := p.bound.solved(), p.at(vol)
	above := logY + b.depth(vol, &m)
	if above <= 0 {
		return 0, true
	}
	if p.within(vol) {
		switch z := above / (vol * b.frame.root); {
		case z >= b.reach:
			return 0, false
		case p.tabled:
			return float64(unit * p.tabulated().at(z, &m)), false
		}
	}
	return float64(unit * b.integral(other/unit, logY, vol, &m)), false
}

// eve returns what takes the place of the grid for a call shortly before a dividend, nil for others. It is solved when it is
// first asked for.
func (p *Premiums) eve() *eve {
	p.once.Do(func() {
		paid := p.terms.paid()
		if !hasEve(p.terms, paid) || p.how != Fine {
			return // the spike does not show in prices: drafts are for these
		}
		if rest, err := solve(afterFirst(p.terms, paid), p.low, p.high, len(p.vols), p.how, nil); err == nil {
			p.lazyEve = newEve(p, rest, rest.never, p.terms, paid[0], p.smile)
		}
	})
	return p.lazyEve
}

// Price returns the American price in the currency of spot and strike.
func (p *Premiums) Price(spot, strike, vol float64) float64 {
	if !(spot > 0 && strike > 0 && vol > 0 && p.terms.Years > 0) {
		return max(p.payoff(spot, strike), 0)
	}
	return p.european(spot, strike, vol).price + p.Premium(spot, strike, vol)
}

// Exercised reports whether exercise now is best: the option is stock, and its price says nothing about volatility. A call that
// will be exercised before tonight's dividend is not, until then: its delta is close to 1 and its vega to 0.
func (p *Premiums) Exercised(spot, strike, vol float64) bool {
	if p.never || !(spot > 0 && strike > 0 && vol > 0) {
		return false
	}
	logY := kernel.Log(spot / strike)
	if p.grid != nil {
		m := p.at(vol)
		return p.eve() == nil && p.grid.past(logY/(vol*p.grid.root), &m)
	}
	if p.flip {
		logY = -logY
	}
	if p.bound.beyondReach(logY, vol) || p.bound.solved().before(logY, vol) {
		return false
	}
	m := p.at(vol)
	return logY <= -p.bound.depth(vol, &m)
}

// exercised returns the payoff less the European price, which is not negative.
func (p *Premiums) exercised(spot, strike, vol float64) float64 {
	return max(p.payoff(spot, strike)-p.european(spot, strike, vol).price, 0)
}

func (p *Premiums) payoff(spot, strike float64) float64 {
	if p.terms.Put {
		return strike - spot
	}
	return spot - strike
}

func (p *Premiums) european(spot, strike, vol float64) european {
	return black(p.terms.Put, spot*p.asset, strike*p.cash, vol*math.Sqrt(p.terms.Years))
}

// Tabulate prepares for the premiums of many contracts: without dividends it takes the time of 40 of them, and each takes
// half from then on, within 10⁻⁶ of the larger of spot and strike. It must not be called from several goroutines.
func (p *Premiums) Tabulate() {
	if p.bound != nil && !p.tabled {
		p.tabled = true
	}
}

// tabulated returns the table.
func (p *Premiums) tabulated() *table {
	p.tables.Do(func() { p.table = newTable(p.bound.solved()) })
	return p.table
}
