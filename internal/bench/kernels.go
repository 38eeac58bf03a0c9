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
	o.Contracts = len(b.strike)
	return o.compare(t.Effort, t.Only, o.Contracts, b.greeksWork())
}

// greeksWork is six greeks of every contract in columns, and one option at a time.
func (b *book) greeksWork() work {
	n := len(b.strike)
	batch, options := b.batch(), b.options()
	g := kernel.Greeks{
		Price: make([]float64, n), Delta: make([]float64, n), Gamma: make([]float64, n),
		Vega: make([]float64, n), Theta: make([]float64, n), Charm: make([]float64, n),
	}
	results := make([]greeks, n)
	return work{
		ours: func() { batch.GreeksTo(&g, b.spot) },
		ref: func() {
			for i := range options {
				results[i] = options[i].greeks()
			}
		},
		apart: func() (most float64) {
			for _, c := range []struct {
				ours []float64
				ref  func(*greeks) float64
			}{
				{g.Price, func(r *greeks) float64 { return r.price }},
				{g.Delta, func(r *greeks) float64 { return r.delta }},
				{g.Gamma, func(r *greeks) float64 { return r.gamma }},
				{g.Vega, func(r *greeks) float64 { return r.vega }},
				{g.Theta, func(r *greeks) float64 { return r.theta }},
				{g.Charm, func(r *greeks) float64 { return r.charm }},
			} {
				column := make([]float64, n)
				for i := range results {
					column[i] = c.ref(&results[i])
				}
				most = max(most, apart(c.ours, column))
			}
			return most
		},
	}
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
		if err := o.compare(t.Effort, fmt.Sprint(rungs), rungs*len(b.strike), b.cellsWork(rungs)); err != nil {
			return err
		}
	}
	return nil
}

// ladder is rungs spots from 0.8 to 1.2 of spot, even in the logarithm: the first of them and the step.
func (b *book) ladder(rungs int) (base, step float64) {
	return 0.8 * b.spot, math.Log(1.2/0.8) / float64(rungs-1)
}

// cellsWork is gamma of the book at the spots of a ladder.
func (b *book) cellsWork(rungs int) work {
	base, step := b.ladder(rungs)
	batch, options := b.batch(), b.options()
	dst, sums := make([]float64, rungs), make([]float64, rungs)
	return work{
		ours: func() { batch.LadderTo(dst, base, step, 0, rungs-1) },
		ref: func() {
			for j := range sums {
				spot := kernel.Rung(base, step, j)
				sums[j] = 0
				for i := range options {
					sums[j] += options[i].gamma(spot) * b.weight[i]
				}
			}
		},
		apart: func() float64 { return apart(dst, sums) },
	}
}

// impliedPart solves quotes for volatility, in columns and by the textbook.
func impliedPart(t task, o *outcome) error {
	b, err := readBook(t.Chain)
	if err != nil {
		return err
	}
	o.Quotes = len(b.quotes.price)
	return o.compare(t.Effort, "chain", o.Quotes, b.quotes.impliedWork())
}

// impliedWork is the total volatility of every quote.
func (q *quotes) impliedWork() work {
	n := len(q.price)
	dst, status, total := make([]float64, n), make([]kernel.Status, n), make([]float64, n)
	return work{
		ours: func() { kernel.ImpliedTo(dst, status, q.groups, q.price, q.strike, q.put) },
		ref: func() {
			for _, g := range q.groups {
				for i := g.Lo; i < g.Hi; i++ {
					total[i], _ = bs.ImpliedVol(right(q.put[i]), q.price[i], g.Forward, q.strike[i], g.Discount)
				}
			}
		},
		apart: func() float64 { return apart(dst, total) },
	}
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
