package render

import (
	"bytes"
	"fmt"
	"strings"
)

// markdown is the page for GitHub: the first line of the head becomes the title.
func (p page) markdown() ([]byte, error) {
	var out bytes.Buffer
	if title := p.title(); title != "" {
		fmt.Fprintf(&out, "# %s\n", escapeText(title))
	}
	for _, sec := range append(p.sections[:len(p.sections):len(p.sections)], p.terms()...) {
		if err := sec.markdown(&out); err != nil {
			return nil, err
		}
	}
	if len(p.warnings) > 0 {
		out.WriteString("\n## Warnings\n\n")
		for _, w := range p.warnings {
			fmt.Fprintf(&out, "- `%s` %s\n", w.Code, escapeText(w.Message))
		}
	}
	return bytes.TrimPrefix(out.Bytes(), []byte("\n")), nil
}

// markdown writes the section under a heading of its own.
func (sec section) markdown(out *bytes.Buffer) error {
	if sec.title != "" {
		fmt.Fprintf(out, "\n## %s\n", escapeText(sec.title))
	}
	if sec.note != "" {
		writeParagraphs(out, []string{sec.note})
	}
	writeParagraphs(out, sec.lead)
	switch {
	case sec.table == nil:
	case len(sec.table.rows) == 0:
		writeParagraphs(out, []string{nothing})
	default:
		table, err := sec.table.markdown()
		if err != nil {
			return err
		}
		out.WriteString("\n")
		out.Write(table)
	}
	writeFenced(out, strings.Join(sec.drawn, "\n"))
	writeParagraphs(out, sec.tail)
	writeFenced(out, sec.sample)
	return nil
}

// writeFenced writes lines that are shown as they are.
func writeFenced(out *bytes.Buffer, lines string) {
	if lines != "" {
		fmt.Fprintf(out, "\n```\n%s\n```\n", strings.TrimRight(lines, "\n"))
	}
}

func writeParagraphs(out *bytes.Buffer, lines []string) {
	for _, line := range lines {
		fmt.Fprintf(out, "\n%s\n", escapeText(line))
	}
}
