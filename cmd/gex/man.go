package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manPage is one page of the manual under the name of its file.
type manPage struct{ name, text string }

// manPages are gex(1), a page for every verb and one for every topic, which are of section 7. They are the help in
// another form; written here, because cobra's would need a reader of markdown and could not tell our headings.
func manPages(root *cobra.Command) ([]manPage, error) {
	pages := []manPage{{"gex.1", commandPage(root)}}
	for _, cmd := range root.Commands() {
		if !cmd.Hidden {
			pages = append(pages, manPage{"gex-" + cmd.Name() + ".1", commandPage(cmd)})
		}
	}
	for _, t := range topics {
		var text bytes.Buffer
		if err := t.write(&text); err != nil {
			return nil, err
		}
		var m roff
		m.title("gex-"+t.name, 7, t.short)
		m.section("DESCRIPTION")
		m.verbatim(text.String())
		m.section("SEE ALSO")
		m.line(`\fBgex\fR(1)`)
		pages = append(pages, manPage{"gex-" + t.name + ".7", m.String()})
	}
	return pages, nil
}

// commandPage is the page of gex or of a verb.
func commandPage(cmd *cobra.Command) string {
	var m roff
	m.title(strings.ReplaceAll(cmd.CommandPath(), " ", "-"), 1, cmd.Short)
	m.section("SYNOPSIS")
	m.verbatim(useLine(cmd))
	m.section("DESCRIPTION")
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	m.text(about)
	if !cmd.HasParent() {
		m.section("COMMANDS")
		m.verbs(cmd)
	} else if cmd.Flags().HasFlags() {
		m.section("OPTIONS")
		m.flags(cmd)
	}
	if cmd.Example != "" {
		m.section("EXAMPLES")
		m.verbatim(cmd.Example)
	}
	m.section("EXIT STATUS")
	m.verbatim(exitCodesTable())
	m.section("SEE ALSO")
	m.seeAlso(cmd)
	return m.String()
}

// roff is text for man.
type roff struct{ strings.Builder }

// escaped is text in which nothing is a command, and hyphens are those that a shell knows.
func escaped(s string) string { return strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s) }

// line writes a line, which begins no command by chance.
func (m *roff) line(s string) {
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	m.WriteString(s + "\n")
}

// title begins a page. It carries the version and no date: pages are the same for the same version.
func (m *roff) title(name string, section int, short string) {
	fmt.Fprintf(m, ".TH %s %d \"\" \"gex %s\" \"gex manual\"\n", escaped(strings.ToUpper(name)), section, escaped(version()))
	m.section("NAME")
	m.line(escaped(name) + ` \- ` + escaped(short))
}

func (m *roff) section(title string) { m.WriteString(".SH " + title + "\n") }

// verbatim keeps lines as they are.
func (m *roff) verbatim(text string) {
	m.WriteString(".nf\n")
	for line := range strings.Lines(strings.Trim(text, "\n")) {
		m.line(escaped(strings.TrimRight(line, "\n")))
	}
	m.WriteString(".fi\n")
}

// text writes paragraphs; one that is indented keeps its lines.
func (m *roff) text(text string) {
	for i, paragraph := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		if i > 0 {
			m.WriteString(".PP\n")
		}
		if strings.HasPrefix(paragraph, " ") {
			m.verbatim(paragraph)
			continue
		}
		for line := range strings.Lines(paragraph) {
			m.line(escaped(strings.TrimRight(line, "\n")))
		}
	}
}

// verbs lists the verbs group by group.
func (m *roff) verbs(root *cobra.Command) {
	for _, group := range root.Groups() {
		m.WriteString(".SS " + strings.TrimSuffix(group.Title, ":") + "\n")
		for _, cmd := range root.Commands() {
			if cmd.GroupID == group.ID && !cmd.Hidden {
				m.WriteString(".TP\n")
				m.line(`\fB` + escaped("gex-"+cmd.Name()) + `\fR(1)`)
				m.line(escaped(cmd.Short))
			}
		}
	}
}

// flags lists the flags heading by heading.
func (m *roff) flags(cmd *cobra.Command) {
	groups := flagGroups(cmd)
	for _, heading := range flagHeadings {
		if groups[heading] == nil {
			continue
		}
		if heading != "" {
			m.WriteString(".SS " + heading + " flags\n")
		}
		groups[heading].VisitAll(m.flag)
	}
}

func (m *roff) flag(f *pflag.Flag) {
	kind, usage := pflag.UnquoteUsage(f)
	names := `\fB` + escaped("--"+f.Name) + `\fR`
	if f.Shorthand != "" {
		names = `\fB` + escaped("-"+f.Shorthand) + `\fR, ` + names
	}
	if kind != "" {
		names += ` \fI` + escaped(kind) + `\fR`
	}
	switch f.DefValue {
	case "", "0", "false", "<nil>": // what the help leaves unsaid too
	default:
		usage += " (default " + f.DefValue + ")"
	}
	m.WriteString(".TP\n")
	m.line(names)
	m.line(escaped(usage))
}

// seeAlso names the other pages.
func (m *roff) seeAlso(cmd *cobra.Command) {
	var pages []string
	if cmd.HasParent() {
		pages = append(pages, `\fBgex\fR(1)`)
	}
	for _, t := range topics {
		pages = append(pages, `\fB`+escaped("gex-"+t.name)+`\fR(7)`)
	}
	m.line(strings.Join(pages, ", "))
}
