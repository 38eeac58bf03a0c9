package layouts

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// mergedRows collects the rows of a file by the symbol of their option: a row replaces the cells that it has in common with an
// earlier one. So a list of updates comes to the last of each option, and lists of different columns are joined.
type mergedRows struct {
	header         *tables.Header
	of             map[string]*mergedRow
	rows           []*mergedRow
	earlier, later int
}

type mergedRow struct {
	row    tables.Row
	header tables.Header // names the row in messages
	at     time.Time
}

// merged reads all rows; those that cannot be used, or whose time is not that of the options, are left out and counted.
func (l *Dialect) merged(rows *tableRows, h *tables.Header, a *assembly.Assembler) (*tableRows, error) {
	m := mergedRows{header: h, of: map[string]*mergedRow{}}
	reader := DialectReader{Dialect: l, A: a, Header: h}
	err := rows.each(func(row *tables.Row) {
		at, err := reader.timeOf(nil, row)
		if err != nil {
			at.At = time.Time{}
		}
		switch {
		case row.Problem != "" || len(row.Cell(tables.Symbol)) == 0 || err != nil:
			m.keep(row, at.At)
		case !at.At.IsZero() && !a.Options.AsOf.IsZero() && at.At.After(a.Options.AsOf.On(l.Clock.Venue())):
			m.later++
		case !at.At.IsZero() && a.Options.SelectsDates() && !a.Options.Selects(l.Clock.Venue().DateOf(at.At)):
			m.keepDate(row, l.Clock.Venue().DateOf(at.At).String(), at.At)
		default:
			m.merge(row, at.At)
		}
	})
	slices.SortStableFunc(m.rows, func(r, s *mergedRow) int { return cmp.Compare(r.row.Line, s.row.Line) })
	noteMerged(a, m.earlier, m.later)
	return &tableRows{expected: len(m.rows), each: func(do func(*tables.Row)) error {
		for _, r := range m.rows {
			copied := r.row
			*h = r.header
			do(&copied)
		}
		return nil
	}}, err
}

// keep keeps a row that is not merged.
func (m *mergedRows) keep(row *tables.Row, at time.Time) *mergedRow {
	kept := &mergedRow{row: *row, header: *m.header, at: at}
	kept.row.Text = append([]byte(nil), row.Text...)
	m.rows = append(m.rows, kept)
	return kept
}

// keepDate keeps one row of every other date, so that the dates of the file are known.
func (m *mergedRows) keepDate(row *tables.Row, date string, at time.Time) {
	if m.of[date] == nil {
		m.of[date] = m.keep(row, at)
	}
}

func (m *mergedRows) merge(row *tables.Row, at time.Time) {
	kept := m.of[string(row.Cell(tables.Symbol))]
	if kept == nil {
		m.of[string(row.Cell(tables.Symbol))] = m.keep(row, at)
		return
	}
	again := false
	for f := tables.Field(1); f < tables.NumFields; f++ {
		again = again || f != tables.Symbol && f != tables.QuoteTime && f != tables.Spot && len(kept.row.Cell(f)) > 0 && has(row, f)
	}
	if again {
		m.earlier++
		if !at.IsZero() && at.Before(kept.at) {
			return
		}
	}
	kept.take(row)
	kept.header = *m.header
	if at.After(kept.at) {
		kept.at = at
	}
}

// has reports whether a row has a cell, even an empty one.
func has(row *tables.Row, f tables.Field) bool { return row.At[f] != tables.Span{} }

// take replaces the cells that a row has, and its line.
func (m *mergedRow) take(row *tables.Row) {
	text := make([]byte, 0, len(m.row.Text)+len(row.Text))
	at := m.row.At
	for f := range at {
		from := &m.row
		if has(row, tables.Field(f)) {
			from = row
		} else if !has(&m.row, tables.Field(f)) {
			continue
		}
		lo := len(text)
		text = append(text, from.Cell(tables.Field(f))...)
		at[f] = tables.Span{Lo: uint32(lo) + 1, Hi: uint32(len(text)) + 1}
	}
	m.row.Text, m.row.At, m.row.Line, m.row.Repaired = append([]byte{' '}, text...), at, row.Line, m.row.Repaired|row.Repaired
}

// noteMerged says how many rows of the same options were not used.
func noteMerged(a *assembly.Assembler, earlier, later int) {
	if earlier > 0 {
		a.Notes = append(a.Notes, model.Warn("updates-dropped", fmt.Sprintf("%d earlier rows on the same options were dropped: the last one of each is used", earlier)))
	}
	if later > 0 {
		a.Notes = append(a.Notes, model.Warn("updates-later", fmt.Sprintf("%d rows after the time of the quotes were dropped", later)))
	}
}
