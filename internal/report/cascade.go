package report

import "strings"

// Cascade is where outside shocks come to rest when dealers, leveraged funds and triggers trade with the move. Amounts are in
// currency, positive when they buy; shocks and moves are percent of spot.
type Cascade struct {
	Impact     *Impact    `json:"impact"` // nil when not given: then only what needs none is known
	StopWithin Number     `json:"stop_within"`
	Local      Number     `json:"local_amplification"` // of a small shock; absent when it does not come to rest
	PocketFree PocketFree `json:"pocket_free_above"`
	Shocks     []Shock    `json:"shocks"`

	Scenarios []ScenarioShock `json:"scenarios,omitempty"`
	Expected  *ExpectedRest   `json:"expected,omitempty"` // nil without scenarios, and without an impact

	Pockets  []Pocket  `json:"pockets"` // nil without an impact
	Triggers []Trigger `json:"triggers"`

	Ladder *TriggerLadder `json:"ladder,omitempty"` // what became of a file of triggers; nil without one
	Funds  []Fund         `json:"funds,omitempty"`

	FundsPct *Number `json:"funds_usd_per_pct,omitempty"` // that those counted trade with the move; nil without funds

	Curve *ShockCurve `json:"curve"` // nil without an impact
}

// Impact is how far trades move spot.
type Impact struct {
	Kind      string `json:"kind"`        // one of ImpactKinds
	USDPerPct Number `json:"usd_per_pct"` // that move spot 1%; absent with sqrt
	Prefactor Number `json:"prefactor"`   // of sqrt, as are the following
	SigmaD    Number `json:"sigma_d"`     // daily volatility, a fraction
	ADV       Number `json:"adv"`         // average daily volume, currency
	Q0        Number `json:"q0"`          // part of adv below which impact is nearly linear
}

// Kinds of impact.
const (
	ImpactLinear = "linear"
	ImpactSqrt   = "sqrt"
)

// PocketFree are the amounts per 1% above which no air pocket is within 5% of spot, below it and above it.
type PocketFree struct {
	Down Number `json:"down"`
	Up   Number `json:"up"`
}

// Shock is an outside shock and the spot where it comes to rest; the columns from spot on are absent without an impact, and
// where nothing in range is a rest.
type Shock struct {
	ShockPct      Number `json:"shock_pct" csv:"shock_pct"`
	Absorb        Number `json:"absorb_usd_per_pct" csv:"absorb_usd_per_pct"` // per 1%, above which it stops within stop_within times itself
	Spot          Number `json:"spot" csv:"spot"`
	MovePct       Number `json:"move_pct" csv:"move_pct"`
	Amplification Number `json:"amplification" csv:"amplification"` // move over shock
	DealerUSD     Number `json:"dealer_usd" csv:"dealer_usd"`
	FundsUSD      Number `json:"funds_usd" csv:"funds_usd"`
	TriggersUSD   Number `json:"triggers_usd" csv:"triggers_usd"`
	Fired         Prices `json:"fired" csv:"fired"`         // levels of triggers on the way, nearest first; nil without a rest
	Name          Text   `json:"name,omitempty" csv:"name"` // of the scenario; "" for the others
}

// ScenarioShock is a scenario of the user's: its move is the outside shock, and dealers trade with its volatilities and at its time.
// What is there is at the spot where it comes to rest.
type ScenarioShock struct {
	Shock
	Probability       Number      `json:"probability"`        // the user's, a fraction; absent when none is given
	MarketProbability Number      `json:"market_probability"` // risk-neutral, of the interval around the move; absent where quotes do not say
	VolPoints         Number      `json:"vol_points"`
	Days              Number      `json:"days"` // trading days ahead; absent when an instant is given
	At                Time        `json:"at"`   // absent: as_of
	GEX               Number      `json:"gex"`  // there, in the unit of the conventions
	Regime            Regime      `json:"regime"`
	ZeroGamma         Number      `json:"zero_gamma"`
	Attribution       Attribution `json:"attribution"` // of what dealers trade, in units of the underlying
}

// ExpectedRest is the mean over the scenarios of the user's probabilities. A sum is absent without probabilities, and where a
// scenario that can happen does not rest.
type ExpectedRest struct {
	MovePct                Number `json:"move_pct"`
	DealerUSD              Number `json:"dealer_usd"`
	ProbabilityShort       Number `json:"probability_short"`        // that dealers end short gamma, by the user's probabilities
	MarketProbabilityShort Number `json:"market_probability_short"` // by the market's
	ProbabilityNoRest      Number `json:"probability_no_rest"`
	MarketExpiry           Text   `json:"market_expiry"` // of the options that give the market's odds
}

// Prices are levels, in csv with a space between them.
type Prices []Number

// MarshalCSV writes 6640 6590.
func (p Prices) MarshalCSV() (string, error) {
	text := make([]string, len(p))
	for i, x := range p {
		text[i] = x.String()
	}
	return strings.Join(text, " "), nil
}

// Pocket is an interval of spots in which no shock rests: one beyond shock_pct falls through it.
type Pocket struct {
	From     Number `json:"from"`      // the edge nearer to spot
	To       Number `json:"to"`        // absent when nothing in range lies beyond it
	ShockPct Number `json:"shock_pct"` // that brings spot to the edge
	Side     string `json:"side"`      // down or up from spot
}

// Trigger is an order, or a liquidation, that goes off at a level, once.
type Trigger struct {
	Level     Number `json:"level"`
	USD       Number `json:"usd"` // negative sells
	Label     Text   `json:"label"`
	AwayPct   Number `json:"away_pct"`   // from spot
	ShockPct  Number `json:"shock_pct"`  // the least that brings spot there; absent without an impact and beyond the range
	DealerUSD Number `json:"dealer_usd"` // what dealers have traded on the way
	FallsWith Number `json:"falls_with"` // the level nearest to spot that the same shock reaches; absent when it is this one
}

// ShockCurve is the shock that lets spot rest at each spot of the ladder.
type ShockCurve struct {
	Spot     []Number `json:"spot"`
	ShockPct []Number `json:"shock_pct"`
}
