package gex

import (
	"math"
	"slices"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/vol"
)

// leg is one contract of a hand-made book.
type leg struct {
	put    bool
	strike float64
	years  float64
	sigma  float64
	oi     float64
	dealer float64 // +1 long, -1 short; multiplies oi
}

var testAsOf = time.Date(2025, 11, 18, 11, 0, 0, 0, market.NewYork)

// makeChain puts legs on a chain of ordinary stock options with multiplier 100, settling where their years say.
func makeChain(spot float64, legs []leg) *chain.Chain {
	legs = slices.Clone(legs)
	slices.SortStableFunc(legs, func(a, b leg) int {
		switch {
		case a.years != b.years:
			return sign(a.years - b.years)
		case a.strike != b.strike:
			return sign(a.strike - b.strike)
		case a.put != b.put && b.put:
			return -1
		case a.put != b.put:
			return 1
		}
		return 0
	})
	c := &chain.Chain{Underlying: "TEST", Spot: spot, AsOf: testAsOf, Rows: len(legs)}
	nan := math.NaN()
	for i, l := range legs {
		settlement := testAsOf.Add(time.Duration(math.Round(l.years*365*86400)) * time.Second)
		if i == 0 || !c.Expiries[len(c.Expiries)-1].Settlement.Equal(settlement) {
			c.Expiries = append(c.Expiries, chain.Expiry{Root: market.LookupRoot("TEST"), Date: market.DateOf(settlement), Settlement: settlement, Lo: i})
		}
		c.Expiries[len(c.Expiries)-1].Hi = i + 1
		right := chain.Call
		if l.put {
			right = chain.Put
		}
		c.Strike = append(c.Strike, l.strike)
		c.Right = append(c.Right, right)
		c.Bid, c.Ask, c.Last = append(c.Bid, nan), append(c.Ask, nan), append(c.Last, nan)
		c.Volume, c.OpenInterest = append(c.Volume, nan), append(c.OpenInterest, l.oi)
		c.IV, c.Delta, c.Gamma = append(c.IV, l.sigma), append(c.Delta, nan), append(c.Gamma, nan)
		c.Multiplier, c.DealerQty = append(c.Multiplier, 100), append(c.DealerQty, l.dealer*l.oi)
		c.Line = append(c.Line, int32(i+2))
		c.Out, c.Repaired = append(c.Out, chain.Live), append(c.Repaired, 0)
	}
	return c
}

func sign(x float64) int {
	if x < 0 {
		return -1
	}
	return 1
}

// makeBook prices legs with their own volatilities and a flat carry; the dealers' side is each leg's own.
func makeBook(t testing.TB, spot, r, q float64, legs []leg, o Options) *Book {
	t.Helper()
	c := makeChain(spot, legs)
	s, err := vol.Fit(c, vol.Options{IV: "file", Carry: "flat", Rate: &r, Yield: q})
	if err != nil {
		t.Fatal(err)
	}
	if o.Sign == "" {
		o.Sign = "column"
	}
	b, err := NewBook(c, s, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// near fails unless got is want within rel of max(|want|, floor).
func near(t testing.TB, what string, got, want, rel, floor float64) {
	t.Helper()
	if !(math.Abs(got-want) <= rel*math.Max(math.Abs(want), floor)) {
		t.Errorf("%s = %.15g, want %.15g (off by %.3g)", what, got, want, got-want)
	}
}

func expiryOf(root market.Root, d market.Date) chain.Expiry {
	return chain.Expiry{Root: root, Date: d, Settlement: root.SettlementInstant(d)}
}
