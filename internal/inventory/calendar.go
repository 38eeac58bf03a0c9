package inventory

import (
	"fmt"
	"slices"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
)

// gapsAfter lists those from a date on, of which there are files, to a later date.
func gapsAfter(v *market.Venue, from []*Day, to market.Date) (list []Gap) {
	if after, early := endsEarly(v, from); early && from[0].Date.Before(to) {
		list = append(list, Gap{from[0].Date, after})
	}
	for d := v.NextTradingDay(from[0].Date); d.Before(to); d = v.NextTradingDay(d) {
		list = append(list, Gap{Date: d})
	}
	return list
}

// nearClose is how long before the close the last row of a day can be: of many series one is traded then.
const nearClose = 3600 // seconds

// endsEarly reports whether files of a date cover only a part of it, and until when: none has the whole day of its exchange.
func endsEarly(v *market.Venue, days []*Day) (until string, early bool) {
	if !v.HasSessions() {
		return "", false
	}
	date := days[0].Date
	closes := v.Close(date).Sub(v.At(date, 0, 0)).Seconds()
	for _, d := range days {
		if d.Source != EndOfDay && d.Until < clockOf(closes-nearClose) {
			until, early = max(until, d.Until), true
		}
	}
	return until, early
}

// farApart is beyond any gap that a book survives: nearly all series of the day before have settled.
const farApart = 3 * 366 // days

// refuseFar is the error about dates that are years apart, one of which is probably wrong.
func refuseFar(from, to market.Date) error {
	if from.DaysUntil(to) < farApart {
		return nil
	}
	return fault.New(fault.Input, "check the dates, or give the files between them", "no file has anything between %s and %s", from, to)
}

// refuseGaps is the error about days of which no file has anything, or only a part.
func refuseGaps(gaps []Gap) error {
	if len(gaps) == 0 {
		return nil
	}
	what := "no file has " + ListGaps(gaps)
	switch whole := !slices.ContainsFunc(gaps, func(g Gap) bool { return g.After != "" }); {
	case whole && len(gaps) > 1:
		what += ", which are trading days"
	case whole:
		what += ", a trading day"
	}
	return fault.New(fault.Input, "give its file, or "+fault.Setting("gaps")+" to go on without: the band then widens", "%s", what)
}

// ListGaps lists the first of some gaps.
func ListGaps(gaps []Gap) string {
	const most = 5
	var list []string
	for _, g := range gaps[:min(most, len(gaps))] {
		list = append(list, g.String())
	}
	text := strings.Join(list, ", ")
	if n := len(gaps) - most; n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text
}
