package vol

import (
	"math"
	"slices"
	"testing"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/series"
)

// TestQuotedSmile: bid and ask have the volatilities from which their prices were made, and the mid one between them; a strike
// whose leg out of the money has no quote has neither.
func TestQuotedSmile(t *testing.T) {
	at := tuesday.Add(days(30))
	years := market.Years(tuesday, at)
	l := listing{root: "SPX", at: at}
	lower, upper := map[float64]float64{}, map[float64]float64{}
	for i, k := range wide {
		for _, put := range []bool{false, true} {
			// The volatilities on both sides of the fair price, and their spread about it.
			fair := worth(100, k, 0.3, years, put)
			half := fair * (0.01 + 0.002*float64(i))
			l.cells = append(l.cells, cell{strike: k, put: put, bid: fair - half, ask: fair + half})
		}
		fair := worth(100, k, 0.3, years, k < 100)
		half := fair * (0.01 + 0.002*float64(i))
		lower[k], upper[k] = solved1(k, fair-half, years), solved1(k, fair+half, years)
	}
	l.cells[0].bid, l.cells[1].bid = 0, 0 // nothing bids for the lowest strike
	c := chainOf("SPX", 100, tuesday, l)
	s := fitted(t, c, free(Options{}))
	smile := s.QuotedSmile(c, 0)
	if len(smile) != len(wide) {
		t.Fatalf("%d strikes", len(smile))
	}
	if q := smile[0]; q.Source != Interpolated || !math.IsNaN(q.Bid) || !math.IsNaN(q.Ask) || q.Strike != wide[0] {
		t.Errorf("the strike without a bid: %+v", q)
	}
	for i, q := range smile[1:] {
		k := wide[i+1]
		if q.Strike != k || q.Source != FromQuote || math.Abs(q.Vol-0.3) > 1e-12 {
			t.Errorf("%g: %+v", k, q)
		}
		if math.Abs(q.Bid-lower[k]) > 1e-9 || math.Abs(q.Ask-upper[k]) > 1e-9 || !(q.Bid < 0.3 && q.Ask > 0.3) {
			t.Errorf("%g: %.12g to %.12g, made from %.12g to %.12g", k, q.Bid, q.Ask, lower[k], upper[k])
		}
	}
	// Under interest prices are discounted, and volatilities the same.
	rate := 0.4
	discounted := l
	discounted.cells = slices.Clone(l.cells)
	for i := range discounted.cells {
		discounted.cells[i].bid *= math.Exp(-rate * years)
		discounted.cells[i].ask *= math.Exp(-rate * years)
	}
	dear := chainOf("SPX", 100, tuesday, discounted)
	for i, q := range fitted(t, dear, Options{Rate: series.Constant(rate)}).QuotedSmile(dear, 0)[1:] {
		if math.Abs(q.Bid-smile[i+1].Bid) > 1e-9 || math.Abs(q.Ask-smile[i+1].Ask) > 1e-9 || math.Abs(q.Vol-smile[i+1].Vol) > 1e-9 {
			t.Errorf("at a rate of 40%%: %+v, without %+v", q, smile[i+1])
		}
	}
	// An hour later every volatility is aged alike, and stands in the same ratio to the mid's.
	c.AsOf, c.Delay = tuesday.Add(days(1.0/24)), days(1.0/24)
	aged := fitted(t, c, free(Options{}))
	for i, q := range aged.QuotedSmile(c, 0)[1:] {
		if math.Abs(q.Ask/q.Vol-smile[i+1].Ask/smile[i+1].Vol) > 1e-9 || q.Vol == smile[i+1].Vol {
			t.Errorf("%g, aged: %+v", q.Strike, q)
		}
	}
}

// solved1 is the volatility of a price of the leg out of the money against a forward of 100, by halving.
func solved1(strike, price, years float64) float64 {
	lo, hi := 0.01, 3.0
	for range 100 {
		if mid := (lo + hi) / 2; worth(100, strike, mid, years, strike < 100) < price {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// TestQuotedSmileTwin: where the leg in the money gave the volatility, bid and ask are its own.
func TestQuotedSmileTwin(t *testing.T) {
	c := &chain.Chain{Strike: []float64{95, 95, 105, 105}, Right: []chain.Right{chain.Call, chain.Put, chain.Call, chain.Put}, Out: make([]chain.Reason, 4)}
	for _, x := range []struct {
		from   Source
		lo, at int
	}{{FromQuote, 0, 1}, {FromOtherLeg, 0, 0}, {FromQuote, 2, 2}, {FromOtherLeg, 2, 3}, {FromFile, 0, -1}, {Interpolated, 2, -1}} {
		if got := quotedLeg(c, x.from, x.lo, x.lo+2, 100); got != x.at {
			t.Errorf("%v from record %d: %d, want %d", x.from, x.lo, got, x.at)
		}
	}
}
