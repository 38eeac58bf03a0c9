package kernel

// greekColumns are the columns of a batch as the assembly takes them: strike, kHigh, kLow, slope, offset, and those of
// Greeks in their order, nil where there is none.
type greekColumns = [12]*float64

// firstGreek is where those of Greeks begin.
const firstGreek = 5

// row is the factors as the assembly takes them.
func (f *factors) row() [16]float64 {
	return [16]float64{
		f.logHigh, f.logLow, f.spot, f.dividend, f.discount, f.density, f.perSpot, f.vega,
		f.yieldSpot, f.rate, f.decay, f.vanna, f.net, f.aging, f.yield,
	}
}

// greeksSIMD is GreeksTo by assembly. Vectors reach beyond the end of an expiry, into contracts that are the next one's to
// write, later; beyond the end of the batch, they go elsewhere.
func (b *Batch) greeksSIMD(dst *Greeks, at level, tails bool) {
	columns := b.greekColumns(dst, 0)
	for i := range b.groups {
		e := &b.groups[i]
		f := e.factors(at)
		row, hi := f.row(), e.wholeLanes(len(b.strike))
		for lo := e.lo; lo < hi; lo += chunkSize {
			simd.greeks(columns, lo, min(lo+chunkSize, hi), &row, tails)
		}
		if hi < e.hi {
			b.greeksRest(dst, hi, e.hi, &row, tails)
		}
	}
}

// greeksRest writes the contracts [lo, hi), less than the lanes, and nothing else.
func (b *Batch) greeksRest(dst *Greeks, lo, hi int, row *[16]float64, tails bool) {
	var rest [7][lanes]float64
	columns := b.greekColumns(dst, lo)
	for i := range rest {
		if columns[firstGreek+i] != nil {
			columns[firstGreek+i] = &rest[i][0]
		}
	}
	simd.greeks(columns, 0, lanes, row, tails)
	for i, column := range dst.columns() {
		if column != nil {
			copy(column[lo:hi], rest[i][:])
		}
	}
}

// greekColumns returns the columns from a contract on.
func (b *Batch) greekColumns(dst *Greeks, lo int) *greekColumns {
	c := &greekColumns{}
	if lo == len(b.strike) {
		return c
	}
	k := &b.all
	for i, column := range [][]float64{b.strike, k.kHigh, k.kLow, k.slope, k.offset} {
		c[i] = &column[lo]
	}
	for i, column := range dst.columns() {
		if column != nil {
			c[firstGreek+i] = &column[lo]
		}
	}
	return c
}
