package report

import (
	"slices"
	"strings"
)

// Snapshot is a row of a history: totals and levels of one underlying at one time, with their source and settings.
type Snapshot struct {
	Underlying  string     `json:"underlying" csv:"underlying"`
	AsOf        Time       `json:"as_of" csv:"as_of"`
	TradeDate   string     `json:"trade_date" csv:"trade_date"`
	Spot        Number     `json:"spot" csv:"spot"`
	Regime      Regime     `json:"regime" csv:"regime"`
	GEX         Number     `json:"gex" csv:"gex"`
	CallGEX     Number     `json:"call_gex" csv:"call_gex"`
	PutGEX      Number     `json:"put_gex" csv:"put_gex"`
	GrossGEX    Number     `json:"gross_gex" csv:"gross_gex"`
	GEX1PctMove Number     `json:"gex_1pct_move" csv:"gex_1pct_move"`
	DEX         Number     `json:"dex" csv:"dex"`
	VEX         Number     `json:"vex" csv:"vex"`
	CEX         Number     `json:"cex" csv:"cex"`
	CallOI      Number     `json:"call_oi" csv:"call_oi"`
	PutOI       Number     `json:"put_oi" csv:"put_oi"`
	Levels      LevelCells `json:"-" csv:"-"`               // one column per level, see history_levels.go
	Warnings    string     `json:"warnings" csv:"warnings"` // codes
	Options     string     `json:"options" csv:"options"`   // settings that affect the numbers
	Failed      Number     `json:"failed" csv:"failed"`     // underlyings of the file that could not be used, and dates that were not read; they are tried again next time
	Folder      string     `json:"folder" csv:"folder"`     // as given on the command line
	Version     string     `json:"version" csv:"version"`
	File        string     `json:"file" csv:"file"` // path within the directory
	SHA256      string     `json:"sha256" csv:"sha256"`
	Format      string     `json:"format" csv:"format"`

	DayMove    Number `json:"day_move" csv:"day_move"`
	Rate       Number `json:"rate" csv:"rate"`
	ATMVol     Number `json:"atm_vol" csv:"atm_vol"` // see Facts
	Contracts  Number `json:"contracts" csv:"contracts"`
	Used       Number `json:"used" csv:"used"`
	CallVolume Number `json:"call_volume" csv:"call_volume"`
	PutVolume  Number `json:"put_volume" csv:"put_volume"`
	Flips      string `json:"flips" csv:"flips"` // prices, ascending, separated by ;
	FlowUp     Number `json:"flow_up_1pct_usd" csv:"flow_up_1pct_usd"`
	FlowDown   Number `json:"flow_down_1pct_usd" csv:"flow_down_1pct_usd"`
	Regime0DTE Regime `json:"regime_0dte" csv:"regime_0dte"`
	AsOfUTC    Time   `json:"as_of_utc" csv:"as_of_utc"`
	Breakeven  Number `json:"breakeven_put_per_call" csv:"breakeven_put_per_call"`
	Gap        Number `json:"gap" csv:"gap"`
	Members    string `json:"members" csv:"members"` // of a combined book, each with its GEX: SPX=1.5e9;SPY=-2e8

	OpenedShare Number `json:"opened_share" csv:"opened_share"` // of the contracts traded on the trading day before, those that became open interest

	KnownAt      Time   `json:"known_at" csv:"known_at"`           // see DayFacts
	OpenInterest Number `json:"open_interest" csv:"open_interest"` // of contracts; call_oi and put_oi are of those used
	MoveExpiry   string `json:"expected_move_expiry" csv:"expected_move_expiry"`
	PainExpiry   string `json:"max_pain_expiry" csv:"max_pain_expiry"`
	PainStyle    string `json:"max_pain_style" csv:"max_pain_style"` // see DayFacts
	StrikeStep   Number `json:"strike_step" csv:"strike_step"`       // see DayFacts
}

// SnapshotOf returns the row of a book. Folder, File and Options are left to the caller.
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
		Breakeven: f.Breakeven, Gap: f.Gap, OpenedShare: None(),
		KnownAt: r.AsOf, OpenInterest: r.Coverage.OpenInterest, MoveExpiry: expectedExpiry(&r.Levels), PainExpiry: string(r.Levels.MaxPainExpiry), StrikeStep: None(),
	}
	if d := r.Day; d != nil {
		s.KnownAt, s.StrikeStep = d.KnownAt, d.StrikeStep
		if s.PainExpiry != "" {
			s.PainStyle = d.MaxPainStyle
		}
	}
	var codes []string
	for _, w := range r.Warnings {
		codes = append(codes, w.Code)
	}
	var members []string
	for _, m := range r.Members {
		members = append(members, m.Underlying+"="+m.GEX.String())
	}
	s.Members = strings.Join(members, ";")
	slices.Sort(codes)
	s.Warnings = strings.Join(slices.Compact(codes), " ")
	return s
}
