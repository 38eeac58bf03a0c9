package market

import (
	"testing"
	"time"
)

// Osaka adds a venue that only tests know, and one index on it: the whole of what a new venue takes. Yen, a zone of its own,
// a session and its holidays from a dated table, a half day, and months that expire on a second Friday.
func Osaka(t *testing.T) *Venue {
	t.Helper()
	zone := time.FixedZone("JST", 9*3600)
	v := &Venue{
		Name: "Osaka", Zone: zone,
		Currency: Currency{Code: "JPY", Key: "jpy", Sign: "¥", ASCII: "JPY ", Name: "yen", Plural: "yen"}, Unit: Units,
		calendar: &calendar{
			closings: func(year int) []closing {
				if year == 2025 {
					return []closing{{Date{2025, time.November, 3}, "Culture Day"}, {Date{2025, time.November, 24}, "Labor Thanksgiving Day"}}
				}
				return nil
			},
			halves: func(year int) []Date { return []Date{{year, time.December, 30}} },
		},
		sessions: true, open: 9 * 60, close: 15 * 60, halfClose: 11 * 60, tradeDateEnd: 16 * 60, offSession: 0.2,
		monthly: func(_ Root, year int, m time.Month) Date { return nthWeekday(year, m, time.Friday, 2) },
	}
	venues = append(venues, v)
	roots["NKTEST"] = Root{Name: "NKTEST", Underlying: "NKTEST", Venue: v, European: true, Multiplier: 1000,
		Listed: true, CashSettled: true, CashIndex: true}
	t.Cleanup(func() {
		venues = venues[:len(venues)-1]
		delete(roots, "NKTEST")
	})
	return v
}
