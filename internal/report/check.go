package report

// Check is the document of gex check: the data quality of one chain.
type Check struct {
	Header
	Coverage   Coverage      `json:"coverage"`
	Carry      Carry         `json:"carry"`
	Quotes     QuoteCounts   `json:"quotes"`
	AgeMinutes Number        `json:"age_minutes"`    // age of the quotes at as_of: inferred from the file's volatilities, else from trading hours
	SpotGap    Number        `json:"spot_gap"`       // |quotes' spot / file's spot - 1|; absent when no quote gives one
	LeftOut    Number        `json:"left_out_share"` // open interest left out, as a fraction of what has not expired
	Crossed    Number        `json:"crossed_share"`  // crossed quotes, as a fraction of the live contracts
	Outlying   int           `json:"outlier_count"`  // number of outliers
	Vendor     Vendor        `json:"vendor"`
	Expiries   []ExpiryCheck `json:"expiries"`
	Outliers   []Outlier     `json:"outliers"`
	Failed     []Failure     `json:"failed"` // limits set by flags of their own that were exceeded
	Warnings   []Warning     `json:"warnings"`

	Requirements []Requirement `json:"requirements,omitempty"` // the conditions, in the order given

	Combination *Combination `json:"combination,omitempty"` // how the members of a combined book go together; nil for another one
}

// WarningList returns the warnings.
func (c *Check) WarningList() []Warning { return c.Warnings }

// Combination is how far the members of a combined book are from what is usual.
type Combination struct {
	RatioOff Number        `json:"ratio_off"`     // the largest distance of a ratio of spots from the usual one, either way, as a fraction
	Apart    Number        `json:"apart_minutes"` // the largest time between a member and the axis, either way
	Members  []MemberCheck `json:"members"`       // the axis first
}

// MemberCheck is what is checked of a member of a combined book: how it goes with the axis, and the quality of its own data.
type MemberCheck struct {
	Underlying string      `json:"underlying"`
	Files      []string    `json:"files"`
	Ratio      Number      `json:"ratio"`          // spot of the axis / spot
	Usual      Number      `json:"usual_ratio"`    // what it usually is
	RatioOff   Number      `json:"ratio_off"`      // ratio / usual ratio - 1
	RatioLimit Number      `json:"ratio_limit"`    // how far that may be off; beyond it there is no book
	AgeMinutes Number      `json:"age_minutes"`    // how much earlier it is than the axis
	AgeLimit   Number      `json:"age_limit"`      // beyond it, either way, there is a warning
	QuoteAge   Number      `json:"quote_age"`      // of its quotes at the time of the axis, in minutes
	SpotGap    Number      `json:"spot_gap"`       // this and the rest are those of the check, of this member alone
	LeftOut    Number      `json:"left_out_share"` // see Check
	Crossed    Number      `json:"crossed_share"`
	Outlying   int         `json:"outlier_count"`
	Quotes     QuoteCounts `json:"quotes"`
	Vendor     Vendor      `json:"vendor"`
}

// QuoteCounts counts the live contracts by the state of their quotes; each is counted once, in the first kind that fits.
type QuoteCounts struct {
	Contracts int `json:"contracts"`
	Crossed   int `json:"crossed"`   // ask below bid
	None      int `json:"none"`      // neither bid nor ask
	OneSided  int `json:"one_sided"` // a bid or an ask alone
	Wide      int `json:"wide"`      // spread above half the mid and above half a dollar
	Usable    int `json:"usable"`
}

// Plus returns the counts of both.
func (q QuoteCounts) Plus(other QuoteCounts) QuoteCounts {
	return QuoteCounts{
		q.Contracts + other.Contracts, q.Crossed + other.Crossed, q.None + other.None,
		q.OneSided + other.OneSided, q.Wide + other.Wide, q.Usable + other.Usable,
	}
}

// Vendor compares the file's greeks with ours, over contracts that have both.
type Vendor struct {
	Delta Difference `json:"delta"` // absolute
	Gamma Difference `json:"gamma"` // relative to the largest gamma of the expiry
}

// Difference summarizes the differences between two columns; Line is the source line of the largest.
type Difference struct {
	Contracts int    `json:"contracts" csv:"contracts"`
	Median    Number `json:"median" csv:"median"`
	Worst     Number `json:"worst" csv:"worst"`
	Line      int    `json:"line" csv:"line"`
}

// ExpiryCheck is the quality of one expiry.
type ExpiryCheck struct {
	Root          string     `json:"root" csv:"root"`
	Expiry        string     `json:"expiry" csv:"expiry"`
	Style         string     `json:"style" csv:"style"`
	Contracts     int        `json:"contracts" csv:"contracts"`
	Usable        int        `json:"usable" csv:"usable"`
	Pairs         int        `json:"pairs" csv:"pairs"`
	Forward       Number     `json:"forward" csv:"forward"`
	ForwardSource string     `json:"forward_source" csv:"forward_source"` // future, parity, file_delta, carry or flat
	Yield         Number     `json:"yield" csv:"yield"`
	ATMVol        Number     `json:"atm_vol" csv:"atm_vol"`
	QuoteTime     Time       `json:"quote_time" csv:"quote_time"`       // from the trading hours of its market
	InferredTime  Time       `json:"inferred_time" csv:"inferred_time"` // inferred from the file's volatilities
	AgeMinutes    Number     `json:"age_minutes" csv:"age_minutes"`     // from the inferred time, else the quote time, to as_of
	VolRatio      Number     `json:"vol_ratio" csv:"vol_ratio"`         // ours / the file's near the money
	Delta         Difference `json:"delta" csv:"delta"`
	Gamma         Difference `json:"gamma" csv:"gamma"`
	Outliers      int        `json:"outliers" csv:"outliers"`

	// Of American options; null for others, and where no pair tells.
	Borrow      Number `json:"borrow" csv:"borrow"`             // cost of borrowing the underlying that quotes leave, a fraction a year; none where they do not say it
	Dividends   Number `json:"dividends" csv:"dividends"`       // of dates before settlement, given or found, currency per unit
	CallPremium Number `json:"call_premium" csv:"call_premium"` // of early exercise in the call nearest to the forward, currency per unit
	PutPremium  Number `json:"put_premium" csv:"put_premium"`
	Misfit      Number `json:"misfit" csv:"misfit"` // root mean square of call less put volatility near the money, a fraction a year
}

// Outlier is a strike whose volatility is out of line with its neighbors.
type Outlier struct {
	Line     int    `json:"line"`
	Root     string `json:"root"`
	Expiry   string `json:"expiry"`
	Strike   Number `json:"strike"`
	Vol      Number `json:"vol"`
	Expected Number `json:"expected"` // between the neighbors, linear in ln K
	Source   string `json:"source"`
}

// Failure is a limit that was exceeded.
type Failure struct {
	Flag  string `json:"flag"` // the setting
	Value Number `json:"value"`
	Limit Number `json:"limit"`
}

// Requirement is a condition and whether it holds. A condition on a null value does not hold.
type Requirement struct {
	Condition string `json:"condition"`
	Left      Scalar `json:"left"`
	Right     Scalar `json:"right"`
	OK        bool   `json:"ok"`
	Detail    string `json:"detail"` // both sides with their values
}

// Scalar is a number or a word of a report, or null.
type Scalar struct {
	Number Number
	Word   string
}

// OK reports whether the value is not null.
func (s Scalar) OK() bool { return s.Word != "" || s.Number.OK() }

// String is the word or the number, "" when absent.
func (s Scalar) String() string {
	if s.Word != "" {
		return s.Word
	}
	return s.Number.String()
}

// MarshalJSON writes a string, a number or null.
func (s Scalar) MarshalJSON() ([]byte, error) {
	if s.Word != "" {
		return Text(s.Word).MarshalJSON()
	}
	return s.Number.MarshalJSON()
}
