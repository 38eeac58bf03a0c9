package market

import "time"

// session is the stretch of d in which there is a session.
func (v *Venue) session(d Date) (s spans) {
	switch v.calendar.of(d) {
	case fullSession:
		s.add(v.open, v.close)
	case halfSession:
		s.add(v.open, v.halfClose)
	}
	return s
}

// Quoted reports whether options of the root are quoted at t; intervals include both ends.
func (r Root) Quoted(t time.Time) bool { return r.LastQuoted(t).Equal(t) }

// LastQuoted is t when the root is quoted then, else the last whole minute before t at which it was.
func (r Root) LastQuoted(t time.Time) time.Time {
	v := r.Venue
	if v.AroundTheClock {
		return t
	}
	for d := v.DateOf(t); ; d = d.AddDays(-1) {
		var quoted spans
		if v.quoting == nil {
			quoted = v.session(d)
		} else {
			quoted = v.quoting(r, d)
		}
		for i := quoted.n - 1; i >= 0; i-- {
			if t.Before(v.at(d, quoted.of[i].from)) {
				continue
			}
			if end := v.at(d, quoted.of[i].to); end.Before(t) {
				return end
			}
			return t
		}
	}
}

// InSession reports whether t lies between the open and the close of a session, both ends included; always where trading
// never stops.
func (v *Venue) InSession(t time.Time) bool {
	d := v.DateOf(t)
	return v.AroundTheClock || v.calendar.of(d) != noSession && !t.Before(v.Open(d)) && !t.After(v.Close(d))
}

// MadeInSession reports whether t less the delay lies in the session of t's own date: what a file of t shows has then been
// made in it.
func (v *Venue) MadeInSession(t time.Time, delay time.Duration) bool {
	seen := t.Add(-delay)
	return v.AroundTheClock || v.InSession(seen) && v.DateOf(seen) == v.DateOf(t)
}

// SessionsBetween counts the sessions that lie wholly between two instants.
func (v *Venue) SessionsBetween(from, to time.Time) int {
	n := 0
	for d, last := v.DateOf(from), v.DateOf(to); !last.Before(d); d = v.calendar.next(d) {
		if v.calendar.of(d) != noSession && !v.Open(d).Before(from) && !v.Close(d).After(to) {
			n++
		}
	}
	return n
}
