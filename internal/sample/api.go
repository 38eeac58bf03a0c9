package sample

import (
	"io"
	"time"
)

// Options size and shape a sample. The zero value of a field takes the default in brackets.
type Options struct {
	Seed        uint64    // [1]
	Underlying  string    // [SPX]
	Contracts   int       // about how many [20000], per file, over all underlyings
	Underlyings int       // [1]; more: a whole-market file of UND0001 …, long layout only
	Layout      string    // "cboe" or "long" [cboe]
	AsOf        time.Time // [2025-11-20 10:00 New York]
	Spot        float64   // [6700]
	Rate        float64   // [0.04]
	Yield       float64   // [0.012]
	NoNoise     bool      // quotes are the exact prices, unrounded (long layout)
	SpotOffset  float64   // file spot = true spot times e^-offset: the gap a fit should find
}

// Write makes a sample.
func Write(w io.Writer, o Options) error { panic("todo") }
