package report

// Sensitivity is one assumption varied at a time, and what follows from it.
type Sensitivity struct {
	Verdict     Verdict         `json:"verdict"`
	Breakeven   Number          `json:"breakeven_put_per_call"` // see Totals
	Runs        []Run           `json:"runs"`
	Bands       []Band          `json:"bands"`
	Derivatives Derivatives     `json:"derivatives"`
	QuoteSE     QuoteSE         `json:"quote_se"`
	Walls       []WallAgreement `json:"walls"`
	Extremes    []Extreme       `json:"extremes"`
	Wrong       *WrongSigns     `json:"wrong"` // nil unless a probability of wrong signs was given
}

// Verdict is how much of the regime is an assumption; "" (null in JSON) without GEX.
type Verdict string

// Verdicts.
const (
	Firm   Verdict = "firm"    // no run changes the sign of GEX, and the break-even is not near 1
	BySign Verdict = "by_sign" // only other signs change it, or the break-even is near 1
	Open   Verdict = "open"    // another assumption changes it, too
)

// MarshalJSON writes a string or null.
func (v Verdict) MarshalJSON() ([]byte, error) { return Text(v).MarshalJSON() }

// Run is the levels under one assumption that differs from those given.
type Run struct {
	Group     string `json:"group" csv:"group"` // base, or one of SensitivityGroups
	Run       string `json:"run" csv:"run"`     // the assumption: carry flat
	GEX       Number `json:"gex" csv:"gex"`
	Regime    Regime `json:"regime" csv:"regime"`
	ZeroGamma Number `json:"zero_gamma" csv:"zero_gamma"` // the flip nearest to that of the base, else to spot
	Moved     Number `json:"moved" csv:"moved"`           // zero_gamma less that of the base
	CallWall  Number `json:"call_wall" csv:"call_wall"`
	PutWall   Number `json:"put_wall" csv:"put_wall"`
	Failed    Text   `json:"failed" csv:"failed"` // why the run has no GEX; null when it has
}

// Groups of runs. Base is always run.
const (
	GroupBase       = "base"
	GroupSign       = "sign"
	GroupPosition   = "position"
	GroupVolatility = "volatility"
	GroupCarry      = "carry"
	GroupClock      = "clock"
	GroupExercise   = "exercise"
	GroupContracts  = "contracts"
	GroupTime       = "time"
	GroupSmile      = "smile"

	BandConventions = "conventions" // volatility, carry and clock together
	BandQuotes      = "quotes"      // one standard error of the quotes
	BandFifth       = "sign_fifth"  // one side's weight a fifth lower
	BandHalf        = "sign_half"   // one side's weight halved
)

// SensitivityGroups are the groups of runs, in order. That of early exercise is run only when it is named: American greeks cost as much
// as all other runs.
var SensitivityGroups = []string{GroupSign, GroupPosition, GroupVolatility, GroupCarry, GroupClock, GroupExercise, GroupContracts, GroupTime, GroupSmile}

// Band is the range of a quantity over the runs of a group and the base.
type Band struct {
	Quantity string `json:"quantity" csv:"quantity"` // gex or zero_gamma
	Group    string `json:"group" csv:"group"`
	Low      Number `json:"low" csv:"low"`
	High     Number `json:"high" csv:"high"`
	Open     bool   `json:"open" csv:"open"` // a run has no such value
}

// Quantities of bands.
const (
	QuantityGEX  = "gex"
	QuantityFlip = "zero_gamma"
)

// Derivatives are how far zero gamma moves, in currency of the underlying; absent without a flip, and where the profile only
// touches 0.
type Derivatives struct {
	PerVolPoint  Number `json:"per_iv_point"`    // all volatilities one point higher
	PerRatePoint Number `json:"per_rate_point"`  // the rate one point higher, the yield kept
	PerPutPct    Number `json:"per_put_oi_pct"`  // 1% more puts
	PerCallPct   Number `json:"per_call_oi_pct"` // 1% more calls
	PerHour      Number `json:"per_hour"`        // one hour later
}

// QuoteSE are standard errors from the width of quotes; absent where no volatility comes from quotes.
type QuoteSE struct {
	ZeroGamma Number `json:"zero_gamma"`
	GEX       Number `json:"gex"`
}

// WallAgreement is how sure a wall is.
type WallAgreement struct {
	Wall      string `json:"wall"` // call_wall or put_wall
	Strike    Number `json:"strike"`
	Agree     int    `json:"agree"` // runs with the same wall, the base among them
	Of        int    `json:"of"`    // runs that did not fail
	RunnerUp  Number `json:"runner_up"`
	Margin    Number `json:"margin"`    // 1 - runner-up's value / wall's value
	Contracts Number `json:"contracts"` // more at the runner-up that make it the wall
}

// Extreme is the lowest and the highest GEX of the profile near spot, and the spots where it is.
type Extreme struct {
	Within string `json:"within"` // day_move, the implied one-day move, or 5%
	Low    Number `json:"low"`
	LowAt  Number `json:"low_at"`
	High   Number `json:"high"`
	HighAt Number `json:"high_at"`
}

// WrongSigns is GEX if each strike's sign is wrong with a probability, independently.
type WrongSigns struct {
	P        Number `json:"p"`
	Mean     Number `json:"mean"`
	SD       Number `json:"sd"`
	Positive Number `json:"probability_positive"` // of GEX, by the normal law
}

// BandOf returns the band of a quantity in a group, nil when there is none.
func (s *Sensitivity) BandOf(quantity, group string) *Band {
	for i := range s.Bands {
		if s.Bands[i].Quantity == quantity && s.Bands[i].Group == group {
			return &s.Bands[i]
		}
	}
	return nil
}
