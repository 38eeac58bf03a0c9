package report

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
	Cascade    *Cascade     `json:"cascade,omitempty"`   // nil unless an impact was given
	Followers  *Followers   `json:"followers,omitempty"` // nil unless prices were given
	Warnings   []Warning    `json:"warnings"`

	Negligible []Flip `json:"-"` // of all contracts; in JSON they are among levels.flips (AllFlips)
}

// WarningList returns the warnings.
func (r *Report) WarningList() []Warning { return r.Warnings }

// Carry is the basis of rate and spot.
type Carry struct {
	Rate         Number `json:"rate"`
	RateSource   string `json:"rate_source"`         // flag, curve, parity, carry or none
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
	Account
	Members []MemberCoverage `json:"members,omitempty"` // of a combined book
}

// MemberCoverage accounts for the records of one member.
type MemberCoverage struct {
	Underlying string `json:"underlying"`
	Account
}

// Account counts option records: those used and, by reason, those left out.
type Account struct {
	Rows             int        `json:"rows"`
	Contracts        int        `json:"contracts"`
	Used             int        `json:"used"`
	OpenInterest     Number     `json:"open_interest"`
	OpenInterestUsed Number     `json:"open_interest_used"`
	LeftOut          []LeftOut  `json:"left_out"`
	Repaired         []Repaired `json:"repaired"`
	Exercise         *Exercise  `json:"exercise_now,omitempty"` // nil: no option can be exercised early
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

// Exercise counts the used contracts that are worth more exercised now than kept, and are as good as stock. GEXShare is their
// share of gross exposure, 0 where they count as stock.
type Exercise struct {
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
	PerADV      Number `json:"gamma_per_adv"`          // GEX in US$ per 1% / average daily volume in US$; null without the volume
}

// AllFlips returns the flips of all contracts, significant and negligible, ascending.
func (r *Report) AllFlips() []Flip { return allFlips(r.Levels.Flips, r.Negligible) }

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

	Members ByMember `json:"members,omitempty" csv:"-"` // GEX by member of a combined book
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

	// Of a combined book.
	Member     string `json:"member,omitempty"`      // underlying
	MemberSpot Number `json:"member_spot,omitempty"` // price of what the option is on
	File       string `json:"file,omitempty"`        // base names of the files of the record
}
