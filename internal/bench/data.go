package main

// file is a chain to measure on.
type file struct {
	path                   string
	contracts, underlyings int // as asked for
}

// data is everything to measure on.
type data struct {
	gex    string // the program, built
	chain  file   // one underlying in Cboe's layout
	cboe   file   // the same, large
	market []file // the layout long, each ten times as large as the one before
}

// large is the market at its full size.
func (d *data) large() file { return d.market[len(d.market)-1] }
