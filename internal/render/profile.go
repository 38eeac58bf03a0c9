package render

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Profile writes GEX, DEX, VEX and CEX over the spot ladder. Text and markdown have one point per percent and every flip, the
// other formats all points.
func Profile(w io.Writer, r *report.ProfileDocument, f Format, o Options) error {
	return view{
		lines:  true,
		header: &r.Header,
		page: func(s style) page {
			return single(&r.About, s, append(curveSections(r, s), profileSection(r, s))...)
		},
		document: func() any { return profileDocument(r) },
		records:  func() records { return profileRecords(r.Profile) },
	}.write(w, f, o)
}

func profileDocument(r *report.ProfileDocument) any {
	c := *r
	c.Warnings = orEmpty(c.Warnings)
	c.Profile.Spot, c.Profile.GEX = orEmpty(c.Profile.Spot), orEmpty(c.Profile.GEX)
	return c
}

// profileRecord is a point of the ladder.
type profileRecord = report.ProfileRow

func profileRecords(p report.Curves) records {
	list := make([]profileRecord, len(p.Spot))
	at := func(values []report.Number, i int) report.Number {
		if i >= len(values) {
			return report.None()
		}
		return values[i]
	}
	for i, spot := range p.Spot {
		list[i] = profileRecord{Spot: spot, GEX: at(p.GEX, i), DEX: at(p.DEX, i), VEX: at(p.VEX, i), CEX: at(p.CEX, i)}
	}
	return recordsOf(list)
}

// curve is one exposure over the ladder.
type curve struct {
	name, key string
	unit      phrase.Unit
	values    []report.Number
}

// profileCurves returns the exposures that were computed, GEX first.
func profileCurves(p report.Curves, s style) []curve {
	all := []curve{
		{"GEX", "gex", s.gex, p.GEX},
		{"DEX", "dex", s.money, p.DEX},
		{"VEX", "vex", s.money.PerMove(perVolPoint), p.VEX},
		{"CEX", "cex", s.money.PerMove(perDay), p.CEX},
	}
	return slices.DeleteFunc(all, func(c curve) bool { return len(c.values) != len(p.Spot) })
}

// point is one line of the table: a spot of the ladder, or a flip between two of them.
type point struct {
	spot  report.Number
	index int // of the ladder; -1: a flip
	note  string
}

// at returns an exposure at the point, absent at a flip.
func (p point) at(c curve) report.Number {
	if p.index < 0 {
		return report.None()
	}
	return c.values[p.index]
}

// curveBarsAt is the index of the column of bars, which draws the first curve.
const curveBarsAt = 3

func profileSection(r *report.ProfileDocument, s style) section {
	ladder := nearest1Pct(r)
	points := profilePoints(r, ladder)
	curves := profileCurves(r.Profile, s)
	columns, units := []column{num("spot"), num("dist %")}, make([]string, len(curves))
	scales := make([]phrase.Scale, len(curves))
	var drawn barColumn
	for i, c := range curves {
		shown := make([]report.Number, len(points))
		for j, p := range points {
			shown[j] = p.at(c)
		}
		scales[i] = c.unit.ScaleFor(shown...)
		units[i] = c.name + " in " + c.unit.In(scales[i])
		columns = append(columns, num(c.name))
		if i == 0 {
			drawn.bars = newBars(s, halfBar, shown...)
			columns = append(columns, drawn.column())
		}
	}
	table := newGrid(append(columns, word(""))...)
	for _, p := range points {
		cells := []string{price(p.spot), signed(100*(p.spot/r.Spot-1), 2)}
		for i, c := range curves {
			v := p.at(c)
			cells = append(cells, s.paint(v, shown(v, scales[i].Signed)))
			if i == 0 {
				cells = append(cells, drawn.cell(min(v, 0), max(v, 0)))
			}
		}
		table.add(append(cells, p.note)...)
	}
	sec := section{title: "Points", note: strings.Join(units, ", "), table: drawn.fitted(table, curveBarsAt), tail: zeroNotes(r)}
	if all := len(r.Profile.Spot); len(ladder) < all {
		sec.tail = append(sec.tail, fmt.Sprintf("%d of %s points; "+s.setting("format")+" csv has all", len(ladder), count(all)))
	}
	return sec
}

// zeroNotes words every spot at which an exposure changes sign.
func zeroNotes(r *report.ProfileDocument) []string {
	notes := []string{flipNote("all expiries", &r.Levels, r.Profile.Profile)}
	p := r.Profile
	for _, c := range []struct {
		name   string
		values []report.Number
		zeros  []report.Flip
	}{{"DEX", p.DEX, p.DEXZero}, {"VEX", p.VEX, p.VEXZero}, {"CEX", p.CEX, p.CEXZero}} {
		if len(c.values) == 0 {
			continue
		}
		notes = append(notes, zeroNote(c.name, c.zeros, p.Profile))
	}
	return notes
}

// zeroNote words the zeros of an exposure, or the range without any.
func zeroNote(name string, zeros []report.Flip, p report.Profile) string {
	if len(zeros) == 0 {
		return name + ": no zero" + searched(p)
	}
	spots := make([]string, len(zeros))
	for i, z := range zeros {
		turns := "turns positive"
		if z.Direction == report.PosToNeg {
			turns = "turns negative"
		}
		spots[i] = turns + " above " + price(z.Spot)
	}
	return name + " " + strings.Join(spots, ", ")
}

// profilePoints returns the points of the ladder to show and the flips between them, ascending.
func profilePoints(r *report.ProfileDocument, ladder []int) []point {
	var points []point
	for _, i := range ladder {
		p := point{spot: r.Profile.Spot[i], index: i}
		if p.spot == r.Spot {
			p.note = "spot"
		}
		points = append(points, p)
	}
	for _, f := range r.Levels.Flips {
		points = append(points, point{spot: f.Spot, index: -1, note: "flip"})
	}
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(a.spot, b.spot) })
	return points
}

// nearest1Pct returns the indices of the ladder that are nearest to whole percents from spot.
func nearest1Pct(r *report.ProfileDocument) []int {
	best := map[int]int{} // whole percent -> index
	miss := func(i int) float64 {
		pct := 100 * float64(r.Profile.Spot[i]/r.Spot-1)
		return math.Abs(pct - math.Round(pct))
	}
	for i, x := range r.Profile.Spot {
		pct := int(math.Round(100 * float64(x/r.Spot-1)))
		if old, seen := best[pct]; !seen || miss(i) < miss(old) {
			best[pct] = i
		}
	}
	indices := make([]int, 0, len(best))
	for _, i := range best {
		indices = append(indices, i)
	}
	slices.Sort(indices)
	return indices
}
