package report

// Changes is how the key numbers of a report differ from those of an earlier one of the same underlying.
type Changes struct {
	Since        Time     `json:"since"` // as-of of the earlier one
	RegimeBefore Regime   `json:"regime_before"`
	Numbers      []Change `json:"numbers"` // those that differ
}

// Change is a number that is another one now. Either may be absent.
type Change struct {
	Key       string `json:"key"` // where it stands in the report: levels.zero_gamma
	Before    Number `json:"before"`
	After     Number `json:"after"`
	Change    Number `json:"change"`
	ChangePct Number `json:"change_pct"` // of the size before
}
