package svg

import (
	"math"

	"gex/internal/report"
)

// box is a rectangle: left, top, right, bottom.
type box struct{ l, t, r, b float64 }

func (b box) w() float64 { return b.r - b.l }
func (b box) h() float64 { return b.b - b.t }

// meets reports whether two boxes overlap by more than an edge.
func (b box) meets(o box) bool { return b.l < o.r && o.l < b.r && b.t < o.b && o.t < b.b }

// scale maps data to pixels along one axis.
type scale struct{ lo, hi, from, to float64 }

// at maps a value to a pixel. The conversion keeps compilers from fusing multiply and add, so that the bits are the same on
// every machine.
func (s scale) at(v report.Number) float64 {
	if s.hi == s.lo {
		return (s.from + s.to) / 2
	}
	part := (float64(v) - s.lo) / (s.hi - s.lo)
	return px(s.from + float64(part*(s.to-s.from)))
}

// holds reports whether a value is on the scale.
func (s scale) holds(v report.Number) bool {
	return v.OK() && float64(v) >= s.lo && float64(v) <= s.hi
}

// px rounds to a hundredth of a pixel.
func px(x float64) float64 { return math.Round(x*100) / 100 }

// ticks are round numbers on an axis and the decimals that show them.
type ticks struct {
	at       []report.Number
	decimals int
}

// round returns the finest ticks, multiples of 1, 2, 2.5 or 5 times a power of ten, of which at most n lie between lo and hi.
func round(lo, hi float64, n int) ticks {
	if !(hi > lo) || n < 1 {
		return ticks{}
	}
	least := (hi - lo) / float64(n)
	power, decimals := 1.0, 0
	for power > least {
		power, decimals = power/10, decimals+1
	}
	for power*10 <= least {
		power *= 10
	}
	for _, c := range []struct {
		times    float64
		decimals int
	}{{1, decimals}, {2, decimals}, {2.5, decimals + 1}, {5, decimals}, {10, max(0, decimals-1)}} {
		if step := c.times * power; step >= least {
			if power >= 10 {
				c.decimals = 0
			}
			return every(step, lo, hi, c.decimals)
		}
	}
	return ticks{}
}

// every lists the multiples of a step from lo to hi.
func every(step, lo, hi float64, decimals int) ticks {
	t := ticks{decimals: decimals}
	for i := math.Ceil(lo/step - 1e-9); float64(i*step) <= hi+1e-9*step; i++ {
		t.at = append(t.at, report.Number(float64(i*step)+0)) // never -0
	}
	return t
}

// padded returns the range of values and zero, with a part of it free on both sides of zero at least.
func padded(values []report.Number, part float64) (lo, hi float64) {
	for _, v := range values {
		lo, hi = min(lo, float64(v)), max(hi, float64(v))
	}
	if lo == hi {
		return -1, 1
	}
	pad := part * (hi - lo)
	return min(lo*1.06, -pad), max(hi*1.06, pad)
}
