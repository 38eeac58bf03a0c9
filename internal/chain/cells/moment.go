package cells

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// moment is a date, and perhaps a time of day and a zone, as people write them.
type moment struct {
	date           market.Date
	timed          bool
	hour, min, sec int
	nano           int
	half           string // "am", "pm" or "" for a clock of 24 hours
	zone           string
	order          model.DateOrder // in which it was read
	asked          bool            // the user set the order
	ordered        bool            // the order made a difference to how it was read
}

// takeClock reads 9:52, 09:52:30, 09:52:30.25 and 9:52am.
func (m *moment) takeClock(word string) bool {
	for _, half := range []string{"am", "pm"} {
		if clock, ok := strings.CutSuffix(word, half); ok {
			word, m.half = clock, half
		}
	}
	word, fraction, _ := strings.Cut(word, ".")
	parts := strings.Split(word, ":")
	if len(parts) > 3 || fraction != "" && len(parts) < 3 {
		return false
	}
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 8)
		if err != nil || len(p) > 2 {
			return false
		}
		*[]*int{&m.hour, &m.min, &m.sec}[i] = int(n)
	}
	m.nano = int(fractionOf(fraction, 1e9))
	m.timed = true
	return !strings.ContainsFunc(fraction, func(r rune) bool { return r < '0' || r > '9' })
}

// put sets a field that is not set yet, and reports whether it did.
func put[T comparable](dst *T, v T) bool {
	var none T
	if *dst != none {
		return false
	}
	*dst = v
	return true
}

func (m *moment) clockMakesSense() bool {
	if m.min > 59 || m.sec > 59 || m.hour > 23 {
		return false
	}
	if m.half == "" {
		return m.timed || m.zone == ""
	}
	return m.timed && m.hour <= 12 && (m.hour >= 1 || m.half == "pm") // browsers write 0:30 pm
}

// instant returns the moment in New York time. s is its text; clock applies if the zone or the time is missing.
func (m *moment) instant(s string, clock Clock) (time.Time, model.Warning, error) {
	if !m.timed {
		return clock.close(m.date), CloseAssumed(s), nil
	}
	loc, err := time.UTC, error(nil)
	if m.zone != "" {
		loc, err = location(m.zone)
	}
	if err != nil {
		return time.Time{}, model.Warning{}, err
	}
	hour := m.hour
	if m.half != "" {
		hour %= 12
	}
	if m.half == "pm" {
		hour += 12
	}
	t := time.Date(m.date.Year, m.date.Month, m.date.Day, hour, m.min, m.sec, m.nano, loc)
	if m.zone == "" {
		t = market.Local(t, clock.zone())
	}
	return t.In(market.NewYork), m.zoneDoubt(s, t.In(clock.Venue().Zone), t), nil
}

// zoneDoubt warns of IST, which has three meanings, and when an abbreviation like EST does not fit the season. People write EST all year and mean New York
// time, which is how it is read. t is in the zone of the word, at the same on the clock of the venue.
func (m *moment) zoneDoubt(s string, at, t time.Time) model.Warning {
	if m.zone == "ist" {
		return model.Warn("zone-word", fmt.Sprintf("%q: IST is read as the time of India, %s; if it is that of Israel or Ireland, set "+fault.Setting("as-of"),
			s, at.Format("15:04 MST")))
	}
	name, _ := t.Zone()
	seasonal := len(m.zone) == 3 && (m.zone[1] == 's' || m.zone[1] == 'd') && m.zone[2] == 't'
	if !seasonal || strings.EqualFold(name, m.zone) {
		return model.Warning{}
	}
	return model.Warn("zone-word", fmt.Sprintf("%q: clocks show %s that day, not %s; read as %s",
		s, name, strings.ToUpper(m.zone), at.Format("15:04 MST")))
}
