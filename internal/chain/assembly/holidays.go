package assembly

import (
	"fmt"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// holidayHorizon is the number of days ahead within which an unknown holiday matters, because it moves a near expiry.
const holidayHorizon = 92

// noteHolidays warns if the chain or its nearest expiries are in years whose holidays are not known.
func noteHolidays(c *model.Chain) {
	venue := c.Of().Venue
	day := venue.DateOf(c.AsOf)
	dates := []market.Date{day}
	for _, e := range c.Expiries {
		if day.Before(e.Date) && day.DaysUntil(e.Date) <= holidayHorizon {
			dates = append(dates, e.Date)
		}
	}
	for _, d := range dates {
		if known, first, last := venue.KnowsHolidays(d); !known {
			noteAtEnd(c, model.Warn("calendar-end", fmt.Sprintf("the holiday calendar of %s covers %d to %d; for %d only holidays on fixed dates are known, "+
				"so an expiry may be dated a day late", venue.Name, first, last, d.Year)))
			return
		}
	}
}
