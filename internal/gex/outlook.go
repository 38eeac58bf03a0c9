package gex

import (
	"slices"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/system"
)

// outlook returns how the levels move: now, without the expiries of today, without the
// next monthly, and at later times of the trade date with spot unchanged. gex is the
// profile now, on the ladder l. Rows are computed side by side; those without a contract
// are left out.
func (b *Book) outlook(l ladder, gex []report.Number, now report.Levels) []report.Outlook {
	// Rows are functions, so that they can run in parallel and keep their order.
	rows := append(b.outlooksWithout(newSharedProfile(b, l, gex)), b.outlooksLater(l)...)
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

// outlooksWithout are the rows of the book without some expiries. Where it has none of
// them there is no row: it would repeat the one of now.
func (b *Book) outlooksWithout(now *sharedProfile) []func() *report.Outlook {
	// Both buckets of the trade date: AM-settled and 0DTE.
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
			rows = append(rows, func() *report.Outlook {
				return outlookOf(without.scope, without.label, b.keysOf(left, now.l, now.of(left)))
			})
		}
	}
	return rows
}

// outlooksLater returns the rows of later times; a row is nil when every contract has
// settled by then.
func (b *Book) outlooksLater(l ladder) []func() *report.Outlook {
	var rows []func() *report.Outlook
	for _, step := range b.checkpoints() {
		rows = append(rows, func() *report.Outlook {
			m := memories.Get().(*memory)
			defer memories.Put(m)
			later := b.repricedAt(step.at, m)
			if later == nil {
				var err error
				if later, err = b.after(step.at); err != nil {
					return nil // the options were good for this book, so an error can only say the same
				}
			}
			if len(later.row) == 0 || later.mustBeFinite() != nil {
				return nil
			}
			row := outlookOf(step.scope, step.label, later.keysOf(later.expiries, l, nil))
			row.At = report.Time{Time: step.at.In(b.zone())}
			return row
		})
	}
	return rows
}

// outlookOf returns a row of the outlook.
func outlookOf(name, label string, levels report.Levels) *report.Outlook {
	return &report.Outlook{Scope: name, Label: label, GammaLevels: levels.GammaLevels}
}

// nextMonthly is the next monthly expiry of the underlying's own rule, on or after the
// trade date.
func (b *Book) nextMonthly() market.Date { return b.root().NextMonthly(b.TradeDate) }

// checkpoint is a later time at which levels are computed.
type checkpoint struct {
	scope, label string
	at           time.Time
}

// checkpoints returns 12:00, 14:00 and 15:30 of the trade date as far as they are
// ahead, and its close; the next settlement at a venue without sessions.
func (b *Book) checkpoints() []checkpoint {
	venue := b.venue()
	if !venue.HasSessions() {
		return []checkpoint{{"settlement", "after the next settlement", b.nextSettlement()}}
	}
	end := venue.Close(b.TradeDate)
	var out []checkpoint
	for _, t := range [][2]int{{12, 0}, {14, 0}, {15, 30}} {
		if at := venue.At(b.TradeDate, t[0], t[1]); at.After(b.AsOf) && at.Before(end) {
			out = append(out, checkpoint{at.Format("15:04"), at.Format("15:04"), at})
		}
	}
	if end.After(b.AsOf) {
		out = append(out, checkpoint{"close", "after the close", end})
	}
	return out
}

// repricedAt returns the book of after with what levels that depend on gamma need, without selecting and signing its
// contracts once more: those that have not settled are the last in the columns of this book, and only their volatilities
// change. It is in the memory given. It returns nil where more changes: with early exercise, or smiles that move with spot.
func (b *Book) repricedAt(at time.Time, m *memory) *Book {
	if b.surface.American || !b.rule.sticky() {
		return nil
	}
	settled := func(e expiry) bool { return !at.Before(b.chain.Expiries[e.of].Settlement) }
	first := slices.IndexFunc(b.expiries, func(e expiry) bool { return !settled(e) })
	if first < 0 {
		first = len(b.expiries)
	}
	lo := len(b.row)
	if first < len(b.expiries) {
		lo = b.expiries[first].lo
	}
	surface := *b.surface
	surface.Expiries = b.surface.Ahead(b.chain, at)
	later := *b
	later.surface, later.AsOf = &surface, at
	later.row, later.count, later.qty = b.row[lo:], b.count[lo:], b.qty[lo:]
	later.columns, later.expiries = b.part(lo, len(b.row)), slices.Clone(b.expiries[first:])
	m.sigma = system.Resized(m.sigma, len(later.row))
	later.sigma = m.sigma
	for i := range later.expiries {
		e := &later.expiries[i]
		fit := &surface.Expiries[e.of]
		if settled(*e) || !(fit.Scale > 0) {
			return nil
		}
		for k := e.lo; k < e.hi; k++ {
			later.sigma[k-lo] = b.sigma[k] * fit.Scale
		}
		fit.Scale = 1
		e.lo, e.hi = e.lo-lo, e.hi-lo
	}
	later.batch = later.price(&m.pricer, later.expiries)
	m.gex = system.Resized(m.gex, len(later.row))
	later.gex, later.sides = later.expose(m.gex)
	later.other, later.later, later.now = nil, nil, aged{expiries: surface.Expiries}
	later.whole = later.sum(later.expiries...)
	return &later
}

// after returns the book at a later time: contracts settled by then are expired, the
// variance of the others has aged (docs/theory.md 3.9), spot, trade date and positions
// stay.
func (b *Book) after(at time.Time) (*Book, error) {
	// A copy of the chain at the later time: columns are shared, reasons are not.
	c := *b.chain
	c.AsOf = at
	c.Out = slices.Clone(b.chain.Out)
	for _, e := range c.Expiries {
		// Settled by then: expired, unless left out for another reason already.
		if at.Before(e.Settlement) {
			continue
		}
		for i := e.Lo; i < e.Hi; i++ {
			if c.Out[i] == chain.Live {
				c.Out[i] = chain.Expired
			}
		}
	}
	// The trade date stays, so that buckets and monthly do.
	o := b.opt
	o.TradeDate = b.TradeDate
	return NewBook(&c, b.surface.Later(b.chain, at), o)
}
