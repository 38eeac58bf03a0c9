package render

import (
	"strings"
	"testing"
)

// TestAligned: text left, numbers right, a rule as wide as the table, no blanks at line ends, one line a row.
func TestAligned(t *testing.T) {
	g := newGrid(word("root"), num("GEX"), word(""), num("OI"))
	g.add("SPX", "+1.10", "spot", "1")
	g.add("日本", "", "", "")
	g.add("a\nb", blue+"-12.00"+reset, "", "1,000")
	want := " root     GEX           OI\n" +
		"──────────────────────────\n" +
		" SPX    +1.10  spot      1\n" +
		" 日本\n" +
		" a b   " + blue + "-12.00" + reset + "        1,000\n"
	if got := string(g.aligned(style{})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	bare := " SPX    +1.10  spot      1\n 日本\n a b   " + blue + "-12.00" + reset + "        1,000\n"
	if got := string(g.aligned(style{Options: Options{NoHeader: true}})); got != bare {
		t.Errorf("without headings: got\n%s\nwant\n%s", got, bare)
	}
}

// TestList: tablewriter wraps the cells of a list at its width, narrower where the page asks for it, and not at all for
// scripts.
func TestList(t *testing.T) {
	l := newList(28, word("column_name"), word("unit"), num("n"))
	l.add("Strike", "$ per unit of the underlying, that of both symbols", "1")
	at := func(o Options) string {
		t.Helper()
		got, err := l.text(style{Options: o})
		if err != nil {
			t.Fatal(err)
		}
		return string(got)
	}
	want := ` column_name  unit                      n
─────────────────────────────────────────
 Strike       $ per unit of the         1
              underlying, that of both
              symbols
`
	if got := at(Options{Width: 80}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for line := range strings.SplitSeq(at(Options{Width: 38, ASCII: true}), "\n") {
		if Columns(line) > 38 || strings.HasSuffix(line, " ") || strings.Contains(line, "─") {
			t.Errorf("%q", line)
		}
	}
	if got := at(Options{NoHeader: true}); strings.Count(got, "\n") != 1 || !strings.Contains(got, "underlying, that of both symbols") {
		t.Errorf("for scripts: %q", got)
	}
}
