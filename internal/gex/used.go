package gex

// Used is how many contracts of the chain take part.
func (b *Book) Used() int { return len(b.row) }
