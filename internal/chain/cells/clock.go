package cells

import (
	"cmp"
	"fmt"
	"time"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// Clock gives the meaning of a time without a zone and of a date without a time. The zero value is New York's.
type Clock struct {
	Of       *market.Venue  // whose zone and close they are; nil: New York
	Location *time.Location // nil: the zone of the venue
}

// ClockOf returns the clock of a venue: its zone and its close.
func ClockOf(v *market.Venue) Clock { return Clock{Of: v} }

// Venue is that of the clock.
func (c Clock) Venue() *market.Venue { return cmp.Or(c.Of, market.US) }

func (c Clock) zone() *time.Location { return cmp.Or(c.Location, c.Venue().Written()) }

func (c Clock) close(d market.Date) time.Time { return c.Venue().Close(d).In(market.NewYork) }

// CloseAssumed is the warning about a date without a time, which is read as the close.
func CloseAssumed(s string) model.Warning {
	return model.Warn("as-of-date-only", fmt.Sprintf("%q has no time of day; using the close", s))
}
