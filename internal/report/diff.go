package report

// Diff is how the exposure of one underlying changed from an earlier chain to this one, and why.
type Diff struct {
	Since        Time     `json:"since"` // as-of of the earlier chain
	Before       Input    `json:"before"`
	SpotBefore   Number   `json:"spot_before"`
	RegimeBefore Regime   `json:"regime_before"`
	Regime       Regime   `json:"regime"`
	Contracts    int      `json:"contracts"` // used in both
	GEXBefore    Number   `json:"gex_before"`
	GEX          Number   `json:"gex"`
	Change       Number   `json:"change"`
	Effects      []Effect `json:"effects"` // they add up to the change
	Rule         string   `json:"rule"`    // how they were told apart
	Numbers      []Change `json:"numbers"` // of the report, those that differ

	Strikes []StrikeChange `json:"strikes"` // the largest change first
}

// Effect is what one cause did to exposure.
type Effect struct {
	Effect    string `json:"effect" csv:"effect"`
	Contracts int    `json:"contracts" csv:"contracts"` // that it touched
	GEX       Number `json:"gex" csv:"gex"`
}

// EffectNames are the causes in the order in which they are taken. Contracts in both chains are repriced for one after
// the other of the first five; the others come or go as a whole.
var EffectNames = []string{"spot", "time", "carry", "volatility", "open_interest", "new", "settled", "gone"}

// StrikeChange is how the exposure of one strike changed, and the part of each effect in it.
type StrikeChange struct {
	Strike       Number `json:"strike"`
	GEXBefore    Number `json:"gex_before"`
	GEX          Number `json:"gex"`
	Change       Number `json:"change"`
	Spot         Number `json:"spot"`
	Time         Number `json:"time"`
	Carry        Number `json:"carry"`
	Volatility   Number `json:"volatility"`
	OpenInterest Number `json:"open_interest"`
	New          Number `json:"new"`
	Settled      Number `json:"settled"`
	Gone         Number `json:"gone"`
}

// ByEffect are the parts of the effects in the order of EffectNames.
func (s *StrikeChange) ByEffect() []*Number {
	return []*Number{&s.Spot, &s.Time, &s.Carry, &s.Volatility, &s.OpenInterest, &s.New, &s.Settled, &s.Gone}
}
