package study

import (
	"math"

	"gex/internal/bs/kernel"
)

// Day is what a day did from its open, in parts of it: 1.01 is a percent above.
type Day struct{ High, Low, Close float64 }

// Side is where a line lies.
type Side bool

// Above and Below the open.
const (
	Above Side = true
	Below Side = false
)

// Touches counts days on which a line was reached, and those of them that closed on its inner side.
type Touches struct{ Days, Touched, Held int }

// Share is the part of days on which the line was touched.
func (t Touches) Share() float64 { return float64(t.Touched) / float64(t.Days) }

// HeldShare is the part of the touched that closed inside. NaN where none was touched.
func (t Touches) HeldShare() float64 {
	if t.Touched == 0 {
		return math.NaN()
	}
	return float64(t.Held) / float64(t.Touched)
}

func (t Touches) plus(o Touches) Touches {
	return Touches{t.Days + o.Days, t.Touched + o.Touched, t.Held + o.Held}
}

// meet adds a day with a line at a part of the open: touched when the day's extreme reaches it, held when it closes short of it.
func (t *Touches) meet(d *Day, line float64, side Side) {
	t.Days++
	if side == Above && d.High >= line {
		t.Touched++
		if d.Close < line {
			t.Held++
		}
	}
	if side == Below && d.Low <= line {
		t.Touched++
		if d.Close > line {
			t.Held++
		}
	}
}

// Lines are touches of the lines of each day, beside those of the lines of other days at the same distance from the open.
type Lines struct {
	Own     Touches
	Others  Touches // of all rotations together
	Walk    float64 // share that a driftless walk would touch
	Rotated         // the share held of the touched; AsLarge counts from that of all rotations
}

// RotateLines meets each day with its own line, and in every rotation with that of another day. lines are parts of the open;
// sigma is the standard deviation of each day, a part of the open, NaN where it is not known.
//
// A close on the line's inner side after a touch is not much of an achievement: half of all paths without a memory do that, and
// bars of a day that is watched at few instants show less than half, because many touches are then a close beyond. The other days'
// lines meet the same bars, so that they have the same fault.
func RotateLines(days []Day, lines, sigma []float64, side Side) Lines {
	n := len(days)
	at := func(k int) (t Touches) {
		for i, line := range lines {
			j := i + k
			if j >= n {
				j -= n
			}
			t.meet(&days[j], line, side)
		}
		return t
	}
	out := Lines{Own: at(0), Walk: math.NaN()}
	others := rotations(n, at)
	for _, t := range others[1:] {
		out.Others = out.Others.plus(t)
	}
	out.Rotated = count(n, out.Own.HeldShare(), out.Others.HeldShare(), func(k int) float64 { return others[k].HeldShare() })
	var walk float64
	known := 0
	for i, line := range lines {
		if p := WalkTouch(math.Abs(kernel.Log(line)) / sigma[i]); !math.IsNaN(p) {
			walk += p
			known++
		}
	}
	if known > 0 {
		out.Walk = walk / float64(known)
	}
	return out
}

// WalkTouch is the probability that a driftless walk reaches a line d standard deviations away within the day, 2(1 − Φ(d)), by
// reflection.
func WalkTouch(d float64) float64 {
	if math.IsNaN(d) {
		return d
	}
	if d <= 0 {
		return 1
	}
	_, tail := kernel.Tail(d)
	return 2 * tail
}
