package render

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"

	"gex/internal/report"
)

// Profile writes GEX over the spot ladder. A table shows one point a percent and every flip; the others show all.
func Profile(w io.Writer, r *report.Report, f Format, o Options) error {
	return view{
		page:     func(s style) page { return single(r, s, profileSection(r, s)) },
		document: func() any { return profileDocument(r) },
		records:  func() records { return profileRecords(r.Profile) },
	}.write(w, f, o)
}

func profileDocument(r *report.Report) any {
	return struct {
		report.Header
		Profile report.Profile `json:"profile"`
	}{r.Header, complete(r).Profile}
}

func profileRecords(p report.Profile) records {
	rows := make([][]string, len(p.Spot))
	for i := range rows {
		rows[i] = []string{p.Spot[i].String(), p.GEX[i].String()}
	}
	return recordsFrom([]string{"spot", "gex"}, rows)
}

// point is one line of the table: a spot of the ladder, or a flip between two of them.
type point struct {
	spot, gex report.Number
	note      string
}

func profileSection(r *report.Report, s style) section {
	scaled := scaleFor(r.Profile.GEX...)
	ladder := nearest1Pct(r)
	points := profilePoints(r, ladder)
	shown := make([]report.Number, len(points))
	for i, p := range points {
		shown[i] = p.gex
	}
	drawn := newBars(s, halfBar, shown...)
	table := newGrid(num("spot"), num("from spot, %"), num("GEX"), art(""), word(""))
	for _, p := range points {
		table.add(price(p.spot), signed(100*(p.spot/r.Spot-1), 2), s.paint(p.gex, scaled.signedOrBlank(p.gex)),
			drawn.draw(min(p.gex, 0), max(p.gex, 0)), p.note)
	}
	sec := section{title: "Profile", note: "GEX in " + gexUnit(r.Conventions).in(scaled), table: table}
	sec.tail = []string{flipNote("all expiries", &r.Levels, r.Profile)}
	if all := len(r.Profile.Spot); len(ladder) < all {
		sec.tail = append(sec.tail, fmt.Sprintf("%d of %s points; all of them: --format csv", len(ladder), count(all)))
	}
	return sec
}

// profilePoints are the points of the ladder to show and the flips between them, ascending.
func profilePoints(r *report.Report, ladder []int) []point {
	var points []point
	for _, i := range ladder {
		p := point{spot: r.Profile.Spot[i], gex: r.Profile.GEX[i]}
		if p.spot == r.Spot {
			p.note = "spot"
		}
		points = append(points, p)
	}
	for _, f := range r.Levels.Flips {
		points = append(points, point{spot: f.Spot, gex: report.None(), note: "flip"})
	}
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(a.spot, b.spot) })
	return points
}

// nearest1Pct are the indices of the ladder nearest to whole percents from spot.
func nearest1Pct(r *report.Report) []int {
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
