package report

// Followers are the nearest levels at which followers of rules trade, from daily prices, beside the levels of dealers.
type Followers struct {
	File        string          `json:"file"` // base name of the prices
	Date        string          `json:"date"` // of the last close that counts, before the trade date
	Close       Number          `json:"close"`
	Position    Number          `json:"position"`          // of trend followers by the default model, in units of capital
	SellsBeyond Number          `json:"sells_beyond_move"` // of volatility control, a fraction of the close
	Levels      []FollowerLevel `json:"levels"`            // descending
}

// FollowerLevel is a price at which followers of rules trade, if the next close is beyond it.
type FollowerLevel struct {
	Level   Number `json:"level"`
	Name    string `json:"name"`     // average 50; volatility control
	Does    string `json:"does"`     // what a close beyond it, seen from spot, does: buy or sell
	AwayPct Number `json:"away_pct"` // from spot
}

// VolControlName is the name of the levels of volatility control.
const VolControlName = "volatility control"
