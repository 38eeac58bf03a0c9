package gex

import (
	"fmt"
	"math"
	"strconv"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
)

// Mapping tells at which price another instrument trades while the underlying is at spot, so that levels can be told
// as prices of it. A future is S·e^{(r-q)T} whatever S is, and a fund or a fraction of an index a share of it: levels go
// by the ratio of the two prices. By their difference, a basis in points, levels far from spot are off by its part of
// the distance.
type Mapping struct {
	Symbol string // "": no mapping
	Price  float64
	By     string // ratio, offset; "": ratio
}

// MapRules are the ways to map a level, the default first.
var MapRules = []string{"ratio", "offset"}

// widestOffset is how far apart two prices can lie for their difference to be a basis, as a fraction of spot.
const widestOffset = 0.1

// given reports whether there is anything to map to.
func (m Mapping) given() bool { return m.Symbol != "" }

// byOffset reports whether levels move by points.
func (m Mapping) byOffset() bool { return m.By == "offset" }

// check refuses what no level could be mapped with.
func (m Mapping) check(underlying string, spot float64) error {
	switch {
	case !m.given():
		return nil
	case !(m.Price > 0) || math.IsInf(m.Price, 0):
		return fault.New(fault.Input, "such as "+fault.Setting("map-to")+" ES=6712.25", "a price of %g for %s is none", m.Price, m.Symbol)
	case m.known(underlying) > 0 && math.Abs(m.Price/spot/m.known(underlying)-1) > widestPair:
		near := math.Round(spot * m.known(underlying))
		return fault.New(fault.Usage, fmt.Sprintf("a price near %s, such as "+fault.Setting("map-to")+" %s=%s", points(near), m.Symbol, plainPrice(near)),
			fault.Setting("map-to")+": %s at %s cannot be: it trades near %s%s, which is at %s", m.Symbol, points(m.Price), factor(m.known(underlying)), underlying, points(spot))
	case m.Price/spot > widestRatio || spot/m.Price > widestRatio:
		return fault.New(fault.Usage, "check the price of "+fault.Setting("map-to"),
			fault.Setting("map-to")+": %s at %s is more than %s times apart from %s at %s", m.Symbol, points(m.Price), points(widestRatio), underlying, points(spot))
	case m.byOffset() && math.Abs(m.Price/spot-1) > widestOffset:
		return fault.New(fault.Input, fault.Setting("map-by")+" ratio maps instruments of any size", "%s at %s is no basis away from %s at %s", m.Symbol, points(m.Price), underlying, points(spot))
	}
	return nil
}

// slope is how many points the instrument moves for one of the underlying.
func (m Mapping) slope(spot float64) float64 {
	if !m.given() || m.byOffset() {
		return 1
	}
	return m.Price / spot
}

// words tell how levels were mapped: ES 6712.25 for SPX 6700, ratio 1.00183.
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

// points prints a price without more decimals than it needs: 6,712.25.
func points(x float64) string { return report.Grouped(report.Number(x).String()) }

// mapped is the levels as prices of the other instrument, nil without one.
func (b *Book) mapped(all report.Levels, today *report.Levels, outlook []report.Outlook) *report.Mapped {
	m := b.opt.Map
	if !m.given() {
		return nil
	}
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

// price returns what maps a price. An absent one stays absent.
func (m Mapping) price(spot float64) func(report.Number) report.Number {
	slope, shift := m.slope(spot), 0.0
	if m.byOffset() {
		shift = m.Price - spot
	}
	return func(x report.Number) report.Number { return report.Number(float64(slope*float64(x)) + shift) }
}

// levels maps every price among some levels; the expected move is a distance and takes the slope alone.
func (m Mapping) levels(l report.Levels, spot float64) report.Levels {
	return l.Mapped(m.price(spot), report.Number(m.slope(spot)))
}

// future is the one that levels are mapped to, zero when its multiplier is not known.
func (m Mapping) future() market.Future {
	f, _ := market.FutureNamed(m.Symbol)
	return f
}

// inFutures is what a contract of the book's future gains in dollars when the underlying rises by one. It is the
// multiplier where the two are taken to move alike: always, but for a future whose price was given.
func (b *Book) inFutures() float64 {
	if b.future.Symbol != b.opt.Map.Symbol {
		return b.future.Multiplier
	}
	return b.future.Multiplier * b.opt.Map.slope(b.Spot)
}
