package gex

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// Held is open interest and volume of the contracts of a chain, for a comparison with the next trading day, in the memory of a few
// numbers a contract.
type Held struct {
	Date      market.Date // on whose open the open interest was published
	contracts []heldContract
	venue     *market.Venue
}

// heldContract has contracts; NaN: not in the file.
type heldContract struct {
	key              uint64 // of root, settlement, strike and side
	interest, volume float64
	bucket           Bucket
}

// HeldOf returns that of a chain.
func HeldOf(c *chain.Chain) *Held {
	v := c.Of().Venue
	h := &Held{Date: v.DateOf(c.AsOf), contracts: make([]heldContract, 0, c.Len()), venue: v}
	if !v.IsTradingDay(h.Date) {
		h.Date = v.NextTradingDay(h.Date)
	}
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
			h.contracts = append(h.contracts, heldContract{key, c.OpenInterest[i], c.Volume[i], bucket})
		}
	}
	slices.SortFunc(h.contracts, func(a, b heldContract) int { return cmp.Compare(a.key, b.key) })
	return h
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

// Held returns that of the book's chain.
func (b *Book) Held() *Held { return HeldOf(b.chain) }

// Opened returns which share of the volume of the trading day before became open interest:
//
//	Σ max(n' − n, 0) / ΣV
//
// over contracts that are in both chains, n and n' their open interest before and after that day, V its volume. It is absent, and there
// are no rows, unless the later chain is of the next trading day, and without volumes.
func (h *Held) Opened(next *Held) (share report.Number, rows []report.Opened) {
	if h.venue == nil || h.venue.NextTradingDay(h.Date) != next.Date {
		return report.None(), nil
	}
	var volume, opened [nBuckets]float64
	k := 0
	for _, was := range h.contracts { // both are in the order of their keys
		for k < len(next.contracts) && next.contracts[k].key < was.key {
			k++
		}
		if k == len(next.contracts) || next.contracts[k].key != was.key {
			continue
		}
		if rise := next.contracts[k].interest - was.interest; was.volume >= 0 && !math.IsNaN(rise) {
			volume[was.bucket] += was.volume
			opened[was.bucket] += max(rise, 0)
		}
	}
	all, up := 0.0, 0.0
	for bucket := range Bucket(nBuckets) {
		if !(volume[bucket] > 0) {
			continue
		}
		all, up = all+volume[bucket], up+opened[bucket]
		rows = append(rows, report.Opened{
			Bucket: bucket.String(), Volume: report.Number(volume[bucket]), Opened: report.Number(opened[bucket]), Share: report.Number(opened[bucket] / volume[bucket]),
		})
	}
	if !(all > 0) {
		return report.None(), nil
	}
	return report.Number(up / all), rows
}

// opened returns that of two chains, the earlier first.
func opened(before, after *chain.Chain) (report.Number, []report.Opened) {
	return HeldOf(before).Opened(HeldOf(after))
}
