package vol_test

import (
	"reflect"
	"testing"

	"gex/internal/sample"
	"gex/internal/vol"
)

// TestEarlyExerciseCosts bounds the work of a fit of 10,000 contracts: premiums by strike, and by expiry the sides that are
// solved as drafts, and roughly, as all are whose quotes are coarse. Times differ from run to run; with this work gex report costs about
// 5 ms more of a stock without dividends on dates, and 8 ms of a fund with built-in ones
// (docs/performance.md).
func TestEarlyExerciseCosts(t *testing.T) {
	for name, most := range map[string]struct{ draft, rough float64 }{"SPY": {3.5, 2.8}, "XYZ": {0.2, 6}} {
		chain, s, _ := roundTrip(t, sample.Options{Underlying: name, Contracts: 10_000, Layout: "long"})
		fine, draft, rough, premiums := vol.Work(s)
		strikes, expiries := float64(chain.Len())/2, float64(len(chain.Expiries))
		for what, c := range map[string][2]float64{
			"premiums by strike": {float64(premiums) / strikes, 3.2}, "drafts by expiry": {float64(fine+draft) / expiries, most.draft},
			"rough sides": {float64(rough) / expiries, most.rough},
		} {
			if !(c[0] > 0 && c[0] <= c[1]) {
				t.Errorf("%s: %.1f %s, at most %g", name, c[0], what, c[1])
			}
		}
	}
}

// TestEarlyMemory: a fit is what it would be alone after those of other chains, whose memory it takes.
func TestEarlyMemory(t *testing.T) {
	few := sample.Options{Underlying: "XYZ", Contracts: 300, Layout: "long"}
	c, alone, _ := roundTrip(t, few)
	for _, name := range []string{"SPY", "ABC"} {
		roundTrip(t, sample.Options{Underlying: name, Contracts: 3000, Layout: "long", Seed: 2})
		s := fit(t, c, vol.Options{})
		if !reflect.DeepEqual(s.Vol, alone.Vol) || s.Rate != alone.Rate || !reflect.DeepEqual(s.Exercised, alone.Exercised) {
			t.Errorf("after %s: rate %g, alone %g", name, s.Rate, alone.Rate)
		}
		for x, e := range s.Expiries {
			if e.Forward != alone.Expiries[x].Forward || e.Borrow != alone.Expiries[x].Borrow && e.Borrow == e.Borrow {
				t.Errorf("after %s: expiry %d has forward %g and borrow %g, alone %g and %g", name, x, e.Forward, e.Borrow, alone.Expiries[x].Forward, alone.Expiries[x].Borrow)
			}
		}
	}
}
