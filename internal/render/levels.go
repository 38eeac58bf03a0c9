package render

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Levels writes the prices a desk watches, of all expiries and of 0DTE alone, and how they move.
func Levels(w io.Writer, r *report.LevelsDocument, f Format, o Options) error {
	return view{
		header: &r.Header,
		page: func(s style) page {
			p := page{head: answerHead(r, s), sections: []section{regimeSection(r, s), drawnLevels(r, s)}}
			_, p.warnings = byWeight(r.Warnings)
			p.sections = append(p.sections, bookSections(r, s)...)
			p.sections = append(p.sections, mappedSections(r, s)...)
			p.sections = append(p.sections, slices.Concat(oddsSections(r, s), rankSections(r, s), followersSections(r, s))...)
			if len(r.Outlook) > 0 {
				p.sections = append(p.sections, outlookSection(r, s))
			}
			return p
		},
		document: func() any { return levelsDocument(r) },
		records:  func() records { return levelsRecords(r) },
		short:    func(s style) string { return inShort(r, s) },
	}.write(w, f, o)
}

func levelsDocument(r *report.LevelsDocument) any {
	c := *r
	c.Warnings = orEmpty(c.Warnings)
	c.Levels.Flips, c.Levels.Walls = orEmpty(r.AllFlips()), orEmpty(c.Levels.Walls)
	c.Levels.Odds = orEmpty(c.Levels.Odds)
	c.Levels0DTE = withFlips(r.Levels0DTE)
	c.Outlook = orEmpty(slices.Clone(r.Outlook))
	for i := range c.Outlook {
		c.Outlook[i].Flips = orEmpty(c.Outlook[i].Flips)
	}
	return c
}

// levelsSection lists the levels of the whole book and of 0DTE side by side.
func levelsSection(r *report.LevelsDocument, s style) section {
	scopes := []*report.Levels{&r.Levels}
	columns := []column{word("level"), num("all expiries"), num("dist %"), num(s.sigma())}
	if r.Levels0DTE != nil {
		scopes = append(scopes, r.Levels0DTE)
		columns = append(columns, num("0DTE"), num("dist %"), spare(1, column{name: s.sigma(), whose: "0DTE"}))
	}
	table := newGrid(columns...)
	for _, row := range levelRows(scopes...) {
		cells := []string{row.Name}
		for _, l := range scopes {
			cells = append(cells, row.cells(l, r, s)...)
		}
		table.add(cells...)
	}
	return section{title: "Key levels", note: dayNote(r, s), table: table, tail: append(levelNotes(r, s), levelTerms(r)...)}
}

// drawnLevels is levelsSection with a ruler under it and the letters that stand for the levels in drawings.
func drawnLevels(r *report.LevelsDocument, s style) section {
	sec := levelsSection(r, s)
	if s.NoHeader {
		return sec
	}
	table := newGrid(append([]column{word("")}, sec.table.columns...)...)
	rows := levelRows(&r.Levels, r.Levels0DTE)
	for i, row := range sec.table.rows {
		table.add(append([]string{rows[i].Letter}, row...)...)
	}
	sec.table, sec.drawn, sec.tail = table, rulerLines(r, s), unsaidNotes(r, s) // the terms are among the assumptions
	sec.note = join(", ", "S spot", labeled("[ ]", sec.note))
	return sec
}

// unsaidNotes returns those of levelNotes that the regime lines above do not already have.
func unsaidNotes(r *report.LevelsDocument, s style) []string {
	var notes []string
	if len(r.Levels.Flips) > 1 {
		notes = append(notes, flipNote("all expiries", &r.Levels, r.Profile))
	}
	if r.Levels0DTE != nil {
		notes = append(notes, flipNote("0DTE", r.Levels0DTE, r.Profile))
	}
	return append(append(notes, boundsNotes(r.Levels0DTE, s)...), wallNotes(r, s)...)
}

// dayNote words the implied 1-day move.
func dayNote(r *report.LevelsDocument, s style) string {
	if !r.DayMove.OK() {
		return ""
	}
	return "implied 1-day move " + s.plusMinus() + price(r.DayMove) + " (" + percent(r.DayMove/r.Spot, 2) + "%)"
}

// bookName is the label of a state of the book: ex-0DTE, ex-OPEX 21 Nov, 12:00. Only in the US the monthly expiry is OPEX.
func bookName(o report.Outlook, s style) string {
	switch o.Scope {
	case "without_today":
		return "ex-0DTE"
	case "without_monthly":
		name := "ex-OPEX"
		if !s.ampm {
			name = "ex-monthly"
		}
		for _, word := range strings.Fields(o.Label) {
			if t, err := time.Parse(time.DateOnly, word); err == nil {
				return name + " " + t.Format("2 Jan")
			}
		}
		return name
	}
	return o.Label
}

// outlookSection lists the levels in other states of the book.
func outlookSection(r *report.LevelsDocument, s style) section {
	var gex []report.Number
	for _, o := range r.Outlook {
		gex = append(gex, o.GEX)
	}
	scaled := s.gex.ScaleFor(gex...)
	name := func(v *report.Level) string { return v.Name }
	table := newGrid(append([]column{word("book"), num("GEX"), word("gamma")}, headlineColumns(name)...)...)
	for _, o := range r.Outlook {
		cells := []string{bookName(o, s), s.paint(o.GEX, scaled.Signed(o.GEX)), phrase.RegimeInColumn(o.Regime)}
		table.add(append(cells, headlineCells(o.Levels(), r.Spot)...)...)
	}
	return section{title: "Outlook", note: "at today's spot; GEX in " + s.gex.In(scaled), table: table}
}

// levelNotes words the flips with their direction, why 0DTE is missing, and walls in unexpected places.
func levelNotes(r *report.LevelsDocument, s style) []string {
	notes := []string{flipNote("all expiries", &r.Levels, r.Profile)}
	if r.Levels0DTE != nil {
		notes = append(notes, flipNote("0DTE", r.Levels0DTE, r.Profile))
	} else {
		notes = append(notes, noneToday(r.Conventions))
	}
	return append(append(notes, boundsNotes(r.Levels0DTE, s)...), wallNotes(r, s)...)
}

// flipNote lists every flip, or says where there is none.
func flipNote(scope string, l *report.Levels, p report.Profile) string {
	if len(l.Flips) == 0 {
		return scope + ": no flip" + searched(p)
	}
	flips := make([]string, len(l.Flips))
	for i, f := range l.Flips {
		flips[i] = fmt.Sprintf("%s (%s)", price(f.Spot), phrase.Sides(f.Direction))
	}
	return scope + ": dealer gamma flips at " + strings.Join(flips, ", ")
}
