package report

import "strings"

// rupees begin the units of GEX of options that are priced in rupees.
const rupees = "inr"

// InDollars reports whether amounts are US$. Keys named usd hold amounts of the currency of the unit of GEX.
func (c Conventions) InDollars() bool {
	return !strings.Contains(c.GEXUnit, rupees)
}

// PerMove is the unit of GEX with its currency left out: usd_per_1pct, usd_per_point or shares_per_usd.
func (c Conventions) PerMove() string { return strings.Replace(c.GEXUnit, rupees, "usd", 1) }

// InCurrency puts the currency of a result in the place of the dollar in what is shown of it. The name of the file stays as
// it is.
func (h Header) InCurrency(text string) string {
	if h.Conventions.InDollars() {
		return text
	}
	named := strings.NewReplacer("US$", "INR", "dollar", "rupee", "$", "₹")
	if h.Input.File == "" {
		return named.Replace(text)
	}
	parts := strings.Split(text, h.Input.File)
	for i := range parts {
		parts[i] = named.Replace(parts[i])
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
