package help

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	_ "gex/internal/soaktest"
)

func TestColumns(t *testing.T) {
	for terminal, want := range map[int]int{0: 80, 1: 60, 59: 60, 60: 60, 80: 80, 100: 100, 120: 120, 300: 120} {
		if got := Columns(terminal); got != want {
			t.Errorf("a terminal of %d columns has a page of %d, want %d", terminal, got, want)
		}
	}
}

func TestReflow(t *testing.T) {
	const text = "one two\nthree four five\n\n  kept   as it\n  is\n  a b  c d e f g h\n\nσσσσ σσσσ σσσσ σσ"
	const want = "one two three\nfour five\n\n  kept   as it\n  is\n  a b  c d e f\n       g h\n\nσσσσ σσσσ σσσσ\nσσ"
	if got := Reflow(14, text); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestExamples(t *testing.T) {
	const text = `  gex spx.csv              the whole report
  gex check --require 'a < b' "spx file.csv" || mail me
  gex levels spx.csv`
	for _, c := range []struct {
		width, most int
		want        string
	}{
		{80, 0, text},
		{80, 1, "  gex spx.csv              the whole report"},
		{40, 2, "  gex spx.csv\n      the whole report\n  gex check --require 'a < b' \\\n      \"spx file.csv\" || mail me"},
		{30, 2, "  gex spx.csv\n      the whole report\n  gex check --require \\\n      'a < b' \"spx file.csv\" \\\n      || mail me"},
	} {
		if got := examples(c.width, c.most, text); got != c.want {
			t.Errorf("width %d:\n%s\nwant\n%s", c.width, got, c.want)
		}
	}
}

// TestWrapKeepsWords: no word is lost, and no line is wider than the page unless a word is.
func TestWrapKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zσ-]{1,15}`), 1, 40).Draw(t, "words")
		width := rapid.IntRange(1, 40).Draw(t, "width")
		got := Wrap(width, strings.Join(words, " "))
		if back := strings.Fields(got); strings.Join(back, " ") != strings.Join(words, " ") {
			t.Fatalf("%q became %q", words, back)
		}
		for line := range strings.SplitSeq(got, "\n") {
			if utf8.RuneCountInString(line) > width && strings.Contains(line, " ") {
				t.Fatalf("%q is wider than %d", line, width)
			}
		}
	})
}

// TestTableFits: a table is as wide as the page at most, and keeps every letter of its cells.
func TestTableFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 5).Draw(t, "columns")
		cell := rapid.StringMatching(`([a-zσ-]{1,25} ){0,6}`)
		row := rapid.SliceOfN(cell, columns, columns)
		rows := rapid.SliceOfN(row, 1, 6).Draw(t, "rows")
		width := rapid.IntRange(20, 120).Draw(t, "width")
		got := Table(width, rapid.SliceOfN(rapid.StringMatching(`[A-Z]{1,8}`), columns, columns).Draw(t, "heading"), rows)
		count := map[rune]int{}
		for _, r := range strings.Join(flat(rows), "") {
			count[r]++
		}
		body := got[strings.Index(got, "\n"):]
		for line := range strings.SplitSeq(body, "\n") {
			if n := utf8.RuneCountInString(line); n > width || strings.HasSuffix(line, " ") {
				t.Fatalf("%d columns in %q, and the page has %d", n, line, width)
			}
		}
		for _, r := range got {
			count[r]--
		}
		for r, n := range count {
			if n > 0 && r != ' ' {
				t.Fatalf("%q is missing %d times in\n%s", r, n, got)
			}
		}
	})
}

func flat(rows [][]string) []string {
	var all []string
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}

func TestMarkdown(t *testing.T) {
	const text = "# Top\n\nA *word* of **weight** with `--code`, and\na [link](x.md).\n\n## Below\n- one item that is long\n  enough\n- two\n\n1. **First.** Then\n   more.\n\n" +
		"| a | b | c |\n| --- | --- | --- |\n| `x` | | 1 \\| 2 |\n| y | words that wrap in their cell | |\n\n```\nas  is\n```\n"
	const want = `Top
===

A word of weight with --code,
and a link.

Below
-----

  - one item that is long
    enough

  - two

  1. First. Then more.

a  b                     c
-  --------------------  -----
x                        1 | 2

y  words that wrap in
   their cell

    as  is
`
	if got := Markdown(30, text); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
