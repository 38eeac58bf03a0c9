package assembly

import (
	"fmt"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// holidayHorizon is up to how many days ahead an unknown holiday matters: to the nearest expiries and their clock.
const holidayHorizon = 92

// noteHolidays says that the chain or its nearest expiries lie in years whose holidays are not known.
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
			noteAtEnd(c, model.Warn("calendar-end", fmt.Sprintf("the holidays of %s are known for %d to %d: of those of %d only the ones on fixed dates, "+
				"so an expiry may be dated a day late", venue.Name, first, last, d.Year)))
			return
		}
	}
}
