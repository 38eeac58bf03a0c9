package chain

import "io"

// Read reads one file, plain, gzip or zstd, in any known layout.
func Read(r io.Reader, o Options) (*File, error) { panic("todo") }

// Format is one known layout.
type Format struct {
	Name    string   // cboe-quotedata, long
	Title   string   // what a person calls it
	Columns []Column // the column contract
	Example string   // its header line or lines
}

// Column is one column of a layout.
type Column struct {
	Name     string
	Required bool
	Unit     string // what a cell holds
	Empty    string // what an empty cell means
}

// Formats lists the known layouts in the order in which they are tried.
func Formats() []Format { panic("todo") }

// OCC is what an option symbol says.
type OCC struct {
	Root             string
	Year, Month, Day int
	Right            Right
	Strike           float64
}

// ParseOCC reads an OCC/OSI option symbol, padded or not.
func ParseOCC(s string) (OCC, error) { panic("todo") }

// Row returns contract i as a person reads it.
func (c *Chain) Row(i int) Contract { panic("todo") }
