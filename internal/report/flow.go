package report

// Flows are the dealers' trades in scenarios, by full reprice; positive means they buy.
type Flows struct {
	Spot  []SpotFlow `json:"spot"`
	Vol   []VolFlow  `json:"vol"`
	Time  []TimeFlow `json:"time"`
	Close *TimeFlow  `json:"close"` // only contracts settling at the next close; nil when there are none
}

// Side is the direction of the dealers' trade.
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
	Futures     Number      `json:"futures"`  // contracts of the future named in the conventions
	PctADV      Number      `json:"pct_adv"`  // |usd| as a percentage of average daily volume; absent when that is not given
	USD0DTE     Number      `json:"usd_0dte"` // from contracts settling later today
	Side        Side        `json:"side"`
	Attribution Attribution `json:"attribution"`
	Parts       []FlowPart  `json:"parts,omitempty"` // only in gex flows
}

// Attribution splits a trade, in shares: each effect alone from the base, and the cross term that completes the sum.
type Attribution struct {
	Spot  Number `json:"spot"`  // gamma
	Vol   Number `json:"vol"`   // vanna
	Time  Number `json:"time"`  // charm
	Cross Number `json:"cross"` // their interaction
}

// FlowPart is the trade of the contracts of one bucket, root and side; the parts add up to the flow.
type FlowPart struct {
	Bucket string `json:"bucket"`
	Root   string `json:"root"`
	Type   string `json:"type"` // call or put
	Shares Number `json:"shares"`
}

// FlowShare is the trade of one bucket, root or contract type after a move of spot. The shares of one kind add up to the
// flow.
type FlowShare struct {
	MovePct Number `json:"move_pct"`
	By      string `json:"by"`   // bucket, root or type
	Name    string `json:"name"` // 0DTE, SPXW, call
	Shares  Number `json:"shares"`
	USD     Number `json:"usd"`
	Side    Side   `json:"side"`
}

// SpotFlow is the trade after a move of spot, with volatility moved by the rule of the conventions.
type SpotFlow struct {
	MovePct Number `json:"move_pct"`
	Spot    Number `json:"spot"`
	Flow
	FundsUSD *Number `json:"funds_usd,omitempty"` // of leveraged funds at the close; nil without funds
}

// VolFlow is the trade after a parallel move of all volatilities.
type VolFlow struct {
	VolPoints Number `json:"vol_points"`
	Flow
}

// TimeFlow is the trade by an instant at today's spot. Options settled by then are at their payoff; closing the hedge of
// cash-settled ones is the unwind, a further trade.
type TimeFlow struct {
	Label string `json:"label"`
	At    Time   `json:"at"`
	Flow
	Unwind    Number `json:"unwind_shares"`
	UnwindUSD Number `json:"unwind_usd"`
}

// GridFlow is the trade after two simultaneous moves.
type GridFlow struct {
	MovePct   Number `json:"move_pct"`
	Spot      Number `json:"spot"`
	VolPoints Number `json:"vol_points"` // absent in spot_time
	Label     string `json:"label,omitempty"`
	At        Time   `json:"at"` // absent in spot_vol
	Flow
}

// CloseStep is one half hour on the path to the next close at today's spot: trades since the previous step, in shares.
type CloseStep struct {
	At       Time   `json:"at"`
	Settling Number `json:"settling_shares"` // of contracts that settle at the close
	AM       Number `json:"am_shares"`       // of AM-settled contracts
	Rest     Number `json:"rest_shares"`     // of all others
	Shares   Number `json:"shares"`          // the sum
	USD      Number `json:"usd"`
	Total    Number `json:"total_shares"` // cumulative since as-of
	Side     Side   `json:"side"`
}
