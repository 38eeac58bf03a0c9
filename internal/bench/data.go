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
	early  []file // options that may be exercised early, of a stock and of a fund, in the layout long

	days      []string // chains of consecutive days
	prices    string   // and the daily prices that followed
	openClose string   // days of trades by origin
}

// large is the market at its full size.
func (d *data) large() file { return d.market[len(d.market)-1] }
