package bs

// Right is the side of an option.
type Right uint8

const (
	Call Right = iota
	Put
)

// Option is one European option under Black-Scholes-Merton.
type Option struct {
	Right  Right
	Spot   float64 // S, dollars
	Strike float64 // K, dollars
	Years  float64 // T
	Rate   float64 // r, continuously compounded
	Yield  float64 // q, continuously compounded
	Vol    float64 // sigma, a year
}

func (o Option) Price() float64 { panic("todo") }
func (o Option) Delta() float64 { panic("todo") }
func (o Option) Gamma() float64 { panic("todo") }
func (o Option) Vega() float64  { panic("todo") }
func (o Option) Theta() float64 { panic("todo") }
func (o Option) Rho() float64   { panic("todo") }
func (o Option) Vanna() float64 { panic("todo") }
func (o Option) Charm() float64 { panic("todo") }
func (o Option) Vomma() float64 { panic("todo") }
func (o Option) Speed() float64 { panic("todo") }
func (o Option) Zomma() float64 { panic("todo") }
func (o Option) Color() float64 { panic("todo") }
