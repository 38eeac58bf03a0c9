package gex

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/system"
	"gex/internal/vol"
)

// Book is the used contracts of one underlying as signed columns: the only place that
// knows who is long what (docs/theory.md 4.1).
//
// The columns have one cell per used contract, in the chain's order, so the contracts
// of an expiry are adjacent. The weight of a contract is ω = z·m, dealer contracts
// times multiplier, in units of the underlying, > 0 when dealers are long. A Book
// caches the surface of the last later time, so it is for one goroutine at a time.
type Book struct {
	chain   *chain.Chain
	surface *vol.Surface
	opt     Options
	memory  *memory // what its columns are in

	Spot      float64
	AsOf      time.Time
	TradeDate market.Date

	out   []chain.Reason // by record of the chain: why it takes no part
	asked []bool         // by record of the chain: the filters select it

	expiries []expiry  // those with used contracts, by settlement
	row      []int     // by used contract: its record in the chain
	count    []float64 // n, contracts behind the position: open interest, volume or both
	qty      []float64 // z, contracts that dealers are long; < 0 short
	columns
	batch    *pricer
	exercise *earlySides // American sides that were solved
	gex      []float64   // GEX of each contract at spot, in the unit of the options
	sides    [2]float64  // Σ m·n·Γ in that unit, of calls and of puts, whoever holds them
	other    *exposures  // DEX, VEX and CEX of each contract; nil until others computes them
	strikes  []float64   // the strikes of the used contracts, ascending, each once
	whole    sums        // over all used contracts

	alpha       float64 // of the volume that counts as held beside open interest
	hasVolume   bool    // the file has volumes
	hasInterest bool    // the file has open interest

	futurePrice float64         // of a future that is a member of a combined book; 0: none
	profiled    []report.Member // the members of a combined book, once their profiles are known

	scenarios []named // of the user's, in the order of their file
	placed    *placed // the triggers of the options; nil: none

	// The inputs of flows.
	rule   volRule
	future market.Future // in which flows are counted; zero: none
	now    aged          // the book's surface
	later  *aged         // the surface of the last later time
}

// expiry is one expiry of the chain, and the range of its contracts in the columns.
type expiry struct {
	of     int // index in chain.Expiries
	lo, hi int // its contracts, [lo, hi)
	bucket Bucket
	days   int // calendar days from the trade date to settlement
}

// NewBook selects and signs the contracts of a chain, and prices their gamma at spot.
// Errors, fault.Input and fault.Usage: an unknown option, sign "column" in a file
// without dealer positions, filters that select nothing, no usable position
// (ErrNoPosition), exposures that overflow, a mapping or a future that makes no sense.
func NewBook(c *chain.Chain, s *vol.Surface, o Options) (*Book, error) {
	if o.members == nil {
		o.Sign = signFor(o.Sign, c.Underlying)
	}
	if err := o.validate(); err != nil {
		return nil, err
	}
	m := o.memory
	if o.memory = nil; m == nil { // a book made of this one does not share it
		m = memories.Get().(*memory)
	}
	b := &Book{exercise: &earlySides{of: map[earlyKey]*earlySide{}}, chain: c, surface: s, opt: o, memory: m, Spot: s.Spot, AsOf: c.AsOf, TradeDate: o.TradeDate}
	if b.TradeDate.IsZero() {
		b.TradeDate = b.tradeDate()
	} else if err := b.checkTradeDate(); err != nil {
		return nil, err
	}
	if err := b.sign(); err != nil {
		return nil, err
	}
	b.applyFilters()
	if !slices.Contains(b.asked, true) && c.Len() > 0 && !o.partial {
		return nil, b.nothingAsked()
	}
	err := b.requirePositions()
	if err != nil {
		return nil, err
	}
	// The columns, the batch and the GEX of each contract.
	b.fill()
	if err := b.mustBeFinite(); err != nil {
		return nil, err
	}
	// What flows and mapped levels need.
	b.rule = o.rule()
	if b.rule.ssr != 1 {
		b.smile(&b.now) // before anyone shares the book
	}
	if err := o.Map.check(c.Underlying, b.Spot); err != nil {
		return nil, err
	}
	if err := b.nameScenarios(); err != nil {
		return nil, err
	}
	if o.Triggers != nil {
		if b.placed, err = b.place(o.Triggers); err != nil {
			return nil, err
		}
	}
	b.future, err = o.future(b.root(), b.TradeDate)
	b.countInMember()
	return b, err
}

// signFor returns the sign for an underlying: of "SPY=short,naive" short for SPY, and
// naive for any other.
func signFor(sign, underlying string) string {
	if !strings.Contains(sign, "=") {
		return sign
	}
	var others []string
	for _, word := range strings.Split(sign, ",") {
		name, own, named := strings.Cut(word, "=")
		switch {
		case !named:
			others = append(others, strings.TrimSpace(word))
		case SameSymbol(strings.TrimSpace(name), underlying):
			return strings.TrimSpace(own)
		}
	}
	return strings.Join(others, ",")
}

// sign decides the dealers' position z of every record and, with it, whether the record
// is used. From n contracts the rules of Options.Sign give call weight · n or put
// weight · n; "column" takes z from the file, and "column,naive" that of naive where the file has none (docs/theory.md 4.1). Reasons are checked
// in order: what the reader left out, no open interest, no position, no volatility.
func (b *Book) sign() error {
	c := b.chain
	b.alpha = volumeShare(b.opt.Weight)
	// out starts from the reasons of reading, which take precedence.
	m := b.memory
	m.out = append(m.out[:0], c.Out...)
	b.out = m.out
	m.count, m.qty = system.Resized(m.count, c.Len()), system.Resized(m.qty, c.Len())
	b.count, b.qty = m.count, m.qty
	if b.opt.members == nil {
		return b.signRange(b.opt.Sign, c.DealerQty, 0, c.Len())
	}
	// Members of a combined book may have signs of their own.
	for x, e := range c.Expiries {
		m := b.opt.members.of(x)
		if err := b.signRange(m.sign, m.dealers, e.Lo, e.Hi); err != nil {
			return err
		}
	}
	return nil
}

// signRange does so for the records [lo, hi) by one sign; dealers are the positions that the file has.
func (b *Book) signRange(sign string, dealers []float64, lo, hi int) error {
	call, put, ruled, err := signRule(sign)
	if err != nil {
		return err
	}
	// Under "column,naive" a contract without a position takes the naive one.
	rest := filledBy(sign)
	if !ruled && !anyOf(dealers) && rest == "" {
		return fault.New(fault.Input, "add a column dealer_qty, or use "+fault.Setting("sign")+" naive", "sign column: the file has no dealer positions")
	}
	c := b.chain
	out, right, vols := b.out[lo:hi], c.Right[lo:hi], b.surface.Vol[lo:hi]
	count, qty, interest := b.count[lo:hi], b.qty[lo:hi], c.OpenInterest[lo:hi]
	b.countHeld(count, lo)
	weights, needsInterest := [2]float64{chain.Call: call, chain.Put: put}, ruled && b.opt.Weight != "volume"
	for i, n := range count {
		// z = weight of the side times n.
		z := weights[right[i]] * n
		if !ruled {
			// The file's position; without open interest its size counts as held.
			if of := c.DealerQty[lo+i]; rest == "" || !math.IsNaN(of) {
				z = of
			}
			if math.IsNaN(n) {
				n = math.Abs(z)
			}
		}
		count[i], qty[i] = n, z
		// Why the record is not used, by the first reason that fits.
		switch {
		case out[i] != chain.Live:
		case needsInterest && math.IsNaN(interest[i]):
			out[i] = chain.NoOpenInterest
		case math.IsNaN(z) || math.IsNaN(n):
			out[i] = chain.NoPosition
		case !(vols[i] > 0):
			out[i] = chain.NoVolatility
		}
	}
	return nil
}

// signRule returns z/n, the dealers' position per contract held by customers, for calls
// and for puts: 1 and −1 for naive. ok is false for "column", where the file gives the
// position itself.
func signRule(sign string) (call, put float64, ok bool, err error) {
	switch sign {
	case "naive":
		return 1, -1, true, nil
	case "long":
		return 1, 1, true, nil
	case "short":
		return -1, -1, true, nil
	case "column":
		return 0, 0, false, nil
	}
	if rest := filledBy(sign); rest != "" {
		call, put, _, err = signRule(rest)
		return call, put, false, err
	}
	// Two weights: of calls and of puts. NaN is refused through the sum; infinite ones
	// overflow every total.
	c, p, found := strings.Cut(sign, ",")
	call, errC := strconv.ParseFloat(strings.TrimSpace(c), 64)
	put, errP := strconv.ParseFloat(strings.TrimSpace(p), 64)
	if !found || errC != nil || errP != nil || math.IsNaN(call+put) || math.IsInf(call, 0) || math.IsInf(put, 0) {
		return 0, 0, false, fault.New(fault.Input, "one of naive, short, long, column, or the weight of calls and of puts, such as 1,-1", "sign %q is not known", sign)
	}
	return call, put, true, nil
}

// countHeld writes n of the records from lo on, the number of contracts that count as
// held: open interest, today's volume, or both, α of the volume. A missing volume adds
// nothing to a known open interest. NaN when it is unknown.
func (b *Book) countHeld(dst []float64, lo int) {
	volume := b.chain.Volume[lo : lo+len(dst)]
	if b.opt.Weight == "volume" {
		copy(dst, volume)
		return
	}
	copy(dst, b.chain.OpenInterest[lo:])
	if b.alpha > 0 {
		for i, v := range volume {
			if !math.IsNaN(v) {
				dst[i] += float64(b.alpha * v)
			}
		}
	}
}
