package study

import (
	"math"

	"gex/internal/market"
	"gex/internal/report"
)

// walls tests both.
func (t *tester) walls() {
	t.wall("call_wall", Above, func(r *report.KnownRow) report.Number { return r.CallWall })
	t.wall("put_wall", Below, func(r *report.KnownRow) report.Number { return r.PutWall })
}

// wall tests whether a wall holds more than lines of other days at the same distance.
func (t *tester) wall(name string, side Side, level func(*report.KnownRow) report.Number) {
	days, lists := t.columns(func(d *joined) float64 {
		line := float64(level(d.row)) / d.bar.Open
		if side == Above && line > 1 || side == Below && line < 1 {
			return line
		}
		return math.NaN()
	})
	x := test(t.id(report.StudyHold), name, len(days))
	x.Statistic = "held_share"
	if len(days) < 2 {
		t.add(x, false)
		return
	}
	bars, sigma := make([]Day, len(days)), make([]float64, len(days))
	for i, d := range days {
		bars[i] = Day{High: d.bar.High / d.bar.Open, Low: d.bar.Low / d.bar.Open, Close: d.bar.Close / d.bar.Open}
		sigma[i] = d.move() * d.scale
	}
	l := RotateLines(bars, lists[0], sigma, side)
	x.Rates = &report.StudyRates{
		Touched: nine(l.Own.Share()), Held: nine(l.Own.HeldShare()),
		PlaceboTouched: nine(l.Others.Share()), PlaceboHeld: nine(l.Others.HeldShare()), WalkTouched: nine(l.Walk),
	}
	x.Alone.Value, x.Placebo = x.Rates.Held, x.Rates.PlaceboHeld
	if x.Rates.Held.OK() && x.Rates.PlaceboHeld.OK() {
		x.Alone.P = nine(l.P())
	} else {
		x.Note = "never touched"
	}
	t.add(x, x.Rates.Held > x.Rates.PlaceboHeld)
}

// settles reports whether a row says that contracts settle at the close of the day that it is about: the nearest expiry is of that
// day, and not of its morning. A row that does not say which expiry is the nearest says so of its own date alone, by having 0DTE.
func (t *tester) settles(d *joined) bool {
	r := d.row
	if r.PainExpiry != "" && r.PainStyle != "" {
		return r.PainExpiry == d.bar.Date.String() && r.PainStyle != market.AM.String()
	}
	return r.GEX0DTE.OK() && t.Venue.DateOf(r.AsOf.Time) == d.bar.Date
}

// pin tests whether closes are nearer to a level of their day than to those of other days.
func (t *tester) pin(name string, level func(*report.KnownRow) report.Number) {
	_, lists := t.columns(func(d *joined) float64 {
		if !t.settles(d) {
			return math.NaN()
		}
		return float64(level(d.row)) / d.bar.Open
	}, func(d *joined) float64 { return d.bar.Close / d.bar.Open }, func(d *joined) float64 { return d.move() * d.scale })
	n := len(lists[0])
	x := test(report.StudyPin, name, n)
	x.Statistic = "mean_distance"
	if n < 2 {
		x.Note = noExpiries(n)
		t.add(x, false)
		return
	}
	r := RotateNear(lists[1], lists[0], lists[2])
	x.Alone, x.Placebo = report.StudyAlone{Value: nine(r.Value), P: nine(r.P())}, nine(r.Others)
	t.add(x, r.Value < r.Others)
}

func noExpiries(n int) report.Text {
	if n > 0 {
		return ""
	}
	return "no row says that contracts settle at its close"
}

// grid tests whether closes are nearer to strikes than chance, on days on which contracts settle.
func (t *tester) grid() {
	_, lists := t.columns(func(d *joined) float64 {
		if !t.settles(d) {
			return math.NaN()
		}
		return d.bar.Close
	}, func(d *joined) float64 {
		if t.Grid > 0 {
			return t.Grid
		}
		return positive(float64(d.row.StrikeStep))
	})
	x := test(report.StudyPin, "grid", len(lists[0]))
	x.Statistic = "mean_distance"
	if x.N == 0 {
		x.Note = noExpiries(x.N)
		t.add(x, false)
		return
	}
	g := GridOf(lists[0], lists[1])
	x.Alone, x.Placebo = report.StudyAlone{Value: nine(g.Mean), P: nine(g.P)}, nine(g.Even)
	t.add(x, g.Z < 0)
}
