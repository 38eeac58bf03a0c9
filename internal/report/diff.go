package report

// Diff attributes the change of exposure from an earlier chain of an underlying to this one.
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
	Effects      []Effect `json:"effects"` // their sum is the change
	Rule         string   `json:"rule"`    // how the effects were separated
	Numbers      []Change `json:"numbers"` // totals and levels that differ

	Strikes []StrikeChange `json:"strikes"` // the largest change first

	MembersBefore []Member `json:"members_before,omitempty"` // of a combined book as it was

	OpenedShare Number   `json:"opened_share"` // of the contracts traded on the earlier date, those that became open interest; null unless the later chain is of the next trading day
	Opened      []Opened `json:"opened"`       // by days to expiry on the earlier date
}

// Opened is how much of a day's volume became open interest, over contracts that had not settled by the next day.
type Opened struct {
	Bucket string `json:"bucket"`
	Volume Number `json:"volume"` // contracts traded on the earlier date, as far as its file has them
	Opened Number `json:"opened"` // rise of their open interest, where it rose
	Share  Number `json:"share"`
}

// Effect is the part of a change that one cause explains.
type Effect struct {
	Effect    string `json:"effect" csv:"effect"`
	Contracts int    `json:"contracts" csv:"contracts"` // affected
	GEX       Number `json:"gex" csv:"gex"`
}

// EffectNames are the causes in the order in which they are applied. Contracts in both chains are repriced for the first
// five in turn; contracts of the other three are added or removed as a whole.
var EffectNames = []string{"spot", "time", "carry", "volatility", "open_interest", "new", "settled", "gone"}

// StrikeChange is the change of exposure at one strike, by effect.
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

// Add adds a part of another change.
func (s *StrikeChange) Add(other *StrikeChange, part float64) {
	add := func(to *Number, x Number) { *to += Number(Number(part) * x) }
	add(&s.GEXBefore, other.GEXBefore)
	add(&s.GEX, other.GEX)
	from := other.ByEffect()
	for e, to := range s.ByEffect() {
		add(to, *from[e])
	}
}

// ByEffect returns the effects in the order of EffectNames.
func (s *StrikeChange) ByEffect() []*Number {
	return []*Number{&s.Spot, &s.Time, &s.Carry, &s.Volatility, &s.OpenInterest, &s.New, &s.Settled, &s.Gone}
}
