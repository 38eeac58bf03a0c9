package render

import (
	"io"
	"slices"
	"strconv"

	"gex/internal/report"
)

// Study writes what levels were worth. Its csv is the tests.
func Study(w io.Writer, r *report.StudyDocument, f Format, o Options) error {
	return view{
		page:     func(s style) page { return studyPage(r, s) },
		document: func() any { return studyDocument(r) },
		records: func() records {
			rows := make([]report.StudyRow, len(r.Study.Tests))
			for i := range rows {
				rows[i] = r.Study.Tests[i].Row(r.Underlying)
			}
			list := recordsOf(rows)
			list.words = []string{"id", "predictor", "statistic", "verdict"}
			return list
		},
	}.write(w, f, o)
}

func studyDocument(r *report.StudyDocument) any {
	c := *r
	c.Warnings = orEmpty(c.Warnings)
	return c
}

func studyPage(r *report.StudyDocument, s style) page {
	v := &r.Study
	days := count(v.Days) + " days"
	if v.Days > 0 {
		days += ", " + date(string(v.From)) + " to " + date(string(v.To))
	}
	p := page{head: []string{s.list(s.strong(r.Underlying), days, "levels known before the open")}, warnings: r.Warnings}
	p.head = append(p.head, studyTerms(v, s)...)
	for _, section := range []section{
		volatilitySection(v, s), rangeSection(v, s), wallsSection(v, s), momentumSection(v), flipSection(v), restSection(v, s), restWallsSection(v, s),
		pinSection(v, s), quintileSection(v, s),
	} {
		if section.table != nil && len(section.table.rows) > 0 {
			p.sections = append(p.sections, section)
		}
	}
	if n := len(p.sections); n > 0 {
		p.sections[n-1].tail = append(p.sections[n-1].tail, "", discoveryWords(v))
	}
	return p
}

// studyTerms are what the tests rest on, and the days that take no part.
func studyTerms(v *report.Study, s style) []string {
	lines := leftOutWords(v.LeftOut, "")
	if r := v.Rest; r != nil {
		lines = append(lines, counted(r.Rows, "row")+" within sessions; the first of each is about the rest of its day, "+counted(r.Days, "day"))
		lines = append(lines, leftOutWords(r.LeftOut, " of these")...)
	}
	rows := count(v.Rows) + " rows"
	if v.Superseded > 0 {
		rows += ", " + count(v.Superseded) + " of them followed by a later one before the same open"
	}
	half := ""
	if v.HalfDays > 0 {
		half = count(v.HalfDays) + " half days, scaled to a whole session"
	}
	settings := "settings " + v.Options
	if v.Options == "" {
		settings = ""
	}
	lines = append(lines, s.list(rows, half, s.typeset("sign "+v.Sign), settings))
	return append(lines, "p: share of the rotations of the days, the days as they were among them, with a statistic at least as large")
}

// leftOutWords are a line for each reason; of says which days.
func leftOutWords(list []report.DaysLeftOut, of string) (lines []string) {
	for _, l := range list {
		lines = append(lines, counted(l.Days, "day")+of+" left out, "+l.Reason+": "+reasonWords(l.Reason))
	}
	return lines
}

// counted is a number of things.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return count(n) + " " + what + "s"
}

// reasonWords say why days are left out.
func reasonWords(reason string) string {
	for _, r := range report.LeftOutReasons {
		if r.Reason == reason {
			return r.Means
		}
	}
	return ""
}

// predictorNames are predictors in tables.
var predictorNames = map[string]string{
	"sign_gex": "sign of GEX", "gex_share": "GEX / gross", "flip_distance": "flip distance", "call_wall": "call wall", "put_wall": "put wall",
	"zero_gamma": "zero gamma", "abs_gamma": "absolute gamma", "max_pain": "max pain", "grid": "strikes",
}

// verdictWords are verdicts in tables.
var verdictWords = map[report.StudyVerdict]string{
	report.VerdictAdds: "adds", report.VerdictNotBeyond: "not beyond", report.VerdictOpposite: "opposite",
	report.VerdictNone: "no evidence", report.VerdictTooFew: "too few",
}

// studyVerdict is the verdict, or why there is none.
func studyVerdict(t *report.StudyTest, s style) string {
	words := verdictWords[t.Verdict]
	switch t.Verdict {
	case report.VerdictAdds:
		return s.strong(words)
	case report.VerdictTooFew:
		if t.Note != "" && t.N >= report.StudyMinDays {
			return string(t.Note)
		}
	}
	return words
}

// pValue is a p value: it is a multiple of one over the number of days.
func pValue(p report.Number) string {
	switch {
	case !p.OK():
		return absent
	case p < 0.0005:
		return "<0.001"
	case p < 0.0995:
		return fixed(p, 3)
	}
	return fixed(p, 2)
}

// testsOf are the tests of one kind.
func testsOf(v *report.Study, id string) []*report.StudyTest {
	var list []*report.StudyTest
	for i := range v.Tests {
		if v.Tests[i].ID == id {
			list = append(list, &v.Tests[i])
		}
	}
	return list
}

// wholePercent is a part in whole percent.
func wholePercent(n report.Number) string {
	return shown(n, func(n report.Number) string { return percent(n, 0) + "%" })
}

// ifKnown is a number, nothing where there is none.
func ifKnown(n report.Number, decimals int) string {
	return shown(n, func(n report.Number) string { return fixed(n, decimals) })
}

// ratioOrRank heads what a test compares: a ratio of means, or a correlation of ranks.
func ratioOrRank(s style) string { return "ratio, " + s.glyph("ρ", "rho") }

// ratioCell is the ratio of the means of a sign, and the correlation of ranks of anything else.
func ratioCell(t *report.StudyTest) string {
	if t.Statistic == "spearman" {
		return shown(t.Alone.Value, func(n report.Number) string { return signed(n, 2) })
	}
	return ifKnown(t.Ratio, 2)
}

// controlWords are controls in a sentence.
var controlWords = map[string]string{
	"implied": "implied volatility", "previous_day": "the day before", "mean_of_5_days": "the mean of 5 days",
	"so_far": "the day so far", "time_left": "the time left",
}

func volatilitySection(v *report.Study, s style) section {
	how := "Parkinson"
	if v.Volatility == report.VolRealized {
		how = "realized"
	}
	return volatilityOf(testsOf(v, report.StudyVol), v.Controls, "Volatility", how+", a year; short, long: days that begin so", s)
}

// restSection is the volatility of what is left of days.
func restSection(v *report.Study, s style) section {
	if v.Rest == nil {
		return section{}
	}
	return volatilityOf(testsOf(v, report.StudyRestVol), v.Rest.Controls, "Rest of the day", "realized from a row within the session to the close, a year", s)
}

// volatilityOf is a table of volatility beside controls.
func volatilityOf(tests []*report.StudyTest, controls []string, title, note string, s style) section {
	table := newGrid(word("predictor"), num("days"), num("short"), num("long"), num(ratioOrRank(s)), num("p alone"), num("t"), num("p"), word("verdict"))
	for _, t := range tests {
		tc, pc := absent, absent
		if c := t.Controlled; c != nil {
			tc, pc = shown(c.T, func(n report.Number) string { return signed(n, 1) }), pValue(c.P)
		}
		annual := func(n report.Number) string {
			return shown(n, func(n report.Number) string { return percent(n, 1) + "%" })
		}
		table.add(predictorNames[t.Predictor], count(t.N), annual(t.Group("short").Mean), annual(t.Group("long").Mean), ratioCell(t),
			pValue(t.Alone.P), tc, pc, studyVerdict(t, s))
	}
	var tail, beside []string
	if slices.ContainsFunc(tests, func(t *report.StudyTest) bool { return t.Ratio.OK() }) {
		tail = append(tail, "ratio: of geometric means, the difference of logs that p alone tests")
	}
	for _, c := range controls {
		beside = append(beside, controlWords[c])
	}
	return section{
		title: title, note: note,
		table: table, tail: append(tail, "t, p: beside "+join(", ", beside...)+"; not beyond: there alone, and not beside these"),
	}
}

func rangeSection(v *report.Study, s style) section {
	table := newGrid(word("predictor"), num("days"), num("short"), num("long"), num(ratioOrRank(s)), num("p"), word("verdict"))
	for _, t := range testsOf(v, report.StudyRange) {
		table.add(predictorNames[t.Predictor], count(t.N), ifKnown(t.Group("short").Mean, 2), ifKnown(t.Group("long").Mean, 2), ratioCell(t),
			pValue(t.Alone.P), studyVerdict(t, s))
	}
	return section{title: "Range", note: "high less low, in implied day moves", table: table}
}

func wallsSection(v *report.Study, s style) section {
	w := wallsOf(testsOf(v, report.StudyHold), s)
	w.title, w.note = "Walls", "of days that open inside; others: other days at the same distance"
	w.tail = []string{"held: of the touched, closed inside; a driftless walk touches as often as walk says, and holds half"}
	return w
}

// restWallsSection is of what is left of days.
func restWallsSection(v *report.Study, s style) section {
	w := wallsOf(testsOf(v, report.StudyRestHold), s)
	w.title, w.note = "Walls, rest of the day", "of days inside at the row; prices from then on"
	return w
}

func wallsOf(tests []*report.StudyTest, s style) section {
	others := func(c column) column { c.whose = "of other days"; return c }
	table := newGrid(word("wall"), num("days"), num("touched"), others(num("others")), num("walk"), num("held"), others(num("others")), num("p"), word("verdict"))
	for _, t := range tests {
		r := t.Rates
		if r == nil {
			none := report.None()
			r = &report.StudyRates{Touched: none, Held: none, PlaceboTouched: none, PlaceboHeld: none, WalkTouched: none}
		}
		table.add(predictorNames[t.Predictor], count(t.N), wholePercent(r.Touched), wholePercent(r.PlaceboTouched), wholePercent(r.WalkTouched),
			wholePercent(r.Held), wholePercent(r.PlaceboHeld), pValue(t.Alone.P), studyVerdict(t, s))
	}
	return section{table: table}
}

func momentumSection(v *report.Study) section {
	table := newGrid(word("predictor"), num("days"), num("short"), num("long"), num("p"), word("verdict"))
	points := func(n report.Number) string {
		return shown(n, func(n report.Number) string { return signed(10000*n, 1) })
	}
	for _, t := range testsOf(v, report.StudyMomentum) {
		table.add(predictorNames[t.Predictor], count(t.N), points(t.Group("short").Mean), points(t.Group("long").Mean), pValue(t.Alone.P), studyVerdict(t, style{}))
	}
	return section{title: "Momentum", note: "last half hour in the direction of the day, basis points", table: table}
}

func flipSection(v *report.Study) section {
	table := newGrid(word("line"), num("days"), num("flip"), num("mirror"), num("p"), word("verdict"))
	for _, t := range testsOf(v, report.StudyFlip) {
		table.add(predictorNames[t.Predictor], count(t.N), ifKnown(t.Group("flip").Mean, 2), ifKnown(t.Group("mirror").Mean, 2), pValue(t.Alone.P), studyVerdict(t, style{}))
	}
	return section{title: "Flip", note: "crossings a day, of the flip and of a line equally far on the other side", table: table}
}

func pinSection(v *report.Study, s style) section {
	table := newGrid(word("level"), num("days"), num("distance"), num("chance"), num("p"), word("verdict"))
	for _, t := range testsOf(v, report.StudyPin) {
		table.add(predictorNames[t.Predictor], count(t.N), ifKnown(t.Alone.Value, 2), ifKnown(t.Placebo, 2), pValue(t.Alone.P), studyVerdict(t, s))
	}
	return section{
		title: "Pins", note: "distance of the close on days of expiry, in implied day moves; from strikes in points", table: table,
		tail: []string{"chance: levels of other days, or closes anywhere between strikes"},
	}
}

func quintileSection(v *report.Study, s style) section {
	table := newGrid(word("GEX / gross"), num("days"), num("from"), num("to"), num("volatility"), num("beyond controls"))
	for i, q := range v.Quintiles {
		name := strconv.Itoa(i + 1)
		switch i {
		case 0:
			name += " shortest"
		case len(v.Quintiles) - 1:
			name += " longest"
		}
		beyond := shown(q.Residual, func(n report.Number) string { return s.paint(0, signed(100*n, 1)+"%") })
		table.add(name, count(q.N), signed(q.Low, 3), signed(q.High, 3), percent(q.Volatility, 1)+"%", beyond)
	}
	return section{title: "Quintiles", note: "mean volatility, and what the controls leave of it", table: table}
}

// discoveryWords say which tests stand together.
func discoveryWords(v *report.Study) string {
	d := &v.Discoveries
	if d.Tests == 0 {
		return "no test has a p value"
	}
	words := "with one in ten of them false, none of " + strconv.Itoa(d.Tests) + " tests stands"
	if d.Stand > 0 {
		words = "with one in ten of them false, " + strconv.Itoa(d.Stand) + " of " + strconv.Itoa(d.Tests) + " tests stand: p up to " + pValue(d.Line)
	}
	return words + " (Benjamini-Hochberg)"
}
