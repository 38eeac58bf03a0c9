package kernel

// addSIMD is addWide and addNarrow by assembly.
func (k *ladderBook) addSIMD(room *ladderRoom, spots []level) {
	start, end := spots[0], spots[len(spots)-1]
	size := simd.ladderStart(room.groups[:], k.kHigh, k.kLow, k.slope, k.offset, k.gamma, k.turn,
		start.logHigh, start.logLow, k.step)
	const atATime = 8 * 3 * lanes
	whole := (size + atATime - 1) / atATime * atATime
	clear(room.groups[size:whole])
	simd.climb((*[lanes]float64)(&room.wide[0]), len(spots), room.groups[:whole])

	if !k.narrow {
		return
	}
	rows := &room.rows
	clear(rows[0][:])
	for j, at := range spots {
		rows[1][j], rows[2][j] = at.logHigh, at.logLow
	}
	simd.narrow(rows, len(spots), [2]float64{start.logHigh, start.logLow}, [2]float64{end.logHigh, end.logLow},
		k.kHigh, k.kLow, k.slope, k.offset, k.gamma, k.turn)
	copy(room.narrow[:], rows[0][:])
}
