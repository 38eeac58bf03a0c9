package vol

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"gex/internal/chain"
)

// TestFitInUsedMemory: a fit in the memory of larger and smaller ones, whatever they left in it, is the one that a fit with its own is.
func TestFitInUsedMemory(t *testing.T) {
	wide := func(n int) *chain.Chain {
		var cells []cell
		for i := range n {
			k := 100 + float64(i-n/2)
			call := math.Max(100-k, 0) + 3
			cells = append(cells, cell{strike: k, bid: call, ask: call + 0.1}, cell{strike: k, put: true, bid: call + k - 100, ask: call + k - 99.9})
		}
		return chainOf("TEST", 100, tuesday, listing{root: "TEST", at: tuesday.Add(days(5)), cells: cells}, listing{root: "TEST", at: tuesday.Add(days(40)), cells: cells[n/2:]},
			listing{root: "TEST", at: tuesday.Add(days(50)), cells: []cell{{strike: 100}, {strike: 105, put: true}}})
	}
	for _, n := range []int{20, 12, 30} {
		c := wide(n)
		fresh, err := Fit(c, Options{Exercise: "european"})
		if err != nil {
			t.Fatal(err)
		}
		want := alike(*fresh)
		if got := solved(want.Source); got == 0 || got == len(want.Source) {
			t.Fatalf("%d strikes: %d of %d contracts have a volatility", n, got, len(want.Source))
		}
		used := &fresh.Vol[0]
		for i := range fresh.Vol {
			fresh.Vol[i], fresh.Source[i] = -1, FromFile
		}
		for i := range fresh.Expiries {
			fresh.Expiries[i] = Expiry{Years: -1, ForwardBy: "nobody", Early: true}
		}
		var got *Surface
		for tries := 0; got == nil || &got.Vol[0] != used; tries++ { // the pool may have handed out another one
			if tries == 1000 {
				t.Fatal("the memory of a surface is not used again")
			}
			again := *fresh
			again.Drop()
			if got, err = Fit(c, Options{Exercise: "european"}); err != nil {
				t.Fatal(err)
			}
		}
		if again := alike(*got); !reflect.DeepEqual(again, want) {
			t.Errorf("%d strikes: in used memory\n%+v\nwant\n%+v", n, again, want)
		}
	}
}

// alike is a copy of a surface without what is never equal to itself.
func alike(s Surface) Surface {
	s.Vol, s.Source, s.Expiries = slices.Clone(s.Vol), slices.Clone(s.Source), slices.Clone(s.Expiries)
	numbers := []*float64{&s.Gap, &s.FileSpot, &s.QuoteSpot}
	for i := range s.Vol {
		numbers = append(numbers, &s.Vol[i])
	}
	for i := range s.Expiries {
		e := &s.Expiries[i]
		numbers = append(numbers, &e.Rate, &e.Yield, &e.YieldErr, &e.Forward, &e.QuoteForward, &e.ATMVol, &e.VolRatio, &e.Borrow, &e.CallPremium, &e.PutPremium, &e.Misfit)
	}
	for _, x := range numbers {
		if math.IsNaN(*x) {
			*x = -1e300
		}
	}
	return s
}
