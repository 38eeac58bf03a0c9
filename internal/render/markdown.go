package render

import (
	"bytes"
	"fmt"
	"strings"
)

// markdown is the page for GitHub: the first line of the head becomes the title.
func (p page) markdown() ([]byte, error) {
	var out bytes.Buffer
	if len(p.head) > 0 {
		fmt.Fprintf(&out, "# %s\n", escapeText(p.head[0]))
		writeParagraphs(&out, p.head[1:])
	}
	for _, sec := range p.sections {
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
	writeParagraphs(out, sec.tail)
	if sec.sample != "" {
		fmt.Fprintf(out, "\n```\n%s\n```\n", strings.TrimRight(sec.sample, "\n"))
	}
	return nil
}

func writeParagraphs(out *bytes.Buffer, lines []string) {
	for _, line := range lines {
		fmt.Fprintf(out, "\n%s\n", escapeText(line))
	}
}

// escapeText keeps words from being read as markup.
func escapeText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "`", "\\`", "<", `\<`, "\n", " ").Replace(s)
}
