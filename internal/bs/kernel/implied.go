package kernel

import (
	"math"
	"slices"
	"sync"
)

// Quoted is one expiry of quotes: the contracts [Lo, Hi) of the columns and what they share.
type Quoted struct {
	Lo, Hi   int
	Forward  float64 // F at the time of the quotes, currency per unit of the underlying
	Discount float64 // D = e^{−rT}, 1
}

// Status says whether a price has a volatility, and if not, why. The values are those of bs.Status.
type Status uint8

const (
	OK             Status = iota // the price has a volatility
	AtIntrinsic                  // the price is the intrinsic value: the volatility is 0
	BelowIntrinsic               // the price is less than that
	AboveMaximum                 // the price is at least that of the asset (call) or of the strike in cash (put)
	NoTimeValue                  // no time value to solve for: rounding hides it, or an input is out of range
)

// ImpliedTo writes the total volatility s = σ√T that each price implies, or 0, and its status. Prices and strikes are in
// the currency of the forward, per unit of the underlying; put is true for puts. The rules are those of bs.ImpliedVol. All
// columns have the same length, and the groups cover them in order; it panics otherwise.
//
// The relative error is within 16 ε and eight times the change of s by half an ulp of the price, plus 10⁻²⁰ of s itself,
// as ln(F/K) is known to 2⁻⁷².
func ImpliedTo(dst []float64, status []Status, groups []Quoted, price, strike []float64, put []bool) {
	n := len(price)
	if len(dst) != n || len(status) != n || len(strike) != n || len(put) != n {
		panic(badColumns)
	}
	at := 0
	for _, g := range groups {
		if g.Lo != at || g.Hi < g.Lo || g.Hi > n {
			panic(badGroups)
		}
		at = g.Hi
	}
	if at != n {
		panic(badGroups)
	}
	if n*impliedCells < alone { // a list of blocks would be for other goroutines
		w := quoteBlocks.Get().(*quotes)
		defer quoteBlocks.Put(w)
		for _, g := range groups {
			for b := range g.blocks {
				w.implied(b, dst, status, price, strike, put)
			}
		}
		return
	}
	blocks := make([]Quoted, 0, len(groups)+n/blockSize)
	for _, g := range groups {
		blocks = slices.AppendSeq(blocks, g.blocks)
	}
	eachPart(len(blocks), impliedCells*blockSize, func(i int) {
		w := quoteBlocks.Get().(*quotes)
		defer quoteBlocks.Put(w)
		w.implied(blocks[i], dst, status, price, strike, put)
	})
}

// blocks yields the quotes of a group, a block at a time.
func (g Quoted) blocks(yield func(Quoted) bool) {
	for lo := g.Lo; lo < g.Hi; lo += blockSize {
		if !yield(Quoted{lo, min(lo+blockSize, g.Hi), g.Forward, g.Discount}) {
			return
		}
	}
}

// implied is ImpliedTo for a group of at most a block.
func (w *quotes) implied(g Quoted, dst []float64, status []Status, price, strike []float64, put []bool) {
	lo, hi := g.Lo, g.Hi
	w.read(g, price[lo:hi], strike[lo:hi], put[lo:hi])
	if simd != nil {
		w.solveSIMD()
	} else {
		w.solve()
	}
	w.write(dst[lo:hi], status[lo:hi])
}

// impliedCells is about what a quote costs, in exponentials.
const impliedCells = 25

// impliedSteps is the number of steps that every quote takes. The guess is within an eighth and the order of a step is
// four, so three steps leave an error of about (1/8)⁶⁴, far below ε.
const impliedSteps = 3

// quotes is a block of prices to invert, as out-of-the-money options in units of their maximum, the lesser of discounted
// forward and strike. With a = |ln(F/K)|, d = s/2 − a/s, e = s/2 + a/s,
//
//	c = N(d) − e^a N(−e) = φ(d) W      W = M(−d) − M(e)
//	r = 1 − c            = φ(d) V      V = M(d) + M(e)
//
// with M the Mills ratio, and ∂c/∂s = φ(d). The quotes are followed by quotes of price zero, to fill the last lanes.
type quotes struct {
	n             int
	group         quotedGroup
	price, strike [blockSize]float64
	put           [blockSize]bool
	solvable      [blockSize]float64 // 1, or 0 if the price has no volatility
	a             [blockSize]float64 // |ln(F/K)|
	c             [blockSize]float64 // the value, in (0, 1)
	logC          [blockSize]float64 // ln c
	logR          [blockSize]float64 // ln r
	s             [blockSize]float64 // the total volatility as far as it is solved
	z             [blockSize]float64 // a/s
	u             [blockSize]float64 // W or −V
}

// quotedGroup is a Quoted as its quotes take it.
type quotedGroup struct {
	forward, discount float64 // the discount is NaN if one of them is out of range
	logHigh, logLow   float64 // ln F
}

// shared evaluates what the quotes of a group share.
func (g Quoted) shared() quotedGroup {
	forward, discount := between(g.Forward, minMoney, maxMoney), g.Discount
	if forward != g.Forward || discount != between(discount, minMoney, maxMoney) {
		discount = math.NaN()
	}
	high, low := logPair(forward)
	return quotedGroup{forward, discount, high, low}
}

// anyValue is the value in place of a quote that cannot be solved, so that the columns need no gaps.
const anyValue = 0.1

// tiny and raise keep quotients out of the subnormal range: values below tiny are multiplied by 2^raise first.
const (
	tiny  = 1e-200
	raise = 300
)

// quoteBlocks are blocks for reuse: the arguments of a function value, as the functions of simd are, escape to the heap.
var quoteBlocks = sync.Pool{New: func() any { return new(quotes) }}

// read copies a group of at most a block.
func (w *quotes) read(g Quoted, price, strike []float64, put []bool) {
	w.group = g.shared()
	w.n = copy(w.price[:], price)
	clear(w.price[w.n:wholeLanes(w.n)])
	copy(w.strike[:], strike)
	copy(w.put[:], put)
}

// solve fills in s, the total volatility.
func (w *quotes) solve() {
	w.prepare()
	w.guess()
	for range impliedSteps {
		w.step()
	}
}

// prepare fills in solvable, a = |ln(F/K)|, c and the logarithms of c and r = 1 − c.
func (w *quotes) prepare() {
	var up, r [blockSize]float64 // the factor of c while its logarithm is taken, and 1 − c
	g := &w.group
	for i := range w.strike[:w.n] {
		value, rest, rounding := w.timeValue(i)
		k := between(w.strike[i], minMoney, maxMoney)
		high, low := logPair(k)
		w.a[i] = math.Abs((g.logHigh - high) + (g.logLow - low))
		least := g.discount * min(g.forward, k)
		w.solvable[i] = 1
		if k != w.strike[i] || !(value > rounding) || !(rest > 0) {
			w.solvable[i] = 0
			w.a[i], value, rest, least = 0, anyValue, 1-anyValue, 1
		}
		up[i] = 1
		if value < tiny {
			up[i] = 1 << raise
		}
		w.c[i], r[i] = value*up[i]/least, rest/least
	}
	logTo(w.logC[:w.n], w.c[:w.n])
	logTo(w.logR[:w.n], r[:w.n])
	w.lower(up[:w.n])
}

// lower undoes the factor of values below tiny: ln c = ln(2^raise c) − raise ln 2.
func (w *quotes) lower(up []float64) {
	for i, up := range up {
		if up != 1 {
			w.c[i] /= up
			w.logC[i] -= raise * math.Ln2
		}
	}
}

// timeValue splits a price: value is that of the out-of-the-money option of the same strike, by put-call parity
// price − D |F − K| where the quote is in the money; rounding bounds the error of that subtraction, 0 where there is none;
// rest is how far the price is below its maximum, D F for a call and D K for a put.
func (w *quotes) timeValue(i int) (value, rest, rounding float64) {
	g, price, strike := &w.group, w.price[i], w.strike[i]
	ceiling, inMoney := g.forward, g.forward-strike
	if w.put[i] {
		ceiling, inMoney = strike, -inMoney
	}
	value, rest = price, math.FMA(g.discount, ceiling, -price)
	if inMoney > 0 {
		value = math.FMA(-g.discount, inMoney, price)
		rounding = 8 * ulp(float64(g.discount*max(g.forward, strike)))
	}
	return value, rest, rounding
}

// status classifies a quote that has no volatility, as bs.ImpliedVol does.
func (w *quotes) status(i int) Status {
	value, rest, rounding := w.timeValue(i)
	switch strike := w.strike[i]; {
	case strike != between(strike, minMoney, maxMoney) || math.IsNaN(rest):
		return NoTimeValue
	case value == 0:
		return AtIntrinsic
	case value < -rounding:
		return BelowIntrinsic
	case rest <= 0:
		return AboveMaximum
	case value <= rounding || w.s[i] < minTotal:
		return NoTimeValue
	}
	return OK
}

// ulp returns the distance from x > 0 to the next larger number. A product has to be rounded before it comes here.
func ulp(x float64) float64 { return math.Float64frombits(math.Float64bits(x)+1) - x }

// write writes the solutions, and 0 with a status where there is none.
func (w *quotes) write(dst []float64, status []Status) {
	for i, s := range w.s[:w.n] {
		dst[i], status[i] = s, OK
		if w.solvable[i] == 0 || s < minTotal {
			dst[i], status[i] = 0, w.status(i)
		}
	}
}
