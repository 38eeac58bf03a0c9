package escape

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Forbidden reports whether a character must not leave the program as it is: controls of a terminal (C0 without tab and
// line end, DEL, C1), marks that change the direction of writing (Unicode Technical Report 36, Bidirectional Text
// Spoofing), and the two separators that browsers and editors take for a line end.
func Forbidden(r rune) bool {
	switch {
	case r < ' ':
		return r != '\t' && r != '\n'
	case r < 0x7f:
		return false
	case r <= 0x9f:
		return true
	}
	return r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// hidden is how a character that must not appear as it is is written in text: \u202e.
func hidden(r rune) string { return fmt.Sprintf(`\u%04x`, r) }

// Text is a text in which everything forbidden, and what is not UTF-8, is spelled out.
func Text(s string) string { return spell(s, Forbidden) }

// Line is Text on one line: tabs and line ends are spelled out too.
func Line(s string) string {
	return spell(s, func(r rune) bool { return r == '\t' || r == '\n' || Forbidden(r) })
}

func spell(s string, bad func(rune) bool) string {
	var out strings.Builder
	kept := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if bad(r) || r == utf8.RuneError && n == 1 {
			out.WriteString(s[kept:i] + hidden(r))
			kept = i + n
		}
		i += n
	}
	if kept == 0 {
		return s
	}
	return out.String() + s[kept:]
}
