package vol

import "time"

// of returns the fit that expiry x is from.
func (s *Surface) of(x int) *Surface {
	if s.Own == nil {
		return s
	}
	return s.Own[x]
}

// Weighted returns τ(from → to), the seconds from one instant to a later one on the
// clock of variance: a second of the session counts 1, another second of a trading date
// 0.12, any other 0 (docs/theory.md 2.4).
func (s *Surface) Weighted(from, to time.Time) float64 { return s.clock.Seconds(from, to) }

// WeightedDay returns the seconds of one full trading day on that clock: 23,400 + 0.12
// · 63,000 = 30,960, or 86,400 on the calendar clock.
func (s *Surface) WeightedDay() float64 { return s.clock.FullDay() }
