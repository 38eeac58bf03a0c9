package gex

import "time"

// instant is a step of the time ladder.
type instant struct {
	label string
	at    time.Time
}

// instants are the steps of the time ladder: minutes ahead until the close, the close, the next open, and closes of
// trading days after it.
func (b *Book) instants() []instant {
	venue := b.venue()
	if !venue.HasSessions() {
		return b.days()
	}
	end := venue.NextClose(b.AsOf)
	var out []instant
	for _, step := range []struct {
		label string
		ahead time.Duration
	}{{"+30 min", 30 * time.Minute}, {"+1 h", time.Hour}, {"+2 h", 2 * time.Hour}, {"+4 h", 4 * time.Hour}} {
		if at := b.AsOf.Add(step.ahead); venue.InSession(b.AsOf) && venue.InSession(at) && at.Before(end) {
			out = append(out, instant{step.label, at})
		}
	}
	open := venue.NextOpen(b.AsOf)
	if open.Before(end) {
		out = append(out, instant{"open", open})
	}
	out = append(out, instant{"close", end})
	day := venue.DateOf(end)
	if !open.Before(end) {
		out = append(out, instant{"next open", open})
	}
	labels := []string{"", "next close", "close +2 days", "", "", "close +5 days"}
	for _, label := range labels[1:] {
		day = venue.NextTradingDay(day)
		if label != "" {
			out = append(out, instant{label, venue.Close(day)})
		}
	}
	return out
}

// days are the steps of the time ladder where there are no sessions: hours ahead until the next
// settlement, and whole days after it.
func (b *Book) days() []instant {
	end := b.nextSettlement()
	var out []instant
	for _, step := range []struct {
		label string
		hours int
	}{{"+1 h", 1}, {"+4 h", 4}, {"+12 h", 12}} {
		if at := b.AsOf.Add(time.Duration(step.hours) * time.Hour); at.Before(end) {
			out = append(out, instant{step.label, at})
		}
	}
	out = append(out, instant{"settlement", end})
	for _, step := range []struct {
		label string
		n     int
	}{{"+1 day", 1}, {"+2 days", 2}, {"+5 days", 5}} {
		out = append(out, instant{step.label, end.Add(time.Duration(24*step.n) * time.Hour)})
	}
	return out
}

// nextSettlement is when contracts settle next that settle at a close: the next close of the venue, or where there are no
// sessions the first settlement of the chain.
func (b *Book) nextSettlement() time.Time {
	if !b.venue().HasSessions() {
		for _, e := range b.chain.Expiries {
			if b.AsOf.Before(e.Settlement) {
				return e.Settlement
			}
		}
	}
	return b.venue().NextClose(b.AsOf)
}

// halfHours are the whole half hours after as-of until an end: of the session that ends then, or of the last day before
// a settlement that knows no session.
func (b *Book) halfHours(end time.Time) []time.Time {
	venue := b.venue()
	at := venue.Open(venue.DateOf(end))
	if !venue.HasSessions() {
		at = end.Add(-24 * time.Hour)
	}
	if !at.After(b.AsOf) {
		at = b.AsOf.Truncate(30 * time.Minute).Add(30 * time.Minute)
	}
	var out []time.Time
	for ; at.Before(end); at = at.Add(30 * time.Minute) {
		out = append(out, at)
	}
	return append(out, end)
}
