package chain

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// mappedLayout is a layout for any csv: the options say how it calls the columns of the layout long. Columns that have
// the same name in both need not be said. Cells may hold what those of a dialect may: a symbol column (OCC) can stand
// for root, expiration, strike and type, and the underlying, the spot and the time may be left to the options.
func mappedLayout(src *source, o *Options) (layout, error) {
	if o.Format != "" {
		return layout{}, src.misuse(fmt.Sprintf("columns are given, but also the format %s, which has its own", o.Format), "give one of them")
	}
	columns, err := mappedColumns(src, o.Columns)
	if err != nil {
		return layout{}, err
	}
	m := &dialect{table: table{columns: columns}}
	return layout{
		Format: Format{Name: "mapped", Title: "csv with the columns named by --columns", Columns: columns},
		fit:    m.fit,
		parse:  func(src *source, a *assembler) error { return parseMapped(m, src, a) },
	}, nil
}

// symbolColumn may be mapped besides the columns of the layout long.
var symbolColumn = Column{"symbol", false, "OCC symbol", "the other columns tell", fSymbol}

// mappedColumns are the columns of long under the names that the file has for them.
func mappedColumns(src *source, names map[string]string) ([]Column, error) {
	columns := append(slices.Clone(longTable.columns), symbolColumn)
	var known []string
	for i := range columns {
		c := &columns[i]
		known = append(known, c.Name)
		name, given := names[c.Name]
		if c.Required = given; given {
			c.Name = name
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !slices.Contains(known, name) {
			return nil, src.misuse(fmt.Sprintf("%q is no column of the layout long", name), didYouMean(name, known))
		}
	}
	return columns, nil
}

func parseMapped(m *dialect, src *source, a *assembler) error {
	h := m.find(src.data)
	if err := m.mustHave(src, &h); err != nil {
		return err
	}
	if !h.has(fSymbol) {
		for _, f := range []field{fStrike, fRight} {
			if !h.has(f) {
				name := longTable.name(f)
				return src.misuse("no column is the "+name+" of an option", fmt.Sprintf("name it: --columns %s=…", name))
			}
		}
	}
	if _, some := h.hasRestored(); some {
		m.mend = func(l *dialectReader, d *draft, r *record, row *row, _ field) { r.restore(l.a, l.rows.header, d, row) }
	}
	return m.parse(src, a)
}

// mustHave refuses names that the header does not have.
func (t *table) mustHave(src *source, h *header) error {
	if h.line > 0 && len(h.missing) == 0 {
		return nil
	}
	if h.line == 0 {
		l := newLines(src.data, 0)
		line, _ := l.next()
		h.names = splitHeader(line)
		for _, c := range t.columns {
			if c.Required {
				h.missing = append(h.missing, c.Name)
			}
		}
	}
	return src.misuse(fmt.Sprintf("the file has no column %q", h.missing[0]), didYouMean(h.missing[0], h.names))
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

// misuse is an error of what was asked for.
func (s *source) misuse(what, hint string) *Error {
	e := s.fail(0, "", what, hint)
	e.Usage = true
	return e
}

// didYouMean names the known word that is nearest, or all when none is near.
func didYouMean(word string, known []string) string {
	word = canonical(word)
	best, least := "", 1+len(word)/3
	for _, k := range known {
		if d := distance(word, canonical(k)); d < least || best == "" && strings.HasPrefix(canonical(k), word) {
			best, least = k, d
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "there are " + listNames(known)
}

// distance counts the letters to insert, delete or replace to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
