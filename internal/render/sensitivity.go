package render

import (
	"fmt"
	"io"
	"slices"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Sensitivity writes how far levels and regime move under other assumptions; pages have the widest runs of each group, or all.
func Sensitivity(w io.Writer, r *report.SensitivityDocument, all bool, f Format, o Options) error {
	return view{
		header: &r.Header,
		page: func(s style) page {
			p := single(&r.About, s, sensitivityLead(r, s), runsSection(r, all, s), agreementSection(r, s))
			p.head[0] = s.list(marketFact(r.Header, r.Carry, s), instant(r.AsOf), verdictOf(r, s))
			return p
		},
		document: func() any { return sensitivityDocument(r) },
		records: func() records {
			list := recordsOf(r.Sensitivity.Runs)
			list.words = []string{"failed"} // elsewhere a count
			return list
		},
	}.write(w, f, o)
}

func sensitivityDocument(r *report.SensitivityDocument) any {
	c := *r
	c.Warnings = orEmpty(c.Warnings)
	c.Sensitivity.Runs, c.Sensitivity.Bands, c.Sensitivity.Walls = orEmpty(c.Sensitivity.Runs), orEmpty(c.Sensitivity.Bands), orEmpty(c.Sensitivity.Walls)
	c.Sensitivity.Extremes = orEmpty(c.Sensitivity.Extremes)
	return c
}

// verdicts has the words of each verdict after the regime.
var verdicts = map[report.Verdict]string{
	report.Firm:   "firm",
	report.BySign: "by sign",
	report.Open:   "open",
}

// verdictOf is the regime and how much of it is an assumption: SHORT GAMMA, by sign.
func verdictOf(r *report.SensitivityDocument, s style) string {
	name, _, known := phrase.Regime(r.Regime)
	if !known {
		return "NO REGIME"
	}
	return s.paint(regimeSign[r.Regime], name) + ", " + verdicts[r.Sensitivity.Verdict]
}

// verdictTerms say what each verdict means.
var verdictTerms = map[report.Verdict]string{
	report.Firm:   "firm: no run turns the sign of GEX, and the break-even is not near 1",
	report.BySign: "by sign: the regime rests on who is long what, and on no other assumption",
	report.Open:   "open: an assumption other than the sign turns the sign of GEX, too",
}

// sensitivityLead is what to remember: the break-even, the bands of the flip, and what moves it by how much.
func sensitivityLead(r *report.SensitivityDocument, s style) section {
	v := &r.Sensitivity
	var lead []string
	for _, line := range []string{
		verdictTerms[v.Verdict],
		breakeven(r.Regime, report.Totals{Breakeven: v.Breakeven, GrossGEX: r.GrossGEX}, r.Conventions),
		bandsLine(r, s), derivativesLine(v.Derivatives, s), extremesLine(v.Extremes, s), wrongLine(v.Wrong, s),
	} {
		if line != "" {
			lead = append(lead, line)
		}
	}
	return section{lead: lead}
}

// pageBands are the bands of the first lines, with what follows their range.
var pageBands = []struct{ group, words string }{
	{report.BandConventions, " by conventions"},
	{report.BandQuotes, " by quotes"},
	{report.BandFifth, " with signs a fifth off"},
	{report.BandHalf, " with signs two to one"},
}

// bandsLine words the flip and its bands; without a flip GEX and its bands.
func bandsLine(r *report.SensitivityDocument, s style) string {
	quantity, name, at, print := report.QuantityFlip, "flip ", r.ZeroGamma, price
	if !r.ZeroGamma.OK() {
		scaled := s.gex.ScaleFor(r.GEX)
		quantity, name, at, print = report.QuantityGEX, "no flip; GEX in "+s.gex.In(scaled)+" ", r.GEX, scaled.Signed
	}
	if !at.OK() {
		return ""
	}
	var parts []string
	for _, b := range pageBands {
		if band := r.Sensitivity.BandOf(quantity, b.group); band != nil {
			parts = append(parts, bandText(band, at, s, print)+b.words)
		}
	}
	return name + print(at) + labeled(":", s.list(parts...))
}

// bandText is the range of a band: [4,716.30, 4,735.52], with "or none" where a run has no value; an error as ±1.92; and in a word where
// no run has another value than the base.
func bandText(b *report.Band, at report.Number, s style, print func(report.Number) string) string {
	if b.Group == report.BandQuotes {
		return s.plusMinus() + trimPlus(print(b.High-at))
	}
	low, high := print(b.Low), print(b.High)
	switch {
	case low == high && b.Open:
		return "unchanged or none"
	case low == high:
		return "unchanged"
	}
	text := "[" + low + ", " + high + "]"
	if b.Open {
		text += " or none"
	}
	return text
}

func trimPlus(text string) string {
	if len(text) > 0 && text[0] == '+' {
		return text[1:]
	}
	return text
}

// derivativesLine words what moves the flip by how much.
func derivativesLine(d report.Derivatives, s style) string {
	var parts []string
	for _, p := range []struct {
		by report.Number
		of string
	}{
		{d.PerVolPoint, " per vol pt"}, {d.PerRatePoint, " per rate pt"}, {d.PerPutPct, " per 1% more puts"},
		{d.PerCallPct, " per 1% more calls"}, {d.PerHour, " in an hour"},
	} {
		if p.by.OK() {
			parts = append(parts, signed(p.by, 2)+p.of)
		}
	}
	if parts == nil {
		return ""
	}
	return "flip moves " + s.list(parts...)
}

// extremesLine words the lowest and the highest GEX near spot.
func extremesLine(list []report.Extreme, s style) string {
	var parts []string
	for _, x := range list {
		within := "the implied 1-day move"
		if x.Within != "day_move" {
			within = s.plusMinus() + x.Within
		}
		parts = append(parts, fmt.Sprintf("within %s %s at %s to %s at %s", within, s.gex.SizeGain(x.Low), price(x.LowAt), s.gex.SizeGain(x.High), price(x.HighAt)))
	}
	return labeled("GEX", s.list(parts...))
}

// wrongLine words GEX when signs are wrong with a probability.
func wrongLine(w *report.WrongSigns, s style) string {
	if w == nil {
		return ""
	}
	return fmt.Sprintf("signs of strikes wrong with %s%%: GEX %s %s %s, long gamma with %s%%",
		percent(w.P, 0), s.gex.Gain(w.Mean), s.plusMinus(), s.gex.Size(w.SD), percent(w.Positive, 1))
}

// runsSection lists runs: those given, and of each group the widest, or all.
func runsSection(r *report.SensitivityDocument, all bool, s style) section {
	runs, hidden := r.Sensitivity.Runs, 0
	if !all {
		runs, hidden = widest(runs)
	}
	var gex []report.Number
	for _, x := range runs {
		gex = append(gex, x.GEX)
	}
	scaled := s.gex.ScaleFor(gex...)
	table := newGrid(word("assumption"), num("GEX"), word("gamma"), num("flip"), num("moved"), num("call wall"), num("put wall"))
	for _, x := range runs {
		table.add(s.runName(x), s.paint(x.GEX, shown(x.GEX, scaled.Signed)), runGamma(x), runFlip(x), runMoved(x),
			shown(x.CallWall, plain), shown(x.PutWall, plain))
	}
	sec := section{title: "Sensitivity", note: "each assumption alone; GEX in " + s.gex.In(scaled), table: table}
	for _, x := range runs {
		if x.Failed != "" {
			sec.tail = append(sec.tail, s.runName(x)+": "+string(x.Failed))
		}
	}
	if hidden > 0 {
		sec.tail = append(sec.tail, count(hidden)+" more: "+s.setting("runs")+" shows all")
	}
	return sec
}

func plainOrNone(n report.Number) string {
	if !n.OK() {
		return "none"
	}
	return plain(n)
}

// runName is the name of a run: its group and setting, or what that means where the reader has not run the program.
func (s style) runName(x report.Run) string {
	if s.Reader {
		return runToReader(x)
	}
	if x.Group == report.GroupBase || x.Group == report.GroupContracts {
		return x.Run
	}
	return x.Group + " " + x.Run
}

func runGamma(x report.Run) string {
	if x.Failed != "" {
		return "failed"
	}
	return phrase.RegimeInColumn(x.Regime)
}

func runFlip(x report.Run) string {
	if x.Failed != "" {
		return ""
	}
	return priceOrNone(x.ZeroGamma)
}

func runMoved(x report.Run) string {
	if x.Group == report.GroupBase {
		return ""
	}
	return shown(x.Moved, func(n report.Number) string { return signed(n, 2) })
}

// widest keeps the base and of each group the runs with the highest and the lowest flip and GEX, and returns how many it
// leaves out. Runs that failed are left out.
func widest(runs []report.Run) (kept []report.Run, hidden int) {
	keep := map[int]bool{0: true}
	for _, group := range report.SensitivityGroups {
		of := func(x report.Run) bool { return x.Group == group && x.Failed == "" }
		for _, value := range []func(report.Run) report.Number{
			func(x report.Run) report.Number { return x.ZeroGamma }, func(x report.Run) report.Number { return -x.ZeroGamma },
			func(x report.Run) report.Number { return x.GEX }, func(x report.Run) report.Number { return -x.GEX },
		} {
			best := -1
			for i, x := range runs {
				if of(x) && value(x).OK() && (best < 0 || value(x) > value(runs[best])) {
					best = i
				}
			}
			keep[best] = true
		}
	}
	for i, x := range runs {
		if keep[i] {
			kept = append(kept, x)
		}
	}
	return slices.Clip(kept), len(runs) - len(kept)
}

// agreementSection lists how sure the walls are.
func agreementSection(r *report.SensitivityDocument, s style) section {
	table := newGrid(word("wall"), num("strike"), num("runs"), num("runner-up"), num("margin %"), num("contracts to overturn"))
	for _, w := range r.Sensitivity.Walls {
		table.add(wallName(w.Wall), plainOrNone(w.Strike), fmt.Sprintf("%d of %d", w.Agree, w.Of), shown(w.RunnerUp, plain),
			shown(w.Margin, func(n report.Number) string { return percent(n, 1) }), shown(w.Contracts, whole))
	}
	return section{title: "Walls", table: table}
}
