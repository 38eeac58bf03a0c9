package market

// Minutes after midnight, New York, at which quoting starts and stops.
const (
	midnight     = 0
	nightEnd     = 9*60 + 25 // global hours end before the open
	dayStart     = 9*60 + 30
	halfDayEnd   = 13*60 + 15
	dayEnd       = 16 * 60
	lateDayEnd   = 16*60 + 15 // indices and the largest index funds
	curbEnd      = 17 * 60    // after-hours session of the roots with global hours
	nightStart   = 20*60 + 15 // on the eve of a trading day
	nextMidnight = 24 * 60
)

// quotedInNewYork are the stretches of d in which a root is quoted.
func quotedInNewYork(r Root, d Date) (s spans) {
	night := r.tradesAtNight()
	if session := newYorkDays.of(d); session != noSession {
		if night {
			s.add(midnight, nightEnd)
		}
		s.add(dayStart, r.dayEnd(session))
	}
	if night && newYorkDays.of(d.AddDays(1)) != noSession {
		s.add(nightStart, nextMidnight)
	}
	return s
}

// dayEnd returns the minute at which the root's quotes of a trading day stop.
func (r Root) dayEnd(s session) int {
	switch {
	case s == halfSession:
		return halfDayEnd
	case r.tradesAtNight():
		return curbEnd
	case r.CashIndex, r.isLateFund():
		return lateDayEnd
	}
	return dayEnd
}

// tradesAtNight reports whether the root has Cboe's global and curb hours.
func (r Root) tradesAtNight() bool {
	switch r.Name {
	case "SPX", "SPXW", "XSP", "VIX", "VIXW":
		return true
	}
	return false
}

// isLateFund reports whether the root is a fund whose options trade to 16:15.
func (r Root) isLateFund() bool {
	switch r.Name {
	case "SPY", "QQQ", "IWM", "DIA":
		return true
	}
	return false
}
