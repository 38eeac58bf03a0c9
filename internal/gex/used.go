package gex

// Used returns the number of contracts that take part: those selected, with a position
// and a volatility, that are live at as_of.
func (b *Book) Used() int { return len(b.row) }
