package kernel

// addSIMD is addWide and addNarrow by assembly. ladderStart packs g, r and turn of the contracts that are not zero into
// groups of eight; climb takes eight groups at a time, so the last are filled up with zeros.
func (k *ladderBook) addSIMD(scratch *ladderScratch, spots []level) {
	start, end := spots[0], spots[len(spots)-1]
	size := simd.ladderStart(scratch.groups[:], k.kHigh, k.kLow, k.slope, k.offset, k.gamma, k.turn,
		start.logHigh, start.logLow, k.step)
	const atATime = 8 * 3 * lanes
	whole := (size + atATime - 1) / atATime * atATime
	clear(scratch.groups[size:whole])
	simd.climb((*[lanes]float64)(&scratch.wide[0]), len(spots), scratch.groups[:whole])

	if !k.narrow {
		return
	}
	rows := &scratch.rows
	clear(rows[0][:])
	for j, at := range spots {
		rows[1][j], rows[2][j] = at.logHigh, at.logLow
	}
	simd.narrow(rows, len(spots), [2]float64{start.logHigh, start.logLow}, [2]float64{end.logHigh, end.logLow},
		k.kHigh, k.kLow, k.slope, k.offset, k.gamma, k.turn)
	copy(scratch.narrow[:], rows[0][:])
}
