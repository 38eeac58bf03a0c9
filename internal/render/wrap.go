package render

import (
	"bytes"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// indent begins the second line of a wrapped one.
const indent = "  "

// wrapAll breaks every line at the page's width.
func (s style) wrapAll(lines []string) []byte {
	var out bytes.Buffer
	for _, line := range lines {
		out.Write(s.wrap(line))
	}
	return out.Bytes()
}

// wrap breaks a line between words and indents what follows.
func (s style) wrap(line string) []byte {
	lines := breakLine(line, s.pageWidth(), s.pageWidth()-len(indent))
	return []byte(strings.Join(lines, "\n"+indent) + "\n")
}

// breakLine breaks a text between words into a first line of at most width columns and others of at most rest. A word longer
// than a line is shortened.
func breakLine(text string, width, rest int) []string {
	lines, column := []string{""}, 0
	for i, word := range strings.Fields(text) {
		n := Columns(word)
		if n > rest {
			word, n = shorten(word, rest), rest
		}
		switch {
		case i == 0:
		case column+1+n > width:
			lines, column, width = append(lines, ""), 0, rest
		default:
			word = " " + word
			n++
		}
		lines[len(lines)-1] += word
		column += n
	}
	return lines
}

// Columns is how many columns of a terminal a line takes: colors none, some letters of the East two.
func Columns(line string) int { return displaywidth.String(plainText(line)) }

// plainText is a line without colors.
func plainText(line string) string {
	if !strings.Contains(line, "\x1b") {
		return line
	}
	return uncoloured.Replace(line)
}

var uncoloured = strings.NewReplacer(blue, "", orange, "", bold, "", reset, "")

// shorten takes out the middle of a text that is wider than so many columns.
func shorten(text string, width int) string {
	if Columns(text) <= width {
		return text
	}
	const gap = "..."
	left, right := []rune(text), []rune(text)
	for Columns(string(left)) > (width-len(gap)+1)/2 {
		left = left[:len(left)-1]
	}
	for Columns(string(right)) > (width-len(gap))/2 {
		right = right[1:]
	}
	return string(left) + gap + string(right)
}
