package render

import (
	"cmp"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Options shape the formats for people. Machine formats use NoHeader only.
type Options struct {
	Color    bool // ANSI colors for signs and the regime
	ASCII    bool // nothing beyond ASCII: bars of # and =
	NoHeader bool // rows of tables alone, all their columns however wide; csv without its first line
	Width    int  // columns that a page may take; 0: MinWidth
	Height   int  // lines of the terminal that it is for; 0: no terminal

	Rows  *Rows                       // where the rows of several results in Parquet are kept; nil: each is a file
	Spell func(setting string) string // how a user gives a setting that a footnote names; nil: by its name

	Reader bool // whoever reads may not have run the program: no text names a command
}

// MinWidth and MaxWidth bound the width of a page on a terminal, in columns.
const (
	MinWidth = 80
	MaxWidth = 120
)

// PageWidth returns the width of a page on a terminal with so many columns; 0: no terminal.
func PageWidth(columns int) int { return min(max(columns, MinWidth), MaxWidth) }

// style is Options with the units of a report, and the glyphs that follow from both.
type style struct {
	Options
	money, gex phrase.Unit
	things     string // what delta is counted in: shares
	currency   string // the code of amounts
	plural     string // the currency in words: dollars
	endOfDay   string // what a day ends with: close
	ampm       bool   // options settle at an open or a close
}

// styleFor returns the style of a page about a report with these conventions.
func styleFor(o Options, c report.Conventions) style {
	return style{
		Options: o, money: phrase.Money(c, o.ASCII), gex: phrase.GEX(c, o.ASCII), things: cmp.Or(c.DeltaIn, phrase.Shares.Thing),
		currency: c.Currency().Code, plural: c.Currency().Plural, endOfDay: c.EndOfDay(), ampm: c.AMPM(),
	}
}

// setting spells a setting as the user gives it: --top on the command line.
func (s style) setting(name string) string {
	if s.Spell == nil {
		return name
	}
	return s.Spell(name)
}

// pageWidth is the width of the page in columns.
func (s style) pageWidth() int { return cmp.Or(s.Width, MinWidth) }

// glyph picks the drawn or the ASCII form of a sign.
func (s style) glyph(drawn, ascii string) string {
	if s.ASCII {
		return ascii
	}
	return drawn
}

func (s style) pointer() string   { return s.glyph("▸", ">") }
func (s style) ellipsis() string  { return s.glyph("…", "...") }
func (s style) gap() string       { return s.glyph("⋮", ":") }
func (s style) plusMinus() string { return s.glyph("±", "+/-") }

// sigma heads the column of distances in implied 1-day moves.
func (s style) sigma() string { return s.glyph("σ", "sd") + " (1d)" }

// typeset writes the amounts of a convention, whose text JSON has with a dollar sign, in the currency of the page.
func (s style) typeset(convention string) string {
	return strings.ReplaceAll(strings.ReplaceAll(convention, s.currency+" ", s.money.Sign), "$", s.money.Sign)
}

// moreRows words how to see the rows that are not shown.
func (s style) moreRows(n int) string {
	if s.Reader {
		return count(n) + " more are not listed"
	}
	return count(n) + " more: " + s.setting("top") + " 0 shows all"
}

// list joins facts on one line.
func (s style) list(facts ...string) string { return join(s.glyph(" · ", "; "), facts...) }

// Blue and orange differ for every common kind of color vision. The sign is always printed too.
const (
	blue   = "\x1b[38;5;33m"
	orange = "\x1b[38;5;208m"
	bold   = "\x1b[1m"
	reset  = "\x1b[0m"
)

// Colors are the only escape sequences that a page contains.
var Colors = []string{blue, orange, bold, reset}

// strong is bold text.
func (s style) strong(text string) string {
	if !s.Color || text == "" {
		return text
	}
	return bold + text + reset
}

// paint colors text blue for a positive and orange for a negative number.
func (s style) paint(n report.Number, text string) string {
	switch {
	case !s.Color || !n.OK() || n == 0 || text == "":
		return text
	case n > 0:
		return blue + text + reset
	}
	return orange + text + reset
}

// inWords turns a word of the machine formats into text: file_delta is "file delta".
func inWords(key string) string { return strings.ReplaceAll(key, "_", " ") }

// join joins what is not empty.
func join(separator string, parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, separator)
}
