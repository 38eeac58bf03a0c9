package render

import (
	"cmp"
	"slices"
	"time"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// regimeSection is the summary: what dealers do from here, how much gamma there is, and the warnings to know first.
func regimeSection(r *report.LevelsDocument, s style) section {
	_, does := s.regimeOf(r)
	grave, _ := byWeight(r.Warnings)
	lead := []string{join("; ", does, beyondZero(r)), s.list(gexFacts(r, s)...)}
	if line := breakeven(r.Regime, r.Totals, r.Conventions); line != "" {
		lead = append(lead, line)
	}
	if line := flipBandLine(r.Levels.Bands); line != "" {
		lead = append(lead, line)
	}
	return section{lead: append(lead, warningLines(grave)...)}
}

// regimeTitle is the first line of a report: underlying, spot, regime and time.
func regimeTitle(r *report.LevelsDocument, s style) string {
	name, _ := s.regimeOf(r)
	return s.list(marketFact(r.Header, r.Carry, s), s.paint(regimeSign[r.Regime], name), instant(r.AsOf))
}

// answerHead is the head of a page that begins with the regime.
func answerHead(r *report.LevelsDocument, s style) []string {
	lines := append(head(&r.About, s), levelTerms(r)...)
	lines[0] = regimeTitle(r, s)
	return lines
}

// regimeSign is a number with the sign that gives a regime its color.
var regimeSign = map[report.Regime]report.Number{report.LongGamma: 1, report.ShortGamma: -1}

// regimeOf is the regime's name and what dealers do after a move of 1% either way.
func (s style) regimeOf(r *report.LevelsDocument) (name, does string) {
	if _, _, known := phrase.Regime(r.Regime); known {
		outcome := outcomeOf(r)
		return outcome.Title(), outcome.Does(s.money)
	}
	if r.Coverage.Contracts == 0 { // a document of levels does not count contracts
		return "NO REGIME", "no contract is used"
	}
	return "NO REGIME", count(r.Coverage.Used) + " of " + count(r.Coverage.Contracts) + " contracts are used"
}

// outcomeOf returns the regime of a report with the data that decides how to word it.
func outcomeOf(r *report.LevelsDocument) phrase.Outcome {
	return phrase.Outcome{
		Regime: r.Regime, Zero: r.Levels.ZeroGamma, Flips: r.Levels.Flips, Spot: r.Spot,
		Up: flowAt(r.Moves, 1), Down: flowAt(r.Moves, -1),
	}
}

// beyondZero words what changes at zero gamma, or that there is no flip; it is empty without a regime.
func beyondZero(r *report.LevelsDocument) string {
	if r.Levels.ZeroGamma.OK() {
		return outcomeOf(r).Beyond()
	}
	if r.Regime == "" || len(r.Profile.Spot) == 0 {
		return ""
	}
	return "no flip" + searched(r.Profile)
}

// gexFacts words the headline exposures.
func gexFacts(r *report.LevelsDocument, s style) []string {
	return []string{"net GEX " + s.paint(r.Totals.GEX, s.gex.Gain(r.Totals.GEX)) + labeled(",", gexBand(r.DealerBook, s)), todayFact(r, s)}
}

// todayFact words the share of 0DTE in gross GEX, and its net.
func todayFact(r *report.LevelsDocument, s style) string {
	l := r.Levels0DTE
	if l == nil {
		return noneToday(r.Conventions)
	}
	share := ""
	for _, b := range r.Buckets {
		if b.Bucket == "0DTE" && b.Share.OK() {
			share = percent(b.Share, 1) + "% of gross GEX, "
		}
	}
	return "0DTE" + todayName(r.Header) + " " + share + "net " + s.paint(l.GEX, s.gex.SizeGain(l.GEX)) + " (" + phrase.RegimeInText(l.Regime) + ")"
}

// todayName is the date of 0DTE if as-of is on another date: (7 Feb).
func todayName(h report.Header) string {
	day, err := time.Parse(time.DateOnly, h.TradeDate)
	if err != nil || otherDay(h) == "" {
		return ""
	}
	return inBrackets(day.Format("2 Jan"))
}

// graveWarnings are those at the top of a page after the serious ones: a reader should know them before the numbers.
var graveWarnings = []string{
	"no-exposure", "spot-far", "no-open-interest", "left-out", "quotes-stale", "gap", "vol-clock", "currency", "size-is-an-assumption",
}

// topWarnings is how many warnings the top of a page has unless more are serious: the levels should fit on the first screen.
const topWarnings = 2

// byWeight splits warnings into those for the top of a page, every serious one among them, and those for its end.
func byWeight(list []report.Warning) (grave, others []report.Warning) {
	grave = report.SeriousAmong(list)
	slices.SortStableFunc(grave, func(a, b report.Warning) int { return cmp.Compare(report.Gravity(a.Code), report.Gravity(b.Code)) })
	var next []report.Warning
	order := func(w report.Warning) int { return slices.Index(graveWarnings, w.Code) }
	for _, w := range list {
		if order(w) >= 0 {
			next = append(next, w)
		}
	}
	slices.SortStableFunc(next, func(a, b report.Warning) int { return cmp.Compare(order(a), order(b)) })
	if places := topWarnings - len(grave); places > 0 {
		grave = append(grave, next[:min(places, len(next))]...)
	}
	for _, w := range list {
		if !slices.Contains(grave, w) {
			others = append(others, w)
		}
	}
	return grave, others
}
