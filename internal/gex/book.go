package gex

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/vol"
)

// Book is the used contracts of one underlying as signed columns: the only place that knows who is long what.
//
// The columns have one cell a used contract, in the chain's order, so the contracts of an expiry lie side by side.
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
	weight   []float64 // z times multiplier: units of the underlying
	today    []bool    // settles on the trade date
	batch    *kernel.Batch
	at       *exposures // of the columns, at spot

	hasVolume   bool // the file gives volumes
	hasInterest bool // and open interest

	// What flows are computed from.
	parts  []part
	rule   volRule
	future market.Future // zero: none
	now    aged          // the book's surface
	later  aged          // the one last asked for
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
		b.TradeDate = tradeDate(c)
	} else if err := b.checkTradeDate(); err != nil {
		return nil, err
	}
	if err := b.sign(); err != nil {
		return nil, err
	}
	b.ask()
	if !slices.Contains(b.asked, true) && c.Len() > 0 {
		return nil, &Error{"no contract is left by --dte, --expiry, --root and --exclude", "gex expiries FILE lists what there is"}
	}
	err := b.needsPositions()
	if err != nil {
		return nil, err
	}
	b.fill()
	b.rule = o.rule()
	b.future, err = o.future(c.Underlying)
	return b, err
}

// tradeDate is that of as-of: in New York, or the date itself for what trades without its hours.
func tradeDate(c *chain.Chain) market.Date {
	if market.LookupRoot(c.Underlying).OwnHours() {
		return market.DateOf(c.AsOf)
	}
	return market.TradeDate(c.AsOf)
}

// checkTradeDate refuses a trade date on which contracts of the file would be in the past.
func (b *Book) checkTradeDate() error {
	ownHours := market.LookupRoot(b.chain.Underlying).OwnHours()
	if !ownHours && !market.IsTradingDay(b.TradeDate) {
		return &Error{fmt.Sprintf("%s is no trading day", b.TradeDate), "the next one is " + market.NextTradingDay(b.TradeDate).String()}
	}
	if b.TradeDate.Before(market.DateOf(b.AsOf)) {
		return &Error{fmt.Sprintf("the trade date %s is before as-of, %s", b.TradeDate, market.DateOf(b.AsOf)), "leave --trade-date away to take it from as-of"}
	}
	for _, e := range b.chain.Expiries {
		if b.AsOf.Before(e.Settlement) && market.DateOf(e.Settlement).Before(b.TradeDate) {
			return &Error{fmt.Sprintf("%s %s settles before the trade date %s", e.Root.Name, e.Date, b.TradeDate), "--trade-date is " + tradeDate(b.chain).String() + " by as-of"}
		}
	}
	return nil
}

// needsPositions refuses a chain whose every live contract lacks what counts as its position.
func (b *Book) needsPositions() error {
	missing := 0
	for i, why := range b.out {
		switch {
		case !b.asked[i]:
		case why == chain.NoOpenInterest || why == chain.NoPosition:
			missing++
		case why == chain.Live || why == chain.NoVolatility:
			return nil
		}
	}
	if missing == 0 {
		return nil
	}
	if b.opt.Anyway {
		return nil
	}
	whose := "the file has"
	if slices.Contains(b.asked, false) {
		whose = "the contracts asked for have"
	}
	switch {
	case b.opt.Sign == "column":
		return &Error{whose + " no dealer positions", "their dealer_qty is empty; --sign naive assumes positions from open interest"}
	case !anyOf(b.chain.OpenInterest) && !anyOf(b.chain.Volume):
		return &Error{whose + " neither open interest nor volumes", "nothing in it says how many contracts there are: fetch it with open interest"}
	case b.opt.Weight == "volume":
		return &Error{whose + " no volumes", "leave --weight volume away to count open interest"}
	}
	return &Error{whose + " no open interest", "--weight volume counts today's volume instead, an upper bound"}
}

// anyOf reports whether a column has any value.
func anyOf(column []float64) bool {
	return slices.ContainsFunc(column, func(v float64) bool { return !math.IsNaN(v) })
}

// sign decides every record's dealer position and, with it, whether the record can be used.
func (b *Book) sign() error {
	call, put, ruled, err := signRule(b.opt.Sign)
	if err != nil {
		return err
	}
	c := b.chain
	if !ruled && !slices.ContainsFunc(c.DealerQty, func(q float64) bool { return !math.IsNaN(q) }) {
		return &Error{"sign column: the file has no dealer positions", "add a column dealer_qty, or use --sign naive"}
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
		return 0, 0, false, &Error{fmt.Sprintf("sign %q is not known", sign),
			"one of naive, short, long, column, or the weight of calls and of puts, such as 1,-1"}
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

// ask marks the records that the filters want.
func (b *Book) ask() {
	b.asked = make([]bool, b.chain.Len())
	for _, e := range b.chain.Expiries {
		if b.wants(e) {
			for i := e.Lo; i < e.Hi; i++ {
				b.asked[i] = true
			}
		}
	}
}

func (b *Book) wants(e chain.Expiry) bool {
	bucket, days := bucketOf(e, b.TradeDate)
	o := b.opt
	switch {
	case o.DTE != nil && (days < o.DTE[0] || days > o.DTE[1]),
		len(o.Expiries) > 0 && !slices.Contains(o.Expiries, e.Date),
		len(o.Roots) > 0 && !slices.Contains(o.Roots, e.Root.Name),
		b.AsOf.Before(e.Settlement) && slices.Contains(o.Exclude, bucket.String()): // what has settled is in no bucket
		return false
	}
	return true
}

// fill gathers the used records into columns and prepares them for pricing.
func (b *Book) fill() {
	c := b.chain
	n := 0
	for x, e := range c.Expiries {
		lo := n
		for i := e.Lo; i < e.Hi; i++ {
			if b.asked[i] && b.out[i] == chain.Live {
				b.row = append(b.row, i)
				b.count[n], b.qty[n] = b.count[i], b.qty[i]
				n++
			}
		}
		if n > lo {
			bucket, days := bucketOf(e, b.TradeDate)
			b.expiries = append(b.expiries, expiry{x, lo, n, bucket, days})
			b.today = append(b.today, slices.Repeat([]bool{bucket.Today()}, n-lo)...)
		}
	}
	b.count, b.qty = b.count[:n], b.qty[:n]
	b.weight = make([]float64, n)
	for k, i := range b.row {
		b.weight[k] = b.qty[k] * c.Multiplier[i]
	}
	b.batch = b.price(b.expiries)
	b.at = b.expose()
	b.now = aged{surface: b.surface}
	b.parts = b.split()
	b.hasVolume, b.hasInterest = anyOf(c.Volume), anyOf(c.OpenInterest)
}

// price prepares the contracts of some expiries for pricing, in the book's order.
func (b *Book) price(expiries []expiry) *kernel.Batch {
	var (
		groups      []kernel.Group
		strike, sig []float64
		weight      []float64
		put         []bool
		c, s        = b.chain, b.surface
	)
	for _, e := range expiries {
		fit := s.Expiries[e.of]
		groups = append(groups, kernel.Group{
			Lo: len(strike), Hi: len(strike) + e.hi - e.lo,
			Years: fit.Years, Rate: fit.Rate, Carry: fit.Carry(),
		})
		for k := e.lo; k < e.hi; k++ {
			i := b.row[k]
			strike = append(strike, c.Strike[i])
			sig = append(sig, s.Vol[i])
			put = append(put, c.Right[i] == chain.Put)
			weight = append(weight, b.weight[k])
		}
	}
	return kernel.New(groups, strike, sig, put, weight)
}

// in returns the expiries of one bucket.
func (b *Book) in(bucket Bucket) []expiry {
	var in []expiry
	for _, e := range b.expiries {
		if e.bucket == bucket {
			in = append(in, e)
		}
	}
	return in
}
