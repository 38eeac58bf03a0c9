package report

// Slice is one root and settlement instant of the surface strike × expiry.
type Slice struct {
	Root       string `json:"root"`
	Expiry     string `json:"expiry"`
	Settlement Time   `json:"settlement"`
	Bucket     string `json:"bucket"`
	DTE        int    `json:"dte"` // calendar days from the trade date
	CallGEX    Number `json:"call_gex"`
	PutGEX     Number `json:"put_gex"`
	GEX        Number `json:"gex"`
	GrossGEX   Number `json:"gross_gex"` // sum of |exposure| per contract
	Share      Number `json:"share"`     // of gross exposure
	Cells      []Cell `json:"cells"`     // by strike, ascending
}

// Cell is one strike of one or several slices.
type Cell struct {
	Strike  Number `json:"strike"`
	CallGEX Number `json:"call_gex"`
	PutGEX  Number `json:"put_gex"`
	GEX     Number `json:"gex"`
}

// LinearFlow is the trade after a move extrapolated from gamma at spot: -GEX × move. Pictures draw it next to the repriced
// trade to show how far the approximation holds.
type LinearFlow struct {
	MovePct Number `json:"move_pct"`
	USD     Number `json:"usd"`
}
