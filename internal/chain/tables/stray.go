package tables

import (
	"bytes"
	"slices"

	"gex/internal/chain/cells"
)

// identity lists the columns that identify a contract.
var identity = []Field{Symbol, PutSymbol, Expiry, Strike, Right}

// IsStray reports whether the row is not a contract: at most one of the columns that identify one can be read, or none
// if the table has two or fewer of them.
func (r *Rows) IsStray() bool {
	if r.Row.Problem != "" {
		return r.isStrayLine()
	}
	for _, f := range []Field{Symbol, PutSymbol} {
		if cell := bytes.TrimSpace(r.Row.Cell(f)); namesAll(cell) {
			return false
		}
	}
	there, good := 0, 0
	for _, f := range identity {
		if !slices.Contains(r.Header.Fields, f) {
			continue
		}
		there++
		if names(f, bytes.TrimSpace(r.Row.Cell(f))) {
			good++
		}
	}
	return there > 0 && (good == 0 || good == 1 && there > 2)
}

// namesAll reports whether a cell looks like an option symbol.
func namesAll(cell []byte) bool {
	if _, ok := cells.CutSymbol(cell); ok {
		return true
	}
	const digits = "0123456789"
	return bytes.ContainsAny(cell, digits) && !bytes.ContainsAny(cell, " :")
}

// names reports whether a cell may identify the contract of a row.
func names(f Field, cell []byte) bool {
	switch f {
	case Strike:
		v, k := cells.Number(cell)
		return cells.StrikeRule.Accepts(v, k)
	case Right:
		_, err := cells.ParseRight(cell)
		return err == nil
	}
	return bytes.ContainsAny(cell, "0123456789")
}

// isStrayLine reports whether a line that cannot be split into cells is something else than a damaged row: it has at most two
// cells that are not empty, or the names of the header.
func (r *Rows) isStrayLine() bool {
	cells := r.Words()
	filled := 0
	for _, cell := range cells {
		if cell != "" {
			filled++
		}
	}
	return len(cells) > 0 && (filled <= 2 || r.NamesOf(cells) > 0)
}

// Words returns the cells of the line of the row, nil if it is too long for a header.
func (r *Rows) Words() []string {
	const longest = 8 << 10
	if len(r.Line) > longest {
		return nil
	}
	return SplitHeader(r.Line)
}

// NamesOf counts the names of the header among cells that are a header: all of them if the cells repeat the header in the
// same order, 0 if the cells are not a header.
func (r *Rows) NamesOf(cells []string) (n int) {
	if slices.EqualFunc(cells, r.Header.Names, func(a, b string) bool { return Canonical(a) == Canonical(b) }) {
		return len(cells)
	}
	for _, cell := range cells {
		known := func(name string) bool { return name != "" && Canonical(name) == Canonical(cell) }
		if slices.ContainsFunc(r.Header.Names, known) {
			n++
		}
	}
	if n < 3 || 2*n < len(cells) {
		return 0
	}
	return min(n, len(r.Header.Names)-1)
}
