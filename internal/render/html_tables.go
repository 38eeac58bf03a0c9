package render

import (
	"fmt"
	"slices"
	"strings"

	"gex/internal/report"
)

// block is a section of the page below the pictures.
type block struct {
	ID, Title string
	Lead      []string
	Facts     []fact
	Table     *webTable
	Paper     string // what only paper says: what is left away there
	Tail      []string
}

// webTable is a grid with what a browser needs to know of it.
type webTable struct {
	Title, Caption string // the caption may be empty: the title is of the section
	Sortable, Tall bool
	Columns        []webColumn
	Rows           []webRow
}

type webColumn struct {
	Name   string
	Number bool
}

type webRow struct {
	ID, Class string
	Cells     []webCell
}

type webCell struct {
	Text, Class string
	Heading     bool // of the row
}

// blocks are the sections in the order in which a trader asks for them.
func blocks(r *report.Report) []block {
	out := []block{webSection("levels", levelsSection(r, style0), "")}
	for _, sec := range mappedSections(r, style0) {
		out = append(out, webSection("mapped", sec, ""))
	}
	return append(out,
		webSection("exposures", exposuresSection(r), ""),
		webSection("buckets", bucketsSection(r, style0), "bucket"),
		expiriesBlock(r),
		strikesBlock(r),
		webSection("flows", flowsInShort(r, style0), "move, %"),
		block{ID: "assumptions", Title: "Assumptions", Facts: assumptions(r)},
		webSection("coverage", coverageSection(r.Coverage, r.Volatility, gexUnit(r.Conventions)), ""),
	)
}

// webSection is a section as a terminal has it. Rows are named by the column key, the first when there is none; only with
// a key are they sorted.
func webSection(id string, sec section, key string) block {
	b := block{ID: id, Title: sec.title, Lead: sec.lead, Tail: sec.tail}
	if len(sec.table.rows) == 0 {
		b.Lead = append(b.Lead, nothing)
		return b
	}
	b.Table = newWebTable(sec, key)
	return b
}

// tallTable is the number of rows beyond which a table scrolls in a box of its own.
const tallTable = 25

// newWebTable turns a grid into a table: without bars, which pictures draw better, and the column key first.
func newWebTable(sec section, key string) *webTable {
	g := sec.table.keep(func(j int) bool { return !sec.table.columns[j].screen })
	first := max(0, slices.IndexFunc(g.columns, func(c column) bool { return c.name == key }))
	t := &webTable{Title: sec.title, Caption: sec.note, Sortable: key != "", Tall: len(g.rows) > tallTable}
	for _, j := range firstly(first, len(g.columns)) {
		t.Columns = append(t.Columns, webColumn{g.columns[j].name, !g.columns[j].left})
	}
	for _, row := range g.rows {
		var cells []webCell
		for _, j := range firstly(first, len(row)) {
			cells = append(cells, webCell{row[j], cellClass(g.columns[j], row[j]), j == first})
		}
		t.Rows = append(t.Rows, webRow{Cells: cells})
	}
	return t
}

// firstly are the numbers below n, one of them first.
func firstly(first, n int) []int {
	order := []int{first}
	for j := range n {
		if j != first {
			order = append(order, j)
		}
	}
	return order
}

// cellClass is how a cell looks: numbers right, and the sign of a net in its colour.
func cellClass(c column, text string) string {
	var classes []string
	if !c.left {
		classes = append(classes, "n")
	}
	if c.name == "net" {
		switch {
		case strings.HasPrefix(text, "+"):
			classes = append(classes, "plus")
		case strings.HasPrefix(text, "-"):
			classes = append(classes, "minus")
		}
	}
	return strings.Join(classes, " ")
}

// paperExpiries is how many expiries are printed.
const paperExpiries = 12

// expiriesBlock lists all expiries, of which paper has the nearest.
func expiriesBlock(r *report.Report) block {
	b := webSection("expiries", section{title: "Expiries", note: expiriesNote(r), table: expiriesGrid(r, r.Expiries, style0)}, "expiry")
	if b.Table != nil && len(b.Table.Rows) > paperExpiries {
		for i := range b.Table.Rows[paperExpiries:] {
			b.Table.Rows[paperExpiries+i].Class = "far"
		}
		b.Paper = fmt.Sprintf("printed: the nearest %s of %s expiries", count(paperExpiries), count(len(r.Expiries)))
	}
	return b
}

// strikesBlock lists all strikes, of which paper has those that the terminal shows: around spot and with a wall.
func strikesBlock(r *report.Report) block {
	l := newLadder(r, style0, r.Strikes, narrowBar)
	for _, k := range r.Strikes {
		l.add(k)
	}
	table := l.table.keep(func(j int) bool { return j > 0 }) // the row of spot has a colour, not a pointer
	table.columns[len(table.columns)-1].name = "level"
	b := webSection("strikes", section{title: "Strikes", note: l.note(), table: table}, "strike")
	if b.Table == nil {
		return b
	}
	picked := pickStrikes(r)
	for i := range r.Strikes {
		b.Table.Rows[i].Class = l.rowClass(r.Strikes[i], slices.Contains(picked, i))
	}
	if len(picked) < len(r.Strikes) {
		b.Paper = fmt.Sprintf("printed: the %s strikes nearest to spot and those with a wall, of %s", count(2*aroundSpot+1), count(len(r.Strikes)))
	}
	return b
}

// rowClass says whether spot is at a strike, and whether paper leaves it away.
func (l *ladder) rowClass(k report.Strike, printed bool) string {
	switch {
	case slices.Contains(l.marks[k.Strike], "spot"):
		return "at-spot"
	case !printed:
		return "far"
	}
	return ""
}
