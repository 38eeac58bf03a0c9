package report

// A Document is what one verb prints about one underlying: a header, warnings, and the verb's own keys. Fields tagged
// json:"-" are for its page or its csv.
type Document interface {
	Head() *Header
	WarningList() []Warning
}

// About is the common part of the documents about a book: the header, the basis of rate and spot, and the warnings.
type About struct {
	Header
	Carry    Carry     `json:"carry"`
	Warnings []Warning `json:"warnings"`
}

// WarningList returns the warnings.
func (a *About) WarningList() []Warning { return a.Warnings }

// LevelsDocument is the key levels. gex levels prints it; rows of a history and comparisons of two books are made from it.
type LevelsDocument struct {
	About
	Totals     Totals     `json:"totals"`
	Regime     Regime     `json:"regime"`
	Levels     Levels     `json:"levels"`
	Levels0DTE *Levels    `json:"levels_0dte"` // nil when nothing settles later today
	Outlook    []Outlook  `json:"outlook"`
	Mapped     *Mapped    `json:"mapped,omitempty"`    // nil without another instrument
	Followers  *Followers `json:"followers,omitempty"` // nil unless prices were given

	Negligible []Flip     `json:"-"` // in JSON they are among levels.flips (AllFlips)
	DayMove    Number     `json:"-"` // see Report
	Coverage   Coverage   `json:"-"`
	Buckets    []Bucket   `json:"-"` // for the share of 0DTE
	Expiries   []Expiry   `json:"-"` // for the volatility at 30 days
	Profile    Profile    `json:"-"` // for the range that was searched for flips
	Moves      []SpotFlow `json:"-"` // flows after moves of spot, including ±1%
	Day        *DayFacts  `json:"-"` // nil but for a row of a history
}

// DayFacts are what a study of a history needs to know of a row besides its levels.
type DayFacts struct {
	KnownAt      Time   // when all that the row rests on could be known, at the earliest
	MaxPainStyle string // settlement of the expiry of max pain: am or pm
	StrikeStep   Number // distance of its strikes around spot
}

// AllFlips returns the flips of all contracts, significant and negligible, ascending.
func (d *LevelsDocument) AllFlips() []Flip { return allFlips(d.Levels.Flips, d.Negligible) }

// Elsewhere returns a copy of the document with spot and levels converted to the instrument of Mapped, or the document itself
// without one.
func (r *LevelsDocument) Elsewhere() *LevelsDocument {
	m := r.Mapped
	if !m.Given() {
		return r
	}
	on := *r
	on.Spot, on.Levels, on.Levels0DTE, on.Outlook = m.Price, m.Levels, m.Levels0DTE, m.Outlook
	return &on
}

// StrikesDocument is exposure by strike: gex strikes.
type StrikesDocument struct {
	About
	Strikes []Strike `json:"strikes"`

	Levels Levels `json:"-"` // for the marks of the table
}

// ExpiriesDocument is exposure by root and settlement instant: gex expiries.
type ExpiriesDocument struct {
	About
	Expiries []Expiry `json:"expiries"`
}

// BucketsDocument is exposure by days to expiry: gex buckets.
type BucketsDocument struct {
	About
	Buckets []Bucket `json:"buckets"`
}

// ProfileDocument is exposure over the spot ladder: gex profile.
type ProfileDocument struct {
	About
	Profile Curves `json:"profile"`

	Levels  Levels `json:"-"` // for the marks of the drawing
	DayMove Number `json:"-"` // see Report
}

// FlowsDocument is the dealers' trades in scenarios: gex flows.
type FlowsDocument struct {
	About
	Flows FlowTables `json:"flows"`
}

// GreeksDocument is the contracts of a chain, one by one: gex greeks.
type GreeksDocument struct {
	About
	Contracts []Contract `json:"contracts"`
}

// SensitivityDocument is how far levels and regime move under other assumptions: gex sensitivity.
type SensitivityDocument struct {
	About
	Regime      Regime      `json:"regime"`
	Sensitivity Sensitivity `json:"sensitivity"`

	GEX       Number `json:"-"` // as given
	GrossGEX  Number `json:"-"`
	ZeroGamma Number `json:"-"`
}

// CascadeDocument is where shocks come to rest: gex cascade.
type CascadeDocument struct {
	About
	Regime  Regime  `json:"regime"`
	Cascade Cascade `json:"cascade"`
}

// InventoryDocument is what dealers hold, from who bought and who sold: gex inventory. Without a chain it has no spot, no time and no
// exposures.
type InventoryDocument struct {
	About
	Inventory Inventory `json:"inventory"`
}

// About returns the common part of the report.
func (r *Report) About() About { return About{r.Header, r.Carry, r.Warnings} }

// LevelsDocument returns the part of the report about key levels.
func (r *Report) LevelsDocument() *LevelsDocument {
	return &LevelsDocument{
		About: r.About(), Regime: r.Regime, Levels: r.Levels, Levels0DTE: r.Levels0DTE, Mapped: r.Mapped, Followers: r.Followers,
		Negligible: r.Negligible, Totals: r.Totals, DayMove: r.DayMove, Coverage: r.Coverage,
		Buckets: r.Buckets, Expiries: r.Expiries, Profile: r.Profile, Moves: r.Flows.Spot,
	}
}

// StrikesDocument returns the part of the report about strikes.
func (r *Report) StrikesDocument() *StrikesDocument {
	return &StrikesDocument{About: r.About(), Strikes: r.Strikes, Levels: r.Levels}
}

// ExpiriesDocument returns the part of the report about expiries.
func (r *Report) ExpiriesDocument() *ExpiriesDocument {
	return &ExpiriesDocument{About: r.About(), Expiries: r.Expiries}
}

// BucketsDocument returns the part of the report about buckets.
func (r *Report) BucketsDocument() *BucketsDocument {
	return &BucketsDocument{About: r.About(), Buckets: r.Buckets}
}

// ProfileDocument returns the part of the report about its profile.
func (r *Report) ProfileDocument() *ProfileDocument {
	return &ProfileDocument{About: r.About(), Profile: Curves{Profile: r.Profile}, Levels: r.Levels, DayMove: r.DayMove}
}

// FlowsDocument returns the part of the report about flows.
func (r *Report) FlowsDocument() *FlowsDocument {
	return &FlowsDocument{About: r.About(), Flows: FlowTables{Flows: r.Flows}}
}

// CascadeDocument returns the part of the report about cascades, which it must have.
func (r *Report) CascadeDocument() *CascadeDocument {
	return &CascadeDocument{About: r.About(), Regime: r.Regime, Cascade: *r.Cascade}
}
