package cells

import (
	"fmt"
	"time"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// Clock gives the meaning of a time without a zone and of a date without a time. The zero value is New York's.
type Clock struct {
	Location *time.Location                // nil: New York
	Close    func(d market.Date) time.Time // nil: the close in New York
}

// ClockOf returns the clock of a venue: its zone and its close.
func ClockOf(v *market.Venue) Clock { return Clock{v.Zone, v.Close} }

func (c Clock) zone() *time.Location {
	if c.Location == nil {
		return market.NewYork
	}
	return c.Location
}

func (c Clock) close(d market.Date) time.Time {
	if c.Close == nil {
		return market.Close(d)
	}
	return c.Close(d).In(market.NewYork)
}

// CloseAssumed is the warning about a date without a time, which is read as the close.
func CloseAssumed(s string) model.Warning {
	return model.Warn("as-of-date-only", fmt.Sprintf("%q has no time of day; using the close", s))
}
