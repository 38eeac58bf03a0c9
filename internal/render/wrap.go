package render

import (
	"bytes"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// indent begins every continuation line.
const indent = "  "

// wrapAll wraps every line at the width of the page.
func (s style) wrapAll(lines []string) []byte {
	var out bytes.Buffer
	for _, line := range lines {
		out.Write(s.wrap(line))
	}
	return out.Bytes()
}

// wrap breaks a line between words and indents the continuation lines.
func (s style) wrap(line string) []byte {
	lines := breakLine(line, s.pageWidth(), s.pageWidth()-len(indent))
	return []byte(strings.Join(lines, "\n"+indent) + "\n")
}

// breakLine breaks a text between words into a first line of at most width columns and others of at most rest columns. A word
// that is longer than rest is shortened.
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

// Columns returns the width of a line in columns of a terminal: colors take none, wide East Asian characters two.
func Columns(line string) int { return displaywidth.String(plainText(line)) }

// plainText returns a line without colors.
func plainText(line string) string {
	if !strings.Contains(line, "\x1b") {
		return line
	}
	return uncoloured.Replace(line)
}

var uncoloured = strings.NewReplacer(blue, "", orange, "", bold, "", reset, "")

// shorten cuts the middle out of a text that is wider than width columns.
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
