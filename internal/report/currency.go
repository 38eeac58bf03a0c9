package report

import (
	"strings"

	"gex/internal/market"
)

// Currency is the currency of amounts, taken from the unit of GEX: keys named usd hold amounts in it.
func (c Conventions) Currency() market.Currency { return market.CurrencyOf(c.GEXUnit) }

// PerMove is the unit of GEX with its currency left out: usd_per_1pct, usd_per_point or shares_per_usd.
func (c Conventions) PerMove() string { return strings.ReplaceAll(c.GEXUnit, c.Currency().Key, "usd") }

// AMPM reports whether options settle at an open or a close, as in the US; elsewhere an expiry has one time of the day.
func (c Conventions) AMPM() bool { return c.Currency().InDollars() && !c.aroundTheClock() }

// EndOfDay is what a day ends with: the close, and where coins trade around the clock the settlement.
func (c Conventions) EndOfDay() string {
	if c.aroundTheClock() {
		return "settlement"
	}
	return "close"
}

func (c Conventions) aroundTheClock() bool { return c.DeltaIn == string(market.Coins) }

// Clock names the clock of a time: ET, IST, UTC.
func (t Time) Clock() string {
	switch zone := t.Format("MST"); zone {
	case "EST", "EDT":
		return "ET"
	default:
		return zone
	}
}
