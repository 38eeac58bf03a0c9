package chain

// columns are the contracts of a file, one slice a property, in file order until they are sorted. The chains of the
// file are parts of them.
type columns struct {
	series   []int32
	line     []int32
	right    []Right
	out      []Reason
	repaired []Repair
	strike   []float64
	value    [numValues][]float64 // from fBid on
}

// reserve makes room for n contracts at once.
func (c *columns) reserve(n int) {
	c.series, c.line = make([]int32, 0, n), make([]int32, 0, n)
	c.right, c.out, c.repaired = make([]Right, 0, n), make([]Reason, 0, n), make([]Repair, 0, n)
	c.strike = make([]float64, 0, n)
	for i := range c.value {
		c.value[i] = make([]float64, 0, n)
	}
}

func (c *columns) add(r *record) {
	c.series, c.line = append(c.series, r.series), append(c.line, r.line)
	c.right, c.out, c.repaired = append(c.right, r.right), append(c.out, r.out), append(c.repaired, r.repaired)
	c.strike = append(c.strike, r.strike)
	for i, v := range r.value {
		c.value[i] = append(c.value[i], v)
	}
}

func (c *columns) len() int { return len(c.strike) }

// reorder puts contract order[i] at place i. The values go through one spare column, not a second set of them.
func (c *columns) reorder(order []int32) {
	c.series, c.line = gather(nil, c.series, order), gather(nil, c.line, order)
	c.right, c.out, c.repaired = gather(nil, c.right, order), gather(nil, c.out, order), gather(nil, c.repaired, order)
	spare := c.strike
	c.strike = gather(nil, c.strike, order)
	for i, column := range c.value {
		c.value[i], spare = gather(spare, column, order), column
	}
}

// gather returns from in the given order. It makes to when it is nil.
func gather[T any](to, from []T, order []int32) []T {
	if to == nil {
		to = make([]T, len(order))
	}
	for i, j := range order {
		to[i] = from[j]
	}
	return to
}

// cut makes the contracts [lo, hi) those of a chain.
func (c *columns) cut(to *Chain, lo, hi int) {
	part := func(f field) []float64 { return c.value[f-fBid][lo:hi:hi] }
	to.Strike, to.Right = c.strike[lo:hi:hi], c.right[lo:hi:hi]
	to.Bid, to.Ask, to.Last = part(fBid), part(fAsk), part(fLast)
	to.Volume, to.OpenInterest = part(fVolume), part(fOpenInterest)
	to.IV, to.Delta, to.Gamma = part(fIV), part(fDelta), part(fGamma)
	to.Multiplier, to.DealerQty = part(fMultiplier), part(fDealerQty)
	to.Line, to.Out, to.Repaired = c.line[lo:hi:hi], c.out[lo:hi:hi], c.repaired[lo:hi:hi]
}
