package market

// Currency is that of a venue's strikes and premiums.
type Currency struct {
	Code   string // ISO 4217: USD
	Key    string // in the names of units: usd_per_1pct
	Sign   string // before an amount: $
	ASCII  string // in the place of a sign that ASCII lacks; empty: the sign is ASCII
	Name   string // dollar
	Plural string // dollars

	// Magnitudes in which large amounts are counted, the largest first, where they are not thousands, millions and billions.
	Magnitudes [2]Magnitude
}

// Magnitude is a power of ten with a name, which stands after the number: 12 crore.
type Magnitude struct {
	Size float64
	Name string
}

var dollar = Currency{Code: "USD", Key: "usd", Sign: "$", Name: "dollar", Plural: "dollars"}

// InDollars reports whether the currency is the US dollar, of which thresholds in money speak and whose amounts need no
// remark.
func (c Currency) InDollars() bool { return c.Key == dollar.Key }
