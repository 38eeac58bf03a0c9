package gex

import (
	"maps"
	"math"
	"slices"
)

// onGrid is how near a strike must be to a line of the grid, in parts of the distance of lines, to be on it: a product of
// ratios rounds.
const onGrid = 1e-9

// binned returns strikes on the grid of a combined book: lines at the multiples of a distance, the exposure of each strike
// shared between the two nearest by distance, so that sums are kept. Any other book's strikes are as they are.
func (b *Book) binned(strikes []strike) []strike {
	if !b.opt.members.several() || b.opt.members.bin == 0 {
		return strikes
	}
	bin := b.opt.members.bin
	lines := map[float64]*strike{} // by the number of the line
	share := func(line, part float64, s *strike) {
		to := lines[line]
		if to == nil {
			to = &strike{k: line * bin}
			lines[line] = to
		}
		to.addPart(s, part)
	}
	for i := range strikes {
		for _, s := range sharesOf(strikes[i].k, bin) {
			share(s.line, s.part, &strikes[i])
		}
	}
	out := make([]strike, 0, len(lines))
	for _, line := range slices.Sorted(maps.Keys(lines)) {
		out = append(out, *lines[line])
	}
	return out
}

// lineShare is the part of a strike that a line of the grid has, by the number of the
// line.
type lineShare struct{ line, part float64 }

// sharesOf returns the shares of the nearest lines in a strike: one that is on it, or two.
func sharesOf(k, bin float64) []lineShare {
	// The strike is at + part lines from 0.
	switch at, part := math.Modf(k / bin); {
	case part < onGrid:
		return []lineShare{{at, 1}}
	case part > 1-onGrid:
		return []lineShare{{at + 1, 1}}
	default:
		return []lineShare{{at, 1 - part}, {at + 1, part}}
	}
}

// addPart adds a part of the totals of another strike.
func (s *strike) addPart(from *strike, part float64) {
	s.contracts += from.contracts
	for side := range 2 {
		s.oi[side] += float64(part * from.oi[side])
		s.volume[side] += float64(part * from.volume[side])
		s.gex[side] += float64(part * from.gex[side])
		s.side[side] += float64(part * from.side[side])
	}
	s.gross += float64(part * from.gross)
	s.other.dex += float64(part * from.other.dex)
	s.other.vex += float64(part * from.other.vex)
	s.other.cex += float64(part * from.other.cex)
}
