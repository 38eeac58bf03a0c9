package vol

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

const (
	enoughQuotes = 10  // quotes of a side behind a verdict
	deltaAway    = 0.5 // standard deviations between the forwards that quotes and deltas imply
)

// warnQuotes warns of quotes and deltas that cannot be what their columns are named:
// columns that are missing or swapped.
func (f *fitter) warnQuotes() {
	f.warnSides()
	f.warnDeltas()
}

// sideQuotes counts the live contracts of one side: all, with a bid, with an ask, with
// both, with the bid above the ask.
type sideQuotes struct{ all, bids, asks, both, crossed int }

func (s *sideQuotes) add(bid, ask float64) {
	s.all++
	switch {
	case bid > 0 && ask > 0:
		s.bids++
		s.asks++
		s.both++
		if bid > ask {
			s.crossed++
		}
	case bid > 0:
		s.bids++
	case ask > 0:
		s.asks++
	}
}

// warnSides warns when one side (calls or puts) has no bid or no ask at all and most of
// the other side have, and when most quotes have a bid above their ask.
func (f *fitter) warnSides() {
	var by [2]sideQuotes
	right, bids, asks := f.c.Right, f.c.Bid, f.c.Ask
	for i, out := range f.c.Out {
		if out == chain.Live {
			by[right[i]].add(bids[i], asks[i])
		}
	}
	if both, crossed := by[0].both+by[1].both, by[0].crossed+by[1].crossed; both >= enoughQuotes && 2*crossed > both {
		f.note("quotes-crossed", "%d of %d quotes have a bid above their ask: the columns may be swapped", crossed, both)
	}
	// A column that was lost empties one side only; a file without quotes has neither.
	for right, s := range by {
		other := by[1-right]
		if s.all < enoughQuotes || other.all < enoughQuotes {
			continue
		}
		side := chain.Right(right)
		switch {
		case s.asks == 0 && 2*other.asks > other.all:
			f.note("quotes-one-sided", "none of %d %ss has an ask, and %d of %d %ss have one: a column may be missing", s.all, side, other.asks, other.all, 1-side)
		case s.bids == 0 && 2*other.bids > other.all:
			f.note("quotes-one-sided", "none of %d %ss has a bid, and %d of %d %ss have one: a column may be missing", s.all, side, other.bids, other.all, 1-side)
		}
	}
}

// warnDeltas warns of deltas of the file that contradict its quotes: most calls have
// negative ones, or the forward that the deltas of calls imply (deltaForward) is far
// from that of parity. The distance is in standard deviations,
//
//	|ln(F_delta/F_q)| / (σ_ATM √T_q)
//
// the median over expiries of 7 to 90 days, where another minute or another clock of
// the deltas moves it little.
func (f *fitter) warnDeltas() {
	calls, negative := 0, 0
	right, deltas := f.c.Right, f.c.Delta
	for i, out := range f.c.Out {
		if d := deltas[i]; out == chain.Live && right[i] == chain.Call && !math.IsNaN(d) && d != 0 {
			calls++
			if d < 0 {
				negative++
			}
		}
	}
	if calls >= enoughQuotes && 2*negative > calls {
		f.note("delta-mismatch", "%d of %d calls have a negative delta: calls and puts, or columns, may be swapped", negative, calls)
		return
	}
	of := make([]int, 0, len(f.all)) // expiries
	for x := range f.all {
		if q := &f.all[x]; q.source == "parity" && q.years >= 7*day && q.years <= 90*day {
			of = append(of, x)
		}
	}
	// Forward by delta against forward by parity, in standard deviations of ln S at
	// settlement. With more than half of them near the median is.
	away, near := make([]float64, 0, len(of)), 0
	for _, x := range of {
		q, v := &f.all[x], f.s.Expiries[x].ATMVol
		if by := deltaForward(q); v > 0 && isPrice(by) {
			d := math.Abs(kernel.Log(by/q.forward)) / (v * math.Sqrt(q.years))
			if away = append(away, d); d <= deltaAway {
				near++
			}
		}
		if 2*near > len(of) {
			return
		}
	}
	if m := median(away); m > deltaAway { // NaN of none
		f.note("delta-mismatch", "the forwards that the file's deltas imply are %.1f standard deviations from those of its quotes (median): the deltas are from another time, or in another column", m)
	}
}
