package svg

import (
	"math"
	"slices"

	"gex/internal/report"
)

// overTime is a picture over time: prices above, GEX below.
type overTime struct {
	*panel
	t         *report.Timeline
	what      string // a moment is: row or file
	axis      *timeAxis
	x         scale
	at, until []float64 // of each moment, where it begins and where the next one does
	oneDay    bool      // its date is said elsewhere
	shown     []stretch // what is drawn where there are more moments than pixels
}

// stretch is moments of one pixel, of which the last is drawn.
type stretch struct{ first, last int }

func newOver(p *panel, t *report.Timeline, what string) *overTime {
	o := &overTime{panel: p, t: t, what: what, axis: newTimeAxis(t)}
	var steps []float64
	for i := range t.Moments {
		o.at = append(o.at, o.axis.at(&t.Moments[i]))
		if i > 0 && !t.Moments[i].Gap {
			steps = append(steps, o.at[i]-o.at[i-1])
		}
	}
	last := len(o.at) - 1
	span := o.at[last] - o.at[0]
	usual := span / 100
	if slices.Sort(steps); len(steps) > 0 {
		usual = min(steps[len(steps)/2], span/4)
	}
	for i := range o.at {
		until := o.at[i] + usual
		if i < last && (!t.Moments[i+1].Gap || o.at[i+1] < until) {
			until = o.at[i+1]
		}
		o.until = append(o.until, until)
	}
	o.x = scale{lo: o.at[0], hi: max(o.until[last], o.at[0]+1e-9)}
	return o
}

// px is the place of a time on the axis.
func (o *overTime) px(x float64) float64 { return o.x.at(report.Number(x)) }

// thin gathers the moments of each pixel.
func (o *overTime) thin() {
	for i := range o.at {
		if n := len(o.shown); n > 0 && math.Floor(o.px(o.at[o.shown[n-1].last])) == math.Floor(o.px(o.at[i])) && !o.t.Moments[i].Gap {
			o.shown[n-1].last = i
			continue
		}
		o.shown = append(o.shown, stretch{i, i})
	}
}

// apart reports whether nothing joins a stretch to the one before.
func (o *overTime) apart(s stretch) bool { return o.t.Moments[s.first].Gap }

// enough is the part of the values of each level that a window of prices includes.
const enough = 0.95

// prices is the window: spot, and as much around it as most levels need, within the widest; or as much as was asked for.
func (o *overTime) prices() (lo, hi float64) {
	least, most := o.spots()
	if least > most {
		return 0, 1
	}
	w := o.fixed
	for i := 0; w == 0; i++ {
		if o.within(least*(1-windows[i]), most*(1+windows[i])) || i == len(windows)-1 {
			w = windows[i]
		}
	}
	from, to := least*(1-w), most*(1+w)
	for _, k := range tracks[1:] { // no more than there is
		for j := range o.t.Moments {
			if v := float64(k.of(&o.t.Moments[j])); v >= from && v <= to {
				least, most = min(least, v), max(most, v)
			}
		}
	}
	pad := 0.04 * (most - least)
	if pad == 0 {
		pad = 0.01 * most
	}
	return least - pad, most + pad
}

// spots are the lowest and the highest spot; the lowest is the higher one where there is none.
func (o *overTime) spots() (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for i := range o.t.Moments {
		if s := float64(o.t.Moments[i].Spot); s > 0 {
			least, most = min(least, s), max(most, s)
		}
	}
	return least, most
}

// within reports whether a window holds enough of each level.
func (o *overTime) within(lo, hi float64) bool {
	for _, k := range tracks[1:] {
		all, in := 0, 0
		for i := range o.t.Moments {
			if v := float64(k.of(&o.t.Moments[i])); !math.IsNaN(v) {
				all++
				if v >= lo && v <= hi {
					in++
				}
			}
		}
		if float64(in) < enough*float64(all) {
			return false
		}
	}
	return true
}

// amounts lists GEX, of all contracts and of those of the day.
func (o *overTime) amounts() (list []report.Number) {
	for i := range o.t.Moments {
		m := &o.t.Moments[i]
		for _, v := range []report.Number{m.GEX, m.Level("gex_0dte")} {
			if v.OK() {
				list = append(list, v)
			}
		}
	}
	return list
}
