package svg

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gex/internal/report"
)

// folded is a report with a cascade that folds between 98 and 95 % of spot.
func folded() *report.Pictures {
	r := spx().report()
	c := &report.Cascade{
		Impact: &report.Impact{Kind: report.ImpactLinear, USDPerPct: 5e10},
		Shocks: []report.Shock{
			{ShockPct: -1, Spot: 6600, MovePct: 100 * (6600/r.Spot - 1)}, {ShockPct: -3, Spot: report.None(), MovePct: report.None()}, {ShockPct: 1, Spot: 6770, MovePct: 100 * (6770/r.Spot - 1)},
		},
		Pockets:  []report.Pocket{{From: 0.98 * r.Spot, To: 0.95 * r.Spot, ShockPct: -1.5, Side: "down"}},
		Triggers: []report.Trigger{{Level: 6500, USD: -8e9, Label: "stops"}},
		Curve:    &report.ShockCurve{},
	}
	for j := -80; j <= 80; j++ {
		x := float64(j) / 1000
		shock := x
		switch {
		case x <= -0.05:
			shock = x + 0.035
		case x < -0.02:
			shock = -0.015 - (x+0.02)*0.5 // back towards spot
		}
		c.Curve.Spot = append(c.Curve.Spot, r.Spot*report.Number(1+x))
		c.Curve.ShockPct = append(c.Curve.ShockPct, report.Number(100*shock))
	}
	r.Cascade = c
	return r
}

// TestFold: the part of the curve in a pocket is drawn apart, the pocket is tinted and named, triggers and rests are labeled.
func TestFold(t *testing.T) {
	picture := text(t, folded(), Options{Kind: Cascade})
	for _, want := range []string{
		"An outside shock of -1% comes to rest at 6,600.00", "$50.0B moves spot 1%", "no shock rests from 6,578.10 to 6,376.73", "one beyond −1.50% falls through",
		"6,500.00 −$8.00B stops", ">6,600.00</text>", "does not rest; e is",
	} {
		if !strings.Contains(picture, want) {
			t.Errorf("no %q", want)
		}
	}
	if n := strings.Count(picture, `<path class="gex-today"`); n != 1 {
		t.Errorf("%d parts do not rest, want 1", n)
	}
	if n := strings.Count(picture, `<path class="gex-curve"`); n != 2 {
		t.Errorf("%d parts rest, want one on either side of the pocket", n)
	}
	if n := strings.Count(picture, `class="gex-hatched"`); n != 1 {
		t.Errorf("%d pockets, want 1", n)
	}
	r := folded()
	r.Cascade.Curve = nil
	if !strings.Contains(text(t, r, Options{Kind: Cascade}), "no impact of trades on spot is given") {
		t.Error("without a curve there is a picture")
	}
	if strings.Contains(text(t, folded(), Options{Kind: All}), "gex-cascade") {
		t.Error("the picture of all has the cascade")
	}
}

// TestFoldOnBothSides: pockets that begin at spot are on their own side.
func TestFoldOnBothSides(t *testing.T) {
	r := folded()
	f := &fold{panel: &panel{r: r}}
	r.Cascade.Pockets = []report.Pocket{{From: r.Spot, To: report.None(), Side: "down"}}
	if !f.inPocket(r.Spot-1) || f.inPocket(r.Spot+1) || f.inPocket(r.Spot) {
		t.Error("a pocket below spot is not below it")
	}
	r.Cascade.Pockets[0].Side = "up"
	if f.inPocket(r.Spot-1) || !f.inPocket(r.Spot+1) {
		t.Error("a pocket above spot is not above it")
	}
}

// steep are cascades whose labels have little room: rests side by side, along the diagonal, around a fold, and a fold across spot.
func steep() map[string]*report.Pictures {
	rests := func(factor func(shock float64) float64) *report.Pictures {
		r := folded()
		c := r.Cascade
		c.Pockets, c.Triggers, c.Shocks, c.Curve = nil, nil, nil, &report.ShockCurve{}
		for _, shock := range []float64{-5, -3, -2, -1, -0.5, 0.5, 1, 2, 3, 5} {
			move := shock * factor(shock)
			c.Shocks = append(c.Shocks, report.Shock{ShockPct: report.Number(shock), MovePct: report.Number(move), Spot: r.Spot * report.Number(1+move/100)})
		}
		for shock := -6.0; shock <= 6; shock += 0.05 {
			c.Curve.Spot = append(c.Curve.Spot, r.Spot*report.Number(1+shock*factor(shock)/100))
			c.Curve.ShockPct = append(c.Curve.ShockPct, report.Number(shock))
		}
		return r
	}
	across := folded()
	across.Cascade.Pockets = []report.Pocket{{From: across.Spot, To: 1.07 * across.Spot, ShockPct: 0.01, Side: "up"}, {From: across.Spot, To: report.None(), ShockPct: -0.01, Side: "down"}}
	return map[string]*report.Pictures{
		"folded": folded(), "across spot": across,
		"pinned":   rests(func(float64) float64 { return 0.03 }),
		"diagonal": rests(func(shock float64) float64 { return 0.95 - 0.03*shock }),
	}
}

// TestRestsAreLabeled: no line runs through a label of a cascade, each label is nearest to its own mark, and the largest shocks have one.
func TestRestsAreLabeled(t *testing.T) {
	for name, r := range steep() {
		for _, size := range [][2]int{{640, 400}, {1000, 600}, {1600, 900}, {640, 1000}} {
			name := fmt.Sprintf("%s %dx%d", name, size[0], size[1])
			c := &canvas{}
			p := &panel{canvas: c, r: r, k: kind{title: "Cascade"}, at: box{20, 120, float64(size[0] - 20), float64(size[1] - 60)}}
			f := p.newFold()
			f.frame()
			f.axes()
			f.lines()
			f.curve()
			f.falls()
			f.triggers()
			ticks := len(c.texts)
			f.rests()
			f.pocketNames()
			of := map[string]point{}
			for _, s := range r.Cascade.Shocks {
				of[price(s.Spot)] = point{f.x.at(s.ShockPct), f.y.at(s.MovePct)}
			}
			for _, text := range c.texts[ticks:] {
				if f.crossed(text.at) {
					t.Errorf("%s: a line runs through %q", name, text.s)
				}
				own, rest := of[text.s]
				if !rest {
					continue
				}
				for other, at := range of {
					if off := func(m point) float64 {
						return math.Hypot(max(text.at.l-m.x, 0, m.x-text.at.r), max(text.at.t-m.y, 0, m.y-text.at.b))
					}; other != text.s && off(at) <= off(own) {
						t.Errorf("%s: %q is nearer to the mark of %s", name, text.s, other)
					}
				}
			}
			if len(c.texts) == ticks {
				t.Errorf("%s: no rest is labeled", name)
			}
		}
	}
}

// TestNoPocketInTheLegend: the legend of a cascade without air pockets has none.
func TestNoPocketInTheLegend(t *testing.T) {
	if picture := text(t, steep()["pinned"], Options{Kind: Cascade}); strings.Contains(picture, "air pocket") {
		t.Error("the legend has an air pocket and the chart has none")
	}
}
