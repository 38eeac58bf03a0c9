package vol

import (
	"math"
)

// matters is the part of quotes or of variance beyond which a violation is worth a word.
const matters = 0.01

// warnArbitrage warns of prices that cannot all be right: total variance at the money that falls from one expiry to
// the next, and butterflies that cost less than nothing at the quotes' own bid and ask.
func (f *fitter) warnArbitrage() {
	if f.o.IV == "file" {
		return
	}
	if n, worst, at := f.calendar(); n > 0 {
		f.note("calendar", "variance at the money falls by up to %.1f %% to a later expiry (to %s %s; %d in all)",
			100*worst, f.all[at].Root.Name, f.all[at].Date, n)
	}
	if bad, tested := f.butterflies(); bad > 0 && float64(bad) > matters*float64(tested) {
		f.note("butterfly", "%d of %d butterflies of neighbouring strikes sell for more than they cost", bad, tested)
	}
}

// calendar counts expiries whose variance at the money is less than that of one more than a day earlier; worst is the
// largest fall as a part of it, at the expiry named.
func (f *fitter) calendar() (n int, worst float64, at int) {
	before, beforeT := 0.0, 0.0
	for x, e := range f.s.Expiries {
		if !(e.ATMVol > 0) || before > 0 && wholeSeconds(e.Years-beforeT) < wholeSeconds(day) {
			continue
		}
		w := e.ATMVol * e.ATMVol * e.Years
		if fall := 1 - w/before; before > 0 && fall > matters {
			n++
			if fall > worst {
				worst, at = fall, x
			}
		}
		before, beforeT = w, e.Years
	}
	return n, worst, at
}

// butterflies counts the neighbouring strikes K1 < K2 < K3 whose middle can be sold, at its bid, for more than the
// outer two cost, at their ask: calls above the forward, puts below.
func (f *fitter) butterflies() (bad, tested int) {
	for x := range f.all {
		q := &f.all[x]
		if !q.live || math.IsNaN(q.forward) {
			continue
		}
		for j := 1; j+1 < len(q.lines); j++ {
			_, _, put := q.lines[j].otm(q.forward)
			a, b, c := q.lines[j-1].side(put), q.lines[j].side(put), q.lines[j+1].side(put)
			if !a.usable || !b.usable || !c.usable {
				continue
			}
			tested++
			t := (q.lines[j].strike - q.lines[j-1].strike) / (q.lines[j+1].strike - q.lines[j-1].strike)
			if b.mid-b.spread/2 > float64((1-t)*(a.mid+a.spread/2))+float64(t*(c.mid+c.spread/2))+1e-9 {
				bad++
			}
		}
	}
	return bad, tested
}

func (l *line) side(put bool) *leg {
	if put {
		return &l.put
	}
	return &l.call
}
