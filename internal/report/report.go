package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
)

// Schema names the shape of the JSON report. Keys may be added; renaming one or changing its meaning is a new schema.
const Schema = "gex.report/v1"

// Report is the document of gex report: everything computed for one underlying.
type Report struct {
	Header
	Carry      Carry        `json:"carry"`
	Volatility []Volatility `json:"volatility"`
	Coverage   Coverage     `json:"coverage"`
	Totals     Totals       `json:"totals"`
	Regime     Regime       `json:"regime"`
	DayMove    Number       `json:"day_move"`         // one standard deviation of a trading day, in dollars; near_zero is within a quarter of it
	ZeroMoves  Number       `json:"zero_gamma_moves"` // (zero gamma - spot) / day_move
	Levels     Levels       `json:"levels"`
	Levels0DTE *Levels      `json:"levels_0dte"`       // nil when nothing settles later today
	Mapped     *Mapped      `json:"mapped,omitempty"`  // nil when levels are not mapped
	Changes    *Changes     `json:"changes,omitempty"` // since the previous version of the file; only in gex watch
	Buckets    []Bucket     `json:"buckets"`
	Expiries   []Expiry     `json:"expiries"`
	Strikes    []Strike     `json:"strikes"`
	Profile    Profile      `json:"profile"`
	Flows      Flows        `json:"flows"`
	Warnings   []Warning    `json:"warnings"`

	Negligible []Flip `json:"-"` // of all contracts; in JSON they are among levels.flips (AllFlips)
}

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
	GEXUnit      string `json:"gex_unit"`      // usd_per_1pct, usd_per_point or shares_per_usd; inr_... for rupees
	Sign         string `json:"sign"`          // who is long what
	Weight       string `json:"weight"`        // what counts as position: open interest, volume
	IV           string `json:"iv"`            // source of volatilities
	Carry        string `json:"carry"`         // source of forwards
	Clock        string `json:"clock"`         // how variance accrues over time
	Wall         string `json:"wall"`          // how walls are chosen
	VolRule      string `json:"vol_rule"`      // how volatility reacts to moves of spot
	Futures      string `json:"futures"`       // contract that flows are converted to
	ADV          string `json:"adv"`           // average daily volume behind pct_adv
	DayCount     string `json:"day_count"`     // how years are counted
	Multiplier   string `json:"multiplier"`    // source of contract sizes
	DeltaIn      string `json:"delta_in"`      // what keys named shares count: shares, coins of a coin exchange, units of an index
	Contract     string `json:"contract"`      // size, style and settlement of a contract
	ZeroGamma    string `json:"zero_gamma"`    // definition of a flip and the range searched
	OpenInterest string `json:"open_interest"` // date of the positions
	Filters      string `json:"filters"`       // which contracts were selected
	Map          string `json:"map,omitempty"` // how levels are mapped to another instrument; "": not at all
}

// List returns the conventions with their keys, in order.
func (c Conventions) List() []Setting {
	return []Setting{
		{"gex_unit", c.GEXUnit}, {"sign", c.Sign}, {"weight", c.Weight}, {"iv", c.IV}, {"carry", c.Carry}, {"clock", c.Clock},
		{"wall", c.Wall}, {"vol_rule", c.VolRule}, {"futures", c.Futures}, {"adv", c.ADV}, {"day_count", c.DayCount},
		{"multiplier", c.Multiplier}, {"delta_in", c.DeltaIn}, {"contract", c.Contract}, {"zero_gamma", c.ZeroGamma}, {"open_interest", c.OpenInterest}, {"filters", c.Filters}, {"map", c.Map},
	}
}

// Carry is the basis of rate and spot.
type Carry struct {
	Rate         Number `json:"rate"`
	RateSource   string `json:"rate_source"`         // flag, curve, parity or none
	RateFile     Text   `json:"rate_file,omitempty"` // of a curve; its rate above is the one at 30 days, and every expiry has its own
	RateDate     Text   `json:"rate_date,omitempty"` // of the curve's row
	Gap          Number `json:"gap"`                 // ln(quotes' spot / file's spot)
	GapSource    Text   `json:"gap_source"`
	QuoteSpot    Number `json:"quote_spot"`
	QuoteTime    Time   `json:"quote_time"`
	ExpiriesUsed int    `json:"expiries_used"`
}

// Volatility counts contracts by the source of their volatility.
type Volatility struct {
	Source    string `json:"source"`
	Contracts int    `json:"contracts"`
	GrossGEX  Number `json:"gross_gex"`
}

// Coverage accounts for every selected option record of the file.
type Coverage struct {
	Rows             int        `json:"rows"`
	Contracts        int        `json:"contracts"`
	Used             int        `json:"used"`
	OpenInterest     Number     `json:"open_interest"`
	OpenInterestUsed Number     `json:"open_interest_used"`
	LeftOut          []LeftOut  `json:"left_out"`
	Repaired         []Repaired `json:"repaired"`
}

// LeftOut counts the contracts left out for one reason.
type LeftOut struct {
	Reason       string `json:"reason"`
	Contracts    int    `json:"contracts"`
	OpenInterest Number `json:"open_interest"`
}

// Repaired counts the contracts whose record was repaired for one reason; GEXShare is their share of gross exposure.
type Repaired struct {
	Reason       string `json:"reason"`
	Contracts    int    `json:"contracts"`
	OpenInterest Number `json:"open_interest"`
	GEXShare     Number `json:"gex_share"`
}

// Totals are sums over the whole book at spot.
type Totals struct {
	GEX         Number `json:"gex"`
	CallGEX     Number `json:"call_gex"`
	PutGEX      Number `json:"put_gex"`       // signed
	GrossGEX    Number `json:"gross_gex"`     // sum of |exposure| per contract
	GEX1PctMove Number `json:"gex_1pct_move"` // dealers' trade over a 1% move by full reprice, US$
	GEXPerPoint Number `json:"gex_per_point"` // US$ per point
	DEX         Number `json:"dex"`           // US$
	VEX         Number `json:"vex"`           // US$ of delta per +1 volatility point
	CEX         Number `json:"cex"`           // US$ of delta per calendar day, excluding contracts settling today
	CallOI      Number `json:"call_oi"`
	PutOI       Number `json:"put_oi"`
	CallVolume  Number `json:"call_volume"`
	PutVolume   Number `json:"put_volume"`
	Breakeven   Number `json:"breakeven_put_per_call"` // puts short per call held at which gamma at spot is 0, independent of the sign convention
}

// Regime is the sign of GEX at spot, or near_zero when a flip is close; "" (null in JSON) when no contract is used.
type Regime string

// MarshalJSON writes a string or null.
func (r Regime) MarshalJSON() ([]byte, error) { return Text(r).MarshalJSON() }

const (
	LongGamma  Regime = "long_gamma"
	ShortGamma Regime = "short_gamma"
	NearZero   Regime = "near_zero"
)

// AllFlips returns the flips of all contracts, significant and negligible, ascending.
func (r *Report) AllFlips() []Flip { return allFlips(r.Levels.Flips, r.Negligible) }

// AllFlips returns the flips of all contracts, significant and negligible, ascending.
func (d *LevelsDocument) AllFlips() []Flip { return allFlips(d.Levels.Flips, d.Negligible) }

func allFlips(counting, negligible []Flip) []Flip {
	all := slices.Concat(counting, negligible)
	slices.SortFunc(all, func(a, b Flip) int { return cmp.Compare(a.Spot, b.Spot) })
	return all
}

// Bucket sums the contracts in one range of days to expiry.
type Bucket struct {
	Bucket       string `json:"bucket" csv:"bucket"`
	Contracts    int    `json:"contracts" csv:"contracts"`
	OpenInterest Number `json:"open_interest" csv:"open_interest"`
	Volume       Number `json:"volume" csv:"volume"`
	CallGEX      Number `json:"call_gex" csv:"call_gex"`
	PutGEX       Number `json:"put_gex" csv:"put_gex"`
	GEX          Number `json:"gex" csv:"gex"`
	GrossGEX     Number `json:"gross_gex" csv:"gross_gex"`
	GEX1PctMove  Number `json:"gex_1pct_move" csv:"gex_1pct_move"`
	Share        Number `json:"share" csv:"share"` // of gross exposure
}

// Expiry sums one root and settlement instant.
type Expiry struct {
	Root         string `json:"root" csv:"root"`
	Expiry       string `json:"expiry" csv:"expiry"`
	Settlement   Time   `json:"settlement" csv:"settlement"`
	Style        string `json:"style" csv:"style"` // am or pm
	DTE          int    `json:"dte" csv:"dte"`     // calendar days from the trade date
	Years        Number `json:"years" csv:"years"`
	Forward      Number `json:"forward" csv:"forward"`
	Rate         Number `json:"rate" csv:"rate"`
	Yield        Number `json:"yield" csv:"yield"`
	Pairs        int    `json:"pairs" csv:"pairs"`
	ATMVol       Number `json:"atm_vol" csv:"atm_vol"`
	Contracts    int    `json:"contracts" csv:"contracts"`
	OpenInterest Number `json:"open_interest" csv:"open_interest"`
	CallGEX      Number `json:"call_gex" csv:"call_gex"`
	PutGEX       Number `json:"put_gex" csv:"put_gex"`
	GEX          Number `json:"gex" csv:"gex"`
	MaxPain      Number `json:"max_pain" csv:"max_pain"`
}

// Strike sums one strike over all expiries.
type Strike struct {
	Strike     Number `json:"strike" csv:"strike"`
	CallOI     Number `json:"call_oi" csv:"call_oi"`
	PutOI      Number `json:"put_oi" csv:"put_oi"`
	CallVolume Number `json:"call_volume" csv:"call_volume"`
	PutVolume  Number `json:"put_volume" csv:"put_volume"`
	CallGEX    Number `json:"call_gex" csv:"call_gex"`
	PutGEX     Number `json:"put_gex" csv:"put_gex"`
	GEX        Number `json:"gex" csv:"gex"`
	DEX        Number `json:"dex" csv:"dex"`
	VEX        Number `json:"vex" csv:"vex"`
	CEX        Number `json:"cex" csv:"cex"`
}

// Profile is exposure as a function of spot, every contract repriced; both slices have the same length.
type Profile struct {
	Spot []Number `json:"spot"`
	GEX  []Number `json:"gex"`
}

// Curves are a profile with the other exposures of the same book, of the same length, and the zeros of each.
type Curves struct {
	Profile
	DEX     []Number `json:"dex,omitempty"`
	VEX     []Number `json:"vex,omitempty"`
	CEX     []Number `json:"cex,omitempty"`
	DEXZero []Flip   `json:"dex_zero,omitempty"`
	VEXZero []Flip   `json:"vex_zero,omitempty"`
	CEXZero []Flip   `json:"cex_zero,omitempty"`
}

// Outlook is the levels of the book in another state: without some expiries, or later today.
type Outlook struct {
	Scope string `json:"scope"` // identifier: now, or one of OutlookScopes
	Label string `json:"label"`
	At    Time   `json:"at"` // absent unless it is later
	GammaLevels
}

// Levels returns all levels of the row; those that need more than gamma are absent.
func (o *Outlook) Levels() *Levels { return o.GammaLevels.alone() }

// OutlookScopes are the possible scopes of an outlook except now, which is the current book.
var OutlookScopes = []string{"without_today", "without_monthly", "12:00", "14:00", "15:30", "close"}

// Warning is a finding that affects how far the numbers can be trusted.
type Warning struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Contract is one option record with its greeks and exposures: a row of gex greeks. Greeks are per unit of the underlying:
// theta and charm per calendar day, vega and vanna per volatility point.
type Contract struct {
	Line         int    `json:"line"` // of the file, from 1
	Root         string `json:"root"`
	Expiry       string `json:"expiry"`
	Settlement   Time   `json:"settlement"`
	Bucket       string `json:"bucket"`
	Strike       Number `json:"strike"`
	Type         string `json:"type"` // call or put
	Bid          Number `json:"bid"`
	Ask          Number `json:"ask"`
	Volume       Number `json:"volume"`
	OpenInterest Number `json:"open_interest"`
	Multiplier   Number `json:"multiplier"`
	DealerQty    Number `json:"dealer_qty"` // contracts dealers are long
	Years        Number `json:"years"`
	Forward      Number `json:"forward"`
	Vol          Number `json:"vol"`
	VolSource    Text   `json:"vol_source"`
	Price        Number `json:"price"`
	Delta        Number `json:"delta"`
	Gamma        Number `json:"gamma"`
	Vega         Number `json:"vega"`
	Theta        Number `json:"theta"`
	Vanna        Number `json:"vanna"`
	Charm        Number `json:"charm"`
	GEX          Number `json:"gex"`
	DEX          Number `json:"dex"`
	VEX          Number `json:"vex"`
	CEX          Number `json:"cex"`
	LeftOut      Text   `json:"left_out"` // reason, or null when used
}
