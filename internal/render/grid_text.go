package render

// text is the grid for a terminal, without trailing blanks. With NoHeader it is the rows alone, however wide.
func (g *grid) text(s style) ([]byte, error) {
	switch {
	case g.wrap > 0:
		return g.listed(s)
	case s.NoHeader:
		return g.aligned(s), nil
	}
	return g.fitted(s), nil
}
