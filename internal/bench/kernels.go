package main

import (
	"fmt"
	"math"

	"gex/internal/bs"
	"gex/internal/bs/kernel"
)

// greeksPart prices six greeks of every contract: of the chain, or of the chain many times over.
func greeksPart(t task, o *outcome) error {
	b, err := readBook(t.Chain)
	if err != nil {
		return err
	}
	if t.Only == "many" {
		b = b.times(t.Times)
	}
	ours, ref := b.greeksWork()
	o.Contracts = len(b.strike)
	return o.measure(t.Effort, t.Only, perUnit(o.Contracts, ours), perUnit(o.Contracts, ref))
}

// greeksWork is six greeks of every contract in columns, and one option at a time.
func (b *book) greeksWork() (ours, ref func()) {
	n := len(b.strike)
	batch, options := b.batch(), b.options()
	g := kernel.Greeks{
		Price: make([]float64, n), Delta: make([]float64, n), Gamma: make([]float64, n),
		Vega: make([]float64, n), Theta: make([]float64, n), Charm: make([]float64, n),
	}
	ours = func() { batch.GreeksTo(&g, b.spot) }
	results := make([]greeks, n)
	ref = func() {
		for i := range options {
			results[i] = options[i].greeks()
		}
	}
	return ours, ref
}

// cellsPart sums gamma over spot ladders of several lengths. The reference is the full formula in every cell, on one core
// however many ours has.
func cellsPart(t task, o *outcome) error {
	b, err := readBook(t.Chain)
	if err != nil {
		return err
	}
	o.Contracts = len(b.strike)
	for _, rungs := range t.Rungs {
		ours, ref := b.cellsWork(rungs)
		cells := rungs * len(b.strike)
		if err := o.measure(t.Effort, fmt.Sprint(rungs), perUnit(cells, ours), perUnit(cells, ref)); err != nil {
			return err
		}
	}
	return nil
}

// ladder is rungs spots from 0.8 to 1.2 of spot, even in the logarithm: the first of them and the step.
func (b *book) ladder(rungs int) (base, step float64) {
	return 0.8 * b.spot, math.Log(1.2/0.8) / float64(rungs-1)
}

func (b *book) cellsWork(rungs int) (ours, ref func()) {
	base, step := b.ladder(rungs)
	batch, options := b.batch(), b.options()
	dst, sums := make([]float64, rungs), make([]float64, rungs)
	ours = func() { batch.LadderTo(dst, base, step, 0, rungs-1) }
	ref = func() {
		for j := range sums {
			spot := kernel.Rung(base, step, j)
			sums[j] = 0
			for i := range options {
				sums[j] += options[i].gamma(spot) * b.weight[i]
			}
		}
	}
	return ours, ref
}

// impliedPart solves quotes for volatility, in columns and by the textbook.
func impliedPart(t task, o *outcome) error {
	b, err := readBook(t.Chain)
	if err != nil {
		return err
	}
	q := &b.quotes
	n := len(q.price)
	o.Quotes = n
	dst, status := make([]float64, n), make([]kernel.Status, n)
	ours := func() { kernel.ImpliedTo(dst, status, q.groups, q.price, q.strike, q.put) }
	ref := func() {
		for _, g := range q.groups {
			for i := g.Lo; i < g.Hi; i++ {
				dst[i], _ = bs.ImpliedVol(right(q.put[i]), q.price[i], g.Forward, q.strike[i], g.Discount)
			}
		}
	}
	return o.measure(t.Effort, "chain", perUnit(n, ours), perUnit(n, ref))
}

// profilePart does what the numpy baseline counts as its profile, which the baseline is started for.
func profilePart(t task, o *outcome) error {
	b, err := readBook(t.Chain)
	if err != nil {
		return err
	}
	o.Contracts = len(b.strike)
	var ref func() (usage, error)
	if t.Python.can() {
		ref = func() (usage, error) {
			_, said, err := t.Python.baseline(t.Chain)
			return usage{Wall: said.Profile}, err
		}
	}
	return o.measure(t.Effort, "profile", perUnit(1, func() { b.profile() }), ref)
}

// profile prepares the columns, sums gamma at 401 spots and at spot, and narrows every sign change.
func (b *book) profile() (total float64, roots []float64) {
	const rungs = 401
	base, step := b.ladder(rungs)
	batch := b.batch()
	gamma := batch.LadderTo(nil, base, step, 0, rungs-1)
	for j := 1; j < rungs; j++ {
		if (gamma[j-1] < 0) != (gamma[j] < 0) {
			roots = append(roots, narrow(batch, kernel.Rung(base, step, j-1), kernel.Rung(base, step, j), 1e-10*b.spot))
		}
	}
	return batch.GammaTo(nil, []float64{b.spot})[0], roots
}

// narrow finds the sign change in [lo, hi] by Newton steps on the exact aggregate, and bisection where they leave it.
func narrow(batch *kernel.Batch, lo, hi, tol float64) float64 {
	below := batch.GammaTo(nil, []float64{lo})[0] < 0
	x := lo + (hi-lo)/2
	for hi-lo > tol {
		gamma, slope := batch.GammaSlope(x)
		if (gamma < 0) == below {
			lo = x
		} else {
			hi = x
		}
		next := x - gamma/slope
		if !(next > lo && next < hi) {
			next = lo + (hi-lo)/2
		}
		moved := math.Abs(next - x)
		x = next
		if moved <= tol/4 {
			break
		}
	}
	return x
}
