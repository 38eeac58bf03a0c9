package report

// ScenarioFlow is the dealers' trade in a scenario of the user's, and what they hold there.
type ScenarioFlow struct {
	Name              string `json:"name"`
	Probability       Number `json:"probability"`        // the user's, a fraction; absent when none is given
	MarketProbability Number `json:"market_probability"` // risk-neutral, of the interval around the move; absent where quotes do not say
	MovePct           Number `json:"move_pct"`
	VolPoints         Number `json:"vol_points"`
	Days              Number `json:"days"` // trading days ahead; absent when an instant is given
	At                Time   `json:"at"`   // absent: as_of
	Spot              Number `json:"spot"`
	Flow
	Unwind      Number `json:"unwind_shares"` // closing the hedge of cash-settled contracts that have settled by then
	UnwindUSD   Number `json:"unwind_usd"`
	GEX         Number `json:"gex"` // there, in the unit of the conventions; absent when nothing is left
	Regime      Regime `json:"regime"`
	ZeroGamma   Number `json:"zero_gamma"`    // with the volatilities of the scenario, within the range around its spot
	CallWallPct Number `json:"call_wall_pct"` // today's wall from the scenario's spot
	PutWallPct  Number `json:"put_wall_pct"`
}

// ExpectedFlow is the mean over the scenarios of the user's probabilities.
type ExpectedFlow struct {
	USD                    Number `json:"usd"` // absent without probabilities
	MovePct                Number `json:"move_pct"`
	ProbabilityShort       Number `json:"probability_short"`        // that dealers end short gamma, by the user's probabilities
	MarketProbabilityShort Number `json:"market_probability_short"` // by the market's
	Largest                string `json:"largest"`                  // the scenario with the largest trade of either side
	MarketExpiry           Text   `json:"market_expiry"`            // of the options that give the market's odds
}

// Fund is a leveraged fund and what it trades at the close.
type Fund struct {
	Ticker     string  `json:"ticker"`
	Underlying Text    `json:"underlying"`
	Leverage   Number  `json:"leverage"`
	AUM        Number  `json:"aum"`  // currency
	Date       Text    `json:"date"` // of the assets
	Offset     Number  `json:"offset"`
	PerPct     Number  `json:"usd_per_pct"`   // in the direction of the move
	Creations  Number  `json:"creations_usd"` // net creations on Date, negative: redemptions; absent when not known
	USD        *Number `json:"usd,omitempty"` // what it trades after the last move of the close; nil but in gex systematic
	Counted    bool    `json:"counted"`
	Why        Text    `json:"why"` // it is not
}
