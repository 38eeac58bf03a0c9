package inventory

import (
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
)

// missing lists the trading days between two dates, neither of them included.
func missing(v *market.Venue, from, to market.Date) []market.Date {
	var list []market.Date
	for d := v.NextTradingDay(from); d.Before(to); d = v.NextTradingDay(d) {
		list = append(list, d)
	}
	return list
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

// refuseGaps is the error about trading days of which no file has anything.
func refuseGaps(days []market.Date) error {
	if len(days) == 0 {
		return nil
	}
	what := "no file has " + listDays(days)
	if len(days) > 1 {
		what += ", which are trading days"
	} else {
		what += ", a trading day"
	}
	return fault.New(fault.Input, "give its file, or "+fault.Setting("gaps")+" to go on without: the band then widens", "%s", what)
}

// listDays lists the first days of a list.
func listDays(days []market.Date) string {
	const most = 5
	var list []string
	for i, d := range days {
		if i == most {
			list = append(list, "...")
			break
		}
		list = append(list, d.String())
	}
	return strings.Join(list, ", ")
}
