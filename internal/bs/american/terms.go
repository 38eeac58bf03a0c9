package american

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gex/internal/bs/kernel"
)

// Terms are what the contracts of one expiry and one side share.
type Terms struct {
	Put       bool
	Years     float64    // T, years of 365 days to settlement
	Rate      float64    // r, continuously compounded, fraction a year
	Yield     float64    // b, continuous yield or cost of borrowing the underlying, fraction a year
	Dividends []Dividend // in any order; those at or before 0 and at or after Years do not count
}

// Dividend is one payment of the underlying. Exercise is last possible just before it.
type Dividend struct {
	Years    float64 // from now to the last instant before the underlying trades without it
	Fraction float64 // the amount as a share of the forward just before it, 0 … 1
}

// ErrTwoBoundaries is what [New] wraps where an option is exercised between two boundaries: a put at yield < rate < 0, a call
// at rate < yield < 0.
var ErrTwoBoundaries = errors.New("early exercise has two boundaries")

// leastCarry is the smallest part of the strike, or of spot, that the right to exercise early can be worth and is computed.
const leastCarry = 1e-9

// Forward returns F/S = e^{(r−b)T} Π(1 − fraction).
func (t Terms) Forward() float64 {
	f := kernel.Exp((t.Rate - t.Yield) * t.Years)
	for _, d := range t.paid() {
		f *= 1 - d.Fraction
	}
	return f
}

// Bounds returns the most that early exercise can add to the price, as shares of strike and of spot: a put's holder gains
// interest on the strike, and keeps a negative yield from growing; a call's holder gains yield and dividends, and keeps a
// debt from growing at a negative rate.
//
//	put: K (1 − e^{−rT}), S (e^{−bT} − 1)    call: S (1 − e^{−bT} Π(1−d)), K (e^{−rT} − 1)
//
// with no rate below 0 in the first of each, and none above in the second. Both are 0 where exercise never pays.
func (t Terms) Bounds() (strike, spot float64) {
	if t.never() {
		return 0, 0
	}
	gain := func(rate float64) float64 {
		if rate <= 0 {
			return 0
		}
		return 1 - kernel.Exp(-rate*t.Years)
	}
	lose := func(rate float64) float64 {
		if rate >= 0 {
			return 0
		}
		return kernel.Exp(-rate*t.Years) - 1
	}
	if t.Put {
		return gain(t.Rate), lose(t.Yield)
	}
	kept := 1 - gain(t.Yield)
	for _, d := range t.paid() {
		kept *= 1 - d.Fraction
	}
	return lose(t.Rate), float64((1 - kept) * (1 + lose(t.Yield)))
}

// never reports whether early exercise never pays: nothing is earned on what is paid for, and no less on what is given up.
func (t Terms) never() bool {
	rate, yield := t.earned()
	return t.Years <= 0 || rate <= 0 && yield >= rate && (t.Put || len(t.paid()) == 0)
}

// Negligible reports whether early exercise can add no more than a tenth of half the spread to a quote. All are in the
// currency of the underlying.
func (t Terms) Negligible(spot, strike, halfSpread float64) bool {
	ofStrike, ofSpot := t.Bounds()
	return float64(ofStrike*strike)+float64(ofSpot*spot) <= halfSpread/10
}

// paid returns the dividends that count, by date.
func (t Terms) paid() []Dividend {
	var paid []Dividend
	for _, d := range t.Dividends {
		if d.Years > 0 && d.Years < t.Years && d.Fraction > 0 {
			paid = append(paid, Dividend{d.Years, min(d.Fraction, 0.999)})
		}
	}
	slices.SortFunc(paid, func(a, b Dividend) int {
		switch {
		case a.Years < b.Years:
			return -1
		case a.Years > b.Years:
			return 1
		}
		return 0
	})
	return paid
}

// earned returns r and q of the put that the side is by symmetry: exercise earns r on what is paid and gives up q on what is
// delivered.
func (t Terms) earned() (rate, yield float64) {
	if t.Put {
		return t.Rate, t.Yield
	}
	return t.Yield, t.Rate
}

// check returns an error where early exercise has two boundaries.
func (t Terms) check() error {
	rate, yield := t.earned()
	if rate < 0 && yield < rate && -yield*t.Years > leastCarry {
		side := "call"
		if t.Put {
			side = "put"
		}
		return fmt.Errorf("american %s at rate %g and yield %g: %w", side, t.Rate, t.Yield, ErrTwoBoundaries)
	}
	return nil
}

// series is a price or a premium and its derivatives, by spot or, of strike 1, by S/K.
type series struct{ value, slope, curve float64 }

// european is the price of the European option and its parts.
type european struct {
	price, asset, cash float64 // V, S e^{−bT} Π(1−d), K e^{−rT}
	d1, d2             float64
	density            float64 // φ(d1)
	delta              float64 // ∂V/∂asset: ± N(±d1)
}

// black returns the European option of asset and cash, both discounted, with total volatility s. The option out of the
// money is computed; parity gives the other.
func black(put bool, asset, cash, s float64) european {
	m := kernel.Log(asset/cash) / s
	e := european{asset: asset, cash: cash, d1: m + float64(0.5*s), d2: m - float64(0.5*s)}
	var tail1, tail2 float64
	e.density, tail1 = kernel.Tail(e.d1)
	_, tail2 = kernel.Tail(e.d2)
	n1, n2 := tail1, tail2 // N(d1), N(d2)
	if e.d1 > 0 {
		n1 = 1 - tail1
	}
	if e.d2 > 0 {
		n2 = 1 - tail2
	}
	if put {
		m1, m2 := 1-n1, 1-n2
		if e.d1 > 0 {
			m1 = tail1
		}
		if e.d2 > 0 {
			m2 = tail2
		}
		e.delta = -m1
		e.price = math.FMA(cash, m2, -float64(asset*m1))
		return e
	}
	e.delta = n1
	e.price = math.FMA(asset, n1, -float64(cash*n2))
	return e
}
