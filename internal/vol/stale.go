package vol

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"time"
)

// compareClocks compares the volatilities solved near the money with the file's.
// Vendors count ACT/365 from the moment their quotes were made, so the file's
// volatility and our total variance give that moment (docs/theory.md 3.10):
//
//	T_file = w/σ_file²        VolRatio = σ_ours/σ_file = √(T_file/T_q)
//
// with the median of T_file over the nearest strikes. Found is settlement − T_file.
func (f *fitter) compareClocks(x int, q *quotes, w []float64, source []Source) {
	var memory [nearest9]float64
	years := q.clockReadings(memory[:0], w, source)
	if len(years) < forwardMin || f.s.Expiries[x].ForwardBy == "carry" {
		return // the volatilities would be those of a forward that was not quoted
	}
	e := &f.s.Expiries[x]
	t := median(years)
	e.VolRatio = math.Sqrt(t / q.years)
	// Beyond 100 years the two have nothing to do with each other, and the date could
	// overflow.
	if t < 100 {
		e.InferredCounts = q.years <= gapNear
		e.InferredTime = q.Settlement.Add(-time.Duration(math.Round(t*365*86400)) * time.Second)
	}
}

// clockReadings appends to years T_file = w/σ_file², in years, of the strikes nearest to the
// forward by |ln K/F_q|, nine at most: of those whose variance is solved from the
// out-of-the-money leg, and whose volatility in the file is plausible. Strikes ascend,
// so the nearest are found by going outward from the forward.
func (q *quotes) clockReadings(years, w []float64, source []Source) []float64 {
	up := sort.Search(len(q.lines), func(j int) bool { return q.lines[j].strike >= q.forward })
	down := up - 1
	hasBoth := func(j int) bool {
		first, _, _ := q.lines[j].otm(q.forward)
		return source[j] == FromQuote && plausibleVol(first.fileVol)
	}
	// The next on either side, and how far it is, as a ratio.
	var below, above float64
	goDown := func() {
		for down >= 0 && !hasBoth(down) {
			down--
		}
		if down >= 0 {
			below = q.forward / q.lines[down].strike
		}
	}
	goUp := func() {
		for up < len(q.lines) && !hasBoth(up) {
			up++
		}
		if up < len(q.lines) {
			above = q.lines[up].strike / q.forward
		}
	}
	goDown()
	goUp()
	for len(years) < nearest9 {
		j := up
		switch {
		// The lower side first when both are equally far.
		case down < 0 && up == len(q.lines):
			return years
		case up == len(q.lines) || down >= 0 && below <= above:
			j = down
			down--
			goDown()
		default:
			up++
			goUp()
		}
		first, _, _ := q.lines[j].otm(q.forward)
		years = append(years, w[j]/(first.fileVol*first.fileVol))
	}
	return years
}

// agree is how far the quote times of the expiries may be apart: the median distance
// from their median.
const agree = 6 * time.Hour

// inferredTime returns the quote time that the file's volatilities imply: the median over
// expiries within ten days, where a volatility of four decimals still resolves minutes.
// It is zero when none implies one, when they disagree, or when it is after as_of, as with
// volatilities computed from another spot.
func (f *fitter) inferredTime() time.Time {
	var all []float64
	for _, e := range f.s.Expiries {
		if e.InferredCounts {
			all = append(all, float64(e.InferredTime.Unix()))
		}
	}
	if len(all) == 0 {
		return time.Time{}
	}
	// The median, and the median distance from it: a few expiries may be off.
	middle := median(all)
	for i, x := range all {
		all[i] = math.Abs(x - middle)
	}
	at := time.Unix(int64(middle), 0).In(f.root().Venue.Zone)
	if median(all) > agree.Seconds() || at.After(f.c.AsOf) {
		return time.Time{}
	}
	return at
}

// mismatchBeyond is how far our volatility over the file's is from 1, where it is more
// than noise and rounding.
const mismatchBeyond = 0.02

// volMismatch returns what to say of expiries whose VolRatio is more than 2% from 1, or
// "" when they are fewer than half of those that have one.
func (f *fitter) volMismatch() string {
	var first [3]int // of those that are off
	off, all := 0, 0
	for x := range f.s.Expiries {
		ratio := f.s.Expiries[x].VolRatio
		if math.IsNaN(ratio) {
			continue
		}
		all++
		if math.Abs(ratio-1) <= mismatchBeyond {
			continue
		}
		if off < len(first) {
			first[off] = x
		}
		off++
	}
	if off == 0 || 2*off < all {
		return ""
	}
	var named []string
	for _, x := range first[:min(off, len(first))] {
		q := &f.all[x]
		named = append(named, fmt.Sprintf("%s %s %.3f", q.Root.Name, q.Date, f.s.Expiries[x].VolRatio))
	}
	if off > len(named) {
		named = append(named, fmt.Sprintf("%d more", off-len(named)))
	}
	return fmt.Sprintf("IVs solved from the quotes are more than %.0f%% off the file's in %d of %d expiries (ratio %s), and are used",
		100*mismatchBeyond, off, all, strings.Join(named, ", "))
}
