package gex

import (
	"slices"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
)

// outlook is how the levels move: now, without what settles today, without the next monthly, and at later times of the
// trade date with spot unchanged.
func (b *Book) outlook(l ladder, now report.Levels) []report.Outlook {
	rows := append(b.outlooksWithout(l), b.outlooksLater(l)...)
	out := make([]*report.Outlook, len(rows))
	eachOf(len(rows), len(rows)*len(b.row), func(i int) { out[i] = rows[i]() })
	list := []report.Outlook{*outlookOf("now", "now", now)}
	for _, row := range out {
		if row != nil {
			list = append(list, *row)
		}
	}
	return list
}

// outlooksWithout are the rows of the book without some expiries. Where it has none of them there is no row: it would
// repeat the one of now.
func (b *Book) outlooksWithout(l ladder) []func() *report.Outlook {
	today := func(e expiry) bool { return e.bucket.Today() }
	monthly := b.nextMonthly()
	isMonthly := func(e expiry) bool { return b.chain.Expiries[e.of].Date == monthly }
	var rows []func() *report.Outlook
	for _, without := range []struct {
		scope, label string
		drop         func(expiry) bool
	}{
		{"without_today", "without today's expiries", today},
		{"without_monthly", "without the " + monthly.String() + " monthly", isMonthly},
	} {
		left := slices.DeleteFunc(slices.Clone(b.expiries), without.drop)
		if len(left) > 0 && len(left) < len(b.expiries) {
			rows = append(rows, func() *report.Outlook { return outlookOf(without.scope, without.label, b.keysOf(left, l)) })
		}
	}
	return rows
}

// outlooksLater are the rows of later times; nil where nothing is left by then.
func (b *Book) outlooksLater(l ladder) []func() *report.Outlook {
	var rows []func() *report.Outlook
	for _, step := range b.laterToday() {
		rows = append(rows, func() *report.Outlook {
			later, err := b.after(step.at)
			if err != nil || len(later.row) == 0 {
				return nil // the options were good for this book, so an error can only say the same
			}
			row := outlookOf(step.scope, step.label, later.keysOf(later.expiries, l))
			row.At = report.Time{Time: step.at.In(b.zone())}
			return row
		})
	}
	return rows
}

// outlookOf is a row of the outlook.
func outlookOf(name, label string, levels report.Levels) *report.Outlook {
	return &report.Outlook{Scope: name, Label: label, GammaLevels: levels.GammaLevels}
}

// nextMonthly is the next monthly expiry of the underlying's own rule, on or after the trade date.
func (b *Book) nextMonthly() market.Date { return b.root().NextMonthly(b.TradeDate) }

// look is a time at which a desk looks again.
type look struct {
	scope, label string
	at           time.Time
}

// laterToday are such times of the trade date, and its close.
func (b *Book) laterToday() []look {
	venue := b.venue()
	if !venue.HasSessions() {
		return []look{{"settlement", "after the next settlement", b.nextSettlement()}}
	}
	end := venue.Close(b.TradeDate)
	var out []look
	for _, t := range [][2]int{{12, 0}, {14, 0}, {15, 30}} {
		if at := venue.At(b.TradeDate, t[0], t[1]); at.After(b.AsOf) && at.Before(end) {
			out = append(out, look{at.Format("15:04"), at.Format("15:04"), at})
		}
	}
	if end.After(b.AsOf) {
		out = append(out, look{"close", "after the close", end})
	}
	return out
}

// after is the book at a later instant: what has settled by then is gone, the rest has aged, spot and positions stay.
func (b *Book) after(at time.Time) (*Book, error) {
	c := *b.chain
	c.AsOf = at
	c.Out = slices.Clone(b.chain.Out)
	for _, e := range c.Expiries {
		if at.Before(e.Settlement) {
			continue
		}
		for i := e.Lo; i < e.Hi; i++ {
			if c.Out[i] == chain.Live {
				c.Out[i] = chain.Expired
			}
		}
	}
	o := b.opt
	o.TradeDate = b.TradeDate
	return NewBook(&c, b.surface.Later(b.chain, at), o)
}
