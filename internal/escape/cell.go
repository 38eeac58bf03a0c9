package escape

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"gex/internal/lazy"
)

// Cell is a text as a cell of csv: on one line, with \ doubled and everything forbidden spelled out, and with ' before
// what a spreadsheet would compute. Numbers stay as they are. Uncell takes it back.
func Cell(s string) string {
	if plainCell(s) {
		return s
	}
	s = Line(strings.ReplaceAll(s, `\`, `\\`))
	if computed(s) {
		return "'" + s
	}
	return s
}

// plainCell reports whether a text is sure to stay as it is: a negative number, or it begins with a letter or a digit and has
// none but signs of ASCII.
func plainCell(s string) bool {
	if strings.HasPrefix(s, "-") {
		return plainNumber(s[1:])
	}
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c == '\\' || c > '~' || i == 0 && c < '0' || i == 0 && c > '9' && c < 'A' {
			return false
		}
	}
	return true
}

// plainNumber reports whether a text is a number as programs write it: 12, 1.5, 1.5e-07.
func plainNumber(s string) bool {
	mantissa, exponent, scaled := strings.Cut(s, "e")
	if exponent != "" && (exponent[0] == '+' || exponent[0] == '-') {
		exponent = exponent[1:]
	}
	if scaled && !digits(exponent) {
		return false
	}
	whole, fraction, broken := strings.Cut(mantissa, ".")
	return digits(whole) && (!broken || digits(fraction))
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// formulaSigns begin what spreadsheets compute, also as wide as the letters of the East; ' is among them so that Uncell
// knows whose it is.
const formulaSigns = "'=+-@＝＋－＠"

// decimal is a number, alone or with a unit: -1.5e-07, +30 min.
var decimal = lazy.Regexp(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?( [a-z]+| ?%)?$`)

func computed(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune(formulaSigns, first) && !decimal().MatchString(s)
}

// Uncell is the text of a cell that Cell made.
func Uncell(s string) string {
	if rest, marked := strings.CutPrefix(s, "'"); marked && computed(rest) {
		s = rest
	}
	if !strings.Contains(s, `\`) {
		return s
	}
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, `\`)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		text, n := unspell(after)
		out.WriteString(text)
		s = after[n:]
	}
}

// unspell reads what follows a \, and how many bytes of it. What Cell does not write stays as it is.
func unspell(s string) (text string, n int) {
	if strings.HasPrefix(s, `\`) {
		return `\`, 1
	}
	if len(s) >= 5 && s[0] == 'u' {
		if r, err := strconv.ParseUint(s[1:5], 16, 16); err == nil {
			return string(rune(r)), 5
		}
	}
	return `\`, 0
}
