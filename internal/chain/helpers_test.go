package chain

import (
	"errors"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gex/internal/chain/assembly"
	"gex/internal/chain/vendors"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/reftest"
	_ "gex/internal/soaktest"
)

// read reads a text that must be valid.
func read(t *testing.T, text string, o Options) *File {
	t.Helper()
	f, err := readText(text, o)
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	checkIdentities(t, f)
	return f
}

func readText(text string, o Options) (*File, error) {
	if o.Name == "" {
		o.Name = "chain.csv"
	}
	return Read(strings.NewReader(text), o)
}

// readOne reads a text that must hold one chain.
func readOne(t *testing.T, text string, o Options) (*File, *Chain) {
	t.Helper()
	f := read(t, text, o)
	if len(f.Chains) != 1 {
		t.Fatalf("%d chains, want 1", len(f.Chains))
	}
	return f, f.Chains[0]
}

// refused reads a text that must be refused, and returns why.
func refused(t *testing.T, text string, o Options) *fault.Error {
	t.Helper()
	f, err := readText(text, o)
	var e *fault.Error
	if !errors.As(err, &e) {
		t.Fatalf("Read = %v, %v; want an *fault.Error", f, err)
	}
	if e.File == "" || e.What == "" || e.Hint == "" {
		t.Errorf("error without file, reason or hint: %#v", e)
	}
	return e
}

// contractsPerRow lists the layouts in which it is not 1.
var contractsPerRow = map[string]int{"cboe-quotedata": 2, "optionsdx": 2, "orats": 2, "thinkorswim": 2, "nasdaq": 2, "nse-website": 2, "upstox-json": 2, "dhan-json": 2, "bse-json": 2}

// checkIdentities checks what holds for every file: each record is in the columns or counted as unread, and the columns are in
// order.
func checkIdentities(t *testing.T, f *File) {
	t.Helper()
	perRow := max(contractsPerRow[f.Format], 1)
	for _, c := range f.Chains {
		if c.Len()+c.Unread != perRow*c.Rows {
			t.Errorf("%s: %d contracts + %d unread, but %d rows of %d", c.Underlying, c.Len(), c.Unread, c.Rows, perRow)
		}
		checkColumns(t, c)
		checkOrder(t, c)
	}
}

func checkColumns(t *testing.T, c *Chain) {
	t.Helper()
	for _, column := range [][]float64{c.Bid, c.Ask, c.Last, c.Volume, c.OpenInterest, c.IV, c.Delta, c.Gamma, c.Multiplier, c.DealerQty} {
		if len(column) != c.Len() {
			t.Fatalf("a column of %d for %d contracts", len(column), c.Len())
		}
		for i, v := range column {
			if math.IsInf(v, 0) {
				t.Errorf("contract %d has an infinite value", i)
			}
		}
	}
	if len(c.Right) != c.Len() || len(c.Line) != c.Len() || len(c.Out) != c.Len() || len(c.Repaired) != c.Len() {
		t.Fatalf("columns of different length")
	}
}

func checkOrder(t *testing.T, c *Chain) {
	t.Helper()
	end := 0
	for k, e := range c.Expiries {
		if e.Lo != end || e.Hi <= e.Lo {
			t.Fatalf("expiry %d is [%d, %d) after %d", k, e.Lo, e.Hi, end)
		}
		end = e.Hi
		if k > 0 && !expiryBefore(c.Expiries[k-1], e) {
			t.Errorf("expiry %d is out of order", k)
		}
		for i := e.Lo + 1; i < e.Hi; i++ {
			if !contractBefore(c, i-1, i) {
				t.Errorf("contract %d is out of order", i)
			}
		}
	}
	if end != c.Len() {
		t.Errorf("expiries end at %d of %d", end, c.Len())
	}
}

func expiryBefore(a, b Expiry) bool {
	if !a.Settlement.Equal(b.Settlement) {
		return a.Settlement.Before(b.Settlement)
	}
	return a.Root.Name < b.Root.Name
}

func contractBefore(c *Chain, i, j int) bool {
	if c.Strike[i] != c.Strike[j] {
		return c.Strike[i] < c.Strike[j]
	}
	if c.Right[i] != c.Right[j] {
		return c.Right[i] < c.Right[j]
	}
	return c.Line[i] < c.Line[j]
}

// sameFile compares files with every value bit for bit; NaN equals NaN.
func sameFile(t *testing.T, got, want *File) {
	t.Helper()
	sameBits := func(a, b float64) bool {
		return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
	}
	if d := cmp.Diff(want, got, cmp.Comparer(sameBits), cmp.Comparer(slices.Equal[[]Warning]), cmp.Comparer(slices.Equal[[]Problem]),
		cmp.Comparer(func(a, b []float64) bool { return slices.EqualFunc(a, b, sameBits) }),
		cmp.Comparer(slices.Equal[[]int32]), cmp.Comparer(slices.Equal[[]Right]),
		cmp.Comparer(slices.Equal[[]Reason]), cmp.Comparer(slices.Equal[[]Repair]), cmpopts.IgnoreUnexported(File{})); d != "" {
		t.Errorf("files differ (-want +got):\n%s", d)
	}
}

// wantProblems compares the problems of a file, written as position and text.
func wantProblems(t *testing.T, f *File, want ...string) {
	t.Helper()
	var got []string
	for _, p := range f.Problems {
		got = append(got, p.String())
	}
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("problems (-want +got):\n%s", d)
	}
}

// wantNotes compares the codes of a chain's notes.
func wantNotes(t *testing.T, c *Chain, want ...string) {
	t.Helper()
	var got []string
	for _, n := range c.Notes {
		got = append(got, n.Code)
	}
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("notes (-want +got):\n%s", d)
	}
}

func newYork(year int, month time.Month, day, hour, min int) time.Time {
	return time.Date(year, month, day, hour, min, 0, 0, market.NewYork)
}

// sameValue compares two numbers; NaN equals NaN.
func sameValue(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

// realChains returns the directory of a vendor's real files; the test is skipped if there is none.
func realChains(t testing.TB, vendor string) string {
	t.Helper()
	return filepath.Join(reftest.Chains(t), vendor)
}

// layoutNamed returns the layout of that name.
func layoutNamed(t testing.TB, name string) assembly.Layout {
	t.Helper()
	for _, l := range vendors.Layouts() {
		if l.Name == name {
			return l
		}
	}
	t.Fatalf("no layout is called %s", name)
	return assembly.Layout{}
}
