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
	Spot   float64 // S, dollars
	Strike float64 // K, dollars
	Years  float64 // T
	Rate   float64 // r, continuously compounded
	Yield  float64 // q, continuously compounded
	Vol    float64 // sigma, a year
}
