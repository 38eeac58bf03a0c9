package systematic

import (
	"fmt"
	"math"
	"slices"

	"gex/internal/report"
)

// rule is a signal on closes.
type rule interface {
	name() string
	need() int                                        // closes without which there is no value and no level
	value(p []float64) float64                        // what the close is compared with, or the signal's own size
	signal(p []float64) float64                       // -1, 0 or 1; NaN: not known
	flips(p []float64, days int, now float64) float64 // the close that flips it when the price is there for days; NaN: none
}

// tie is how far apart two averages are at most that are equal but for rounding, as a fraction.
const tie = 1e-12

// sign is the sign of a - b, 0 where only rounding parts them.
func sign(a, b float64) float64 {
	switch d := a - b; {
	case math.Abs(d) <= tie*max(math.Abs(a), math.Abs(b)):
		return 0
	case d > 0:
		return 1
	default:
		return -1
	}
}

// sum returns the sum of the last n closes.
func sum(p []float64, n int) float64 {
	s := 0.0
	for _, x := range p[len(p)-n:] {
		s += x
	}
	return s
}

// mean returns the mean of the last n closes.
func mean(p []float64, n int) float64 { return sum(p, n) / float64(n) }

// average is the close against the mean of the last n closes. It flips at the mean of those of them that are still there: of the
// last n - 1 tomorrow, of n - h when the price stands there for h days.
type average struct{ n int }

func (r average) name() string               { return fmt.Sprintf("average %d", r.n) }
func (r average) need() int                  { return r.n }
func (r average) value(p []float64) float64  { return mean(p, r.n) }
func (r average) signal(p []float64) float64 { return sign(p[len(p)-1], mean(p, r.n)) }
func (r average) flips(p []float64, days int, _ float64) float64 {
	if days >= r.n {
		return math.NaN()
	}
	return mean(p, r.n-days)
}

// cross is a fast average, of a closes, against a slow one, of b. After h closes at x the averages are (A + h x)/a and (B + h x)/b,
// where A and B are the sums of the last a - h and b - h closes; they are equal at
//
//	x = (B/b - A/a) / (h/a - h/b)     h < a
//	x = B/(b - h)                     a <= h < b, as the fast average is x
type cross struct{ a, b int }

func (r cross) name() string               { return fmt.Sprintf("cross %d/%d", r.a, r.b) }
func (r cross) need() int                  { return r.b }
func (r cross) value(p []float64) float64  { return mean(p, r.b) }
func (r cross) signal(p []float64) float64 { return sign(mean(p, r.a), mean(p, r.b)) }
func (r cross) flips(p []float64, days int, _ float64) float64 {
	a, b, h := float64(r.a), float64(r.b), float64(days)
	switch {
	case days >= r.b:
		return math.NaN()
	case days >= r.a:
		return mean(p, r.b-days)
	}
	return (sum(p, r.b-days)/b - sum(p, r.a-days)/a) / (h/a - h/b)
}

// momentum is the close against the one h days before. Tomorrow it flips at the close h - 1 days ago.
type momentum struct{ h int }

func (r momentum) name() string               { return fmt.Sprintf("momentum %d", r.h) }
func (r momentum) need() int                  { return r.h + 1 }
func (r momentum) value(p []float64) float64  { return p[len(p)-1-r.h] }
func (r momentum) signal(p []float64) float64 { return sign(p[len(p)-1], r.value(p)) }
func (r momentum) flips(p []float64, days int, _ float64) float64 {
	if days >= r.h {
		return math.NaN()
	}
	return p[len(p)-1-r.h+days]
}

// breakout is long since a close above the highest of the h before it, short since one below their lowest. Only a break the other
// way flips it: of the high when it is short, of the low when it is long, of both before the first.
type breakout struct {
	h    int
	high bool // the row of the high; the signal of both is the same
}

func (r breakout) name() string {
	if r.high {
		return fmt.Sprintf("breakout %d high", r.h)
	}
	return fmt.Sprintf("breakout %d low", r.h)
}
func (r breakout) need() int { return r.h }
func (r breakout) value(p []float64) float64 {
	if r.high {
		return slices.Max(p[len(p)-r.h:])
	}
	return slices.Min(p[len(p)-r.h:])
}
func (r breakout) signal(p []float64) float64 {
	if len(p) <= r.h {
		return math.NaN()
	}
	for t := len(p) - 1; t >= r.h; t-- {
		switch before := p[t-r.h : t]; {
		case p[t] > slices.Max(before):
			return 1
		case p[t] < slices.Min(before):
			return -1
		}
	}
	return 0
}
func (r breakout) flips(p []float64, days int, now float64) float64 {
	if days != 1 || r.high && now == 1 || !r.high && now == -1 {
		return math.NaN()
	}
	return r.value(p)
}

// pair is a fast exponential average less a slow one, with weights 1/S and 1/L of the last close, seeded with the first. After h
// closes at x an average of weight 1/k is a EW + (1 - a) x with a = (1 - 1/k)^h, so they are equal at
//
//	x = (a_L EW_L - a_S EW_S) / (a_L - a_S)
type pair struct{ s, l int }

func (r pair) name() string               { return fmt.Sprintf("pair %d/%d", r.s, r.l) }
func (r pair) need() int                  { return 4 * r.l } // the seed weighs less than e^-4
func (r pair) value(p []float64) float64  { return exponential(p, r.s) - exponential(p, r.l) }
func (r pair) signal(p []float64) float64 { return sign(exponential(p, r.s), exponential(p, r.l)) }
func (r pair) flips(p []float64, days int, _ float64) float64 {
	kept := func(k int) float64 { return power(1-1/float64(k), days) }
	s, l := kept(r.s), kept(r.l)
	return (float64(l*exponential(p, r.l)) - float64(s*exponential(p, r.s))) / (l - s)
}

// exponential is the average of all closes with weight 1/k of the last one.
func exponential(p []float64, k int) float64 {
	e, weight := p[0], 1/float64(k)
	for _, x := range p[1:] {
		e += float64((x - e) * weight)
	}
	return e
}

// power is x^n by multiplication.
func power(x float64, n int) float64 {
	y := 1.0
	for range n {
		y *= x
	}
	return y
}

// held are the days for which a price stands at a level.
var held = [3]int{1, 5, 21}

// farthest is how far from the last close a level is shown, as a fraction.
const farthest = 0.2

// read makes a row of a signal. A level that is not above zero or too far is none.
func read(r rule, p []float64) report.TrendSignal {
	none := report.None()
	row := report.TrendSignal{Name: r.name(), Value: none, Signal: none, FlipsAt: none, FlipsAt5: none, FlipsAt21: none, AwayPct: none}
	if len(p) < r.need() {
		return row
	}
	now, last := r.signal(p), p[len(p)-1]
	row.Value, row.Signal = report.Number(r.value(p)), report.Number(now)
	for i, to := range []*report.Number{&row.FlipsAt, &row.FlipsAt5, &row.FlipsAt21} {
		level := r.flips(p, held[i], now)
		if !(level > 0 && math.Abs(level/last-1) <= farthest) {
			continue
		}
		*to = report.Number(level)
		if away := report.Number(100 * (level/last - 1)); !row.AwayPct.OK() || math.Abs(float64(away)) < math.Abs(float64(row.AwayPct)) {
			row.AwayPct = away
		}
	}
	return row
}

// months are the days of one month, of three and of twelve.
var months = []int{21, 63, 252}

// pairs are those of Baz et al. (2015).
var pairs = []pair{{8, 24}, {16, 48}, {32, 96}}
