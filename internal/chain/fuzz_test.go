package chain

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"gex/internal/chain/input"
	"gex/internal/fault"
)

// FuzzRead feeds anything to detection and to each layout: nothing may panic, what is refused must say why, and what
// is read must be accounted for.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		quotedataTop + row6700 + row6750,
		quotedataTop + strings.Replace(row6700, "1500", `"1,500"`, 1),
		quotedataTop + strings.Replace(row6700, "1500", `"1500`, 1),
		longTop, severalUnderlyings, "\ufeff" + longTop, strings.ReplaceAll(longTop, "\n", "\r\n"),
	} {
		f.Add([]byte(text))
		f.Add([]byte(gzipped(f, text)))
		f.Add([]byte(zstandard(f, text)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range []string{"", "cboe-quotedata", "long"} {
			o := Options{Name: "fuzz", Format: format, MaxBytes: 1 << 20}
			file, err := Read(bytes.NewReader(data), o)
			if err == nil {
				checkIdentities(t, file)
				continue
			}
			var e *fault.Error
			if !errors.As(err, &e) || e.What == "" || e.Hint == "" || e.File != "fuzz" {
				t.Fatalf("error without file, reason or hint: %#v", err)
			}
		}
	})
}

// FuzzQuotes holds the two ways of taking a line apart against each other: what has no quotation mark reads the same
// on both, and after a mended line the careful path is still in step.
func FuzzQuotes(f *testing.F) {
	for _, line := range []string{`a,b,c`, `"a",b,c`, `"a,b`, `a,"b,c`, `"a""b",c,d`, `"a"b,c,d`, `,,`, `"`, `"",",`} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if bytes.ContainsAny(line, "\n\r") || isBlank(line) {
			return
		}
		h := header{fields: []field{fBid, fAsk, fLast}, rest: append(line[:len(line):len(line)], "\n1,2,3\n"...)}
		fast, careful := newRows(&input.Source{}, &h), newRows(&input.Source{Careful: true}, &h)
		for fast.next() {
			if !careful.next() {
				t.Fatalf("%q: the careful path ends early", line)
			}
			a, b := &fast.row, &careful.row
			if (a.problem == "") != (b.problem == "") || a.line != b.line {
				t.Fatalf("%q: line %d %q, carefully line %d %q", line, a.line, a.problem, b.line, b.problem)
			}
			for _, field := range h.fields {
				if a.problem == "" && !bytes.Equal(a.cell(field), b.cell(field)) {
					t.Fatalf("%q: %q, carefully %q", line, a.cell(field), b.cell(field))
				}
			}
		}
		if last := &careful.row; string(last.cell(fBid)) != "1" || string(last.cell(fLast)) != "3" {
			t.Fatalf("%q: the row after it is %q, %q", line, last.cell(fBid), last.cell(fLast))
		}
	})
}
