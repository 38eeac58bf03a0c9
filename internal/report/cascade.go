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
	Scenarios  []Shock    `json:"scenarios,omitempty"` // with names
	Pockets    []Pocket   `json:"pockets"`             // nil without an impact
	Triggers   []Trigger  `json:"triggers"`

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
