package chain

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
)

// table is what the csv layouts have in common: somewhere near the top a header line, then a row a line. The header
// tells which column stands where.
type table struct {
	columns  []Column
	also     map[string]string // other spellings, and the names they stand for
	twoSided bool              // names may stand twice: the call's left of the strike, the put's right of it
}

// header is the header line of one file.
type header struct {
	line    int      // of the file
	path    string   // what stands before the names in messages
	rest    []byte   // what follows it
	fields  []field  // what each column holds
	names   []string // as the file spells them
	missing []string // required columns it lacks
	twice   []string // columns that stand there more than once
	unknown []string // columns that are not in the contract
	twins   []twin   // fields that are taken from the column of another
}

// twin is a field that is taken from the column of another one.
type twin struct{ of, field field }

// find looks for the header line: the line that has the most of the required columns.
func (t *table) find(text []byte) header { return t.findIn(newHead(text)) }

func (t *table) findIn(text *head) header {
	var best *headLine
	fewest, known := t.required(), t.vocabulary()
	lines := text.table()
	for i := range lines {
		if n := t.lacking(lines[i].keys, known); n < fewest {
			fewest, best = n, &lines[i]
		}
		if fewest == 0 {
			break
		}
	}
	if best == nil {
		return header{}
	}
	h := t.match(best, known)
	h.line, h.rest = best.number, best.rest
	return h
}

// lacking counts the required columns that a line has not.
func (t *table) lacking(keys []string, known map[string]field) (n int) {
	var has [numFields]bool
	for _, key := range keys {
		has[known[key]] = true
	}
	for _, c := range t.columns {
		if c.Required && (!has[c.field] || c.field == fIgnored && !slices.Contains(keys, canonical(c.Name))) {
			n++
		}
	}
	return n
}

func (t *table) required() (n int) {
	for _, c := range t.columns {
		if c.Required {
			n++
		}
	}
	return n
}

// fit scores a text by its header: 50 for having every required column, and up to 50 more for having few others.
func (t *table) fit(text *head) fit {
	h := t.findIn(text)
	switch {
	case h.line == 0:
		return fit{}
	case len(h.missing) == 0:
		return fit{score: 100 - 50*len(h.unknown)/len(h.names)}
	case len(h.missing) == 1:
		return fit{lacks: h.missing[0]}
	}
	return fit{}
}

// check refuses a header that cannot be used.
func (t *table) check(src *input.Source, h header) error {
	const hint = "see gex formats for the columns"
	switch {
	case h.line == 0:
		return src.Fail(0, "", fmt.Sprintf("none of the first %d lines is a header", headerLines), hint)
	case len(h.missing) > 0:
		return src.Fail(h.line, listNames(h.missing), "the header has no such column", hint)
	case len(h.twice) > 0:
		return src.Fail(h.line, listNames(h.twice), "the column stands in the header twice", "keep one of them")
	}
	return nil
}

// splitHeader takes a line apart as csv.
func splitHeader(line []byte) []string {
	if bytes.IndexByte(line, '"') < 0 {
		names := strings.Split(cells.UTF8(string(line)), ",")
		for i, name := range names {
			names[i] = strings.TrimSpace(name)
		}
		return names
	}
	line, _ = closeQuotes(line)
	r := csv.NewReader(bytes.NewReader(line))
	r.LazyQuotes = true
	names, _ := r.Read()
	for i, name := range names {
		names[i] = strings.TrimSpace(cells.UTF8(name))
	}
	return names
}

// canonical lets the names of columns differ in case, blanks, _, - and square brackets around them.
func canonical(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' || r == '-' || r == '[' || r == ']' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// vocabulary is what each column name means.
func (t *table) vocabulary() map[string]field {
	known := map[string]field{}
	for _, c := range t.columns {
		known[canonical(c.Name)] = c.field
	}
	for spelling, name := range t.also {
		known[canonical(spelling)] = known[canonical(name)]
	}
	return known
}

// match says what the columns of a header line hold.
func (t *table) match(line *headLine, known map[string]field) header {
	h := header{names: line.names, fields: make([]field, len(line.names))}
	var seen [numFields]bool
	for i, name := range line.names {
		f, ok := known[line.keys[i]]
		if !ok && name != "" {
			h.unknown = append(h.unknown, name)
		}
		if t.twoSided && seen[fStrike] && f >= fSymbol && f < fPutSymbol {
			f += putSide
		}
		if f != fIgnored && seen[f] {
			h.twice = append(h.twice, name)
		}
		seen[f] = true
		h.fields[i] = f
	}
	for _, c := range t.columns {
		if c.Required && (!seen[c.field] || c.field == fIgnored && !slices.Contains(line.keys, canonical(c.Name))) {
			h.missing = append(h.missing, c.Name)
		}
	}
	return h
}

// name is how the file spells a column, "" when it has none.
func (h *header) name(f field) string {
	for i, g := range h.fields {
		if g == f && f != fIgnored {
			return h.path + h.names[i]
		}
	}
	for _, t := range h.twins {
		if t.field == f {
			return h.name(t.of)
		}
	}
	return ""
}

func (h *header) has(f field) bool { return h.name(f) != "" }

// hasRestored reports whether the header has all of the columns that only a converted file has, and whether it has some.
func (h *header) hasRestored() (all, some bool) {
	all = true
	for _, f := range restored {
		has := h.has(f)
		all, some = all && has, some || has
	}
	return all, some
}

// values lists the numeric columns that the file has on a side and that count: a multiplier given by the user voids
// the file's.
func (h *header) values(side field, o *model.Options) (present []field) {
	for f := fBid; f < fPutSymbol; f++ {
		if h.name(f+side) != "" && (f != fMultiplier || o.Multiplier <= 0) {
			present = append(present, f)
		}
	}
	return present
}

// name is what a table calls a field.
func (t *table) name(f field) string {
	for _, c := range t.columns {
		if c.field == f {
			return c.Name
		}
	}
	return ""
}
