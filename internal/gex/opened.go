package gex

import (
	"cmp"
	"math"
	"slices"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// Held is open interest and volume of the contracts of a book, for a comparison with the next trading day, in the memory of a few
// numbers a contract.
type Held struct {
	Date      market.Date // on whose open the open interest was published
	contracts []heldContract
	venue     *market.Venue
	partly    bool // its volumes are those of a part of the date: more is traded until the close
}

// nearClose is how long before the close volumes are as good as those of the day: end-of-day files are often of 15 minutes before.
const nearClose = 15 * time.Minute

// heldContract has contracts; NaN: not in the file.
type heldContract struct {
	key              uint64  // of root, settlement, strike and side
	interest, volume float64 // contracts
	size             float64 // of one, in contracts of the axis
	bucket           Bucket
	asked            bool // the filters select it
}

// HeldOf returns that of the chains of a book, which are several for a combined one, the axis then being one of them. Errors: options
// that make no sense.
func HeldOf(axis string, chains []*chain.Chain, o Options) (*Held, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	of := chains[max(0, slices.IndexFunc(chains, func(c *chain.Chain) bool { return SameSymbol(c.Underlying, axis) }))]
	h := &Held{venue: of.Of().Venue}
	if h.Date = h.venue.DateOf(of.AsOf); !h.venue.IsTradingDay(h.Date) {
		h.Date = h.venue.NextTradingDay(h.Date)
	}
	h.partly = h.venue.HasSessions() && of.AsOf.Before(h.venue.Close(h.Date).Add(-nearClose))
	for _, c := range chains {
		h.add(c, sizesOf(of, c), o)
	}
	slices.SortStableFunc(h.contracts, func(a, b heldContract) int { return cmp.Compare(a.key, b.key) })
	h.contracts = slices.CompactFunc(h.contracts, func(a, b heldContract) bool { return a.key == b.key }) // of a duplicate the first counts
	return h, nil
}

// sizesOf returns the size of a contract of a chain in contracts of the axis, by its multiplier: at their usual prices, because those of
// the day are known only after a fit.
func sizesOf(axis, c *chain.Chain) func(multiplier float64) float64 {
	usual, _ := usualRatio(axis.Underlying, c.Underlying)
	whole := axis.Of().Multiplier * usual
	if SameSymbol(axis.Underlying, c.Underlying) || !(whole > 0) {
		return func(float64) float64 { return 1 }
	}
	return func(multiplier float64) float64 { return multiplier / whole }
}

// add adds the contracts of a chain.
func (h *Held) add(c *chain.Chain, size func(multiplier float64) float64, o Options) {
	b := &Book{chain: c, opt: o, AsOf: c.AsOf, TradeDate: o.TradeDate}
	if b.TradeDate.IsZero() {
		b.TradeDate = b.tradeDate()
	}
	b.applyFilters()
	for _, e := range c.Expiries {
		bucket, _ := bucketOf(e, h.Date)
		expiry := hashOf(fnvOffset, uint64(e.Settlement.Unix()))
		for _, letter := range []byte(e.Root.Name) {
			expiry = (expiry ^ uint64(letter)) * fnvPrime
		}
		for i := e.Lo; i < e.Hi; i++ {
			if c.Out[i] != chain.Live {
				continue // a duplicate, adjusted or settled
			}
			key := hashOf(hashOf(expiry, math.Float64bits(c.Strike[i])), uint64(c.Right[i]))
			h.contracts = append(h.contracts, heldContract{key, c.OpenInterest[i], c.Volume[i], size(c.Multiplier[i]), bucket, b.asked[i]})
		}
	}
}

// The 64-bit FNV-1a hash: among the contracts of a chain two with one hash are less likely than a broken file.
// (Fowler, Noll, Vo; RFC 9923)
const fnvOffset, fnvPrime = 14695981039346656037, 1099511628211

// hashOf adds the bytes of a number to a hash.
func hashOf(h, x uint64) uint64 {
	for range 8 {
		h = (h ^ x&0xff) * fnvPrime
		x >>= 8
	}
	return h
}

// Held returns that of the book.
func (b *Book) Held() *Held {
	chains := []*chain.Chain{b.chain}
	if m := b.opt.members; m != nil {
		chains = chains[:0]
		for _, p := range m.parts {
			chains = append(chains, p.Chain)
		}
	}
	h, err := HeldOf(b.chain.Underlying, chains, b.opt)
	if err != nil {
		return &Held{} // of no day: the book was made with the same options
	}
	return h
}

// Opened returns which share of the volume of the trading day before became open interest:
//
//	Σ max(n' − n, 0) / ΣV
//
// over contracts that are in both and that the filters of the earlier book select, n and n' their open interest before and after that
// day, V its volume. Contracts of several underlyings count by their size, in contracts of the axis. It is absent, and there are no
// rows, unless the later book is of the next trading day, and without volumes. The shares are absent where the volume is that of
// a part of the day, as in a file of its morning, and where more was opened than traded.
func (h *Held) Opened(next *Held) (share report.Number, rows []report.Opened) {
	if h.venue == nil || h.venue.NextTradingDay(h.Date) != next.Date {
		return report.None(), nil
	}
	var volume, opened [nBuckets]float64
	k := 0
	for _, was := range h.contracts { // both are in the order of their keys
		if !was.asked {
			continue
		}
		for k < len(next.contracts) && next.contracts[k].key < was.key {
			k++
		}
		if k == len(next.contracts) || next.contracts[k].key != was.key {
			continue
		}
		if rise := next.contracts[k].interest - was.interest; was.volume >= 0 && !math.IsNaN(rise) {
			volume[was.bucket] += was.volume * was.size
			opened[was.bucket] += max(rise, 0) * was.size
		}
	}
	all, up := 0.0, 0.0
	for bucket := range Bucket(nBuckets) {
		if !(volume[bucket] > 0) {
			continue
		}
		all, up = all+volume[bucket], up+opened[bucket]
		rows = append(rows, report.Opened{
			Bucket: bucket.String(), Volume: report.Number(volume[bucket]), Opened: report.Number(opened[bucket]), Share: h.share(opened[bucket], volume[bucket]),
		})
	}
	if !(all > 0) {
		return report.None(), nil
	}
	return h.share(up, all), rows
}

// share is the part of a volume that was opened, if it can be known.
func (h *Held) share(opened, volume float64) report.Number {
	if h.partly || opened > volume {
		return report.None()
	}
	return report.Number(opened / volume)
}
