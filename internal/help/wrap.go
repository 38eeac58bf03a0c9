package help

import (
	"strings"
	"unicode/utf8"

	"gex/internal/lazy"
)

// Page widths, in columns.
const (
	usual   = 80 // of a page that no terminal shows
	narrow  = 60
	widest  = 120
	hanging = "      " // before the rest of an example that does not fit on one line
)

// Columns is how wide a page is on a terminal of so many columns; 0 is no terminal.
func Columns(terminal int) int {
	if terminal == 0 {
		return usual
	}
	return min(max(terminal, narrow), widest)
}

// Wrap breaks a text between words into lines of at most so many columns. A longer word has a line of its own.
func Wrap(width int, text string) string {
	var out strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case column+1+n > width:
			out.WriteString("\n")
			column = 0
		default:
			out.WriteString(" ")
			column++
		}
		out.WriteString(word)
		column += n
	}
	return out.String()
}

// indented is Wrap with something before the first line and something as wide before the others.
func indented(width int, first, rest, text string) string {
	lines := strings.ReplaceAll(Wrap(width-utf8.RuneCountInString(first), text), "\n", "\n"+rest)
	return first + lines
}

// listed is a line of a list: a word or a few, and what they mean in a column of its own.
var listed = lazy.Regexp(`^( +\S+(?: \S+)*  +)(\S.*)$`)

// Reflow wraps the paragraphs of a text. An indented line stays as it is, unless it is one of a list and too wide: its second
// column is then wrapped.
func Reflow(width int, text string) string {
	var out, paragraph []string
	end := func() {
		if len(paragraph) > 0 {
			out = append(out, Wrap(width, strings.Join(paragraph, " ")))
			paragraph = nil
		}
	}
	for line := range strings.Lines(strings.Trim(text, "\n")) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != ' ' {
			paragraph = append(paragraph, line)
			continue
		}
		end()
		if m := listed().FindStringSubmatch(line); m != nil && utf8.RuneCountInString(line) > width {
			line = indented(width, m[1], strings.Repeat(" ", len(m[1])), m[2])
		}
		out = append(out, line)
	}
	end()
	return strings.Join(out, "\n")
}

// examples lays out command lines, at most so many; 0 is all. What does not fit is continued with a backslash, as a shell
// reads it, and the remark behind the command, after three blanks, goes below it.
func examples(width, most int, text string) string {
	var out []string
	for line := range strings.Lines(strings.Trim(text, "\n")) {
		if most > 0 && len(out) == most {
			break
		}
		line = strings.TrimRight(line, " \n")
		if utf8.RuneCountInString(line) <= width {
			out = append(out, line)
			continue
		}
		command, remark, _ := strings.Cut(strings.TrimSpace(line), "   ")
		shown := continued(width, command)
		if remark = strings.TrimSpace(remark); remark != "" {
			shown += "\n" + indented(width, hanging, hanging, remark)
		}
		out = append(out, shown)
	}
	return strings.Join(out, "\n")
}

// continued breaks a command line between its words, not inside quotes.
func continued(width int, command string) string {
	line, lines := "  ", []string(nil)
	for i, word := range shellWords(command) {
		if i > 0 && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word)+2 > width {
			lines = append(lines, line+` \`)
			line = hanging + word
			continue
		}
		if i > 0 {
			line += " "
		}
		line += word
	}
	return strings.Join(append(lines, line), "\n")
}

// shellWords splits a command line at blanks that no quotes hold together.
func shellWords(command string) []string {
	var words []string
	quote := rune(0)
	begin := 0
	for i, r := range command {
		switch {
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case r == quote:
			quote = 0
		case r == ' ' && quote == 0:
			words = append(words, command[begin:i])
			begin = i + 1
		}
	}
	return append(words, command[begin:])
}
