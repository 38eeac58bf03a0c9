package kernel

// fillSIMD is fill by assembly. Vectors reach beyond the end of a group, into contracts that are filled in later; the last
// contracts of the columns, fewer than a vector, are left to plain Go.
func (b *Batch) fillSIMD(strike, vol []float64, put []bool) {
	if len(strike) == 0 {
		return
	}
	k := &b.all
	columns := &[7]*float64{&strike[0], &vol[0], &b.strike[0], &k.kHigh[0], &k.kLow[0], &k.slope[0], &k.offset[0]}
	for i := range b.groups {
		e := b.groups[i]
		whole := e.wholeLanes(len(strike))
		for lo := e.lo; lo < whole; lo += chunkSize {
			simd.fill(columns, &put[0], lo, min(lo+chunkSize, whole), e.root, e.carry, &logTable[0].inv)
		}
		if whole < e.hi {
			e.lo = whole
			b.fillGroup(&e, strike[e.lo:e.hi], vol[e.lo:e.hi], put[e.lo:e.hi])
		}
	}
}

// wholeLanes returns the contract up to which assembly may work on a group, of n contracts in all: its end, unless the
// last lanes would reach beyond the end of the columns.
func (e *expiry) wholeLanes(n int) int {
	if e.lo+wholeLanes(e.hi-e.lo) <= n {
		return e.hi
	}
	return e.hi - (e.hi-e.lo)%lanes
}

// holdSIMD is holdGroup by assembly, as long as whole lanes fit into the group and the book. It returns how many contracts
// the book has then, and the first contract of the group that remains.
func (b *Batch) holdSIMD(e *expiry, weight []float64, to int) (end, next int) {
	from, k, columns, next := &b.all, &b.book, &b.pointers, e.lo
	for next+lanes <= e.hi && to+lanes <= k.size() {
		hi := next + min(e.hi-next, k.size()-to, chunkSize)/lanes*lanes
		*columns = [10]*float64{
			&from.kHigh[0], &from.kLow[0], &from.slope[0], &from.offset[0],
			&k.kHigh[0], &k.kLow[0], &k.slope[0], &k.offset[0], &k.gamma[0], &k.delta[0],
		}
		to, next = simd.hold(columns, &weight[0], next, hi, to, e.dividend), hi
	}
	return to, next
}
