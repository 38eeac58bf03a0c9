package report

// Odds are the risk-neutral probabilities about a level by an expiry, from its fitted smile.
type Odds struct {
	Level       string `json:"level"` // key of a level
	Expiry      string `json:"expiry"`
	Settlement  Time   `json:"settlement"`
	Monthly     bool   `json:"monthly"`      // the expiry is the next monthly
	CloseBeyond Number `json:"close_beyond"` // settles on the other side of the level than spot
	Touch       Number `json:"touch"`        // reaches it before: about twice that, at most 1
}
