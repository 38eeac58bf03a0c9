package phrase

import (
	"strings"

	"gex/internal/report"
)

// regimes has the heading of each regime, and what it means, for a report without flows.
var regimes = map[report.Regime]struct{ name, meaning, short string }{
	report.LongGamma:  {"LONG GAMMA", "dealers dampen moves", "long gamma"},
	report.ShortGamma: {"SHORT GAMMA", "dealers amplify moves", "short gamma"},
	report.NearZero:   {"NEUTRAL GAMMA", "dealer gamma is near zero or about to change sign", "neutral"},
}

// Regime is a regime as a heading, LONG GAMMA, and what it means; known is false where the report has none.
func Regime(r report.Regime) (name, meaning string, known bool) {
	is, known := regimes[r]
	return is.name, is.meaning, known
}

// RegimeInText is a regime in running text: long gamma; "none" where the report has none.
func RegimeInText(r report.Regime) string {
	if is, known := regimes[r]; known {
		return is.short
	}
	return "none"
}

// RegimeInColumn is a regime in a column about gamma: long, short, neutral, none.
func RegimeInColumn(r report.Regime) string { return strings.TrimSuffix(RegimeInText(r), " gamma") }

// Outcome is a regime and the data that decides how to word it: the flips, spot, and the dealers' trades after a move of 1%
// either way.
type Outcome struct {
	Regime   report.Regime
	Zero     report.Number // zero gamma, the flip nearest to spot
	Flips    []report.Flip
	Spot     report.Number
	Up, Down *report.Flow // nil when the report has no such move
}

// Title is the regime as a heading. It is fragile when a move of 1% carries spot through zero gamma so far that dealers
// trade as in the other regime: LONG GAMMA, fragile: flips short 0.23% below.
func (o Outcome) Title() string {
	name, _, _ := Regime(o.Regime)
	f := o.nearest()
	if f == nil || o.Regime != report.LongGamma && o.Regime != report.ShortGamma {
		return name
	}
	if AtSpot(f.Spot, o.Spot) {
		return name + ", fragile: flips at spot"
	}
	if !o.fragile(f) {
		return name
	}
	other, side := "short", " below"
	if o.Regime == report.ShortGamma {
		other = "long"
	}
	if f.Spot > o.Spot {
		side = " above"
	}
	return name + ", fragile: flips " + other + " " + strings.TrimLeft(Distance(f.Spot, o.Spot), "+-") + side
}

// nearest is the flip at zero gamma, nil where there is none.
func (o Outcome) nearest() *report.Flip {
	for i := range o.Flips {
		if o.Zero.OK() && o.Flips[i].Spot == o.Zero {
			return &o.Flips[i]
		}
	}
	return nil
}

// fragile reports whether the trade after 1% towards a flip is that of the other regime.
func (o Outcome) fragile(f *report.Flip) bool {
	towards, dampens := o.Down, report.Buy
	if f.Spot > o.Spot {
		towards, dampens = o.Up, report.Sell
	}
	if towards == nil || towards.Side != report.Buy && towards.Side != report.Sell {
		return false
	}
	return (towards.Side == dampens) == (o.Regime == report.ShortGamma)
}

// Does words what dealers do after a move of 1% either way, or, without flows, what the regime means.
func (o Outcome) Does(money Unit) string {
	if o.Up == nil || o.Down == nil {
		_, meaning, _ := Regime(o.Regime)
		return meaning
	}
	return "dealers " + Trade(o.Up.Side, o.Up.USD, money) + " into a 1% rally and " + Trade(o.Down.Side, o.Down.USD, money) + " into a 1% drop"
}

// Beyond says what changes at zero gamma: below 6,681.43 (-0.46%) dealers are short gamma and amplify moves. It is empty
// without a flip.
func (o Outcome) Beyond() string {
	f := o.nearest()
	if f == nil {
		return ""
	}
	if AtSpot(f.Spot, o.Spot) {
		return report.ZeroGammaName + " " + Price(f.Spot) + " is at spot: " + Sides(f.Direction)
	}
	side, toLong := "above ", report.NegToPos
	if f.Spot < o.Spot {
		side, toLong = "below ", report.PosToNeg
	}
	place := side + Price(f.Spot) + " (" + Distance(f.Spot, o.Spot) + ") dealers are "
	if f.Direction == toLong {
		return place + "long gamma and dampen moves"
	}
	return place + "short gamma and amplify moves"
}

// Sides are the signs of gamma on the sides of a flip.
func Sides(d report.Direction) string {
	if d == report.PosToNeg {
		return "long below, short above"
	}
	return "short below, long above"
}

// Trade words what dealers do and for how much: buy $3.20B.
func Trade(side report.Side, usd report.Number, money Unit) string {
	if side != report.Buy && side != report.Sell || !usd.OK() {
		return "trade nothing"
	}
	if usd < 0 {
		usd = -usd
	}
	return string(side) + " " + money.Size(usd)
}
