package vol_test

import (
	"math"
	"testing"
	"time"

	"gex/internal/bs"
	"gex/internal/chain"
	"gex/internal/vol"
)

// TestExercisedAgainstTextbook: the contracts that the fit marks are those past the boundary of package bs, but for a few next
// to it; none is where no option can be exercised early.
func TestExercisedAgainstTextbook(t *testing.T) {
	for _, name := range []string{"hirate", "htb"} {
		w := worlds(t)[name]
		c, s := fitWorld(t, name, vol.Options{})
		marked := 0
		for x, e := range c.Expiries {
			fit := s.Expiries[x]
			for i := e.Lo; i < e.Hi; i++ {
				right, sign := bs.Call, 1.0
				if c.Right[i] == chain.Put {
					right, sign = bs.Put, -1
				}
				b, err := bs.NewBoundary(right, fit.QuoteYears, w.Rate, w.Borrow, fit.QuoteVol(s.Vol[i]))
				if err != nil {
					t.Fatal(err)
				}
				if s.Exercised[i] {
					marked++
				}
				deep := sign * (c.Spot/b.Critical(c.Strike[i]) - 1) // past the boundary, as a part of spot
				if s.Exercised[i] != (deep >= 0) && !(math.Abs(deep) < 0.002) {
					t.Errorf("%s %s %v %v: exercised %t, %.2g past the boundary", name, e.Date, c.Right[i], c.Strike[i], s.Exercised[i], deep)
				}
			}
		}
		if marked < 30 {
			t.Errorf("%s: only %d contracts are past their boundary", name, marked)
		}
	}
	if _, s := fitWorld(t, "hirate", vol.Options{Exercise: "european"}); s.Exercised != nil {
		t.Error("European options are exercised")
	}
}

// TestAheadKeepsDates: with American greeks a later surface keeps the borrow and the dates of dividends; by default it keeps
// the yield.
func TestAheadKeepsDates(t *testing.T) {
	w := worlds(t)["ex7"]
	for _, exercise := range []string{"auto", "american"} {
		c, s := fitWorld(t, "ex7", vol.Options{Dividends: w.given(t), Exercise: exercise})
		before, after := c.AsOf.Add(24*time.Hour), c.AsOf.Add(10*24*time.Hour)
		for x, e := range c.Expiries {
			now, soon, later := s.Expiries[x], s.Ahead(c, before)[x], s.Ahead(c, after)[x]
			if exercise == "auto" {
				if soon.Yield != now.Yield || later.Yield != now.Yield {
					t.Errorf("%s: yield %g, a day later %g, after the ex-date %g", e.Date, now.Yield, soon.Yield, later.Yield)
				}
				continue
			}
			for _, put := range []bool{false, true} {
				a, of, _ := s.EarlyTerms(c, x, put, now, c.AsOf)
				b, _, _ := s.EarlyTerms(c, x, put, soon, before)
				if soon.Years > 0 && (math.Abs(a.Yield-b.Yield) > 1e-12 || len(a.Dividends) != len(b.Dividends)) {
					t.Errorf("%s: borrow %g, a day later %g", e.Date, a.Yield, b.Yield)
				}
				d, left, ok := s.EarlyTerms(c, x, put, later, after)
				if later.Years > 0 && now.Dividends > 0 && (!ok || math.Abs(left-of) > 1e-12 || len(d.Dividends) != len(a.Dividends)-1 || math.Abs(a.Yield-d.Yield) > 1e-12) {
					t.Errorf("%s: after the ex-date borrow %g and %d dividends, before %g and %d", e.Date, d.Yield, len(d.Dividends), a.Yield, len(a.Dividends))
				}
			}
			// The forward falls by r − b a day only, not by a part of the dividend.
			if soon.Years > 0 {
				if want := now.Forward * math.Exp(-w.Rate/365); math.Abs(soon.Forward/want-1) > 1e-5 {
					t.Errorf("%s: forward %g, a day later %g", e.Date, now.Forward, soon.Forward)
				}
			}
		}
	}
}
