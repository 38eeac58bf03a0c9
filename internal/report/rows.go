package report

// FlowRow is a scenario of gex flows as a line of csv or ndjson: the columns of all of them, with those that it has no value for
// empty. Effects are in units of the underlying.
type FlowRow struct {
	Scenario    string `json:"scenario" csv:"scenario"` // spot, vol, time, close, to_close, spot_vol, spot_time, breakdown, scenario or fund
	MovePct     Number `json:"move_pct" csv:"move_pct"`
	VolPoints   Number `json:"vol_points" csv:"vol_points"`
	At          Time   `json:"at" csv:"at"`
	Spot        Number `json:"spot" csv:"spot"`
	Shares      Number `json:"shares" csv:"shares"`
	USD         Number `json:"usd" csv:"usd"`
	Futures     Number `json:"futures" csv:"futures"`
	PctADV      Number `json:"pct_adv" csv:"pct_adv"`
	USD0DTE     Number `json:"usd_0dte" csv:"usd_0dte"`
	Side        Side   `json:"side" csv:"side"`
	Label       Text   `json:"label" csv:"label"` // of an instant
	EffectSpot  Number `json:"attribution_spot" csv:"attribution_spot"`
	EffectVol   Number `json:"attribution_vol" csv:"attribution_vol"`
	EffectTime  Number `json:"attribution_time" csv:"attribution_time"`
	EffectCross Number `json:"attribution_cross" csv:"attribution_cross"`
	Unwind      Number `json:"unwind_shares" csv:"unwind_shares"`
	UnwindUSD   Number `json:"unwind_usd" csv:"unwind_usd"`
	Settling    Number `json:"settling_shares" csv:"settling_shares"`
	AM          Number `json:"am_shares" csv:"am_shares"`
	Rest        Number `json:"rest_shares" csv:"rest_shares"`
	Total       Number `json:"total_shares" csv:"total_shares"`
	By          Text   `json:"by" csv:"by"`
	Name        Text   `json:"name" csv:"name"`

	Funds       Number `json:"funds_usd" csv:"funds_usd"`
	Probability Number `json:"probability" csv:"probability"`
	Market      Number `json:"market_probability" csv:"market_probability"`
	Days        Number `json:"days" csv:"days"`
	GEX         Number `json:"gex" csv:"gex"`
	Regime      Regime `json:"regime" csv:"regime"`
	ZeroGamma   Number `json:"zero_gamma" csv:"zero_gamma"`
}

// ProfileRow is a point of the spot ladder as a line of csv or ndjson.
type ProfileRow struct {
	Spot Number `json:"spot" csv:"spot"`
	GEX  Number `json:"gex" csv:"gex"`
	DEX  Number `json:"dex" csv:"dex"`
	VEX  Number `json:"vex" csv:"vex"`
	CEX  Number `json:"cex" csv:"cex"`
}

// PricesOf is what a line of gex systematic is about, as in every line but that of triggers, which gex cascade reads.
type PricesOf struct {
	Underlying Text   `json:"underlying" csv:"underlying"`
	AsOf       string `json:"as_of" csv:"as_of"` // date of the last close
}

// SignalRow is a signal of trend followers as a line of csv or ndjson.
type SignalRow struct {
	PricesOf
	TrendSignal
}

// MoveRow is a move of volatility control as a line of csv or ndjson.
type MoveRow struct {
	PricesOf
	VolMove
}

// FundRow is a leveraged fund as a line of csv or ndjson.
type FundRow struct {
	PricesOf
	Ticker   string `json:"ticker" csv:"ticker"`
	Leverage Number `json:"leverage" csv:"leverage"`
	AUM      Number `json:"aum" csv:"aum"`
	Date     Text   `json:"date" csv:"date"`
	Offset   Number `json:"offset" csv:"offset"`
	PerPct   Number `json:"usd_per_pct" csv:"usd_per_pct"`
	USD      Number `json:"usd" csv:"usd"`
}
