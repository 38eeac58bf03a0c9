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
	fewContracts = 20  // fewer used contracts are not judged: one may well be most of the book
	beyondOthers = 300 // position of one contract that is most of the book, over that of its neighbors: suspect
	farFromThem  = 50  // the same, but round strikes of small chains reach it: reported, not suspect
	farBeyond    = 500 // the same for each of several contracts that together are most of the book
	besides      = 5   // neighbors on either side, in strikes
	suspects     = 3   // the largest contracts that are examined
	mostOf       = 0.5 // part of gross exposure, or of all positions, that is most of the book

	borrowed = 0.2  // part of gross exposure on volatilities that are not from quotes, beyond which a warning is due
	quotedIn = 0.25 // part of the contracts with a quote, from which on a file counts as quoted

	fewTicks  = 0.15 // $: the ask of an option without a bid, up to which it is cheap
	wideCheap = 0.5  // $: the spread up to which a quote says nothing, as in internal/vol
	nearMoney = 1.5  // standard deviations from the quotes' forward: a wing without bids is no loss

	beyondMarkets = 1e13 // gross US$ per 1%: all listed shares of the world are worth about 1e14
)

// exposureWarnings returns the warnings about single positions and unquoted
// volatilities that make too much of the exposure.
func (b *Book) exposureWarnings() []report.Warning {
	// A contract is suspect from 300 times its neighbors on, and reported from 50 times
	// on.
	var out []report.Warning
	measures := b.measures()
	suspect := b.suspectPositions(measures, beyondOthers)
	for _, w := range []string{suspect, b.suspectSize()} {
		if w != "" {
			out = append(out, report.Warning{Code: "oi-suspect", Message: w})
		}
	}
	if w := b.suspectPositions(measures, farFromThem); suspect == "" && w != "" {
		out = append(out, report.Warning{Code: "oi-dominant", Message: w})
	}
	if w := b.suspectVolatilities(); w != "" {
		out = append(out, report.Warning{Code: "vol-unquoted", Message: w})
	}
	return out
}

// mustBeFinite refuses exposures that overflow float64.
func (b *Book) mustBeFinite() error {
	if w := b.whole; math.IsInf(w.gross, 0) || math.IsNaN(w.gross) {
		return fault.New(fault.Input, "check "+fault.Setting("multiplier")+", "+fault.Setting("sign")+" and "+fault.Setting("spot")+", and the columns of strikes and open interest", "the exposures overflow: spot, strikes, positions or multiplier are too large")
	}
	return nil
}

// measure says how much of the book a contract is.
type measure struct {
	size  []float64 // by contract; of gross GEX its sign does not matter
	whole float64   // Σ |size|
	of    string    // its name
	large []int     // the three largest contracts, descending
}

// measures are exposure first, then contracts: a far strike may hold most of one and little
// of the other. There are none for small books, and where the file gives the dealers'
// positions.
func (b *Book) measures() []measure {
	if len(b.row) < fewContracts || isColumn(b.opt.Sign) {
		return nil
	}
	held := 0.0
	for _, n := range b.count {
		if n > 0 {
			held += n
		}
	}
	return []measure{
		{b.gex, b.whole.gross, "gross GEX", largest(b.gex, b.whole.gross)},
		{b.count, held, "all positions", largest(b.count, held)},
	}
}

// largest returns where the three largest absolute values are, descending, the first of
// equal ones first; none where three of the largest are not most of the whole.
func largest(size []float64, whole float64) []int {
	if suspects*largestSize(size) <= mostOf*whole {
		return nil
	}
	var large []int
	least := math.Inf(-1) // of three
	for k, x := range size {
		if math.Abs(x) <= least {
			continue
		}
		large = append(large, k)
		for j := len(large) - 1; j > 0 && math.Abs(size[large[j]]) > math.Abs(size[large[j-1]]); j-- {
			large[j], large[j-1] = large[j-1], large[j]
		}
		if large = large[:min(suspects, len(large))]; len(large) == suspects {
			least = math.Abs(size[large[suspects-1]])
		}
	}
	return large
}

// largestSize returns the largest absolute value. Those of numbers ascend as their bits do.
func largestSize(x []float64) float64 {
	most := uint64(0)
	for _, v := range x {
		most = max(most, math.Float64bits(v)<<1)
	}
	return math.Float64frombits(most >> 1)
}

// suspectPositions names a contract whose position is at least beyond times its
// neighbors', and more than half of the gross exposure or of all positions: a misplaced
// digit or a total row. Two or three such contracts together count as well. "" when there
// is none.
func (b *Book) suspectPositions(measures []measure, beyond float64) string {
	for i := range measures {
		if w := b.dominant(beyond, &measures[i]); w != "" {
			return w
		}
	}
	return ""
}

// dominant returns the message about the largest contract with a position far beyond
// its neighbors', when it makes more than half of the whole: alone from beyond times
// on, or together with others of the three largest, each from 500 times on. "" when there
// is none.
func (b *Book) dominant(beyond float64, m *measure) string {
	size, whole, large := func(k int) float64 { return math.Abs(m.size[k]) }, m.whole, m.large
	all := 0.0
	for _, k := range large {
		all += size(k)
	}
	if !(all > mostOf*whole) {
		return "" // whatever their neighbors have
	}
	// part is the size of the contracts that count, first the one to name, usual the
	// position of its neighbors.
	part, first, usual := 0.0, -1, 0.0
	for _, k := range large {
		beside := b.neighbors(k) // the usual position around it, contracts
		ratio := b.count[k] / beside
		if !(beside > 0 && ratio >= beyond) {
			continue
		}
		// Most of the whole by itself, which none before it was: they descend.
		if size(k) > mostOf*whole {
			part, first, usual = size(k), k, beside
			break
		}
		// Not most of the book by itself: together with others that are as far off.
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
	// The line of the file, for the reader to look at.
	i := b.row[first]
	c := b.chain.Row(i)
	return fmt.Sprintf("one position dominates the book: %s %s %s %s (line %d) has %s contracts, %s times its neighbors, and makes %.0f%% of %s",
		c.Root.Name, c.Expiry, points(c.Strike), c.Right, c.Line, report.Grouped(strconv.FormatFloat(b.count[first], 'f', -1, 64)),
		report.Grouped(strconv.FormatFloat(math.Round(b.count[first]/usual), 'f', 0, 64)), 100*size(first)/whole, m.of)
}

// neighbors returns the median position, in contracts, of the five contracts on either
// side of contract k, of the same side and expiry, that have one; 0 when none has.
func (b *Book) neighbors(k int) float64 {
	// Outward from k within its expiry, five contracts of its side either way.
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
	// The median: the mean of the two middle ones, which are the same when the number
	// is odd.
	slices.Sort(list)
	return (list[(len(list)-1)/2] + list[len(list)/2]) / 2
}

// suspectSize returns a message about a gross GEX beyond 10¹³ US$ per 1%, which no
// market has; "" otherwise and for other units and currencies.
func (b *Book) suspectSize() string {
	if b.opt.Unit != "pct" || !b.venue().Currency.InDollars() || b.whole.gross <= beyondMarkets {
		return ""
	}
	return fmt.Sprintf("gross GEX of $%.3g per 1%% is larger than any market: the multiplier, open interest or prices are implausible", b.whole.gross)
}

// suspectVolatilities returns a message about a quoted chain of which more than a fifth
// of gross GEX rests on contracts near the money without a usable quote, as when a
// column of asks is lost. Cheap options, whose ticks are coarse, do not count, nor do
// wings beyond 1.5 standard deviations of ln S. "" where few contracts have quotes:
// such a file warns elsewhere.
func (b *Book) suspectVolatilities() string {
	quoted, other := 0, 0.0 // contracts with a quote, and Σ |GEX| of the others near the money
	source := b.surface.Source
	for _, e := range b.expiries {
		fit := &b.surface.Expiries[e.of]
		for n, i := range b.row[e.lo:e.hi] {
			switch k := e.lo + n; source[i] {
			case vol.FromQuote, vol.FromOtherLeg:
				quoted++
			default:
				if cheap(b.chain.Bid[i], b.chain.Ask[i]) {
					continue
				}
				s := fit.QuoteVol(b.sigma[k]) * math.Sqrt(fit.QuoteYears) // one standard deviation at the quotes
				// |ln(K/F_q)| within 1.5 standard deviations.
				if math.Abs(kernel.Log(b.strike[k]/fit.QuoteForward)) <= nearMoney*s {
					other += math.Abs(b.gex[k])
				}
			}
		}
	}
	if float64(quoted) < quotedIn*float64(len(b.row)) || other <= borrowed*b.whole.gross {
		return ""
	}
	return fmt.Sprintf("%.0f%% of gross GEX rests on contracts near the money without a usable quote, and %d of %d contracts have one: quotes may be missing",
		100*other/b.whole.gross, quoted, len(b.row))
}

// cheap reports whether a quote exists and gives no volatility only because ticks are
// coarse beside the option's price: an ask of at most $0.15 without a bid, or a spread
// of at most $0.50.
func cheap(bid, ask float64) bool {
	// Three ticks of five cents without a bid, or a spread that ticks make wide.
	if bid == 0 {
		return ask > 0 && ask <= fewTicks
	}
	return bid > 0 && ask >= bid && ask-bid <= wideCheap
}
