package gex

import "time"

// timeStep is a step of the time ladder: a time ahead, and its label in reports.
type timeStep struct {
	label string
	at    time.Time
}

// timeSteps returns the steps of the time ladder, ascending: 30 minutes, 1, 2 and 4
// hours ahead as far as they are in the session, the next open and close, and the
// closes one, two and five trading days after it.
func (b *Book) timeSteps() []timeStep {
	venue := b.venue()
	if !venue.HasSessions() {
		return b.days()
	}
	// Intraday steps only while options trade, up to the close.
	end := venue.NextClose(b.AsOf)
	var out []timeStep
	for _, step := range []struct {
		label string
		ahead time.Duration
	}{{"+30 min", 30 * time.Minute}, {"+1 h", time.Hour}, {"+2 h", 2 * time.Hour}, {"+4 h", 4 * time.Hour}} {
		if at := b.AsOf.Add(step.ahead); venue.InSession(b.AsOf) && venue.InSession(at) && at.Before(end) {
			out = append(out, timeStep{step.label, at})
		}
	}
	// Before the open it comes before the close; in the session the next one comes
	// after it.
	open := venue.NextOpen(b.AsOf)
	if open.Before(end) {
		out = append(out, timeStep{"open", open})
	}
	out = append(out, timeStep{"close", end})
	day := venue.DateOf(end)
	if !open.Before(end) {
		out = append(out, timeStep{"next open", open})
	}
	// The closes of the trading days after that one; only labeled ones are steps.
	labels := []string{"", "next close", "close +2 days", "", "", "close +5 days"}
	for _, label := range labels[1:] {
		day = venue.NextTradingDay(day)
		if label != "" {
			out = append(out, timeStep{label, venue.Close(day)})
		}
	}
	return out
}

// days returns the steps of the time ladder of a venue without sessions (coins): 1, 4
// and 12 hours ahead as far as they are before the next settlement, that settlement,
// and one, two and five days after it.
func (b *Book) days() []timeStep {
	// Coins trade around the clock: steps are hours and days from the settlement.
	end := b.nextSettlement()
	var out []timeStep
	for _, step := range []struct {
		label string
		hours int
	}{{"+1 h", 1}, {"+4 h", 4}, {"+12 h", 12}} {
		if at := b.AsOf.Add(time.Duration(step.hours) * time.Hour); at.Before(end) {
			out = append(out, timeStep{step.label, at})
		}
	}
	out = append(out, timeStep{"settlement", end})
	for _, step := range []struct {
		label string
		n     int
	}{{"+1 day", 1}, {"+2 days", 2}, {"+5 days", 5}} {
		out = append(out, timeStep{step.label, end.Add(time.Duration(24*step.n) * time.Hour)})
	}
	return out
}

// nextSettlement returns the next settlement at a close: the next close of the venue,
// or where there are no sessions the first live settlement of the chain.
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

// halfHours returns the whole half hours after as_of until end, and end itself: of the
// session that ends then, or of the last 24 hours before a settlement where there are
// no sessions.
func (b *Book) halfHours(end time.Time) []time.Time {
	venue := b.venue()
	at := venue.Open(venue.DateOf(end))
	if !venue.HasSessions() {
		at = end.Add(-24 * time.Hour)
	}
	// In the session, from the next whole half hour on.
	if !at.After(b.AsOf) {
		at = b.AsOf.Truncate(30 * time.Minute).Add(30 * time.Minute)
	}
	var out []time.Time
	for ; at.Before(end); at = at.Add(30 * time.Minute) {
		out = append(out, at)
	}
	return append(out, end)
}
