package render

import (
	"bytes"
	"strconv"
	"strings"

	"gex/internal/report"
)

// section is a titled table with the text before and after it.
type section struct {
	title string
	note  string // beside the title: the unit of the table
	lead  []string
	table *grid    // nil: text only
	drawn []string // lines drawn for a terminal of this width, after the table
	tail  []string

	sample string // lines that are shown as they are, after all else
}

// nothing is shown in place of a table without rows.
const nothing = "nothing to show"

// page is a result for people: sections of text and tables.
type page struct {
	head     []string // the first line is the title; the others, the assumptions, come at the end
	sections []section
	warnings []report.Warning
}

// title is the first line, "" without any.
func (p page) title() string {
	if len(p.head) == 0 {
		return ""
	}
	return p.head[0]
}

// terms are the assumptions as a section of their own.
func (p page) terms() []section {
	if len(p.head) < 2 {
		return nil
	}
	return []section{{title: "Assumptions", lead: p.head[1:]}}
}

// text is the page for a terminal: results, then the assumptions, then the warnings.
func (p page) text(s style) ([]byte, error) {
	if s.NoHeader {
		return p.rows(s)
	}
	var blocks [][]byte
	if title := p.title(); title != "" {
		blocks = append(blocks, s.wrap(title))
	}
	p.sections = append(p.sections[:len(p.sections):len(p.sections)], p.terms()...)
	for _, sec := range p.sections {
		block, err := sec.text(s)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, block)
	}
	if note := p.hidden(s); note != "" {
		blocks = append(blocks, s.wrap(note))
	}
	if len(p.warnings) > 0 {
		blocks = append(blocks, s.wrapAll(warningLines(p.warnings)))
	}
	return bytes.Join(blocks, []byte("\n")), nil
}

// rows returns the tables alone, for scripts.
func (p page) rows(s style) ([]byte, error) {
	var out []byte
	for _, sec := range p.sections {
		if sec.table == nil || len(sec.table.rows) == 0 {
			continue
		}
		table, err := sec.table.text(s)
		if err != nil {
			return nil, err
		}
		out = append(out, table...)
	}
	return out, nil
}

// text is the section for a terminal.
func (sec section) text(s style) ([]byte, error) {
	var out bytes.Buffer
	if sec.title != "" {
		out.Write(s.heading(capitals(sec.title), sec.note))
	}
	out.Write(s.wrapAll(sec.lead))
	switch {
	case sec.table == nil:
	case len(sec.table.rows) == 0:
		out.WriteString(nothing + "\n")
	default:
		table, err := sec.table.text(s)
		if err != nil {
			return nil, err
		}
		out.Write(table)
	}
	for _, line := range sec.drawn {
		out.WriteString(line + "\n")
	}
	out.Write(s.wrapAll(sec.tail))
	if sec.sample != "" {
		out.WriteString("\n" + strings.TrimRight(sec.sample, "\n") + "\n")
	}
	return out.Bytes(), nil
}

// capitals is a title in capital letters, except for a remark in parentheses: FLOW ATTRIBUTION (to the close).
func capitals(title string) string { return beforeRemark(title, strings.ToUpper) }

// beforeRemark changes a title up to its remark in parentheses.
func beforeRemark(title string, change func(string) string) string {
	name, remark, found := strings.Cut(title, " (")
	if !found {
		return change(title)
	}
	return change(name) + " (" + remark
}

// heading is a title with its note beside it.
func (s style) heading(title, note string) []byte {
	if note == "" {
		return s.wrap(s.strong(title))
	}
	lines := breakLine(note, s.pageWidth()-Columns(title)-2, s.pageWidth()-len(indent))
	return []byte(s.strong(title) + "  " + strings.Join(lines, "\n"+indent) + "\n")
}

// hidden words which columns do not fit the page, and the width that shows them.
func (p page) hidden(s style) string {
	var names []string
	wide := 0
	for _, sec := range p.sections {
		if sec.table == nil || len(sec.table.rows) == 0 {
			continue
		}
		if _, gone := sec.table.fit(s.pageWidth()); len(gone) > 0 {
			names = append(names, beforeRemark(sec.title, strings.ToLower)+" "+strings.Join(gone, ", "))
			wide = max(wide, sec.table.width())
		}
	}
	if names == nil {
		return ""
	}
	return "hidden at " + strconv.Itoa(s.pageWidth()) + " columns: " + strings.Join(names, "; ") + "; " + s.setting("width") + " " + strconv.Itoa(wide) + " shows all"
}

// warningLines formats warnings as footnotes.
func warningLines(list []report.Warning) []string {
	lines := make([]string, len(list))
	for i, w := range list {
		lines[i] = "! " + w.Code + ": " + w.Message
	}
	return lines
}
