package gex

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/vol"
)

// Book is the used contracts of one underlying as signed columns: the only place that knows who is long what.
//
// The columns have one cell a used contract, in the chain's order, so the contracts of an expiry lie side by side.
// It keeps the surface of the instant last asked for, so it is for one goroutine at a time.
type Book struct {
	chain   *chain.Chain
	surface *vol.Surface
	opt     Options

	Spot      float64
	AsOf      time.Time
	TradeDate market.Date

	out   []chain.Reason // a record of the chain: why it takes no part
	asked []bool         // a record of the chain: the filters want it

	expiries []expiry  // those with used contracts, by settlement
	row      []int     // record of the chain
	count    []float64 // contracts behind the position: open interest, volume or both
	qty      []float64 // z: contracts the dealers are long
	columns
	batch   *kernel.Batch
	gex     []float64  // of the columns, at spot, in the unit of the options
	sides   [2]float64 // likewise, of calls and of puts, each contract counted once
	other   *exposures // of the columns; nil until others makes them
	strikes []float64  // of the columns, ascending, each once
	whole   sums       // of all columns

	hasVolume   bool // the file gives volumes
	hasInterest bool // and open interest

	// What flows are computed from.
	rule   volRule
	future market.Future // zero: none
	now    aged          // the book's surface
	later  *aged         // the one last asked for
}

// expiry is the part of the columns that one expiry of the chain takes.
type expiry struct {
	of     int // index in chain.Expiries
	lo, hi int
	bucket Bucket
	days   int
}

// NewBook signs the contracts of a chain. Errors: an option value it does not know, sign "column" in a file without
// dealer positions, filters that leave nothing.
func NewBook(c *chain.Chain, s *vol.Surface, o Options) (*Book, error) {
	if err := o.settle(); err != nil {
		return nil, err
	}
	b := &Book{chain: c, surface: s, opt: o, Spot: s.Spot, AsOf: c.AsOf, TradeDate: o.TradeDate}
	if b.TradeDate.IsZero() {
		b.TradeDate = b.tradeDate()
	} else if err := b.checkTradeDate(); err != nil {
		return nil, err
	}
	if err := b.sign(); err != nil {
		return nil, err
	}
	b.ask()
	if !slices.Contains(b.asked, true) && c.Len() > 0 {
		return nil, b.nothingAsked()
	}
	err := b.needsPositions()
	if err != nil {
		return nil, err
	}
	b.fill()
	if err := b.mustBeFinite(); err != nil {
		return nil, err
	}
	b.rule = o.rule()
	if err := o.Map.check(c.Underlying, b.Spot); err != nil {
		return nil, err
	}
	b.future, err = o.future(c.Underlying)
	return b, err
}

// sign decides every record's dealer position and, with it, whether the record can be used.
func (b *Book) sign() error {
	call, put, ruled, err := signRule(b.opt.Sign)
	if err != nil {
		return err
	}
	c := b.chain
	if !ruled && !anyOf(c.DealerQty) {
		return fault.New(fault.Input, "add a column dealer_qty, or use "+fault.Setting("sign")+" naive", "sign column: the file has no dealer positions")
	}
	b.out = slices.Clone(c.Out)
	b.count = make([]float64, c.Len())
	b.qty = make([]float64, c.Len())
	for i := range b.out {
		b.count[i] = b.position(i)
		switch {
		case !ruled:
			b.qty[i] = c.DealerQty[i]
			if math.IsNaN(b.count[i]) {
				b.count[i] = math.Abs(b.qty[i])
			}
		case c.Right[i] == chain.Put:
			b.qty[i] = put * b.count[i]
		default:
			b.qty[i] = call * b.count[i]
		}
		switch {
		case b.out[i] != chain.Live:
		case ruled && b.opt.Weight != "volume" && math.IsNaN(c.OpenInterest[i]):
			b.out[i] = chain.NoOpenInterest
		case math.IsNaN(b.qty[i]) || math.IsNaN(b.count[i]):
			b.out[i] = chain.NoPosition
		case !(b.surface.Vol[i] > 0):
			b.out[i] = chain.NoVolatility
		}
	}
	return nil
}

// signRule returns the weights that turn a customer count into the dealers' position, for calls and for puts.
// ok is false for "column", where the file gives the position itself.
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
	c, p, found := strings.Cut(sign, ",")
	call, errC := strconv.ParseFloat(strings.TrimSpace(c), 64)
	put, errP := strconv.ParseFloat(strings.TrimSpace(p), 64)
	if !found || errC != nil || errP != nil || math.IsNaN(call+put) || math.IsInf(call, 0) || math.IsInf(put, 0) {
		return 0, 0, false, fault.New(fault.Input, "one of naive, short, long, column, or the weight of calls and of puts, such as 1,-1", "sign %q is not known", sign)
	}
	return call, put, true, nil
}

// position is the number of contracts that counts as held: open interest, today's volume, or both, where a missing
// volume adds nothing to an open interest that is known.
func (b *Book) position(i int) float64 {
	oi, v := b.chain.OpenInterest[i], b.chain.Volume[i]
	switch b.opt.Weight {
	case "volume":
		return v
	case "oi+volume":
		if !math.IsNaN(v) {
			return oi + v
		}
	}
	return oi
}
