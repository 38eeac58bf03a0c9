package vol

import "time"

// Weighted is the seconds from one instant to a later one on the clock that variance ages on.
func (s *Surface) Weighted(from, to time.Time) float64 { return s.clock.Seconds(from, to) }

// WeightedDay is the seconds of one full trading day on that clock.
func (s *Surface) WeightedDay() float64 { return s.clock.FullDay() }
