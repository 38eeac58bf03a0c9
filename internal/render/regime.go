package render

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gex/internal/report"
)

// regimeNames are the regimes in words, each with what it means when no flow says it better.
var regimeNames = map[report.Regime]struct{ name, meaning string }{
	report.LongGamma:  {"LONG GAMMA", "dealers trade against the move"},
	report.ShortGamma: {"SHORT GAMMA", "dealers trade with the move"},
	report.NearZero:   {"NEAR ZERO GAMMA", "dealer gamma is about to change sign, or there is none"},
}

// regimeSection is the answer: what dealers do from here, how much gamma it is, and what to know before believing it.
func regimeSection(r *report.LevelsDocument, s style) section {
	_, does := regimeOf(r)
	grave, _ := byWeight(r.Warnings)
	return section{lead: append([]string{join("; ", does, beyondZero(r)), s.list(gexFacts(r, s)...)}, warningLines(grave)...)}
}

// regimeTitle is the first line of a report: what was read, and its regime.
func regimeTitle(r *report.LevelsDocument, s style) string {
	name, _ := regimeOf(r)
	return s.list(marketFact(r.Header, r.Carry, s), s.paint(regimeSign[r.Regime], name), instant(r.AsOf))
}

// regimeSign is what the colour of a regime follows.
var regimeSign = map[report.Regime]report.Number{report.LongGamma: 1, report.ShortGamma: -1}

// regimeLine names the regime and what dealers do after a move of 1 % either way.
func regimeLine(r *report.LevelsDocument, s style) string {
	name, does := regimeOf(r)
	return s.paint(regimeSign[r.Regime], name) + ": " + does
}

// regimeOf is the regime's name and what dealers do after a move of 1 % either way.
func regimeOf(r *report.LevelsDocument) (name, does string) {
	regime, known := regimeNames[r.Regime]
	if !known && r.Coverage.Contracts == 0 { // a report of levels alone does not count them
		return "NO REGIME", "not one contract is used"
	}
	if !known {
		return "NO REGIME", count(r.Coverage.Used) + " of " + count(r.Coverage.Contracts) + " contracts are used"
	}
	up, down := flowAt(r.Moves, 1), flowAt(r.Moves, -1)
	if up == nil || down == nil {
		return regime.name, regime.meaning
	}
	return regime.name, "dealers " + trade(up.Side, up.USD) + " into a 1 % rally and " + trade(down.Side, down.USD) + " into a 1 % fall"
}

// beyondZero says what changes at zero gamma, or that nothing does; "" without a regime. A flip that a move of 1 % reaches
// is why the trades said before may contradict the regime.
func beyondZero(r *report.LevelsDocument) string {
	zero := r.Levels.ZeroGamma
	if !zero.OK() {
		if r.Regime == "" || len(r.Profile.Spot) == 0 {
			return ""
		}
		return "no flip" + searched(r.Profile)
	}
	side, toLong := "above ", report.NegToPos
	if zero < r.Spot {
		side, toLong = "below ", report.PosToNeg
	}
	for _, f := range r.Levels.Flips {
		if f.Spot == zero {
			if atSpot(zero, r.Spot) {
				return zeroGamma + " " + price(zero) + " is at spot: " + turns(f)
			}
			if f.Direction == toLong {
				return side + price(zero) + " they trade against the move"
			}
			return side + price(zero) + " they trade with the move"
		}
	}
	return ""
}

// turns says how dealers trade on the sides of a flip.
func turns(f report.Flip) string {
	if f.Direction == report.NegToPos {
		return "above it they trade against the move, below it with the move"
	}
	return "above it they trade with the move, below it against the move"
}

// gexFacts are the headline exposures.
func gexFacts(r *report.LevelsDocument, s style) []string {
	u := gexUnit(r.Conventions)
	return []string{"net GEX " + s.paint(r.Totals.GEX, plus(r.Totals.GEX, u.amount(r.Totals.GEX))), todayFact(r, s)}
}

// todayFact is the part of 0DTE in gross gamma, and its net.
func todayFact(r *report.LevelsDocument, s style) string {
	l := r.Levels0DTE
	if l == nil {
		return noneToday(r.Conventions)
	}
	share := ""
	for _, b := range r.Buckets {
		if b.Bucket == "0DTE" && b.Share.OK() {
			share = percent(b.Share, 1) + " % of gross GEX, "
		}
	}
	net := plus(l.GEX, amount(l.GEX, gexUnit(r.Conventions).symbol))
	return "0DTE" + todayName(r.Header) + " " + share + "net " + s.paint(l.GEX, net) + " (" + regimeWords(l.Regime) + ")"
}

// todayName is the day that 0DTE is about where as-of is of another: (7 Feb).
func todayName(h report.Header) string {
	day, err := time.Parse(time.DateOnly, h.TradeDate)
	if err != nil || otherDay(h) == "" {
		return ""
	}
	return inBrackets(day.Format("2 Jan"))
}

// plus puts its sign before a printed amount above zero.
func plus(n report.Number, text string) string {
	if number, _, _ := strings.Cut(text, " "); n > 0 && !isZero(number) { // a unit has digits too
		return "+" + text
	}
	return text
}

// graveWarnings are those that stand at the top after the serious ones: to know before a number is believed.
var graveWarnings = []string{
	"no-exposure", "spot-far", "no-open-interest", "left-out", "one-sided", "quotes-stale", "gap", "vol-clock", "currency", "size-is-an-assumption",
}

// mostGrave is how many warnings stand at the top when not more of them are serious: the answer has to fit below.
const mostGrave = 2

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
	if places := mostGrave - len(grave); places > 0 {
		grave = append(grave, next[:min(places, len(next))]...)
	}
	for _, w := range list {
		if !slices.Contains(grave, w) {
			others = append(others, w)
		}
	}
	return grave, others
}

// regimeWords is a regime in running text.
func regimeWords(r report.Regime) string { return inWords(string(r)) }

// trade says what dealers do and for how much: buy $3.20 bn.
func trade(side report.Side, usd report.Number) string {
	if side != report.Buy && side != report.Sell || !usd.OK() {
		return "trade nothing"
	}
	if usd < 0 {
		usd = -usd
	}
	return string(side) + " " + money(usd)
}
