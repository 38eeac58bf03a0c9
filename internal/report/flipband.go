package report

// FlipBand is the range of zero gamma under other volatilities, forwards and clocks; absent without a flip.
type FlipBand struct {
	Breakeven Number `json:"breakeven_put_per_call"` // see Totals
	Low       Number `json:"low"`
	High      Number `json:"high"`
	Open      bool   `json:"open"` // a run has no flip
}
