package kernel

import "sync"

// greekColumns are the columns of a batch as the assembly takes them: strike, kHigh, kLow, slope, offset, and those of
// Greeks in their order, nil for those not wanted.
type greekColumns = [12]*float64

// firstGreek is the index of the first column of Greeks.
const firstGreek = 5

// row returns the factors in the order that the assembly reads them.
func (f *factors) row() [16]float64 {
	return [16]float64{
		f.logHigh, f.logLow, f.spot, f.dividend, f.discount, f.density, f.perSpot, f.vega,
		f.yieldSpot, f.rate, f.decay, f.vanna, f.net, f.aging, f.yield,
	}
}

// greeksSIMD is GreeksTo by assembly. Vectors reach beyond the end of an expiry, into contracts that the next one writes
// later; the last contracts of the batch, fewer than a vector, are computed in a copy.
func (b *Batch) greeksSIMD(dst *Greeks, at level, tails bool) {
	if len(b.strike) == 0 {
		return
	}
	m := greekMemories.Get().(*greekMemory)
	defer greekMemories.Put(m)
	for i, column := range b.greekInputs() {
		m.columns[i] = &column[0]
	}
	for i, column := range dst.columns() {
		if column != nil {
			m.columns[firstGreek+i] = &column[0]
		}
	}
	for i := range b.groups {
		e := &b.groups[i]
		f := e.factors(at)
		m.row = f.row()
		hi := e.wholeLanes(len(b.strike))
		for lo := e.lo; lo < hi; lo += chunkSize {
			simd.greeks(&m.columns, lo, min(lo+chunkSize, hi), &m.row, tails)
		}
		if hi < e.hi {
			b.greeksRest(dst, hi, e.hi, m, tails)
		}
	}
	m.columns = greekColumns{} // for the next one, and so that nothing keeps the memory of these
}

// greekMemory holds the arguments of the assembly, which escape to the heap, as the functions of simd are values.
type greekMemory struct {
	columns, restColumns greekColumns // columns are nil between uses
	row                  [16]float64
	rest                 [firstGreek + 7][lanes]float64
}

// greekMemories are for reuse.
var greekMemories = sync.Pool{New: func() any { return new(greekMemory) }}

// greeksRest writes the contracts [lo, hi), fewer than the lanes, without reading or writing beyond them.
func (b *Batch) greeksRest(dst *Greeks, lo, hi int, m *greekMemory, tails bool) {
	rest, columns := &m.rest, &m.restColumns
	*rest, *columns = [firstGreek + 7][lanes]float64{}, greekColumns{}
	for i, column := range b.greekInputs() {
		copy(rest[i][:], column[lo:hi])
		columns[i] = &rest[i][0]
	}
	for i, column := range dst.columns() {
		if column != nil {
			columns[firstGreek+i] = &rest[firstGreek+i][0]
		}
	}
	simd.greeks(columns, 0, lanes, &m.row, tails)
	for i, column := range dst.columns() {
		if column != nil {
			copy(column[lo:hi], rest[firstGreek+i][:])
		}
	}
}

// greekInputs are the columns that greeks reads, in the order of greekColumns.
func (b *Batch) greekInputs() [firstGreek][]float64 {
	k := &b.all
	return [firstGreek][]float64{b.strike, k.kHigh, k.kLow, k.slope, k.offset}
}
