package vol

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

const (
	enoughQuotes = 10
	deltaAway    = 0.5 // standard deviations between the forwards that quotes and deltas speak of
)

// warnQuotes warns of quotes that cannot be what their columns are called.
func (f *fitter) warnQuotes() {
	f.warnSides()
	f.warnDeltas()
}

// sideQuotes counts the quotes of one side.
type sideQuotes struct{ all, bids, asks, both, crossed int }

// warnSides warns of a side that has no bid or no ask at all beside one that has, and of bids above their asks.
func (f *fitter) warnSides() {
	var by [2]sideQuotes
	for i, out := range f.c.Out {
		if out != chain.Live {
			continue
		}
		s := &by[f.c.Right[i]]
		bid, ask := f.c.Bid[i] > 0, f.c.Ask[i] > 0
		s.all++
		if bid {
			s.bids++
		}
		if ask {
			s.asks++
		}
		if bid && ask {
			s.both++
			if f.c.Bid[i] > f.c.Ask[i] {
				s.crossed++
			}
		}
	}
	if both, crossed := by[0].both+by[1].both, by[0].crossed+by[1].crossed; both >= enoughQuotes && 2*crossed > both {
		f.note("quotes-crossed", "%d of %d quotes have a bid above their ask: the columns may be exchanged", crossed, both)
	}
	for right, s := range by {
		other := by[1-right]
		if s.all < enoughQuotes || other.all < enoughQuotes {
			continue
		}
		side := chain.Right(right)
		switch {
		case s.asks == 0 && 2*other.asks > other.all:
			f.note("quotes-one-sided", "not one of %d %ss has an ask, while %d of %d %ss have one: a column may be missing", s.all, side, other.asks, other.all, 1-side)
		case s.bids == 0 && 2*other.bids > other.all:
			f.note("quotes-one-sided", "not one of %d %ss has a bid, while %d of %d %ss have one: a column may be missing", s.all, side, other.bids, other.all, 1-side)
		}
	}
}

// warnDeltas warns of deltas of the file that contradict its quotes: calls with negative ones, and calls whose deltas put
// the forward elsewhere than parity does. Expiries of a week to a quarter are asked: a clock or a spot of another minute
// makes little of them.
func (f *fitter) warnDeltas() {
	calls, negative := 0, 0
	for i, out := range f.c.Out {
		if d := f.c.Delta[i]; out == chain.Live && f.c.Right[i] == chain.Call && !math.IsNaN(d) && d != 0 {
			calls++
			if d < 0 {
				negative++
			}
		}
	}
	if calls >= enoughQuotes && 2*negative > calls {
		f.note("delta-mismatch", "%d of %d calls have a negative delta: calls and puts, or columns, may be exchanged", negative, calls)
		return
	}
	var away []float64
	for x := range f.all {
		q := &f.all[x]
		if q.source != "parity" || q.years < 7*day || q.years > 90*day {
			continue
		}
		v := f.s.Expiries[x].ATMVol
		if by := deltaForward(q); v > 0 && price(by) {
			away = append(away, math.Abs(kernel.Log(by/q.forward))/(v*math.Sqrt(q.years)))
		}
	}
	if len(away) > 0 {
		if m := median(away); m > deltaAway {
			f.note("delta-mismatch", "the file's deltas put forwards %.1f standard deviations from where its quotes do, at the median: they are of another moment, or in another column", m)
		}
	}
}
