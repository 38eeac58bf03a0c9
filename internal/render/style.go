package render

import (
	"cmp"
	"strings"

	"gex/internal/report"
)

// Options shape what people read; machine formats heed NoHeader alone.
type Options struct {
	Color    bool // ANSI colours for signs and the regime
	ASCII    bool // nothing beyond ASCII: bars of # and =
	NoHeader bool // rows of tables alone, all their columns however wide; csv without its first line
	Width    int  // columns that a page may take; 0: MinWidth
}

// MinWidth and MaxWidth are what a page takes at least and what it makes use of on a screen.
const (
	MinWidth = 80
	MaxWidth = 120
)

// PageWidth is how much a page takes of a terminal's columns; 0: there is none.
func PageWidth(columns int) int { return min(max(columns, MinWidth), MaxWidth) }

// style is Options with the words and glyphs that follow from them.
type style struct{ Options }

// room is how many columns the page may take.
func (s style) room() int { return cmp.Or(s.Width, MinWidth) }

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

// list joins facts on one line.
func (s style) list(facts ...string) string { return join(s.glyph(" · ", "; "), facts...) }

// Blue and orange are told apart by every common kind of colour vision; the sign is always printed too.
const (
	blue   = "\x1b[38;5;33m"
	orange = "\x1b[38;5;208m"
	bold   = "\x1b[1m"
	reset  = "\x1b[0m"
)

// Colors are the sequences of terminals that a page with colors has; a page without has none.
var Colors = []string{blue, orange, bold, reset}

// strong is text that the eye finds first.
func (s style) strong(text string) string {
	if !s.Color || text == "" {
		return text
	}
	return bold + text + reset
}

// paint colours text blue for a positive and orange for a negative number.
func (s style) paint(n report.Number, text string) string {
	switch {
	case !s.Color || !n.OK() || n == 0 || text == "":
		return text
	case n > 0:
		return blue + text + reset
	}
	return orange + text + reset
}

// inWords is a word of the machine formats as people read it: file_delta is "file delta".
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
