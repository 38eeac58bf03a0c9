package report

// A Document is what one verb prints about one underlying: a header, warnings, and the verb's own keys. Fields that are not
// in its JSON are what its page or its csv shows beside them.
type Document interface {
	Head() *Header
	WarningList() []Warning
}

// About is what the document of every verb about a book begins with: what was read and under which assumptions, what rate
// and spot rest on, and what a reader should know.
type About struct {
	Header
	Carry    Carry     `json:"carry"`
	Warnings []Warning `json:"warnings"`
}

// WarningList returns the warnings.
func (a *About) WarningList() []Warning { return a.Warnings }

// Head returns the header, which the reader of the file completes: version, input and settings.
func (h *Header) Head() *Header { return h }

// LevelsDocument is the key levels. gex levels prints it; a row of a history and a comparison of two books are taken from it.
type LevelsDocument struct {
	About
	Regime     Regime    `json:"regime"`
	Levels     Levels    `json:"levels"`
	Levels0DTE *Levels   `json:"levels_0dte"` // nil when nothing settles later today
	Outlook    []Outlook `json:"outlook"`
	Mapped     *Mapped   `json:"mapped,omitempty"` // nil without another instrument

	Negligible []Flip     `json:"-"` // JSON has them in their places among levels.flips (AllFlips)
	Totals     Totals     `json:"-"`
	DayMove    Number     `json:"-"` // see Report
	Coverage   Coverage   `json:"-"`
	Buckets    []Bucket   `json:"-"` // for the share of 0DTE
	Expiries   []Expiry   `json:"-"` // for the volatility at 30 days
	Profile    Profile    `json:"-"` // for where flips were looked for
	Moves      []SpotFlow `json:"-"` // flows after moves of spot, among them ±1 %
}

// StrikesDocument is exposure by strike.
type StrikesDocument struct {
	About
	Strikes []Strike `json:"strikes"`

	Levels Levels `json:"-"` // marked beside their strikes
}

// ExpiriesDocument is exposure by root and settlement instant.
type ExpiriesDocument struct {
	About
	Expiries []Expiry `json:"expiries"`
}

// BucketsDocument is exposure by days to expiry.
type BucketsDocument struct {
	About
	Buckets []Bucket `json:"buckets"`
}

// ProfileDocument is exposure over the spot ladder.
type ProfileDocument struct {
	About
	Profile Curves `json:"profile"`

	Levels  Levels `json:"-"` // drawn among the curve
	DayMove Number `json:"-"` // see Report
}

// FlowsDocument is what dealers must trade in scenarios.
type FlowsDocument struct {
	About
	Flows FlowTables `json:"flows"`
}

// GreeksDocument is the contracts of a chain, one by one.
type GreeksDocument struct {
	About
	Contracts []Contract `json:"contracts"`
}

// DiffDocument is how exposure changed since an earlier chain; the header is that of the later one.
type DiffDocument struct {
	About
	Diff *Diff `json:"diff"`
}

// Pictures is the report with what only pictures show.
type Pictures struct {
	Report
	Strikes0DTE []Cell       // of what settles later today
	Surface     []Slice      // strike × expiry
	Linear      []LinearFlow // flows as gamma at spot alone says
	Curve       []SpotFlow   // flows after even moves, for the picture beside the table of Flows.Spot; only a page has it
}

// WarningList returns the warnings.
func (r *Report) WarningList() []Warning { return r.Warnings }

// WarningList returns the warnings.
func (c *Check) WarningList() []Warning { return c.Warnings }

// WarningList returns the warnings.
func (s *Summary) WarningList() []Warning { return s.Warnings }

// About is the part of the report that all documents begin with.
func (r *Report) About() About { return About{r.Header, r.Carry, r.Warnings} }

// LevelsDocument is the part of the report that is about key levels.
func (r *Report) LevelsDocument() *LevelsDocument {
	return &LevelsDocument{
		About: r.About(), Regime: r.Regime, Levels: r.Levels, Levels0DTE: r.Levels0DTE, Mapped: r.Mapped,
		Negligible: r.Negligible, Totals: r.Totals, DayMove: r.DayMove, Coverage: r.Coverage,
		Buckets: r.Buckets, Expiries: r.Expiries, Profile: r.Profile, Moves: r.Flows.Spot,
	}
}

// StrikesDocument is the part of the report that is about strikes.
func (r *Report) StrikesDocument() *StrikesDocument {
	return &StrikesDocument{About: r.About(), Strikes: r.Strikes, Levels: r.Levels}
}

// ExpiriesDocument is the part of the report that is about expiries.
func (r *Report) ExpiriesDocument() *ExpiriesDocument {
	return &ExpiriesDocument{About: r.About(), Expiries: r.Expiries}
}

// BucketsDocument is the part of the report that is about buckets.
func (r *Report) BucketsDocument() *BucketsDocument {
	return &BucketsDocument{About: r.About(), Buckets: r.Buckets}
}

// ProfileDocument is the part of the report that is about its profile.
func (r *Report) ProfileDocument() *ProfileDocument {
	return &ProfileDocument{About: r.About(), Profile: Curves{Profile: r.Profile}, Levels: r.Levels, DayMove: r.DayMove}
}

// FlowsDocument is the part of the report that is about flows.
func (r *Report) FlowsDocument() *FlowsDocument {
	return &FlowsDocument{About: r.About(), Flows: FlowTables{Flows: r.Flows}}
}
