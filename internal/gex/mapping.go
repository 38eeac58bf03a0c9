package gex

import (
	"fmt"
	"math"
	"strconv"

	"gex/internal/fault"
	"gex/internal/report"
)

// Mapping is the price of another instrument while the underlying is at spot, to give
// levels as prices of that instrument:
//
//	ratio   level · Price/S        a future is S e^{(r−q)T} at every S, a fund or a small index a fraction of the index
//	offset  level + (Price − S)    a basis in points; off by (Price/S − 1) of the distance from spot
type Mapping struct {
	Symbol string  // "": no mapping
	Price  float64 // of the instrument, in its own unit
	By     string  // ratio, offset; "": ratio
}

// MapRules are the ways to map a level, the default first.
var MapRules = []string{"ratio", "offset"}

// widestOffset is the largest difference of two prices, as a fraction of spot, that can
// be a basis.
const widestOffset = 0.1

// given reports whether there is an instrument to map to.
func (m Mapping) given() bool { return m.Symbol != "" }

// byOffset reports whether levels are mapped by a difference in points.
func (m Mapping) byOffset() bool { return m.By == "offset" }

// check refuses a price that cannot be the instrument's: not positive, far from the
// usual ratio of a known pair (15%), 10,000 times apart from spot, or with an offset
// more than 10% from spot.
func (m Mapping) check(underlying string, spot float64) error {
	// From the price itself to its relation to spot.
	switch {
	case !m.given():
		return nil
	case !(m.Price > 0) || math.IsInf(m.Price, 0):
		return fault.New(fault.Input, "such as "+fault.Setting("map-to")+" ES=6712.25", "%g is not a price for %s", m.Price, m.Symbol)
	case m.known(underlying) > 0 && math.Abs(m.Price/spot/m.known(underlying)-1) > widestPair:
		near := math.Round(spot * m.known(underlying))
		return fault.New(fault.Usage, fmt.Sprintf("a price near %s, such as "+fault.Setting("map-to")+" %s=%s", points(near), m.Symbol, plainPrice(near)),
			fault.Setting("map-to")+": %s at %s cannot be: it trades near %s%s, which is at %s", m.Symbol, points(m.Price), factor(m.known(underlying)), underlying, points(spot))
	case m.Price/spot > widestRatio || spot/m.Price > widestRatio:
		return fault.New(fault.Usage, "check the price of "+fault.Setting("map-to"),
			fault.Setting("map-to")+": %s at %s is more than %s times apart from %s at %s", m.Symbol, points(m.Price), points(widestRatio), underlying, points(spot))
	case m.byOffset() && math.Abs(m.Price/spot-1) > widestOffset:
		return fault.New(fault.Input, fault.Setting("map-by")+" ratio maps instruments of any size", "%s at %s is not within a basis of %s at %s", m.Symbol, points(m.Price), underlying, points(spot))
	}
	return nil
}

// slope returns how many points the instrument moves per point of the underlying:
// Price/S by ratio, 1 by offset.
func (m Mapping) slope(spot float64) float64 {
	if !m.given() || m.byOffset() {
		return 1
	}
	return m.Price / spot
}

// words states how levels were mapped: ES 6712.25 for SPX 6700, ratio 1.00183.
func (m Mapping) words(underlying string, spot float64) string {
	if !m.given() {
		return ""
	}
	rule := "ratio " + strconv.FormatFloat(m.slope(spot), 'g', 6, 64)
	if m.byOffset() {
		rule = fmt.Sprintf("offset %+g", float64(report.Number(m.Price-spot).Round()))
	}
	return fmt.Sprintf("%s %s for %s %s, %s", m.Symbol, points(m.Price), underlying, points(spot), rule)
}

// points formats a price with the decimals it needs: 6,712.25.
func points(x float64) string { return report.Grouped(report.Number(x).String()) }

// mapped is the levels as prices of the other instrument and of the members of a combined
// book, nil without one.
func (b *Book) mapped(all report.Levels, today *report.Levels, outlook []report.Outlook) *report.Mapped {
	members := b.onMembers(all, today, outlook)
	if !b.opt.Map.given() && members == nil {
		return nil
	}
	out := &report.Mapped{}
	if b.opt.Map.given() {
		out = b.mappedTo(b.opt.Map, all, today, outlook)
	}
	out.Members = members
	return out
}

// mappedTo is the levels as prices of an instrument.
func (b *Book) mappedTo(m Mapping, all report.Levels, today *report.Levels, outlook []report.Outlook) *report.Mapped {
	out := &report.Mapped{
		Symbol: m.Symbol, Price: report.Number(m.Price), By: MapRules[0],
		Ratio: report.Number(m.slope(b.Spot)), Offset: report.None(),
		Levels: m.levels(all, b.Spot),
	}
	if m.byOffset() {
		out.By, out.Ratio, out.Offset = m.By, report.None(), report.Number(m.Price-b.Spot)
	}
	if today != nil {
		mapped := m.levels(*today, b.Spot)
		out.Levels0DTE = &mapped
	}
	for _, o := range outlook {
		o.GammaLevels = m.levels(*o.Levels(), b.Spot).GammaLevels
		out.Outlook = append(out.Outlook, o)
	}
	return out
}

// price returns the function that maps a price, slope · x + shift. An absent price
// stays absent.
func (m Mapping) price(spot float64) func(report.Number) report.Number {
	// slope·x + shift: Price/S · x, or x + (Price − S).
	slope, shift := m.slope(spot), 0.0
	if m.byOffset() {
		shift = m.Price - spot
	}
	return func(x report.Number) report.Number { return report.Number(float64(slope*float64(x)) + shift) }
}

// levels maps the prices among levels; the expected move is a distance and takes the
// slope only.
func (m Mapping) levels(l report.Levels, spot float64) report.Levels {
	return l.Mapped(m.price(spot), report.Number(m.slope(spot)))
}

// Check refuses a price that cannot be the instrument's, for an underlying, "" when it is not known, at spot.
func (m Mapping) Check(underlying string, spot float64) error { return m.check(underlying, spot) }

// Level returns a level as a price of the instrument, when the underlying is at spot; none for none.
func (m Mapping) Level(level report.Number, spot float64) report.Number { return m.price(spot)(level) }
