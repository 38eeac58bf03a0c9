package report

// Slice is one root and settlement instant of the surface strike × expiry, with its part of the whole.
type Slice struct {
	Root       string `json:"root"`
	Expiry     string `json:"expiry"`
	Settlement Time   `json:"settlement"`
	Bucket     string `json:"bucket"`
	DTE        int    `json:"dte"` // calendar days from the trade date
	CallGEX    Number `json:"call_gex"`
	PutGEX     Number `json:"put_gex"`
	GEX        Number `json:"gex"`
	GrossGEX   Number `json:"gross_gex"` // sum of |exposure| a contract
	Share      Number `json:"share"`     // of gross exposure
	Cells      []Cell `json:"cells"`     // by strike, ascending
}

// Cell is one strike of a slice, or of several together.
type Cell struct {
	Strike  Number `json:"strike"`
	CallGEX Number `json:"call_gex"`
	PutGEX  Number `json:"put_gex"`
	GEX     Number `json:"gex"`
}

// LinearFlow is what gamma at spot alone says of a move: minus GEX times the move. It is what desks without a repricer
// quote, and stands beside the repriced trade to show how far that holds.
type LinearFlow struct {
	MovePct Number `json:"move_pct"`
	USD     Number `json:"usd"`
}
