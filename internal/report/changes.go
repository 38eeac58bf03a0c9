package report

// Changes lists the key numbers of a report that differ from an earlier report of the same underlying.
type Changes struct {
	Since        Time     `json:"since"` // as-of time of the earlier report
	RegimeBefore Regime   `json:"regime_before"`
	Numbers      []Change `json:"numbers"` // only those that differ
}

// Change is a number that differs. Either value may be absent.
type Change struct {
	Key       string `json:"key"` // its path in the report: levels.zero_gamma
	Before    Number `json:"before"`
	After     Number `json:"after"`
	Change    Number `json:"change"`
	ChangePct Number `json:"change_pct"` // of |before|
}
