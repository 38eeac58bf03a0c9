package report

// FlowTables are the flows with what gex flows adds to those of a report: grids of two moves, the path to the close, and a
// breakdown by contract.
type FlowTables struct {
	Flows
	SpotVol   []GridFlow  `json:"spot_vol,omitempty"`
	SpotTime  []GridFlow  `json:"spot_time,omitempty"`
	ToClose   []CloseStep `json:"to_close,omitempty"`
	Breakdown []FlowShare `json:"breakdown,omitempty"`

	Scenarios []ScenarioFlow `json:"scenarios,omitempty"` // of the user's
	Expected  *ExpectedFlow  `json:"expected,omitempty"`  // over them

	Funds       []Fund  `json:"funds,omitempty"`
	FundsPerPct *Number `json:"funds_usd_per_pct,omitempty"` // of those counted, in the direction of the move
}
