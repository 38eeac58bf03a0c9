package report

import (
	"slices"
	"strings"
)

// Snapshot is one underlying at one moment as a row of a history: its totals and levels, what they were made of and how.
type Snapshot struct {
	Underlying  string     `json:"underlying"`
	AsOf        Time       `json:"as_of"`
	TradeDate   string     `json:"trade_date"`
	Spot        Number     `json:"spot"`
	Regime      Regime     `json:"regime"`
	GEX         Number     `json:"gex"`
	CallGEX     Number     `json:"call_gex"`
	PutGEX      Number     `json:"put_gex"`
	GrossGEX    Number     `json:"gross_gex"`
	GEX1PctMove Number     `json:"gex_1pct_move"`
	DEX         Number     `json:"dex"`
	VEX         Number     `json:"vex"`
	CEX         Number     `json:"cex"`
	CallOI      Number     `json:"call_oi"`
	PutOI       Number     `json:"put_oi"`
	Levels      LevelCells // a column each
	Warnings    string     `json:"warnings"` // their codes
	Options     string     `json:"options"`  // flags that bear on the numbers
	Failed      Number     `json:"failed"`   // underlyings of the file that could not be used: it is read again
	Folder      string     `json:"folder"`   // as it was given
	Version     string     `json:"version"`
	File        string     `json:"file"` // within the folder
	SHA256      string     `json:"sha256"`
	Format      string     `json:"format"`

	DayMove    Number `json:"day_move"`
	Rate       Number `json:"rate"`
	ATMVol     Number `json:"atm_vol"` // see Facts
	Contracts  Number `json:"contracts"`
	Used       Number `json:"used"`
	CallVolume Number `json:"call_volume"`
	PutVolume  Number `json:"put_volume"`
	Flips      string `json:"flips"` // their prices, ascending, with ; between
	FlowUp     Number `json:"flow_up_1pct_usd"`
	FlowDown   Number `json:"flow_down_1pct_usd"`
	Regime0DTE Regime `json:"regime_0dte"`
	AsOfUTC    Time   `json:"as_of_utc"`
}

// SnapshotOf is a book as a row; file and options are the caller's.
func SnapshotOf(r *LevelsDocument) Snapshot {
	t, f := r.Totals, FactsOf(r)
	s := Snapshot{
		Underlying: r.Underlying, AsOf: r.AsOf, TradeDate: r.TradeDate, Spot: r.Spot, Regime: r.Regime,
		GEX: t.GEX, CallGEX: t.CallGEX, PutGEX: t.PutGEX, GrossGEX: t.GrossGEX, GEX1PctMove: t.GEX1PctMove,
		DEX: t.DEX, VEX: t.VEX, CEX: t.CEX, CallOI: t.CallOI, PutOI: t.PutOI,
		Levels:  levelCells(&r.Levels, r.Levels0DTE),
		Version: r.Version, File: r.Input.File, SHA256: r.Input.SHA256, Format: r.Input.Format,
		DayMove: f.DayMove, Rate: f.Rate, ATMVol: f.ATMVol, Contracts: f.Contracts, Used: f.Used,
		CallVolume: f.CallVolume, PutVolume: f.PutVolume, Flips: FlipList(r.Levels.Flips),
		FlowUp: f.FlowUp, FlowDown: f.FlowDown, Regime0DTE: f.Regime0DTE, AsOfUTC: f.AsOfUTC,
	}
	var codes []string
	for _, w := range r.Warnings {
		codes = append(codes, w.Code)
	}
	slices.Sort(codes)
	s.Warnings = strings.Join(slices.Compact(codes), " ")
	return s
}
