package gex

import (
	"slices"

	"gex/internal/report"
	"gex/internal/vol"
)

// bandGroup is a band over several runs.
type bandGroup struct {
	name string
	has  func(report.Run) bool
}

// bandGroups are the bands: one for every group of runs, and some across or within
// groups.
func bandGroups() []bandGroup {
	var list []bandGroup
	for _, name := range report.SensitivityGroups {
		list = append(list, bandGroup{name, func(r report.Run) bool { return r.Group == name }})
	}
	in := func(runs ...string) func(report.Run) bool {
		return func(r report.Run) bool { return r.Group == report.GroupSign && slices.Contains(runs, r.Run) }
	}
	conventions := []string{report.GroupVolatility, report.GroupCarry, report.GroupClock}
	return append(list,
		bandGroup{report.BandConventions, func(r report.Run) bool { return slices.Contains(conventions, r.Group) }},
		bandGroup{report.BandFifth, in(fifthOff...)}, bandGroup{report.BandHalf, in(halved...)})
}

// bandsOf returns the range of GEX and zero gamma over the runs of each group and the
// base. A run without a flip opens the band and does not narrow it. Without GEX of the
// base there are no bands, without a flip of it none of zero gamma.
func bandsOf(runs []report.Run, se report.QuoteSE) []report.Band {
	out := []report.Band{}
	base := runs[0]
	for _, q := range []struct {
		name string
		of   func(report.Run) report.Number
		se   report.Number
	}{
		{report.QuantityGEX, func(r report.Run) report.Number { return r.GEX }, se.GEX},
		{report.QuantityFlip, func(r report.Run) report.Number { return r.ZeroGamma }, se.ZeroGamma},
	} {
		center := q.of(base)
		if !center.OK() {
			continue
		}
		for _, g := range bandGroups() {
			if band, some := bandOver(runs[1:], g, center, q.of); some {
				band.Quantity = q.name
				out = append(out, band)
			}
		}
		if q.se.OK() {
			out = append(out, report.Band{Quantity: q.name, Group: report.BandQuotes, Low: center - q.se, High: center + q.se})
		}
	}
	return out
}

// bandOver returns the range of a quantity over the runs of a group and the base's
// value; some is false when the group has no run that counts.
func bandOver(runs []report.Run, g bandGroup, base report.Number, of func(report.Run) report.Number) (band report.Band, some bool) {
	band = report.Band{Group: g.name, Low: base, High: base}
	for _, r := range runs {
		if !g.has(r) || r.Failed != "" || isOneSided(r) {
			continue
		}
		some = true
		if x := of(r); x.OK() {
			band.Low, band.High = min(band.Low, x), max(band.High, x)
		} else {
			band.Open = true
		}
	}
	return band, some
}

// AddBand adds the band of the flip under other volatilities, forwards and clocks, each
// alone, to the levels of a book on a surface that was fitted with given options, and to
// the mapped ones, if any.
func AddBand(b *Book, given vol.Options, breakeven report.Number, l *report.Levels, mapped *report.Mapped) {
	groups := []string{report.GroupVolatility, report.GroupCarry, report.GroupClock}
	flip := float64(l.ZeroGamma)
	runs := append([]report.Run{runOf(report.GroupBase, "as given", flip, l)}, b.runAll(Variations{Vol: given, Groups: groups}, flip, nil)...)
	l.Bands = &report.FlipBand{Breakeven: breakeven, Low: l.ZeroGamma, High: l.ZeroGamma}
	for _, band := range bandsOf(runs, report.QuoteSE{ZeroGamma: report.None(), GEX: report.None()}) {
		if band.Quantity == report.QuantityFlip && band.Group == report.BandConventions {
			l.Bands.Low, l.Bands.High, l.Bands.Open = band.Low, band.High, band.Open
		}
	}
	if mapped == nil {
		return
	}
	if b.opt.Map.given() {
		mapped.Levels.Bands = b.opt.Map.levels(*l, b.Spot).Bands
	}
	for i := range mapped.Members {
		m := &mapped.Members[i]
		m.Levels.Bands = Mapping{Symbol: m.Symbol, Price: float64(m.Price)}.levels(*l, b.Spot).Bands
	}
}
