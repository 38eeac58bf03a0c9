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
	Paper     string // a note in print only: which rows are omitted there
	Tail      []string
}

// webTable is a grid as the template needs it.
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
	Heading     bool // it is the heading of its row
}

// blocks returns the sections in the order in which a trader needs them.
func blocks(p *report.Pictures, s style) []block {
	r := &p.Report
	levels := r.LevelsDocument()
	levels.Outlook = p.Outlook
	out := []block{webSection("levels", levelsSection(levels, s))}
	for _, sec := range bookSections(levels, s) {
		out = append(out, webSection("members", sec))
	}
	for _, sec := range mappedSections(levels, s) {
		out = append(out, webSection(mappedID(sec), sec))
	}
	for _, sec := range oddsSections(levels, s) {
		out = append(out, webSection("odds", sec))
	}
	for _, sec := range rankSections(levels, s) {
		out = append(out, webSection("rank", sec))
	}
	for _, sec := range followersSections(levels, s) {
		out = append(out, webSection("followers", sec))
	}
	if len(levels.Outlook) > 0 {
		out = append(out, webSection("outlook", outlookSection(levels, s)))
	}
	for _, sec := range sensitivityOnPage(p, s) {
		out = append(out, webSection("sensitivity", sec))
	}
	out = append(out,
		webSection("exposures", exposuresSection(r, s)),
		webSection("buckets", bucketsSection(r.BucketsDocument(), s), "bucket", "net", "share %"),
		expiriesBlock(r.ExpiriesDocument(), s),
		strikesBlock(r.StrikesDocument(), s),
		webSection("flows", flowsInShort(r.FlowsDocument(), s), "move %"),
	)
	for i, sec := range cascadeInReport(r, s) {
		out = append(out, webSection([]string{"cascade", "pockets", "triggers"}[min(i, 2)], sec))
	}
	return append(out,
		block{ID: "assumptions", Title: "Assumptions", Facts: assumptions(r, s)},
		webSection("coverage", coverageSection(r.Coverage, r.Volatility, s)),
	)
}

// mappedID is the name of a section of mapped levels on the page.
func mappedID(sec section) string {
	if strings.HasPrefix(sec.title, "On ") {
		return "mapped"
	}
	return "by-member"
}

// webSection is a section of the text report. The columns named in first come first, so that a phone shows them; the very
// first is the heading of its row. A reader can sort the table only if some are named.
func webSection(id string, sec section, first ...string) block {
	b := block{ID: id, Title: sec.title, Lead: sec.lead, Tail: sec.tail}
	if len(sec.table.rows) == 0 {
		b.Lead = append(b.Lead, nothing)
		return b
	}
	b.Table = newWebTable(sec, first)
	return b
}

// tallTable is the number of rows above which a table scrolls in its own box.
const tallTable = 25

// newWebTable converts the grid of a section, without bars: the pictures have those.
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

// columnOrder returns the indices of the columns: those named in first, then the others, without bars.
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

// cellClass is the class of a cell: n for numbers, and plus or minus for the sign of a net.
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

// paperExpiries is how many expiries a printed page has.
const paperExpiries = 12

// expiriesBlock lists all expiries; print has the nearest.
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

// strikesBlock lists all strikes; print has those of the text report, around spot and at walls.
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

// rowClass is the class of a row: at-spot for the strike nearest to spot, far for one that is not printed.
func (l *ladder) rowClass(k report.Strike, printed bool) string {
	switch {
	case slices.Contains(l.marks[k.Strike], "spot"):
		return "at-spot"
	case !printed:
		return "far"
	}
	return ""
}
