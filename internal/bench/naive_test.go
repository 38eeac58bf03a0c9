package main

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"gex/internal/bs"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/report"
	"gex/internal/sample"
	"gex/internal/series"
	"gex/internal/vol"
)

// sampleFile writes a small sample.
func sampleFile(t *testing.T, o sample.Options) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.csv")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := sample.Write(f, o); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestNaiveAgrees holds the reference to gex on all that both compute: a benchmark against another computation proves
// nothing.
func TestNaiveAgrees(t *testing.T) {
	for name, o := range map[string]sample.Options{
		"cboe":   {Contracts: 1500, Layout: "cboe"},
		"long":   {Contracts: 1500, Layout: "long"},
		"market": {Contracts: 2000, Layout: "long", Underlyings: 7},
	} {
		t.Run(name, func(t *testing.T) {
			path := sampleFile(t, o)
			theirs, err := readNaive(path)
			if err != nil {
				t.Fatal(err)
			}
			ours := readGex(t, path)
			if len(ours) != len(theirs) || len(ours) != max(1, o.Underlyings) {
				t.Fatalf("%d underlyings, the naive program sees %d", len(ours), len(theirs))
			}
			for _, c := range theirs {
				compare(t, c.underlying, ours[c.underlying], c.totals())
			}
		})
	}
}

// readGex is the totals of gex by underlying.
func readGex(t *testing.T, path string) map[string]totals {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rate, yield := flatRate, flatYield
	job, err := pipeline.New(pipeline.Request{Vol: vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(rate), Yield: yield}},
		pipeline.Verb{Build: func(b *gex.Book, _ bool) report.Document { return gex.Build(b) }})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]totals{}
	for one, err := range job.Each(f, path) {
		if err != nil {
			t.Fatal(err)
		}
		r := one.Document.(*report.Report)
		got := totals{
			Contracts: r.Coverage.Used, GEX: float64(r.Totals.GEX), Call: float64(r.Totals.CallGEX), Put: float64(r.Totals.PutGEX),
			DEX: float64(r.Totals.DEX), Gross: float64(r.Totals.GrossGEX),
		}
		if r.Levels.ZeroGamma.OK() {
			got.ZeroGamma = float64(r.Levels.ZeroGamma)
		}
		all[one.Underlying] = got
	}
	return all
}

func compare(t *testing.T, name string, ours, theirs totals) {
	t.Helper()
	if ours.Contracts != theirs.Contracts {
		t.Errorf("%s: gex uses %d contracts, the naive program %d", name, ours.Contracts, theirs.Contracts)
	}
	for _, c := range []struct {
		what         string
		ours, theirs float64
		scale        float64
	}{
		{"GEX", ours.GEX, theirs.GEX, ours.Gross},
		{"call GEX", ours.Call, theirs.Call, ours.Gross},
		{"put GEX", ours.Put, theirs.Put, ours.Gross},
		{"gross GEX", ours.Gross, theirs.Gross, ours.Gross},
		{"DEX", ours.DEX, theirs.DEX, math.Abs(ours.DEX)},
		{"zero gamma", ours.ZeroGamma, theirs.ZeroGamma, ours.ZeroGamma},
	} {
		if !(math.Abs(c.ours-c.theirs) <= sameAsNaive*c.scale) {
			t.Errorf("%s: %s is %v, the naive program's %v", name, c.what, c.ours, c.theirs)
		}
	}
}

// TestNaiveGreeks holds the naive greeks to the textbook.
func TestNaiveGreeks(t *testing.T) {
	for _, put := range []bool{false, true} {
		o := option{put: put, spot: 6700, strike: 6650, years: 0.1, vol: 0.15, rate: 0.045, yield: 0.013}
		b := bs.Option{Right: right(put), Spot: o.spot, Strike: o.strike, Years: o.years, Rate: o.rate, Yield: o.yield, Vol: o.vol}
		g := o.greeks()
		for _, c := range [][2]float64{
			{g.price, b.Price()}, {g.delta, b.Delta()}, {g.gamma, b.Gamma()}, {g.vega, b.Vega()}, {g.theta, b.Theta()},
			{g.charm, b.Charm()}, {o.gamma(o.spot), b.Gamma()},
		} {
			if !(math.Abs(c[0]-c[1]) <= 1e-12*math.Abs(c[1])) {
				t.Errorf("put %v: naive %v, textbook %v", put, c[0], c[1])
			}
		}
	}
}

// TestWorkAgrees holds what is measured inside a process to its reference: same contracts, same sums, same roots.
func TestWorkAgrees(t *testing.T) {
	path := sampleFile(t, sample.Options{Contracts: 1500})
	b, err := readBook(path)
	if err != nil {
		t.Fatal(err)
	}
	chains, err := readNaive(path)
	if err != nil {
		t.Fatal(err)
	}
	want := chains[0].totals()
	gamma, roots := b.profile()
	if got := gamma * b.spot * b.spot * 0.01; math.Abs(got-want.GEX) > sameAsNaive*want.Gross {
		t.Errorf("the book's GEX is %v, the naive program's %v", got, want.GEX)
	}
	if len(roots) != 1 || math.Abs(roots[0]-want.ZeroGamma) > sameAsNaive*want.ZeroGamma {
		t.Errorf("roots %v, want %v", roots, want.ZeroGamma)
	}
	for name, w := range map[string]work{"greeks": b.greeksWork(), "cells": b.cellsWork(60), "implied": b.quotes.impliedWork()} {
		if w.ours(); w.apart() == 0 {
			t.Errorf("%s: without a reference nothing is apart", name)
		}
		w.ref()
		if apart := w.apart(); !(apart <= sameAsNaive) {
			t.Errorf("%s: ours and the reference lie %.1e apart", name, apart)
		}
	}
	if many := b.times(3); len(many.options()) != 3*len(b.strike) || len(many.groups) != 3*len(b.groups) {
		t.Errorf("three times %d contracts are %d", len(b.strike), len(many.options()))
	}
}

// TestApart checks that what does not agree stops the run.
func TestApart(t *testing.T) {
	nothing := func() {}
	var o outcome
	for _, c := range []struct {
		ours, ref float64
		fails     bool
	}{
		{1, 1, false}, {0, 0, false}, {1, 1 + 1e-12, false}, {1, 1.001, true}, {1, 0, true}, {0, 1, true}, {math.NaN(), 1, true}, {1, math.NaN(), true},
	} {
		w := work{nothing, nothing, func() float64 { return apart([]float64{c.ours}, []float64{c.ref}) }}
		if err := o.compare(effort{}, "work", 1, w); (err != nil) != c.fails {
			t.Errorf("work of %v, %v: %v", c.ours, c.ref, err)
		}
		var b bench
		ours, ref := totals{GEX: c.ours, Gross: 2, ZeroGamma: 5000}, totals{GEX: c.ref, ZeroGamma: 5000}
		if b.agreement(&section{}, "chain", "naive", ours, ref, sameAsNaive); (len(b.apart) > 0) != c.fails {
			t.Errorf("totals of %v, %v: %v", c.ours, c.ref, b.apart)
		}
	}
	one, none := totals{Gross: 1, ZeroGamma: 5000}, totals{}
	if _, zero := one.apart(none); zero != 1 {
		t.Errorf("a zero gamma where there is none is %v apart", zero)
	}
}

// TestBaselineAgrees holds the naive program to the numpy baseline, where it can run.
func TestBaselineAgrees(t *testing.T) {
	p := findPython(filepath.Join("..", "..", "..", "shared", "bench", "numpy_baseline.py"))
	if !p.can() {
		t.Skip(p.why())
	}
	path := sampleFile(t, sample.Options{Contracts: 1500})
	_, said, err := p.baseline(path)
	if err != nil {
		t.Fatal(err)
	}
	chains, err := readNaive(path)
	if err != nil {
		t.Fatal(err)
	}
	if said.ZeroGamma == nil {
		t.Fatal("the baseline finds no zero gamma")
	}
	total, zero := chains[0].totals().apart(totals{GEX: said.GEX * 1e9, ZeroGamma: *said.ZeroGamma})
	if !(total <= nearBaseline && zero <= nearBaseline) {
		t.Errorf("totals are %.1e of gross apart, zero gammas %.1e", total, zero)
	}
	if b, err := readBook(path); err != nil || len(b.strike) != said.Options {
		t.Errorf("the book has %d contracts, the baseline %d; %v", len(b.strike), said.Options, err)
	}
}
