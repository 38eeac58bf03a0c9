package vol

import (
	"time"

	"gex/internal/chain"
)

// Source says where a contract's volatility came from.
type Source uint8

const (
	None Source = iota
	FromQuote
	FromOtherLeg
	FromFile
	Interpolated
)

var sourceNames = [...]string{"none", "quote", "other_leg", "file", "interpolated"}

func (s Source) String() string { return sourceNames[s] }

// Options are the user's choices.
type Options struct {
	IV     string  // "file"
	Carry  string  // "flat"
	Rate   float64 // flat carry: r
	Yield  float64 // flat carry: q
	Spot   string  // "auto", "file", "implied" or "value"
	SpotAt float64 // with Spot "value"
}

// Expiry is what the fit found for one expiry of the chain, in the chain's order.
type Expiry struct {
	Years     float64 // from as-of to settlement, ACT/365, at least a minute; 0 when expired
	Rate      float64
	Yield     float64
	Forward   float64
	QuoteTime time.Time
	Pairs     int     // strikes with two usable quotes
	ATMVol    float64 // volatility at the forward, linear in total variance and ln K between strikes; NaN unknown
}

// Carry returns ln(F/S).
func (e Expiry) Carry() float64 { return (e.Rate - e.Yield) * e.Years }

// Surface is the fit of one chain.
type Surface struct {
	Spot       float64 // at which everything is evaluated
	SpotSource string  // "file", "flag" or "implied"
	FileSpot   float64 // NaN when the file has none

	Rate       float64
	RateSource string // "flag" | "parity" | "none"
	Gap        float64
	GapSource  string
	QuoteSpot  float64 // spot the quotes trade around; NaN unknown
	QuoteTime  time.Time
	Used       int // expiries behind the gap

	Expiries []Expiry  // as chain.Expiries
	Vol      []float64 // a contract; NaN none
	Source   []Source  // a contract
	Warnings []chain.Warning
}

// Fit finds the surface of a chain.
func Fit(c *chain.Chain, o Options) (*Surface, error) { panic("todo") }
