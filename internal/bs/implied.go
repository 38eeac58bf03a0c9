package bs

import "math"

// Status says whether a price has a volatility, and if not, why.
type Status uint8

const (
	OK             Status = iota // the price has a volatility
	AtIntrinsic                  // the price is the intrinsic value: the volatility is 0
	BelowIntrinsic               // the price is less than that: an arbitrage, or a stale quote
	AboveMaximum                 // the price is at least that of the asset (call) or of the strike in cash (put)
	NoTimeValue                  // no time value to solve for: rounding hides it, or an input is out of range
)

// String returns a short description: ok, at intrinsic, below intrinsic, above maximum, no time value.
func (s Status) String() string {
	switch s {
	case OK:
		return "ok"
	case AtIntrinsic:
		return "at intrinsic"
	case BelowIntrinsic:
		return "below intrinsic"
	case AboveMaximum:
		return "above maximum"
	}
	return "no time value"
}

// ImpliedVol returns the volatility σ, a fraction a year, at which the option has the price: the total volatility of the
// function ImpliedVol at F = S e^{(r−q)T} and D = e^{−rT}, over √T. The Vol of o is not read.
//
// Special cases: 0 and a status as in the function ImpliedVol; NoTimeValue if Years is not positive.
func (o Option) ImpliedVol(price float64) (float64, Status) {
	if !(o.Years > 0) {
		return 0, NoTimeValue
	}
	forward := o.Spot * math.Exp((o.Rate-o.Yield)*o.Years)
	total, status := ImpliedVol(o.Right, price, forward, o.Strike, math.Exp(-o.Rate*o.Years))
	return total / math.Sqrt(o.Years), status
}

// ImpliedVol returns the total volatility s = σ√T at which the option has the price; discount is e^{−rT}.
//
// Only time value is inverted: an option in the money is first turned by parity into the one out of the money. The
// method is that of P. Jäckel, "Let's Be Rational", Wilmott, 2015 (docs/theory.md 1.4): a guess good everywhere, then
// third-order Householder steps on the logarithm of the price, or of its distance below the maximum. The error is a few ε
// times the change of s by half an ulp of the price.
//
// Special cases:
//
//   - price below intrinsic value by more than 8 ulp of the larger of asset and strike: 0, BelowIntrinsic
//   - price within these 8 ulp of an intrinsic value above zero: 0, NoTimeValue
//   - price equal to the intrinsic value, or zero: 0, AtIntrinsic
//   - price at or above its maximum, D F for a call and D K for a put: 0, AboveMaximum
//   - forward, strike or discount not within [10⁻⁵⁰, 10⁵⁰], or price not a number: 0, NoTimeValue
//   - a total volatility below 10⁻⁴⁰: 0, NoTimeValue
func ImpliedVol(right Right, price, forward, strike, discount float64) (float64, Status) {
	value, rest, status := timeValue(right, price, forward, strike, discount)
	if status != OK {
		return 0, status
	}
	least := discount * min(forward, strike)
	p := impliedProblem{
		a:    math.Abs(logRatio(forward, strike)),
		c:    value / least,
		logC: logQuotient(value, least),
		logR: logQuotient(rest, least),
	}
	total := p.solve()
	if total < floorTotal {
		return 0, NoTimeValue
	}
	return total, OK
}

// timeValue splits the price: value is the price of the out-of-the-money option of the same strike,
//
//	price − D |F − K| in the money, by put-call parity; price itself out of it
//
// and rest is how far the price is below its maximum, D F for a call and D K for a put. Both in the unit of the price.
func timeValue(right Right, price, forward, strike, discount float64) (value, rest float64, status Status) {
	if !(min(forward, strike, discount) >= floorMoney) || !(max(forward, strike, discount) <= maxMoney) || math.IsNaN(price) {
		return 0, 0, NoTimeValue
	}
	ceiling := forward
	if right == Put {
		ceiling = strike
	}
	value, rest = price, math.FMA(discount, ceiling, -price)
	inMoney := right.sign() * (forward - strike)
	rounding := 0.0
	if inMoney > 0 {
		value = math.FMA(-discount, inMoney, price)
		rounding = 8 * ulp(float64(discount*max(forward, strike)))
	}
	return value, rest, statusOf(value, rest, rounding)
}

// statusOf classifies a time value and its distance below the maximum. A time value within rounding, the error of the
// subtraction in timeValue, is not distinguishable from zero.
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
func ulp(x float64) float64 { return math.Nextafter(x, math.Inf(1)) - x }

// logQuotient returns ln(x/y). Subnormal quotients, of which math.Log is not exact on every machine, are first scaled:
// ln(x/y) = ln(2³⁰⁰ x/y) − 300 ln 2.
func logQuotient(x, y float64) float64 {
	const up = 300
	if q := x / y; q > 1e-290 {
		return math.Log(q)
	}
	return math.Log(math.Ldexp(x, up)/y) - up*math.Ln2
}
