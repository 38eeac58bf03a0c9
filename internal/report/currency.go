package report

import (
	"strings"

	"gex/internal/market"
)

// Currency is that of amounts, which the unit of GEX names: keys named usd hold amounts of it.
func (c Conventions) Currency() market.Currency { return market.CurrencyOf(c.GEXUnit) }

// PerMove is the unit of GEX with its currency left out: usd_per_1pct, usd_per_point or shares_per_usd.
func (c Conventions) PerMove() string { return strings.Replace(c.GEXUnit, c.Currency().Key, "usd", 1) }

// InCurrency puts the currency of a result in the place of the dollar in what is shown of it. The name of the file stays as
// it is.
func (h Header) InCurrency(text string) string {
	currency := h.Conventions.Currency()
	if currency.InDollars() || h.Input.File == "" {
		return currency.Show(text)
	}
	parts := strings.Split(text, h.Input.File)
	for i := range parts {
		parts[i] = currency.Show(parts[i])
	}
	return strings.Join(parts, h.Input.File)
}

// Clock names the clock that a time is told by: ET, IST, UTC.
func (t Time) Clock() string {
	switch zone := t.Format("MST"); zone {
	case "EST", "EDT":
		return "ET"
	default:
		return zone
	}
}
