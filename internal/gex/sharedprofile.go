package gex

import (
	"math"
	"slices"
	"sync"

	"gex/internal/chain"
	"gex/internal/report"
)

// sharedProfile is the profile of a book in parts, from which the profiles of books with
// the same contracts at the same volatilities follow: G is linear in the positions. They
// only say where to look for flips, which are found on the exact sum of each book.
type sharedProfile struct {
	base  *Book
	l     ladder
	whole []float64

	once  sync.Once
	sides [2][]float64 // of one contract for each that is held, by chain.Right
}

func newSharedProfile(b *Book, l ladder, gex []report.Number) *sharedProfile {
	s := &sharedProfile{base: b, l: l, whole: make([]float64, len(gex))}
	for j, g := range gex {
		s.whole[j] = float64(g)
	}
	return s
}

// keysOf returns the levels of the book of a variation that depend on gamma.
func (s *sharedProfile) keysOf(x variation, other *Book) report.Levels {
	if s == nil || x.profile == nil {
		return other.keysOf(other.expiries, other.newLadder(), nil)
	}
	return other.keysOf(other.expiries, s.l, x.profile(s, other))
}

// bySide returns the profile under another sign, the weighted sum of those of calls and of
// puts; nil where positions are the file's.
func (b *Book) bySide(sign string) func(*sharedProfile, *Book) []float64 {
	call, put, ruled, err := signRule(sign)
	if err != nil || !ruled || b.opt.Sign == "column" || b.opt.members != nil {
		return nil
	}
	return func(s *sharedProfile, _ *Book) []float64 {
		s.once.Do(s.split)
		gex := make([]float64, len(s.whole))
		for j := range gex {
			gex[j] = float64(call*s.sides[chain.Call][j]) + float64(put*s.sides[chain.Put][j])
		}
		return gex
	}
}

// split fills in the profiles of both sides.
func (s *sharedProfile) split() {
	for _, right := range []chain.Right{chain.Call, chain.Put} {
		b := *s.base
		b.weight = make([]float64, len(b.row))
		for k, i := range b.row {
			if b.right(k) == right {
				b.weight[k] = b.count[k] * b.chain.Multiplier[i]
			}
		}
		b.batch = b.price(new(pricer), b.expiries)
		s.sides[right] = b.profile(b.bySpot(b.expiries, nil), s.l)
	}
}

// lessDropped returns the profile of a book without some expiries of the base: the base's
// without theirs.
func lessDropped(s *sharedProfile, other *Book) []float64 { return s.of(other.expiries) }

// cancelled is the part of what is subtracted below which a difference is mostly rounding.
const cancelled = 1e-9

// of returns the profile of some expiries of the base: the whole without that of the others,
// or where these are nearly all of it somewhere, anew. Rounding would have signs of its own.
func (s *sharedProfile) of(kept []expiry) []float64 {
	b := s.base
	has := func(e expiry) bool {
		return slices.ContainsFunc(kept, func(k expiry) bool { return k.of == e.of })
	}
	m := memories.Get().(*memory)
	defer memories.Put(m)
	gex := b.profile(b.bySpot(slices.DeleteFunc(slices.Clone(b.expiries), has), &m.pricer), s.l)
	for j, g := range gex {
		gex[j] = s.whole[j] - g
		if math.Abs(gex[j]) < cancelled*math.Abs(g) {
			rest := slices.DeleteFunc(slices.Clone(b.expiries), func(e expiry) bool { return !has(e) })
			return b.profile(b.bySpot(rest, &m.pricer), s.l)
		}
	}
	return gex
}
