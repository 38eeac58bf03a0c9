package inventory

import (
	"fmt"
	"strconv"
	"time"

	"gex/internal/market"
)

// sinceEpoch reads milliseconds, microseconds or nanoseconds since 1970, which it distinguishes by their digits, as a time in
// New York.
func sinceEpoch(text string) (market.Date, float64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	for range 3 {
		if n < 1e16 {
			n *= 1000
		}
	}
	at := time.Unix(0, n).In(market.NewYork)
	if err != nil || len(text) > 19 || at.Year() < 1990 || at.Year() > 2200 {
		return market.Date{}, 0, fmt.Errorf("%q is not a time since 1970", text)
	}
	h, m, s := at.Clock()
	return market.DateOf(at), float64(3600*h+60*m+s) + float64(at.Nanosecond())/1e9, nil
}
