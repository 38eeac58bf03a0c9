package sample

import (
	"bufio"
	"io"
	"math"
	"math/rand/v2"

	"gex/internal/bs"
)

// layout turns rows into bytes of a file. It is told of each asset and series before their rows.
type layout interface {
	appendHeader(b []byte, first *asset) []byte
	begin(a *asset, s *series)
	appendRow(b []byte, r *row) []byte
}

// row is one strike of one expiry.
type row struct {
	strike    int64 // mils
	call, put leg
}

// Write makes a sample.
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

// strikes divides the contracts asked for into strikes, two contracts each, over the underlyings. Whole markets
// follow Zipf's law with its head cut off, in random order.
func (o Options) strikes() []int {
	weights := make([]float64, o.Underlyings)
	for i := range weights {
		weights[i] = math.Pow(float64(i+10), -0.8)
	}
	rng := rand.New(rand.NewPCG(o.Seed, math.MaxUint64))
	rng.Shuffle(len(weights), func(i, j int) { weights[i], weights[j] = weights[j], weights[i] })
	parts := allot(max(0, (o.Contracts+1)/2-o.Underlyings), weights)
	for i := range parts {
		parts[i]++ // nobody goes without
	}
	return parts
}

// printer writes assets in a layout.
type printer struct {
	out    *bufio.Writer
	layout layout
	buf    []byte
}

func (p *printer) asset(a *asset) error {
	var r row
	for _, s := range a.board {
		p.layout.begin(a, s)
		cut := a.truth.section(a.truth.Years(s.root, s.date))
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

// leg makes one contract.
func (a *asset) leg(s *series, cut *section, strike int64, right bs.Right) leg {
	dollars := float64(strike) / mil
	o := cut.option(right, dollars)
	at := place{
		right: right, listing: s.listing, years: cut.years, deviation: cut.deviation(dollars),
		roundness: roundness(strike, a.base), size: a.habit.size,
	}
	l := leg{price: math.Max(0, o.Price()), vol: o.Vol, delta: o.Delta(), gamma: o.Gamma()}
	l.oi, l.volume = at.openInterest(a.rng), at.volume(a.rng)
	l.quote(o, a.habit.ticks, a.rng)
	return l
}
