package report

// TriggerLadder is what became of a file of triggers.
type TriggerLadder struct {
	Source       string `json:"source"` // base name of the file
	Layout       string `json:"layout"` // levels, ladder, positions, coinglass or hyperliquid
	AsOf         Time   `json:"as_of"`  // of the snapshot; absent when the file does not say
	Rows         int    `json:"rows"`
	Used         int    `json:"used"`             // rows, of which several may be one trigger
	Beyond       int    `json:"beyond"`           // of those, rows outside the range around spot
	AlreadyFired int    `json:"already_fired"`    // rows on the other side of spot, left out
	Other        int    `json:"other_underlying"` // rows of another underlying, left out
	Never        int    `json:"never"`            // positions that no price liquidates, left out
	USDSell      Number `json:"usd_sell"`         // of the rows used, negative
	USDBuy       Number `json:"usd_buy"`
	LeftOut      Number `json:"left_out_usd"` // dollars that the source reports and assigns to no level
	Coverage     Number `json:"coverage"`     // dollars of the rows read over those that the source reports in all; absent when it does not
}
