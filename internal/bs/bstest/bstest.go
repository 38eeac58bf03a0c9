// Package bstest reads the tables of known option values that the tests of bs and bs/kernel check against.
package bstest

import (
	"errors"
	"strconv"
	"testing"

	"gex/internal/bs"
	"gex/internal/reftest"
)

// Epsilon is the spacing of float64 at 1, 2⁻⁵², the unit of the tolerances.
const Epsilon = 0x1p-52

// Underflow is the absolute error allowed beside every relative one: values below it are on their way to zero.
const Underflow = 1e-290

// Row is one line of a table, by column name.
type Row map[string]string

// Float returns a numeric column. Values too small for a float64 are zero, as the tables carry exponents down to e-9999.
func (r Row) Float(t testing.TB, column string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(r[column], 64)
	if err != nil && !(errors.Is(err, strconv.ErrRange) && x == 0) {
		t.Fatalf("column %s: %v", column, err)
	}
	return x
}

// Option returns the option that the columns S, K, T, r, q, type and, where there is one, sigma describe.
func (r Row) Option(t testing.TB) bs.Option {
	t.Helper()
	o := bs.Option{
		Spot:   r.Float(t, "S"),
		Strike: r.Float(t, "K"),
		Years:  r.Float(t, "T"),
		Rate:   r.Float(t, "r"),
		Yield:  r.Float(t, "q"),
	}
	if r["sigma"] != "" {
		o.Vol = r.Float(t, "sigma")
	}
	if r["type"] == "P" {
		o.Right = bs.Put
	}
	return o
}

// Reference reads a table of options from the reference directory.
func Reference(t testing.TB, name string) []Row {
	t.Helper()
	var rows []Row
	for _, row := range reftest.Rows(t, name) {
		rows = append(rows, row)
	}
	return rows
}
