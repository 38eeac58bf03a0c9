package vol

import (
	"math"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
)

// Quoted is a strike of a smile: its volatility, and those at which its quote is bid and
// offered, fractions a year on Expiry.Years.
type Quoted struct {
	Strike, Vol float64
	Source      Source
	Bid, Ask    float64 // NaN: Vol is from no quote, or there is no volatility at that price
}

// QuotedSmile returns the strikes of expiry x that have a volatility, ascending, with the
// volatilities of Smile. Those at bid and ask are of the leg whose mid gave Vol, against
// F_q and D as in the fit, and aged with it: so far below and above the European price at
// Vol as bid and ask are from the mid. A premium of early exercise is taken to be the same
// at all three.
func (s *Surface) QuotedSmile(c *chain.Chain, x int) []Quoted {
	e := s.Expiries[x]
	var out []Quoted
	var at []int // of out: the strikes with a quote
	// By quote: K, σ at the quotes, half the spread, and whether it is a put's.
	var strike, vols, half []float64
	var put []bool
	for lo, hi := range strikeRanges(c, x) {
		v := strikeVol(c, s, lo, hi, e.Forward)
		if !(v > 0) {
			continue
		}
		q := Quoted{Strike: c.Strike[lo], Vol: v, Bid: math.NaN(), Ask: math.NaN()}
		for i := lo; i < hi; i++ {
			if s.Vol[i] == v && c.Out[i] == chain.Live {
				q.Source = s.Source[i]
			}
		}
		if i := quotedLeg(c, q.Source, lo, hi, e.QuoteForward); i >= 0 {
			at, vols, half = append(at, len(out)), append(vols, e.QuoteVol(v)), append(half, (c.Ask[i]-c.Bid[i])/2)
			strike, put = append(strike, q.Strike), append(put, c.Right[i] == chain.Put)
		}
		out = append(out, q)
	}
	n := len(at)
	if n == 0 || !(e.QuoteForward > 0) || !(e.Age > 0) {
		return out
	}
	// On the forward, without carry: e^{−rT}(F N(d1) − K N(d2)) and its mirror.
	batch := kernel.New([]kernel.Group{{Hi: n, Years: e.QuoteYears, Rate: e.Rate}}, strike, vols, put, make([]float64, n))
	fair := kernel.Greeks{Price: make([]float64, n)}
	batch.GreeksTo(&fair, e.QuoteForward)
	group := []kernel.Quoted{{Hi: n, Forward: e.QuoteForward, Discount: kernel.Exp(-e.Rate * e.QuoteYears)}}
	price, total, status := make([]float64, n), make([]float64, n), make([]kernel.Status, n)
	for side, sign := range [2]float64{-1, 1} {
		for j := range price {
			price[j] = fair.Price[j] + float64(sign*half[j])
		}
		kernel.ImpliedTo(total, status, group, price, strike, put)
		for j, i := range at {
			v := math.NaN()
			if status[j] == kernel.OK {
				v = total[j] * math.Sqrt(e.Age/e.Years) // the mid's w · Age / T
			}
			if side == 0 {
				out[i].Bid = v
			} else {
				out[i].Ask = v
			}
		}
	}
	return out
}

// quotedLeg returns the record of the leg whose quote gave the volatility of a strike, of
// its contracts [lo, hi): the out-of-the-money leg or the other one; −1 for a volatility
// from elsewhere.
func quotedLeg(c *chain.Chain, from Source, lo, hi int, forward float64) int {
	right := chain.Call
	if (c.Strike[lo] < forward) == (from == FromQuote) {
		right = chain.Put
	}
	if from != FromQuote && from != FromOtherLeg {
		return -1
	}
	for i := lo; i < hi; i++ {
		if c.Right[i] == right && c.Out[i] == chain.Live {
			return i
		}
	}
	return -1
}
