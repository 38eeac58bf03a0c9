package render

import (
	"bytes"
	"encoding/csv"
	"testing"
)

// TestRowsAreThoseOfTheStandardLibrary: what is quoted, and how.
func TestRowsAreThoseOfTheStandardLibrary(t *testing.T) {
	for _, row := range [][]string{
		{"a", "", "1.5", "-1e-07"}, {""}, {"", ""}, {" a", "a ", "\ta", "\u00a0a", "\u0085"}, {`\.`, `\..`, `"`, `a"b""c`, ","}, {"a\nb", "a\rb", "\xff", "ä"},
	} {
		var want bytes.Buffer
		w := csv.NewWriter(&want)
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		if got := string(appendRow(nil, row, func(s string) string { return s })); got != want.String() {
			t.Errorf("%q is written %q, want %q", row, got, want.String())
		}
	}
}
