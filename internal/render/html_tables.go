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
	Paper     string // what only paper says: which rows are not printed
	Tail      []string
}

// webTable is a grid with what a browser needs to know of it.
type webTable struct {
	Title, Unit    string
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
func blocks(r *report.Report, s style) []block {
	levels := r.LevelsDocument()
	out := []block{webSection("levels", levelsSection(levels, s))}
	for _, sec := range mappedSections(levels, s) {
		out = append(out, webSection("mapped", sec))
	}
	return append(out,
		webSection("exposures", exposuresSection(r, s)),
		webSection("buckets", bucketsSection(r.BucketsDocument(), s), "bucket", "net", "share %"),
		expiriesBlock(r.ExpiriesDocument(), s),
		strikesBlock(r.StrikesDocument(), s),
		webSection("flows", flowsInShort(r.FlowsDocument(), s), "move %"),
		block{ID: "assumptions", Title: "Assumptions", Facts: assumptions(r, s)},
		webSection("coverage", coverageSection(r.Coverage, r.Volatility, s)),
	)
}

// webSection is a section as a terminal has it. Some columns come first, so that a phone shows them; the first names the
// rows. Only where one is named are the rows sorted.
func webSection(id string, sec section, first ...string) block {
	b := block{ID: id, Title: sec.title, Lead: sec.lead, Tail: sec.tail}
	if len(sec.table.rows) == 0 {
		b.Lead = append(b.Lead, nothing)
		return b
	}
	b.Table = newWebTable(sec, first)
	return b
}

// tallTable is the number of rows beyond which a table scrolls in a box of its own.
const tallTable = 25

// newWebTable turns the grid of a section into a table, without bars: pictures draw them better.
func newWebTable(sec section, first []string) *webTable {
	g := sec.table
	t := &webTable{Title: sec.title, Unit: sec.note, Sortable: len(first) > 0, Tall: len(g.rows) > tallTable}
	order := columnOrder(g.columns, first)
	for _, j := range order {
		t.Columns = append(t.Columns, webColumn{g.columns[j].name, !g.columns[j].left})
	}
	for _, row := range g.rows {
		cells := make([]webCell, len(order))
		for i, j := range order {
			cells[i] = webCell{row[j], cellClass(g.columns[j], row[j]), i == 0}
		}
		t.Rows = append(t.Rows, webRow{Cells: cells})
	}
	return t
}

// columnOrder lists columns by index: some first, then the others but for bars.
func columnOrder(columns []column, first []string) []int {
	var order []int
	for _, name := range first {
		if j := slices.IndexFunc(columns, func(c column) bool { return c.name == name }); j >= 0 {
			order = append(order, j)
		}
	}
	for j, c := range columns {
		if !c.screen && !slices.Contains(order, j) {
			order = append(order, j)
		}
	}
	return order
}

// cellClass is how a cell looks: numbers right, and the sign of a net in its color.
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
func expiriesBlock(r *report.ExpiriesDocument, s style) block {
	b := webSection("expiries", section{title: "Expiries", note: expiriesNote(r, s), table: expiriesGrid(r, r.Expiries, s)}, "expiry", "root", "DTE", "net")
	if b.Table != nil && len(b.Table.Rows) > paperExpiries {
		for i := range b.Table.Rows[paperExpiries:] {
			b.Table.Rows[paperExpiries+i].Class = "far"
		}
		b.Paper = fmt.Sprintf("printed: the nearest %s of %s expiries", count(paperExpiries), count(len(r.Expiries)))
	}
	return b
}

// strikesBlock lists all strikes, of which paper has those that the terminal shows: around spot and with a wall.
func strikesBlock(r *report.StrikesDocument, s style) block {
	l := newLadder(r, s, r.Strikes, narrowBar)
	for _, k := range r.Strikes {
		l.add(k)
	}
	table := l.table.keep(func(j int) bool { return j > 0 }) // the row of spot has a color, not a pointer
	table.columns[len(table.columns)-1].name = "level"
	b := webSection("strikes", section{title: "Strikes", note: l.note(), table: table}, "strike", "level", "net")
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

// rowClass says whether spot is at a strike, and whether the row is not printed.
func (l *ladder) rowClass(k report.Strike, printed bool) string {
	switch {
	case slices.Contains(l.marks[k.Strike], "spot"):
		return "at-spot"
	case !printed:
		return "far"
	}
	return ""
}
