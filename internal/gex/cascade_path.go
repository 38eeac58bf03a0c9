package gex

import (
	"slices"

	"gex/internal/report"
)

// path is one side of spot, followed outward: the shock that lets spot rest, as a
// function of spot, at stops between which it goes one way. Sides are mirror images, so
// shocks and moves are counted outward:
//
//	out = sign · e(P)        e(P) = x − I(Q_d + Q_f + Q_t)
//
// Triggers on the way cut a path into stretches, at whose common level e jumps.
type path struct {
	*feedback
	impact    impactRule
	sign      float64 // −1 below spot, +1 above
	stretches []stretch
	stops     []stop
}

// stretch is the part of a path between two levels of triggers.
type stretch struct {
	fired float64 // Q_t in it
	level float64 // at which it begins; spot for the first
	end   float64 // the next level, or the end of the path
}

// stop is a node of a path.
type stop struct {
	node
	stretch int
	fired   float64 // Q_t
	out     float64
}

// path returns one side within the options' range.
func (f *feedback) path(sign float64, impact impactRule) *path {
	p := &path{feedback: f, impact: impact, sign: sign, stretches: f.stretches(sign, f.spotAt(sign*f.half))}
	for i, s := range p.stretches {
		c := curve{feedback: f, impact: impact, fired: s.fired}
		nodes := c.withFolds(s.level, s.end)
		if sign < 0 {
			slices.Reverse(nodes)
		}
		for _, n := range nodes {
			p.stops = append(p.stops, stop{n, i, s.fired, sign * c.shock(n)})
		}
	}
	return p
}

// stretches returns the parts of a side as far as a spot, outward. Triggers of one level
// go off together.
func (f *feedback) stretches(sign, end float64) []stretch {
	list := []stretch{{level: f.spot, end: end}}
	for _, t := range f.triggers {
		if sign*(t.Level-f.spot) < 0 || sign*(t.Level-end) > 0 {
			continue
		}
		last := &list[len(list)-1]
		if t.Level != last.level {
			last.end = t.Level
			list = append(list, stretch{last.fired, t.Level, end})
			last = &list[len(list)-1]
		}
		last.fired += t.USD
	}
	return list
}

// rest returns where an outside shock of a size comes to rest: the first spot on the way
// out at which e has reached it. Where a trigger against the move makes e jump beyond
// the shock, that is its level; a shock that just reaches a level sets its trigger off.
// ok is false when there is none in range.
func (p *path) rest(size float64) (at stop, ok bool) {
	for i, s := range p.stops {
		fires := i+1 < len(p.stops) && p.stops[i+1].stretch != s.stretch
		if s.out < size || fires && s.out-size <= restTol {
			continue
		}
		if i == 0 || s.out == size || p.stops[i-1].stretch != s.stretch {
			return s, true
		}
		return p.cross(i, size), true
	}
	return stop{}, false
}

// cross returns where e reaches a size between stop i − 1 and stop i of one stretch.
func (p *path) cross(i int, size float64) stop {
	a, b := p.stops[i-1], p.stops[i]
	c := curve{feedback: p.feedback, impact: p.impact, fired: b.fired}
	spot := solve(func(spot float64) float64 { return p.sign*c.shock(p.at(spot)) - size }, a.spot, a.out-size, b.spot, b.out-size, restTol*p.spot)
	n := p.at(spot)
	return stop{n, b.stretch, b.fired, p.sign * c.shock(n)}
}

// restTol is the part of spot to which places are found.
const restTol = 1e-12

// firedBy lists the levels at which triggers have gone off in a stretch, nearest first.
func (p *path) firedBy(last int) report.Prices {
	list := report.Prices{}
	for _, s := range p.stretches[1 : last+1] {
		list = append(list, report.Number(s.level))
	}
	return list
}

// leastPocket is the width, as a part of spot, below which a pocket is rounding.
const leastPocket = 1e-9

// pockets returns the intervals in which no shock rests: each begins where e has its
// largest value so far, turns back, and ends where it comes to exceed it.
func (p *path) pockets() []report.Pocket {
	var out []report.Pocket
	side := "up"
	if p.sign < 0 {
		side = "down"
	}
	add := func(from stop, to report.Number) {
		out = append(out, report.Pocket{From: report.Number(from.spot), To: to, ShockPct: report.Number(100 * p.sign * from.out), Side: side})
	}
	edge, turned := p.stops[0], false
	for i, s := range p.stops {
		if s.out < edge.out || turned && s.out == edge.out {
			turned = true
			continue
		}
		far := s
		if turned && p.stops[i-1].stretch == s.stretch {
			far = p.cross(i, edge.out)
		}
		if turned && p.sign*(far.spot-edge.spot) > leastPocket*p.spot {
			add(edge, report.Number(far.spot))
		}
		edge, turned = s, false
	}
	if turned {
		add(edge, report.None())
	}
	return out
}

// reach returns the least outside shock, in percent, that brings spot to a level, with
// the triggers before it gone off and its own not, and the level nearest to spot that
// the same shock reaches, absent when it is this one. Absent beyond the range.
func (p *path) reach(level float64) (pct, with report.Number) {
	pct, with = report.None(), report.None()
	most, before, first := 0.0, -1.0, report.None() // e so far, at the level before, and the first level it reached
	for _, s := range p.stops {
		if n := s.stretch; n > 0 && s.spot == p.stretches[n].level && before != most {
			// The level of stretch n has been passed with a shock of most.
			before, first = most, report.Number(s.spot)
		}
		if p.sign*(s.spot-level) > 0 {
			break
		}
		if most = max(most, s.out); s.spot == level {
			pct = report.Number(100 * p.sign * most)
			if before == most {
				with = first
			}
			return pct, with
		}
	}
	return pct, with
}
