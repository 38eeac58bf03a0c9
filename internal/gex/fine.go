package gex

import (
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// A curve over the spot ladder is smooth when each contract's gamma, a bell of the width
// σ√T in ln spot, has a point at least every quarter of that width. The contracts of the
// last hours before settlement are narrower than that: between the points of the ladder
// lies what a picture would cut off.
const (
	perWidth = 4   // points in a width of the narrowest contract
	finest   = 16  // points added in a step of the ladder, at most
	visible  = 200 // intervals matter where narrow contracts can reach that part of the largest |G|
)

// fineProfile returns a profile for pictures: that of the ladder, with evenly spaced
// points more where contracts are too narrow for it and large enough to be seen. Without
// any it is the ladder's own.
func (b *Book) fineProfile(p report.Profile) report.Profile {
	narrow := b.narrower(b.expiries, perWidth*step)
	if len(narrow) == 0 {
		return p
	}
	l, most := b.newLadder(), 0.0
	for _, y := range p.GEX {
		most = max(most, math.Abs(float64(y)))
	}
	parts := partsFor(narrow)
	batch, bound := b.bySpot(b.expiries, nil), reach(narrow, l.spots)
	fine := report.Profile{Spot: p.Spot[:1:1], GEX: p.GEX[:1:1]}
	for j := 0; j < len(bound); {
		to := j
		for to < len(bound) && bound[to] > most/visible {
			to++
		}
		if to > j { // a run of intervals, priced at once
			fine = b.between(fine, batch, l.from+j, l.from+to, parts)
		}
		to = max(to, j+1)
		fine.Spot, fine.GEX = append(fine.Spot, p.Spot[to]), append(fine.GEX, p.GEX[to])
		j = to
	}
	return fine
}

// partsFor returns into how many parts a step of the ladder is divided for the narrowest of
// some contracts.
func partsFor(narrow []spike) int {
	least := math.Inf(1)
	for _, n := range narrow {
		least = min(least, n.s)
	}
	return min(finest, int(math.Ceil(perWidth*step/least)))
}

// finer adds to spots, ascending, those between them where contracts are too narrow for
// the ladder and large enough among these to be seen, within a fraction of spot.
func (b *Book) finer(spots []float64, near float64) []float64 {
	narrow := b.narrower(b.expiries, perWidth*step)
	if len(narrow) == 0 || len(spots) < 2 {
		return spots
	}
	parts, bound := partsFor(narrow), reach(narrow, spots)
	least := slices.Max(bound) / visible
	var out []float64
	for j, reached := range bound {
		lo, hi := spots[j], spots[j+1]
		out = append(out, lo)
		if reached <= least || math.Abs(lo/b.Spot-1) > near || math.Abs(hi/b.Spot-1) > near {
			continue
		}
		for i := 1; i < parts; i++ {
			out = append(out, lo+float64((hi-lo)*float64(i)/float64(parts)))
		}
	}
	return append(out, spots[len(spots)-1])
}

// between adds to a profile the points between two of the ladder, each step divided into
// parts.
func (b *Book) between(p report.Profile, batch repriced, from, to, parts int) report.Profile {
	within := step / float64(parts)
	first, last := from*parts+1, to*parts-1
	spots := kernel.RungsTo(nil, b.Spot, within, first, last)
	gex := b.scaled(batch.AlongTo(nil, spots, within), spots)
	for i, x := range spots {
		p.Spot, p.GEX = append(p.Spot, report.Number(x)), append(p.GEX, report.Number(gex[i]))
	}
	return p
}
