package report

// Flows are what dealers must trade in scenarios, every contract repriced; positive means they buy.
type Flows struct {
	Spot  []SpotFlow `json:"spot"`
	Vol   []VolFlow  `json:"vol"`
	Time  []TimeFlow `json:"time"`
	Close *TimeFlow  `json:"close"` // contracts settling at the next close alone; nil when there are none
}

// FlowTables are the flows with what gex flows adds to those of a report: two moves at once, the way to the close, and
// whose contracts make the trade.
type FlowTables struct {
	Flows
	SpotVol   []GridFlow  `json:"spot_vol,omitempty"`
	SpotTime  []GridFlow  `json:"spot_time,omitempty"`
	ToClose   []CloseStep `json:"to_close,omitempty"`
	Breakdown []FlowShare `json:"breakdown,omitempty"`
}

// Side is what dealers do.
type Side string

const (
	Buy   Side = "buy"
	Sell  Side = "sell"
	Still Side = "none"
)

// Flow is one trade.
type Flow struct {
	Shares      Number      `json:"shares"`
	USD         Number      `json:"usd"`      // shares at the scenario's spot
	Futures     Number      `json:"futures"`  // contracts of the future that stands in conventions
	PctADV      Number      `json:"pct_adv"`  // |usd| as percent of average daily volume, when that is given
	USD0DTE     Number      `json:"usd_0dte"` // the part of contracts settling later today
	Side        Side        `json:"side"`
	Attribution Attribution `json:"attribution"`
	Parts       []FlowPart  `json:"parts,omitempty"` // only the verb flows fills it
}

// Attribution splits a trade, in shares: each effect alone from the base, and the cross term that makes the sum.
type Attribution struct {
	Spot  Number `json:"spot"`  // gamma
	Vol   Number `json:"vol"`   // vanna
	Time  Number `json:"time"`  // charm
	Cross Number `json:"cross"` // what they do together
}

// FlowPart is the trade of the contracts of one bucket, root and side; the parts add up to the flow.
type FlowPart struct {
	Bucket string `json:"bucket"`
	Root   string `json:"root"`
	Type   string `json:"type"` // call or put
	Shares Number `json:"shares"`
}

// FlowShare is what one bucket, root or type of contract has in the trade of a move of spot. Those of one kind add up to
// the flow.
type FlowShare struct {
	MovePct Number `json:"move_pct"`
	By      string `json:"by"`   // bucket, root or type
	Name    string `json:"name"` // 0DTE, SPXW, call
	Shares  Number `json:"shares"`
	USD     Number `json:"usd"`
	Side    Side   `json:"side"`
}

// SpotFlow is the trade after spot has moved, and volatility with it as the rule says.
type SpotFlow struct {
	MovePct Number `json:"move_pct"`
	Spot    Number `json:"spot"`
	Flow
}

// VolFlow is the trade after all volatilities have moved in parallel.
type VolFlow struct {
	VolPoints Number `json:"vol_points"`
	Flow
}

// TimeFlow is the trade until an instant, spot unchanged. Options settled by then are at their payoff; closing the hedge
// that cash-settled ones leave behind is the unwind, a further trade.
type TimeFlow struct {
	Label string `json:"label"`
	At    Time   `json:"at"`
	Flow
	Unwind    Number `json:"unwind_shares"`
	UnwindUSD Number `json:"unwind_usd"`
}

// GridFlow is the trade of two moves at once.
type GridFlow struct {
	MovePct   Number `json:"move_pct"`
	Spot      Number `json:"spot"`
	VolPoints Number `json:"vol_points"` // absent in spot_time
	Label     string `json:"label,omitempty"`
	At        Time   `json:"at"` // absent in spot_vol
	Flow
}

// CloseStep is one half hour on the way to the next close, spot unchanged: trades since the step before, in shares.
type CloseStep struct {
	At       Time   `json:"at"`
	Settling Number `json:"settling_shares"` // contracts that settle at the close
	AM       Number `json:"am_shares"`       // contracts that settle at an open
	Rest     Number `json:"rest_shares"`     // all others
	Shares   Number `json:"shares"`          // the sum
	USD      Number `json:"usd"`
	Total    Number `json:"total_shares"` // since as-of
	Side     Side   `json:"side"`
}
