package tables

import (
	"fmt"
	"slices"
	"strings"

	"gex/internal/chain/input"
	"gex/internal/chain/model"
)

// Table is what the csv layouts have in common: a header line near the top, then one row per line. The header
// gives the position of each column.
type Table struct {
	Columns  []Column
	Also     map[string]string // alternative names by which columns are known
	TwoSided bool              // names may occur twice: for the call left of the strike, for the put right of it
}

// Header is the header line of one file.
type Header struct {
	Line    int      // of the file
	path    string   // prefix of the names in messages
	index   string   // what follows the names there, for columns that are arrays
	Rest    []byte   // the text below it
	Fields  []Field  // what each column holds
	Names   []string // as the file spells them
	Missing []string // required columns it lacks
	Twice   []string // columns that occur more than once
	Unknown []string // columns that are not in the contract
	Twins   []Twin   // fields that share the column of another field
}

// Twin is a field that shares the column of another field.
type Twin struct{ Of, Field Field }

// Find returns the header line: the line with the most required columns.
func (t *Table) Find(text []byte) Header {
	best, _ := t.nearest(NewHead(text))
	if best == nil {
		return Header{}
	}
	return t.headerOf(best)
}

// headerOf returns a line as the header of its file.
func (t *Table) headerOf(line *HeadLine) Header {
	h := t.Match(line, t.Vocabulary())
	h.Line, h.Rest = line.number, line.rest
	return h
}

// nearest returns the line with the most required columns, nil if none has any, and how many it lacks.
func (t *Table) nearest(text *Head) (best *HeadLine, lacks int) {
	with := text.linesWith()
	var has [NumFields]lineSet
	for _, c := range t.Columns {
		has[c.Field] |= with[Canonical(c.Name)]
	}
	for spelling, name := range t.Also {
		has[t.field(name)] |= with[Canonical(spelling)]
	}
	var required []lineSet
	for _, c := range t.Columns {
		switch {
		case c.Required && c.Field == Ignored:
			required = append(required, with[Canonical(c.Name)])
		case c.Required:
			required = append(required, has[c.Field])
		}
	}
	lines := text.Table()
	lacks = len(required)
	for i := range lines {
		n := 0
		for _, set := range required {
			if !set.has(i) {
				n++
			}
		}
		if n < lacks {
			best, lacks = &lines[i], n
		}
	}
	return best, lacks
}

// field returns what a column of the layout holds.
func (t *Table) field(name string) Field {
	at := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	return t.Columns[at].Field
}

// Fit scores a text by its header: 50 for having every required column, and up to 50 more for having few others.
func (t *Table) Fit(text *Head) Fit {
	best, lacks := t.nearest(text)
	if best == nil || lacks > 1 {
		return Fit{}
	}
	switch h := t.headerOf(best); {
	case len(h.Missing) == 0:
		return Fit{Score: 100 - 50*len(h.Unknown)/len(h.Names)}
	case len(h.Missing) == 1:
		return Fit{Lacks: h.Missing[0]}
	}
	return Fit{}
}

// Check refuses a header that cannot be used.
func (t *Table) Check(src *input.Source, h Header) error {
	const hint = "see gex formats for the columns"
	switch {
	case h.Line == 0:
		return src.Fail(0, "", fmt.Sprintf("none of the first %d lines is a header", HeaderLines), hint)
	case len(h.Missing) > 0:
		return src.Fail(h.Line, ListNames(h.Missing), "the header has no such column", hint)
	case len(h.Twice) > 0:
		return src.Fail(h.Line, ListNames(h.Twice), "the column occurs twice in the header", "keep one of them")
	}
	return nil
}

// Vocabulary maps canonical column names to fields.
func (t *Table) Vocabulary() map[string]Field {
	known := map[string]Field{}
	for _, c := range t.Columns {
		known[Canonical(c.Name)] = c.Field
	}
	for spelling, name := range t.Also {
		known[Canonical(spelling)] = known[Canonical(name)]
	}
	return known
}

// Match determines what the columns of a header line hold.
func (t *Table) Match(line *HeadLine, known map[string]Field) Header {
	h := Header{Names: line.Names, Fields: make([]Field, len(line.Names))}
	var seen [NumFields]bool
	for i, name := range line.Names {
		f, ok := known[line.Keys[i]]
		if !ok && name != "" {
			h.Unknown = append(h.Unknown, name)
		}
		if t.TwoSided && seen[Strike] && f >= Symbol && f < PutSymbol {
			f += PutSide
		}
		if f != Ignored && seen[f] {
			h.Twice = append(h.Twice, name)
		}
		seen[f] = true
		h.Fields[i] = f
	}
	for _, c := range t.Columns {
		if c.Required && (!seen[c.Field] || c.Field == Ignored && !slices.Contains(line.Keys, Canonical(c.Name))) {
			h.Missing = append(h.Missing, c.Name)
		}
	}
	return h
}

// Name returns the name of a column in the file, "" if the file does not have it.
func (h *Header) Name(f Field) string {
	for i, g := range h.Fields {
		if g == f && f != Ignored {
			return h.path + h.Names[i] + h.index
		}
	}
	for _, t := range h.Twins {
		if t.Field == f {
			return h.Name(t.Of)
		}
	}
	return ""
}

// Place returns the name of a column in messages: with the path of the current record, if the file has records rather than
// lines, or that path alone if the file does not have the column.
func (h *Header) Place(f Field) string {
	if name := h.Name(f); name != "" {
		return name
	}
	return strings.TrimSuffix(h.path, ".") + h.index
}

// Column returns the position of the column that holds a field, -1 if the file does not have it.
func (h *Header) Column(f Field) int {
	for _, t := range h.Twins {
		if t.Field == f {
			f = t.Of
			break
		}
	}
	return slices.Index(h.Fields, f)
}

// Has reports whether the file has a column for a field.
func (h *Header) Has(f Field) bool { return h.Name(f) != "" }

// Keep drops the columns of all other fields.
func (h *Header) Keep(fields *[NumFields]bool) {
	kept := Header{path: h.path, index: h.index}
	for i, f := range h.Fields {
		if fields[f] {
			kept.Fields, kept.Names = append(kept.Fields, f), append(kept.Names, h.Names[i])
		}
	}
	*h = kept
}

// HasRestored reports whether the header has all of the columns that only a converted file has, and whether it has any.
func (h *Header) HasRestored() (all, some bool) {
	all = true
	for _, f := range Restored {
		has := h.Has(f)
		all, some = all && has, some || has
	}
	return all, some || h.Has(DealerUnknown)
}

// Values lists the numeric columns that are read on a side: a multiplier set by the user overrides the column of the
// file.
func (h *Header) Values(side Field, o *model.Options) (present []Field) {
	for f := Bid; f < PutSymbol; f++ {
		if h.Name(f+side) != "" && (f != Multiplier || o.Multiplier <= 0) {
			present = append(present, f)
		}
	}
	return present
}

// Name returns the name of a field in the layout.
func (t *Table) Name(f Field) string {
	for _, c := range t.Columns {
		if c.Field == f {
			return c.Name
		}
	}
	return ""
}
