// Package bstest reads the tables of known option values that the tests of bs and bs/kernel check against.
package bstest

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"gex/internal/bs"
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

// Reference reads a table of the reference folder: GEX_REFERENCE, else shared/reference beside the repository. The test
// is skipped where there is none.
func Reference(t testing.TB, name string) []Row {
	t.Helper()
	folder := os.Getenv("GEX_REFERENCE")
	if folder == "" {
		folder = filepath.Join("..", "shared", "reference")
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(root(t), folder) // a folder is named from the top of the repository
	}
	path := filepath.Join(folder, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no reference table %s (set GEX_REFERENCE to the folder that has it)", path)
	}
	return read(t, path)
}

// Testdata reads a table of testdata/bs.
func Testdata(t testing.TB, name string) []Row {
	t.Helper()
	return read(t, filepath.Join(root(t), "testdata", "bs", name))
}

// root returns the folder of go.mod.
func root(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatal("no go.mod above the test")
		}
		folder = parent
	}
}

// read returns the rows of a csv file with a header line.
func read(t testing.TB, path string) []Row {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	rows := make([]Row, len(records)-1)
	for i, record := range records[1:] {
		rows[i] = make(Row, len(record))
		for j, cell := range record {
			rows[i][records[0][j]] = cell
		}
	}
	return rows
}
