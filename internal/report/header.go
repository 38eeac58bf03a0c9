package report

import (
	"bytes"
	"encoding/json"
)

// Header identifies what was read and under which assumptions; every document begins with it.
type Header struct {
	Schema      string      `json:"schema"`
	Version     string      `json:"version"`
	Input       Input       `json:"input"`
	Underlying  string      `json:"underlying"`
	AsOf        Time        `json:"as_of"`
	TradeDate   string      `json:"trade_date"`
	Spot        Number      `json:"spot"`
	FileSpot    Number      `json:"file_spot"`
	SpotSource  string      `json:"spot_source"` // file, flag or implied
	Conventions Conventions `json:"conventions"`
	Settings    Settings    `json:"settings"`
	DealerBook  *DealerBook `json:"dealer_book,omitempty"` // of positions that the file has; nil where they are assumed
	Combined    bool        `json:"combined,omitempty"`    // the book is that of several files; the header is the axis's
	Members     []Member    `json:"members,omitempty"`     // of a combined book, the axis first
}

// Head returns the header. Version, input and settings are filled in by whoever read the file.
func (h *Header) Head() *Header { return h }

// DealerBook is what a file with dealer positions says of them: whose they are, how much of the gamma of open interest is known, and
// GEX with what is unknown at either extreme.
type DealerBook struct {
	Whose      Text   `json:"whose"`
	KnownShare Number `json:"known_share"`
	Low        Number `json:"gex_low"`
	High       Number `json:"gex_high"`
}

// Input identifies the file.
type Input struct {
	File   string `json:"file"`   // base name
	SHA256 string `json:"sha256"` // of the decompressed bytes
	Format string `json:"format"`
}

// Settings are the settings that differ from the built-in defaults and affect the result; with them it can be reproduced.
type Settings []Setting

// Setting is the name and value of a setting, from whatever source.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// MarshalJSON writes a list, empty when there are none. The encoder of the whole decides whether < is escaped.
func (s Settings) MarshalJSON() ([]byte, error) {
	if s == nil {
		s = Settings{}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode([]Setting(s))
	return out.Bytes(), err
}

// Conventions are the assumptions behind the numbers, in words.
type Conventions struct {
	GEXUnit      string `json:"gex_unit"`           // usd_per_1pct, usd_per_point or shares_per_usd; inr_... for rupees
	Sign         string `json:"sign"`               // who is long what
	Weight       string `json:"weight"`             // what counts as position: open interest, volume
	IV           string `json:"iv"`                 // source of volatilities
	Carry        string `json:"carry"`              // source of forwards
	Exercise     string `json:"exercise,omitempty"` // how early exercise is treated; "": no option can be exercised early
	Clock        string `json:"clock"`              // how variance accrues over time
	Wall         string `json:"wall"`               // how walls are chosen
	VolRule      string `json:"vol_rule"`           // how volatility reacts to moves of spot
	Futures      string `json:"futures"`            // contract that flows are converted to
	ADV          string `json:"adv"`                // average daily volume behind pct_adv
	DayCount     string `json:"day_count"`          // how years are counted
	Multiplier   string `json:"multiplier"`         // source of contract sizes
	DeltaIn      string `json:"delta_in"`           // what keys named shares count: shares, coins of a coin exchange, units of an index
	Contract     string `json:"contract"`           // size, style and settlement of a contract
	ZeroGamma    string `json:"zero_gamma"`         // definition of a flip and the range searched
	OpenInterest string `json:"open_interest"`      // date of the positions
	Filters      string `json:"filters"`            // which contracts were selected
	Map          string `json:"map,omitempty"`      // how levels are mapped to another instrument; "": not at all
}

// StickyStrike is the vol rule unless another one was asked for.
const StickyStrike = "sticky strike: every contract keeps its volatility"

// UnusualRule returns the vol rule where it is another one, else "".
func (c Conventions) UnusualRule() string {
	if c.VolRule == StickyStrike {
		return ""
	}
	return c.VolRule
}

// List returns the conventions with their keys, in order.
func (c Conventions) List() []Setting {
	return []Setting{
		{"gex_unit", c.GEXUnit}, {"sign", c.Sign}, {"weight", c.Weight}, {"iv", c.IV}, {"carry", c.Carry}, {"exercise", c.Exercise}, {"clock", c.Clock},
		{"wall", c.Wall}, {"vol_rule", c.VolRule}, {"futures", c.Futures}, {"adv", c.ADV}, {"day_count", c.DayCount},
		{"multiplier", c.Multiplier}, {"delta_in", c.DeltaIn}, {"contract", c.Contract}, {"zero_gamma", c.ZeroGamma}, {"open_interest", c.OpenInterest}, {"filters", c.Filters}, {"map", c.Map},
	}
}
