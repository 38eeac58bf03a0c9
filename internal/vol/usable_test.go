package vol

import (
	"math"
	"testing"

	"gex/internal/market"
)

// doubtful is an expiry around 100 of which one leg is quoted at the prices of two volatilities.
func doubtful(strike float64, put bool, atBid, atAsk float64, pairs ...float64) listing {
	at := tuesday.Add(days(30))
	l := fair("TEST", tuesday, at, 100, 0.3, 0, pairs...)
	years := market.Years(tuesday, at)
	leg := cell{strike: strike, put: put, bid: worth(100, strike, atBid, years, put), ask: worth(100, strike, atAsk, years, put)}
	other := cell{strike: strike, put: !put}
	if put {
		leg, other = other, leg
	}
	at0 := 0
	if strike > 100 {
		at0 = len(l.cells)
	}
	l.cells = append(l.cells[:at0:at0], append([]cell{leg, other}, l.cells[at0:]...)...)
	return l
}

// TestDoubtfulQuotes: a quote wider than half its mid and not than half a dollar counts when the volatility of its ask is at
// most 1.2 times its bid's, against the forward of three pairs at least.
func TestDoubtfulQuotes(t *testing.T) {
	for _, c := range []struct {
		why          string
		strike       float64
		put          bool
		atBid, atAsk float64
		pairs        []float64
		want         bool
	}{
		{"a put, 1.19 times", 82, true, 0.3, 0.357, six, true},
		{"a put, 1.21 times", 82, true, 0.3, 0.363, six, false},
		{"a call, 1.19 times", 120, false, 0.3, 0.357, six, true},
		{"a call, 1.21 times", 120, false, 0.3, 0.363, six, false},
		{"a cent of a bid", 82, true, 0.2, 0.35, six, false},
		{"three pairs", 82, true, 0.3, 0.357, six[:3], true},
		{"two pairs", 82, true, 0.3, 0.357, six[:2], false},
	} {
		ch := chainOf("TEST", 100, tuesday, doubtful(c.strike, c.put, c.atBid, c.atAsk, c.pairs...))
		s := fitted(t, ch, Options{Carry: "flat"})
		found := false
		for i, k := range ch.Strike {
			if k != c.strike || !(ch.Bid[i] > 0) {
				continue
			}
			found = true
			if ok, doubt := narrow(ch.Bid[i], ch.Ask[i]); !ok || !doubt {
				t.Errorf("%s: %g at %g is not doubtful", c.why, ch.Bid[i], ch.Ask[i])
			}
			if s.Usable(ch, i) != c.want || (s.Source[i] == FromQuote) != c.want {
				t.Errorf("%s: usable %v, volatility from %s", c.why, s.Usable(ch, i), s.Source[i])
			}
		}
		if !found {
			t.Errorf("%s: no such quote", c.why)
		}
	}
}

// TestDoubtfulBid: a bid below what the option is worth at once has no volatility, so its quote says nothing, and neither
// does its pair.
func TestDoubtfulBid(t *testing.T) {
	l := fair("TEST", tuesday, tuesday.Add(days(1)), 100, 0.05, 0, 98, 99, 99.5, 100, 101)
	for i := range l.cells {
		if x := &l.cells[i]; x.strike == 99.5 && !x.put {
			x.bid, x.ask = 0.3, 0.7 // 0.5 in the money
		}
	}
	ch := chainOf("TEST", 100, tuesday, l)
	s := fitted(t, ch, free(Options{}))
	for i, k := range ch.Strike {
		if want := k != 99.5 || i != 4; s.Usable(ch, i) != want {
			t.Errorf("%g %s: usable %v", k, ch.Right[i], !want)
		}
	}
	if got := s.Expiries[0].Pairs; got != 4 {
		t.Errorf("%d pairs, want 4", got)
	}
}

// TestDoubtfulForward: the forward that doubts are settled against is without interest: the median of K + d.
func TestDoubtfulForward(t *testing.T) {
	q := parity(seen("SPX", tuesday, 365, math.NaN()), 100, 0.1, 0.1, eight...)
	var f []float64
	for _, k := range eight {
		f = append(f, k+math.Exp(-0.1)*(100-k))
	}
	close12(t, "centre", q.center(), median(f))
}
