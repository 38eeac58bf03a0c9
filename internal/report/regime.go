package report

// Regime is the sign of GEX at spot, or near_zero when a flip is close; "" (null in JSON) when no contract is used.
type Regime string

// MarshalJSON writes a string or null.
func (r Regime) MarshalJSON() ([]byte, error) { return Text(r).MarshalJSON() }

const (
	LongGamma  Regime = "long_gamma"
	ShortGamma Regime = "short_gamma"
	NearZero   Regime = "near_zero"
)
