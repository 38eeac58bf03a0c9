package sample

import (
	"bufio"
	"io"
	"math"
	"math/rand/v2"

	"gex/internal/bs"
)

// Write writes a sample. Errors: options that make no sense, and those of w.
func Write(w io.Writer, o Options) error {
	o, err := o.complete()
	if err != nil {
		return err
	}
	p := printer{out: bufio.NewWriterSize(w, 1<<18)}
	if o.Layout == layoutCboe {
		p.layout = &cboe{}
	} else {
		p.layout = &long{exact: o.NoNoise}
	}
	for i, strikes := range o.strikes() {
		a := newAsset(o, o.name(i), uint64(i))
		a.list(strikes)
		// One header, of the first underlying.
		if i == 0 {
			p.buf = p.layout.appendHeader(p.buf, a)
			p.out.Write(p.buf) // an error comes back from every later call
		}
		if err := p.asset(a); err != nil {
			return err
		}
	}
	return p.out.Flush()
}

// strikes divides the requested contracts into strikes, two contracts each, over the
// underlyings. The weight of rank i is (i + 10)^−0.8, Zipf's law with its head cut off:
// a few underlyings have most options, and many have few. Ranks are in random order,
// and every underlying has at least one strike.
func (o Options) strikes() []int {
	weights := make([]float64, o.Underlyings)
	for i := range weights {
		weights[i] = math.Pow(float64(i+10), -0.8)
	}
	rng := rand.New(rand.NewPCG(o.Seed, math.MaxUint64))
	rng.Shuffle(len(weights), func(i, j int) { weights[i], weights[j] = weights[j], weights[i] })
	parts := allot(max(0, (o.Contracts+1)/2-o.Underlyings), weights)
	for i := range parts {
		parts[i]++ // at least one
	}
	return parts
}

// printer writes assets in a layout.
type printer struct {
	out    *bufio.Writer
	layout layout
	buf    []byte
}

// asset writes the rows of one underlying, series by series, strikes ascending.
func (p *printer) asset(a *asset) error {
	var r row
	for _, s := range a.board {
		p.layout.begin(a, s)
		cut := a.truth.section(a.truth.Years(s.root, s.date)) // T_q: quotes are priced at the quote time
		if err := cut.solve(s.strikes); err != nil {
			return err
		}
		for _, strike := range s.strikes {
			r.strike = strike
			r.call = a.leg(s, cut, strike, bs.Call)
			r.put = a.leg(s, cut, strike, bs.Put)
			p.buf = p.layout.appendRow(p.buf[:0], &r)
			if _, err := p.out.Write(p.buf); err != nil {
				return err
			}
		}
	}
	return nil
}

// leg prices one contract on the truth, and draws its open interest, volume and quotes
// from the random numbers of the underlying.
func (a *asset) leg(s *series, cut *section, strike int64, right bs.Right) leg {
	dollars := float64(strike) / mil
	at := place{
		right: right, listing: s.listing, years: cut.years, deviation: cut.deviation(dollars),
		roundness: roundness(strike, a.base), size: a.habit.size, lean: a.lean,
	}
	l := leg{priced: cut.price(right, dollars)}
	l.oi, l.volume = at.openInterest(a.rng), at.volume(a.rng)
	l.quote(a.truth.Spot, a.habit.ticks, a.rng)
	return l
}
