package systematic

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
)

const (
	tradingYear  = 252         // days
	decay        = 60. / 61    // of the variance of a position: a centre of mass of 60 days (Moskowitz, Ooi and Pedersen 2012)
	responseTop  = 0.89        // z e^(-z²/4) of Baz et al. is divided by it
	priceWindow  = 63          // days over which a pair is scaled by the deviation of the price
	signalWindow = tradingYear // days over which that is scaled by its own deviation
)

// logReturn is ln(b/a).
func logReturn(a, b float64) float64 { return kernel.Log(b / a) }

// returns are the log returns of closes, each of the day of its later close.
func returns(p []float64) []float64 {
	var out []float64
	for i := 1; i < len(p); i++ {
		out = append(out, logReturn(p[i-1], p[i]))
	}
	return slices.Clip(out)
}

// signalOf returns the signal of a model, from -1 to 1; NaN without the closes for every part of it.
func signalOf(model string, p []float64) float64 {
	if model != "pairs" {
		return meanSignal(rulesOf(model), p)
	}
	total := 0.0
	for _, k := range pairs {
		total += k.response(p)
	}
	return total / float64(len(pairs))
}

// meanSignal is the mean of signals.
func meanSignal(rules []rule, p []float64) float64 {
	total := 0.0
	for _, r := range rules {
		if len(p) < r.need() {
			return math.NaN()
		}
		total += r.signal(p)
	}
	return total / float64(len(rules))
}

// rulesOf are the signals that a model rests on.
func rulesOf(model string) []rule {
	var list []rule
	switch model {
	case "momentum":
		for _, h := range months {
			list = append(list, momentum{h})
		}
	case "cross":
		list = []rule{cross{20, 120}}
	default:
		for _, k := range pairs {
			list = append(list, k)
		}
	}
	return list
}

// scaled returns the pair over the deviation of the price, y, and that over its own deviation, z; NaN without the closes for them.
func (r pair) scaled(p []float64) (y, z float64) {
	first := len(p) - signalWindow // the close of the first y
	if first < priceWindow-1 {
		return math.NaN(), math.NaN()
	}
	fast, slow := exponential(p[:first], r.s), exponential(p[:first], r.l)
	ys := make([]float64, signalWindow)
	for i := range ys {
		t := first + i
		fast += (p[t] - fast) / float64(r.s)
		slow += (p[t] - slow) / float64(r.l)
		ys[i] = over(fast-slow, deviation(p[t+1-priceWindow:t+1]))
	}
	y = ys[signalWindow-1]
	return y, over(y, deviation(ys))
}

// response is u = z e^(-z²/4)/0.89: a strong trend is held less.
func (r pair) response(p []float64) float64 {
	_, z := r.scaled(p)
	return z * kernel.Exp(-z*z/4) / responseTop
}

// over is a/b, and 0 for 0/0: prices that stand still have no trend.
func over(a, b float64) float64 {
	if a == 0 {
		return 0
	}
	return a / b
}

// deviation is the standard deviation of a sample.
func deviation(x []float64) float64 {
	m := mean(x, len(x))
	squares := 0.0
	for _, v := range x {
		squares += float64((v - m) * (v - m))
	}
	return math.Sqrt(squares / float64(len(x)-1))
}

// variance is that of a day, exponentially weighted, seeded with the first square; NaN without a return.
func variance(r []float64, decay float64) float64 {
	if len(r) == 0 {
		return math.NaN()
	}
	v := r[0] * r[0]
	for _, x := range r[1:] {
		v = blend(v, float64(x*x), decay)
	}
	return v
}

// blend is a variance after a day.
func blend(v, square, decay float64) float64 { return v + float64((1-decay)*(square-v)) }

// annual is the volatility a year of the variance of a day.
func annual(v float64) float64 { return math.Sqrt(tradingYear * v) }

// leverage is the mean over the targets of min(target/volatility, cap); the cap at no volatility.
func leverage(targets []float64, vol, cap float64) float64 {
	total := 0.0
	for _, t := range targets {
		total += min(t/vol, cap)
	}
	return total / float64(len(targets))
}
