package gex

import (
	"errors"
	"math"
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/vol"
)

// positionsBook is a book of contracts with the reasons and dealer positions given. Open interest and volume are 1 for
// every contract, or unknown.
func positionsBook(out []chain.Reason, qty []float64, interest, volume bool) *Book {
	column := func(known bool) []float64 {
		list := make([]float64, len(out))
		for i := range list {
			list[i] = 1
			if !known {
				list[i] = math.NaN()
			}
		}
		return list
	}
	b := &Book{chain: &chain.Chain{Underlying: "SPX", OpenInterest: column(interest), Volume: column(volume)}, surface: &vol.Surface{}, out: out, qty: qty}
	for range out {
		b.asked = append(b.asked, true)
	}
	return b
}

// TestMissingPositions: a chain is refused when no selected contract is usable, with the reason that the user can act on, and
// accepted when one is, or when all that cannot be priced hold nothing.
func TestMissingPositions(t *testing.T) {
	const live, settled, adjusted, noOI, noPos, noVol = chain.Live, chain.Expired, chain.Adjusted, chain.NoOpenInterest, chain.NoPosition, chain.NoVolatility
	for _, c := range []struct {
		why              string
		out              []chain.Reason
		qty              []float64
		interest, volume bool
		o                Options
		dropped          int // of the first contracts, by a filter
		want             string
	}{
		{why: "a usable one", out: []chain.Reason{live}, qty: []float64{1}},
		{why: "a usable one beside settled ones", out: []chain.Reason{settled, live, settled}, qty: []float64{1, 1, 1}},
		{why: "a usable one that holds nothing", out: []chain.Reason{live, noOI}, qty: []float64{0, math.NaN()}},
		{why: "nothing selected", out: []chain.Reason{settled, noOI}, qty: []float64{1, 1}, dropped: 2},
		{why: "nothing held of the only one without a price", out: []chain.Reason{noVol}, qty: []float64{0}},
		{why: "nothing held of those without a price", out: []chain.Reason{noVol, noVol, noOI}, qty: []float64{0, 0, math.NaN()}},
		{why: "one is held", out: []chain.Reason{noVol, noVol, noVol}, qty: []float64{0, 0, 5}, want: "no contract with a position can be priced (3 of 3 contracts): no usable quote gives a volatility, and the file has none"},
		{why: "dealers hold one contract", out: []chain.Reason{noVol, settled}, qty: []float64{1, 1}, want: "(1 of 2 contracts)"},
		{why: "dealers are short", out: []chain.Reason{noVol}, qty: []float64{-5}, want: "(1 of 1 contracts)"},
		{why: "all settled, positions or not", out: []chain.Reason{settled, settled, settled}, qty: []float64{7, 0, 1}, interest: true, want: "all 3 contracts have settled"},
		{why: "one settled", out: []chain.Reason{settled}, qty: []float64{7}, want: "all 1 contracts have settled"},
		{why: "adjusted", out: []chain.Reason{adjusted}, qty: []float64{7}, want: "all 1 contracts are adjusted"},
		{why: "adjusted or settled", out: []chain.Reason{settled, adjusted, adjusted}, qty: []float64{7, 7, 7}, want: "all 3 contracts are adjusted"},
		{why: "adjusted, and one without interest", out: []chain.Reason{adjusted, noOI}, qty: []float64{7, 7}, volume: true, want: "the file has no open interest"},
		{why: "as many without interest as without position", out: []chain.Reason{noOI, noPos}, qty: []float64{7, 7}, volume: true, want: "the file has no open interest"},
		{why: "no dealer positions", out: []chain.Reason{noPos, noPos}, qty: []float64{7, 7}, o: Options{Sign: "column"}, want: "the file has no dealer positions"},
		{why: "neither column", out: []chain.Reason{noOI}, qty: []float64{7}, want: "the file has neither open interest nor volumes"},
		{why: "by volume, of which there is none", out: []chain.Reason{noPos}, qty: []float64{7}, interest: true, o: Options{Weight: "volume"}, want: "the file has no volumes"},
		{why: "by open interest, with volumes", out: []chain.Reason{noOI}, qty: []float64{7}, volume: true, want: "the file has no open interest"},
		{why: "selected ones have settled", out: []chain.Reason{live, settled}, qty: []float64{7, 7}, dropped: 1, want: "all 1 selected contracts have settled"},
		{why: "selected ones have no interest", out: []chain.Reason{live, noOI}, qty: []float64{7, 7}, volume: true, dropped: 1, want: "the selected contracts have no open interest"},
		{why: "one of several underlyings", out: []chain.Reason{noOI}, qty: []float64{7}, volume: true, o: Options{Among: true}, want: "SPX has no open interest"},
	} {
		b := positionsBook(c.out, c.qty, c.interest, c.volume)
		b.opt = c.o
		for i := range c.dropped {
			b.asked[i] = false
		}
		err := b.requirePositions()
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || !errors.Is(err, ErrNoPosition)) {
			t.Errorf("%s: %v, want %q", c.why, err, c.want)
		}
		b.opt.Anyway = true
		if err := b.requirePositions(); err != nil {
			t.Errorf("%s, accepted anyway: %v", c.why, err)
		}
	}
}

// TestWhyUnpriced: of the serious warnings of reading and of the fit the most serious is the reason.
func TestWhyUnpriced(t *testing.T) {
	note := func(code string) chain.Warning { return chain.Warning{Code: code, Message: "message of " + code} }
	const none = "no usable quote gives a volatility, and the file has none"
	for _, c := range []struct {
		notes, fit []chain.Warning
		want       string
	}{
		{nil, nil, none},
		{[]chain.Warning{note("as-of-date-only")}, []chain.Warning{note("gap")}, none},
		{nil, []chain.Warning{note("gap"), note("iv-placeholder")}, "message of iv-placeholder"},
		{[]chain.Warning{note("truncated")}, []chain.Warning{note("iv-placeholder")}, "message of truncated"},
		{[]chain.Warning{note("iv-unit-mixed")}, []chain.Warning{note("vol-implausible"), note("premium-scale")}, "message of premium-scale"},
	} {
		b := &Book{chain: &chain.Chain{Notes: c.notes}, surface: &vol.Surface{Warnings: c.fit}}
		if got := b.whyUnpriced(); got != c.want {
			t.Errorf("%v, %v: %q, want %q", c.notes, c.fit, got, c.want)
		}
	}
}
