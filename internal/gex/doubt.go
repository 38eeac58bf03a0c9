package gex

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"gex/internal/bs/kernel"
	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/vol"
)

const (
	fewContracts = 20  // used ones, below which one may well be most of all
	beyondOthers = 300 // times the position of its neighbors, of one contract that is most of all
	farFromThem  = 50  // likewise, but round strikes of small chains are so: told, and no reason for doubt
	farBeyond    = 500 // likewise of several that are together
	besides      = 5   // neighbors on either side, in strikes
	suspects     = 3   // the largest contracts that are looked at
	mostOf       = 0.5 // of gross exposure, or of all positions

	borrowed = 0.2  // of gross exposure on volatilities that are not from quotes
	quotedIn = 0.25 // of the contracts, where quotes are what the file is about

	fewTicks  = 0.15 // $, of an option without a bid
	wideCheap = 0.5  // $, the spread that a quote may have however cheap the option is (as in internal/vol)
	nearMoney = 1.5  // standard deviations from the quotes' forward: a wing without bids is no loss

	beyondMarkets = 1e13 // gross US$ per 1 %: all shares of the world are worth some 1e14
)

// doubts are the warnings about positions and volatilities that the exposure rests on more than it should.
func (b *Book) doubts() []report.Warning {
	var out []report.Warning
	suspect := b.doubtPositions(beyondOthers)
	for _, w := range []string{suspect, b.doubtSize()} {
		if w != "" {
			out = append(out, report.Warning{Code: "oi-suspect", Message: w})
		}
	}
	if w := b.doubtPositions(farFromThem); suspect == "" && w != "" {
		out = append(out, report.Warning{Code: "oi-dominant", Message: w})
	}
	if w := b.doubtVolatilities(); w != "" {
		out = append(out, report.Warning{Code: "vol-unquoted", Message: w})
	}
	return out
}

// mustBeFinite refuses exposures that no float64 holds.
func (b *Book) mustBeFinite() error {
	if w := b.whole; math.IsInf(w.gross, 0) || math.IsNaN(w.gross) {
		return fault.New(fault.Input, "check "+fault.Setting("multiplier")+", "+fault.Setting("sign")+" and "+fault.Setting("spot")+", and the columns of strikes and open interest", "the exposures overflow: spot, strikes, positions or multiplier are too large")
	}
	return nil
}

// doubtPositions names a contract whose position is beyond times its neighbors' and most of the exposure, or of all positions:
// two or three such ones together count as well.
func (b *Book) doubtPositions(beyond float64) string {
	if len(b.row) < fewContracts || b.opt.Sign == "column" {
		return ""
	}
	held := 0.0
	for _, n := range b.count {
		if n > 0 {
			held += n
		}
	}
	for _, by := range []struct {
		size  func(k int) float64
		whole float64
		of    string
	}{
		{func(k int) float64 { return math.Abs(b.gex[k]) }, b.whole.gross, "gross GEX"},
		{func(k int) float64 { return b.count[k] }, held, "all positions"},
	} {
		if w := b.dominant(beyond, by.size, by.whole, by.of); w != "" {
			return w
		}
	}
	return ""
}

// dominant says which contract, of those with positions far beyond their neighbors', is the largest, when together they are
// most of the whole.
func (b *Book) dominant(beyond float64, size func(k int) float64, whole float64, of string) string {
	var large []int
	for k := range b.row {
		large = append(large, k)
		for j := len(large) - 1; j > 0 && size(large[j]) > size(large[j-1]); j-- {
			large[j], large[j-1] = large[j-1], large[j]
		}
		large = large[:min(suspects, len(large))]
	}
	part, first, usual := 0.0, -1, 0.0
	for _, k := range large {
		beside := b.neighbors(k)
		ratio := b.count[k] / beside
		if !(beside > 0 && ratio >= beyond) {
			continue
		}
		if first < 0 && size(k) > mostOf*whole {
			part, first, usual = size(k), k, beside
			break
		}
		if ratio >= farBeyond {
			part += size(k)
			if first < 0 {
				first, usual = k, beside
			}
		}
	}
	if first < 0 || !(part > mostOf*whole) {
		return ""
	}
	i := b.row[first]
	c := b.chain.Row(i)
	return fmt.Sprintf("a position out of line is most of the book: %s %s %s %s (line %d) has %s, %s times its neighbors, and makes %.0f %% of %s",
		c.Root.Name, c.Expiry, points(c.Strike), c.Right, c.Line, report.Grouped(strconv.FormatFloat(b.count[first], 'f', -1, 64)),
		report.Grouped(strconv.FormatFloat(math.Round(b.count[first]/usual), 'f', 0, 64)), 100*size(first)/whole, of)
}

// neighbors is the median position of the contracts of the same side and expiry around contract k, of those that have one;
// 0 when none has.
func (b *Book) neighbors(k int) float64 {
	e := slices.IndexFunc(b.expiries, func(e expiry) bool { return e.lo <= k && k < e.hi })
	var list []float64
	for _, step := range []int{-1, 1} {
		for j, n := k+step, 0; j >= b.expiries[e].lo && j < b.expiries[e].hi && n < besides; j += step {
			if b.right(j) != b.right(k) {
				continue
			}
			n++
			if held := b.count[j]; held > 0 {
				list = append(list, held)
			}
		}
	}
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return (list[(len(list)-1)/2] + list[len(list)/2]) / 2
}

// doubtSize doubts an exposure that no market has.
func (b *Book) doubtSize() string {
	if b.opt.Unit != "pct" || !b.venue().Currency.InDollars() || b.whole.gross <= beyondMarkets {
		return ""
	}
	return fmt.Sprintf("gross GEX of $%.3g per 1 %% is beyond all markets: the multiplier, open interest or prices are implausible", b.whole.gross)
}

// doubtVolatilities doubts a chain that is quoted, and of which much rests on volatilities that no quote gives all the
// same, as when a column of asks is lost. A file without quotes is made so, and says so elsewhere.
func (b *Book) doubtVolatilities() string {
	quoted, other := 0, 0.0
	for _, e := range b.expiries {
		fit := b.surface.Expiries[e.of]
		for k := e.lo; k < e.hi; k++ {
			switch b.surface.Source[b.row[k]] {
			case vol.FromQuote, vol.FromOtherLeg:
				quoted++
			default:
				if cheap(b.chain.Bid[b.row[k]], b.chain.Ask[b.row[k]]) {
					continue
				}
				s := fit.QuoteVol(b.sigma[k]) * math.Sqrt(fit.QuoteYears)
				if math.Abs(kernel.Log(b.strike[k]/fit.QuoteForward)) <= nearMoney*s {
					other += math.Abs(b.gex[k])
				}
			}
		}
	}
	if quoted == 0 || float64(quoted) < quotedIn*float64(len(b.row)) || other <= borrowed*b.whole.gross {
		return ""
	}
	return fmt.Sprintf("%.0f %% of gross GEX rests on contracts near the money without a usable quote, though %d of %d contracts have one: quotes may be missing",
		100*other/b.whole.gross, quoted, len(b.row))
}

// cheap reports whether a quote is there and tells no volatility as ticks are coarse against the price of the option: that is
// no sign of a loss.
func cheap(bid, ask float64) bool {
	if bid == 0 {
		return ask > 0 && ask <= fewTicks
	}
	return bid > 0 && ask >= bid && ask-bid <= wideCheap
}
