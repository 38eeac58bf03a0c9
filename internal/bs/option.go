package bs

// Right is the side of an option.
type Right uint8

const (
	Call Right = iota // the right to buy at the strike
	Put               // the right to sell at the strike
)

// String returns "call" or "put".
func (r Right) String() string {
	if r == Put {
		return "put"
	}
	return "call"
}

// sign returns +1 for a call and −1 for a put, the th of the package comment.
func (r Right) sign() float64 {
	if r == Put {
		return -1
	}
	return 1
}

// Option is one European option under Black-Scholes-Merton. Its methods take the conventions, units and limits of the
// package comment.
type Option struct {
	Right  Right
	Spot   float64 // S, dollars per unit of the underlying
	Strike float64 // K, dollars per unit of the underlying
	Years  float64 // T, years of 365 days to settlement (ACT/365 seconds)
	Rate   float64 // r, continuously compounded, fraction a year
	Yield  float64 // q, continuously compounded, fraction a year
	Vol    float64 // σ, fraction a year: 0.2 is 20%
}
