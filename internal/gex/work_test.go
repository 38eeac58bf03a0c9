package gex

import (
	"bytes"
	"math"
	"testing"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/sample"
	"gex/internal/vol"
)

// costs are what work costs in ns a contract, on one core of a machine with AVX-512, and readingCost what a report does
// before: reading the file and the first fit. The ratio of two times rests on their ratios alone. By them, on 21k contracts
// of SPX, a report takes 15.7 ms and all runs of a sensitivity 73 ms; 16.5 and 76.6 ms were measured.
var costs = [nWorks]float64{fits: 110, books: 60, derived: 8, shifted: 3, cells: 0.1, gammas: 0.5, deltas: 0.9, greeks: 4}

const readingCost = 318 + 145

// counting returns the work of a function, by kind, that was done by books with the options that it gets.
func counting(work func(o Options)) (n [nWorks]float64) {
	var done workload
	work(Options{work: &done})
	for i := range done {
		n[i] = float64(done[i].Load())
	}
	return n
}

// cost is the time that work takes, in ns.
func cost(n [nWorks]float64) float64 {
	sum := 0.0
	for i, c := range costs {
		sum += c * n[i]
	}
	return sum
}

// TestSensitivityCostsFewReports: gex sensitivity with all runs costs at most 5.5 reports of the same file by the work that both
// do inside one process; it fits once for each assumption about the fit, and reprices the ladder for less than those runs and
// the positions that are not the base's.
func TestSensitivityCostsFewReports(t *testing.T) {
	for _, o := range []sample.Options{{Seed: 3, Contracts: 6000}, {Seed: 4, Contracts: 800}, {Seed: 5, Underlying: "XYZ", Contracts: 3000, Spot: 80}} {
		var csv bytes.Buffer
		if err := sample.Write(&csv, o); err != nil {
			t.Fatal(err)
		}
		f, err := chain.Read(&csv, chain.Options{Name: "sample.csv"})
		if err != nil {
			t.Fatal(err)
		}
		c := f.Chains[0]
		n := float64(c.Len())
		v := vol.Options{Exercise: "european"}
		book := func(o Options) *Book { return bookFrom(t, c, v, o) }
		report := counting(func(o Options) { Build(book(o)) })
		var runs int
		sense := counting(func(o Options) {
			runs = len(BuildSensitivity(book(o), Variations{Vol: v, Wrong: math.NaN()}).Sensitivity.Runs)
		})
		ratio := (readingCost*n + cost(sense)) / (readingCost*n + cost(report))
		t.Logf("%v contracts: %.2f reports, by kind %.1f a contract for %d runs; a report %.1f", n, ratio, over(sense, n), runs, over(report, n))
		if ratio > 5.5 {
			t.Errorf("%v contracts: %d runs cost %.2f reports", n, runs, ratio)
		}
		if got := sense[fits] / n; got > 8 {
			t.Errorf("%v contracts: %g fits for 8 other assumptions about the fit", n, got)
		}
		if got := sense[cells] / n; got > (1+8+2+1+1.5)*406 {
			t.Errorf("%v contracts: %g points of a ladder for each, at most the base, 8 fits, 2 positions, both sides and what is left out", n, got)
		}
		if got := sense[books] / n; got > float64(runs+2) {
			t.Errorf("%v contracts: %g books for %d runs", n, got, runs)
		}
	}
}

// TestWorkCounts: each kind of pricing counts a contract for every spot; a report is one book, priced on the whole ladder once.
func TestWorkCounts(t *testing.T) {
	var done workload
	legs := []leg{{false, 95, 0.1, 0.2, 1, 1}, {true, 100, 0.1, 0.2, 1, 1}, {true, 105, 0.3, 0.2, 1, 1}}
	b := makeBook(t, 100, 0, 0, legs, Options{work: &done})
	count := func(w work, what func()) int64 {
		before := done[w].Load()
		what()
		return done[w].Load() - before
	}
	spots := []float64{98, 101}
	for i, got := range []int64{
		count(gammas, func() { b.batch.GammaTo(nil, spots) }), count(deltas, func() { b.batch.DeltaTo(nil, spots) }),
		count(cells, func() { b.batch.AlongTo(nil, kernel.RungsTo(nil, 100, step, -2, 5), step) }), count(gammas, func() { b.batch.GammaSlope(99) }),
		count(greeks, func() { b.batch.GreeksTo(&kernel.Greeks{Delta: make([]float64, 3)}, 99) }), count(books, func() { makeBook(t, 100, 0, 0, legs, Options{work: &done}) }),
	} {
		if want := []int64{6, 6, 24, 3, 3, 3}[i]; got != want {
			t.Errorf("kind of work %d: %d, want %d", i, got, want)
		}
	}
	(*workload)(nil).add(cells, 1) // counts nowhere
}

func over(x [nWorks]float64, n float64) []float64 {
	for i := range x {
		x[i] /= n
	}
	return x[:]
}
