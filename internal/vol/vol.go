package vol

import (
	"fmt"
	"math"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
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

// Sources lists the sources a contract can have, best first.
var Sources = []Source{FromQuote, FromOtherLeg, FromFile, Interpolated}

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
	RateSource string  // "flag", "parity" or "none"
	Gap        float64 // ln(quotes' spot / file's spot); NaN when it was not looked for
	GapSource  string
	QuoteSpot  float64 // spot the quotes trade around; NaN unknown
	QuoteTime  time.Time
	Used       int // expiries behind the gap

	IVWords, CarryWords, ClockWords string // the assumptions, for the report

	Expiries []Expiry  // as chain.Expiries
	Vol      []float64 // a contract; NaN none
	Source   []Source  // a contract
	Warnings []chain.Warning
}

// Error is a fit that cannot be made, with what to do about it.
type Error struct{ Msg, Hint string }

func (e *Error) Error() string { return e.Msg }

// Fit finds the surface of a chain. Errors: an option it does not know, or no spot to start from.
func Fit(c *chain.Chain, o Options) (*Surface, error) {
	if o.IV != "file" {
		return nil, &Error{fmt.Sprintf("volatility source %q is not known", o.IV), "--iv file"}
	}
	if o.Carry != "flat" {
		return nil, &Error{fmt.Sprintf("carry %q is not known", o.Carry), "--carry flat"}
	}
	s := &Surface{FileSpot: c.Spot, Gap: math.NaN(), QuoteSpot: math.NaN()}
	if err := s.chooseSpot(c, o); err != nil {
		return nil, err
	}
	s.flatCarry(c, o)
	s.fileVols(c)
	return s, nil
}

// chooseSpot takes the file's spot or the one the user gave.
func (s *Surface) chooseSpot(c *chain.Chain, o Options) error {
	switch o.Spot {
	case "value":
		s.Spot, s.SpotSource = o.SpotAt, "flag"
	case "auto", "file", "":
		s.Spot, s.SpotSource = c.Spot, "file"
	default:
		return &Error{fmt.Sprintf("spot %q is not known", o.Spot), "--spot file, or a price such as --spot 6712.5"}
	}
	if !(s.Spot > 0) || math.IsInf(s.Spot, 0) {
		return &Error{"no spot price for " + c.Underlying, "give one, such as --spot 6712.5"}
	}
	return nil
}

// flatCarry gives every expiry the same rate and yield: F = S e^{(r-q)T}.
func (s *Surface) flatCarry(c *chain.Chain, o Options) {
	s.Rate, s.RateSource = o.Rate, "flag"
	s.CarryWords = fmt.Sprintf("flat: F = S e^((r-q)T) with r = %g, q = %g", o.Rate, o.Yield)
	s.Expiries = make([]Expiry, len(c.Expiries))
	for i, e := range c.Expiries {
		t := market.Years(c.AsOf, e.Settlement)
		s.Expiries[i] = Expiry{
			Years: t, Rate: o.Rate, Yield: o.Yield,
			Forward: s.Spot * math.Exp((o.Rate-o.Yield)*t),
		}
	}
}

// fileVols takes each leg's own volatility from the file, where it is finite and positive.
func (s *Surface) fileVols(c *chain.Chain) {
	s.Vol = make([]float64, c.Len())
	s.Source = make([]Source, c.Len())
	s.IVWords = "file: each leg's own column"
	s.ClockWords = "calendar: the file's volatilities are taken as annual on ACT/365"
	for i, v := range c.IV {
		s.Vol[i] = math.NaN()
		if v > 0 && !math.IsInf(v, 0) {
			s.Vol[i], s.Source[i] = v, FromFile
		}
	}
	for i := range s.Expiries {
		s.Expiries[i].ATMVol = atmVol(c, s, i)
	}
}
