package kernel

import "math"

// Quoted is one expiry of quotes: the contracts [Lo, Hi) of the columns and what they share.
type Quoted struct {
	Lo, Hi   int
	Forward  float64 // F at the time of the quotes
	Discount float64 // e^{−rT}
}

// Status says whether a price has a volatility, and if not, why. The values are those of bs.Status.
type Status uint8

const (
	OK             Status = iota // the volatility is found
	AtIntrinsic                  // the price is what the option is worth without volatility
	BelowIntrinsic               // the price is less than that
	AboveMaximum                 // the price is at least that of the asset (call) or of the strike in cash (put)
	NoTimeValue                  // there is none to solve for: rounding hides it, or an input makes no sense
)

// ImpliedTo writes the total volatility s = σ√T that each price implies, or 0, and its status. The rules are those of
// bs.ImpliedVol; put tells the side. All columns have the same length, the groups cover it in order.
//
// The relative error is within 16 ε and eight times what half an ulp of the price does to s, plus 10⁻²⁰ of s itself, as
// ln(F/K) is not better than 2⁻⁷².
func ImpliedTo(dst []float64, status []Status, groups []Quoted, price, strike []float64, put []bool) {
	n := len(price)
	if len(dst) != n || len(status) != n || len(strike) != n || len(put) != n {
		panic(badColumns)
	}
	var blocks []Quoted
	at := 0
	for _, g := range groups {
		if g.Lo != at || g.Hi < g.Lo || g.Hi > n {
			panic(badGroups)
		}
		at = g.Hi
		for lo := g.Lo; lo < g.Hi; lo += blockSize {
			blocks = append(blocks, Quoted{lo, min(lo+blockSize, g.Hi), g.Forward, g.Discount})
		}
	}
	if at != n {
		panic(badGroups)
	}
	eachPart(len(blocks), impliedCells*blockSize, func(i int) {
		g := blocks[i]
		var w quotes
		w.prepare(g, status[g.Lo:g.Hi], price[g.Lo:g.Hi], strike[g.Lo:g.Hi], put[g.Lo:g.Hi])
		w.guess()
		for range impliedSteps {
			w.step()
		}
		w.write(dst[g.Lo:g.Hi], status[g.Lo:g.Hi])
	})
}

// impliedCells is the cost of a quote in exponentials, about.
const impliedCells = 25

// impliedSteps is how many steps every quote takes. The guess is within an eighth and the order of a step is four.
const impliedSteps = 3

// quotes is a block of prices to be inverted, as out-of-the-money options in units of their maximum, the lesser of
// discounted forward and strike. With a = |ln(F/K)|, d = s/2 − a/s, e = s/2 + a/s,
//
//	c = N(d) − e^a N(−e) = φ(d) W      W = M(−d) − M(e)
//	r = 1 − c            = φ(d) V      V = M(d) + M(e)
//
// with M the Mills ratio, and ∂c/∂s = φ(d).
type quotes struct {
	n       int
	a       [blockSize]float64 // |ln(F/K)|
	c, r    [blockSize]float64 // the value, and what it lacks to the maximum
	up      [blockSize]float64 // the power of two that c is raised by before its logarithm is taken
	logC    [blockSize]float64 // ln c
	logR    [blockSize]float64 // ln r
	s       [blockSize]float64
	u, logU [blockSize]float64 // W or −V, and the logarithm of its size
}

// A quote that cannot be solved is replaced by one that can, so that the columns need no gaps.
const anyValue = 0.1

// tiny and raise keep quotients away from the subnormal numbers: below tiny, they are raised by 2^raise.
const (
	tiny  = 1e-200
	raise = 300
)

// prepare fills in a, c, r and their logarithms.
func (w *quotes) prepare(g Quoted, status []Status, price, strike []float64, put []bool) {
	w.n = len(price)
	forward := between(g.Forward, minMoney, maxMoney)
	forwardHigh, forwardLow := logPair(forward)
	for i, k := range strike {
		value, rest, st := timeValue(g, price[i], k, put[i])
		status[i] = st
		k = between(k, minMoney, maxMoney)
		high, low := logPair(k)
		least := g.Discount * min(forward, k)
		w.a[i] = math.Abs((forwardHigh - high) + (forwardLow - low))
		if st != OK {
			w.a[i], value, rest, least = 0, anyValue, 1-anyValue, 1
		}
		up := 1.0
		if value < tiny {
			up = 1 << raise
		}
		w.c[i], w.r[i], w.up[i] = value*up/least, rest/least, up
	}
	logTo(w.logC[:w.n], w.c[:w.n])
	logTo(w.logR[:w.n], w.r[:w.n])
	w.lower()
}

// lower takes back what raised the tiny.
func (w *quotes) lower() {
	for i, up := range w.up[:w.n] {
		if up != 1 {
			w.c[i] /= up
			w.logC[i] -= raise * math.Ln2
		}
	}
}

// timeValue splits a price: value is that of the option of the same strike that is out of the money, rest what lacks to
// its maximum.
func timeValue(g Quoted, price, strike float64, put bool) (value, rest float64, status Status) {
	least, most := min(g.Forward, strike, g.Discount), max(g.Forward, strike, g.Discount)
	if !(least >= minMoney) || !(most <= maxMoney) || math.IsNaN(price) {
		return 0, 0, NoTimeValue
	}
	ceiling, inMoney := g.Forward, g.Forward-strike
	if put {
		ceiling, inMoney = strike, -inMoney
	}
	rest = math.FMA(g.Discount, ceiling, -price)
	if inMoney <= 0 {
		return price, rest, statusOf(price, rest, 0)
	}
	value = math.FMA(-g.Discount, inMoney, price)
	return value, rest, statusOf(value, rest, 8*ulp(float64(g.Discount*max(g.Forward, strike))))
}

// statusOf names the case that a time value and its complement are, up to rounding.
func statusOf(value, rest, rounding float64) Status {
	switch {
	case value == 0:
		return AtIntrinsic
	case value < -rounding:
		return BelowIntrinsic
	case rest <= 0:
		return AboveMaximum
	case math.Abs(value) <= rounding:
		return NoTimeValue
	}
	return OK
}

// ulp returns the distance from x > 0 to the next larger number. A product has to be rounded before it comes here.
func ulp(x float64) float64 { return math.Float64frombits(math.Float64bits(x)+1) - x }

// write writes the solutions.
func (w *quotes) write(dst []float64, status []Status) {
	for i, s := range w.s[:w.n] {
		if status[i] == OK && s < minTotal {
			status[i] = NoTimeValue
		}
		if status[i] != OK {
			s = 0
		}
		dst[i] = s
	}
}
