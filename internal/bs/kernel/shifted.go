package kernel

import (
	"math"

	"gex/internal/system"
)

// Shift is what another volatility and another time change of a group. What its contracts share becomes Years, Rate and
// Carry, as in [Group]; the total volatility s = σ√T of each becomes Scale·s + Add, which must be > 0.
type Shift struct {
	Years, Rate, Carry float64
	Scale, Add         float64
}

// Shifted is the book of a batch after shifts, for sums of delta. Strikes, sides and weights stay, and with them the
// logarithms, which are most of what deriving takes.
type Shifted struct {
	book   book
	memory []float64
}

// Reset turns s into the book of the last len(shifts) groups of b, a shift for each, in the memory of the old one. The groups
// before them, such as those that have settled, are left out.
func (s *Shifted) Reset(b *Batch, shifts []Shift) {
	groups := b.groups[len(b.groups)-len(shifts):]
	first, n := 0, 0
	if len(groups) > 0 {
		first = groups[0].from
		n = groups[len(groups)-1].to - first
	}
	s.allocate(n)
	for i := range groups {
		s.shift(&b.book, &groups[i], shifts[i], first)
	}
}

// allocate lays out the columns of n contracts, the last lanes filled up with zeros. That of gamma, which no sum of delta
// reads, is that of delta.
func (s *Shifted) allocate(n int) {
	size := columnsSize(n) + wholeLanes(n)
	s.memory = system.Resized(s.memory, size)
	columns, delta := columnsIn(s.memory[:columnsSize(n)], n), zeroedAfter(s.memory[columnsSize(n):], n)
	s.book = book{columns.slice(0, len(delta)), delta, delta}
}

// shift writes the contracts of one group, the first of the book being number first of the other. From the columns of
// columns.go, with h = Scale·s + Add the new total volatility and c′ the new carry,
//
//	k′ = k − (c′ − c)       offset′ = gaussScale · th · h/2       slope′ = gaussScale · th/h = (gaussScale²/2)/offset′
func (s *Shifted) shift(from *book, e *expiry, by Shift, first int) {
	now := Group{Years: by.Years, Rate: by.Rate, Carry: by.Carry}.derive()
	carry, dividend := now.carry-e.carry, now.dividend/e.dividend
	add := float64(by.Add * (gaussScale / 2)) // rounded before it is added, on every processor
	k := s.book.slice(e.from-first, e.to-first)
	delta := s.book.delta[e.from-first : e.to-first]
	of := from.part(e.from, e.to)
	for i, offset := range of.offset {
		half := float64(math.Abs(offset)*by.Scale) + add
		offset = math.Copysign(half, offset)
		k.kHigh[i], k.kLow[i] = of.kHigh[i], of.kLow[i]-carry
		k.slope[i], k.offset[i] = (gaussScale*gaussScale/2)/offset, offset
		delta[i] = of.delta[i] * dividend
	}
}

// DeltaTo is Batch.DeltaTo of the shifted book.
func (s *Shifted) DeltaTo(dst, spots []float64) []float64 { return s.book.deltaTo(dst, spots) }
