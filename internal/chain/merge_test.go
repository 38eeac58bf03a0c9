package chain

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// mergeLines are rows of one SPX file by root and expiry; those of SPXW are out of order.
const mergeHead = "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,open_interest\n"

var mergeLines = []string{
	"SPX,6700,2025-11-20T10:00,SPXW,2025-11-28,6700,P,40,41,5\n",
	"SPX,6700,2025-11-20T10:00,SPXW,2025-11-28,6700,C,42,43,7\n",
	"SPX,6700,2025-11-20T10:00,SPX,2025-12-19,6600,P,70,71,9\n",
	"SPX,6700,2025-11-20T10:00,SPXW,2025-12-19,6600,P,72,73,11\n",
	"SPX,6700,2025-11-20T10:00,SPX,2025-12-19,6650,C,150,152,13\n",
}

func mergeRead(t *testing.T, lines ...string) *Chain {
	t.Helper()
	f, err := Read(strings.NewReader(mergeHead+strings.Join(lines, "")), Options{Name: "x.csv"})
	if err != nil {
		t.Fatal(err)
	}
	return f.Chains[0]
}

// TestMerge: files by root, or by anything else, merge into what one file with all their rows is, but for the lines.
func TestMerge(t *testing.T) {
	l := mergeLines
	whole := mergeRead(t, l...)
	for _, parts := range [][]*Chain{
		{mergeRead(t, l[2], l[4]), mergeRead(t, l[0], l[1], l[3])},
		{mergeRead(t, l[0], l[1], l[3]), mergeRead(t, l[2], l[4])},
		{mergeRead(t, l[0], l[4]), mergeRead(t, l[1]), mergeRead(t, l[2], l[3])},
	} {
		if diff := cmp.Diff(whole, Merge(parts), cmpopts.EquateNaNs(), cmpopts.IgnoreFields(Chain{}, "Line"), cmpopts.EquateComparable(),
			cmpopts.EquateApproxTime(0), cmp.Comparer(func(a, b Expiry) bool {
				return a.Root.Name == b.Root.Name && a.Settlement.Equal(b.Settlement) && a.Date == b.Date && a.Lo == b.Lo && a.Hi == b.Hi
			}), cmpopts.IgnoreFields(Chain{}, "Root")); diff != "" {
			t.Error(diff)
		}
	}
}

// TestMergeDuplicates: a contract of two files is that of the first.
func TestMergeDuplicates(t *testing.T) {
	l := mergeLines
	c := Merge([]*Chain{mergeRead(t, l[0]), mergeRead(t, l[1], strings.Replace(l[0], ",5\n", ",6\n", 1))})
	if c.Len() != 3 || c.Out[1] != Live || c.OpenInterest[1] != 5 || c.Out[2] != Duplicate || c.OpenInterest[2] != 6 {
		t.Errorf("%v %v", c.Out, c.OpenInterest)
	}
}

// TestSequence: expiries of several chains stay apart, in order of settlement, and say where they are from.
func TestSequence(t *testing.T) {
	l := mergeLines
	first, second := mergeRead(t, l[2], l[3]), mergeRead(t, l[0], l[1], l[2])
	c, from := Sequence([]*Chain{first, second})
	want := []Origin{{1, 0}, {0, 0}, {1, 1}, {0, 1}}
	if diff := cmp.Diff(want, from); diff != "" || c.Len() != 5 || c.Rows != 5 {
		t.Errorf("%s%d contracts of %d rows", diff, c.Len(), c.Rows)
	}
	for x, at := range from {
		e, was := c.Expiries[x], []*Chain{first, second}[at.Chain]
		if lo := was.Expiries[at.Expiry].Lo; c.Strike[e.Lo] != was.Strike[lo] || c.Line[e.Lo] != was.Line[lo] {
			t.Errorf("expiry %d is another one", x)
		}
	}
}
