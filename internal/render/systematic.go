package render

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gex/internal/report"
)

// Systematic writes what followers of rules trade. Its csv is the signals, or what the only part has: the triggers as gex cascade
// takes them, the moves of volatility control, the funds.
func Systematic(w io.Writer, r *report.SystematicDocument, f Format, o Options) error {
	return view{
		page: func(s style) page {
			return page{head: []string{systematicTitle(r, s)}, sections: systematicSections(r.Elsewhere(), s), warnings: r.Warnings}
		},
		document: func() any { return systematicDocument(r) },
		records:  func() records { return systematicRecords(r.Elsewhere()) },
		lines:    true,
		short:    func(s style) string { return systematicInShort(r.Elsewhere(), s) },
	}.write(w, f, o)
}

// systematicInShort is the end of a page that is taller than the terminal: what each of the followers trades, and when.
func systematicInShort(r *report.SystematicDocument, s style) string {
	var lines []string
	x := &r.Systematic
	if x.Trend != nil && shows(r, report.PartTrend) {
		lines = append(lines, nearestTriggers(r.Spot, x.Trend))
	}
	if x.Volatility != nil && x.Volatility.SellsBeyond.OK() && shows(r, report.PartVolatility) {
		lines = append(lines, "volatility control "+sellsBeyond(x.Volatility, s))
	}
	if x.FundsPerPct.OK() && shows(r, report.PartFunds) {
		lines = append(lines, "leveraged funds trade "+s.money.Size(x.FundsPerPct)+" for each percent, with the move")
	}
	if lines == nil {
		return ""
	}
	return "\n" + s.strong("IN SHORT") + "\n" + string(s.wrapAll(lines))
}

// sellsBeyond is the move beyond which volatility control sells.
func sellsBeyond(v *report.VolControl, s style) string {
	return "sells beyond a move of " + s.plusMinus() + percent(v.SellsBeyond, 2) + "%"
}

func systematicDocument(r *report.SystematicDocument) any {
	c := *r
	c.Warnings = orEmpty(c.Warnings)
	return c
}

// shows reports whether a part is asked for.
func shows(r *report.SystematicDocument, part string) bool {
	return r.Only == nil || slices.Contains(r.Only, part)
}

// systematicRecords are the rows of csv: those of the first part that is shown.
func systematicRecords(r *report.SystematicDocument) records {
	s := &r.Systematic
	switch {
	case shows(r, report.PartTrend) && s.Trend != nil:
		return recordsOf(each(s.Trend.Signals, func(v report.TrendSignal) report.SignalRow {
			return report.SignalRow{PricesOf: ofPrices(r), TrendSignal: v}
		}))
	case shows(r, report.PartVolatility) && s.Volatility != nil:
		return recordsOf(each(s.Volatility.Moves, func(v report.VolMove) report.MoveRow { return report.MoveRow{PricesOf: ofPrices(r), VolMove: v} }))
	case shows(r, report.PartTriggers) && s.Trend != nil:
		return recordsOf(s.Trend.Triggers)
	}
	return recordsOf(fundRows(r))
}

func ofPrices(r *report.SystematicDocument) report.PricesOf {
	return report.PricesOf{Underlying: r.Underlying, AsOf: r.TradeDate}
}

// each makes a row of every value.
func each[T, R any](list []T, row func(T) R) []R {
	out := make([]R, len(list))
	for i, v := range list {
		out[i] = row(v)
	}
	return out
}

func fundRows(r *report.SystematicDocument) []report.FundRow {
	var list []report.FundRow
	for _, f := range r.Systematic.Funds {
		list = append(list, report.FundRow{
			PricesOf: ofPrices(r), Ticker: f.Ticker, Leverage: f.Leverage, AUM: f.AUM, Date: f.Date, Offset: f.Offset, PerPct: f.PerPct, USD: valueOf(f.USD),
		})
	}
	return list
}

// systematicTitle is what the prices are of: SPX 6,920.45 · close of Fri 5 Sep 2025 · 700 closes since 2 Jan 2023.
func systematicTitle(r *report.SystematicDocument, s style) string {
	name, closes := r.Input.File, "1 close"
	if r.Underlying != "" {
		name = string(r.Underlying)
	}
	if r.Closes != 1 {
		closes = count(r.Closes) + " closes since " + date(r.First)
	}
	title := s.list(s.strong(name+" "+price(r.Spot)), "close of "+weekday(r.TradeDate), closes)
	if t := r.Systematic.Trend; t != nil && t.Mapped != nil {
		title = s.list(title, "levels in "+t.Mapped.Symbol+" at "+price(t.Mapped.Price))
	}
	return title
}

// weekday is a date with its day of the week: Fri 5 Sep 2025.
func weekday(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format("Mon 2 Jan 2006")
}

// systematicSections are the parts.
func systematicSections(r *report.SystematicDocument, s style) []section {
	var out []section
	x := &r.Systematic
	if t := x.Trend; t != nil {
		if shows(r, report.PartTrend) {
			out = append(out, signalsSection(r, t, s), positionsSection(t, s))
		}
		if shows(r, report.PartTriggers) {
			out = append(out, trendTriggers(t, s))
		}
	}
	if x.Volatility != nil && shows(r, report.PartVolatility) {
		out = append(out, volSections(r, s)...)
	}
	if x.Funds != nil && shows(r, report.PartFunds) {
		out = append(out, fundsSection(x.Funds, x.MovePct, s))
	}
	return out
}

// signalWords are the words of a signal: of averages the side of the close, of others the side of the trade.
func signalWords(sig report.TrendSignal) string {
	words := [3]string{"short", "none", "long"}
	if strings.HasPrefix(sig.Name, "average") {
		words = [3]string{"below", "at", "above"}
	}
	switch {
	case !sig.Signal.OK():
		return "n/a"
	case sig.Signal > 0:
		return words[2]
	case sig.Signal < 0:
		return words[0]
	}
	return words[1]
}

// orNA is a price, or n/a.
func orNA(n report.Number) string {
	if !n.OK() {
		return "n/a"
	}
	return price(n)
}

// signalsSection lists the signals.
func signalsSection(r *report.SystematicDocument, t *report.Trend, s style) section {
	table := newGrid(word("signal"), word("now"), spare(1, num("level")), spare(2, num("vs it %")), num("tomorrow"), num("5 days"), num("21 days"), num("nearest %"))
	for _, x := range t.Signals {
		level, from := orNA(x.Value), ""
		switch {
		case strings.HasPrefix(x.Name, "pair"):
			level = shown(x.Value, func(n report.Number) string { return signed(n, 2) })
		case x.Value.OK():
			from = signed(100*(r.Spot/x.Value-1), 2)
		}
		away := "n/a"
		if x.AwayPct.OK() {
			away = signed(x.AwayPct, 2)
		}
		table.add(x.Name, s.paint(x.Signal, signalWords(x)), level, from, orNA(x.FlipsAt), orNA(x.FlipsAt5), orNA(x.FlipsAt21), away)
	}
	return section{
		title: "Trend", note: "the close that flips each signal: tomorrow, or if it stands there", table: table,
		lead: []string{nearestTriggers(r.Spot, t)},
		tail: []string{"nearest %: from the close to the nearest of the three levels; n/a: none within 20%, too few closes, or broken out already"},
	}
}

// nearestTriggers says what the model trades beyond the nearest levels of tomorrow.
func nearestTriggers(spot report.Number, t *report.Trend) string {
	var parts []string
	say := func(g report.TrendTrigger, side string) {
		if t.Model == "pairs" { // it trades on the way
			side = "by"
		}
		does := "buys "
		if g.Flow < 0 {
			does = "sells "
		}
		parts = append(parts, does+fixed(max(g.Flow, -g.Flow), 2)+" of capital "+side+" "+price(g.Level)+" ("+signed(100*(g.Level/spot-1), 2)+"%)")
	}
	above := slices.IndexFunc(t.Triggers, func(g report.TrendTrigger) bool { return g.Level > spot })
	if above < 0 {
		above = len(t.Triggers)
	}
	if above > 0 {
		say(t.Triggers[above-1], "below")
	}
	if above < len(t.Triggers) {
		say(t.Triggers[above], "above")
	}
	if parts == nil {
		return noTriggers(t)
	}
	return t.Model + ", against an unchanged close: " + strings.Join(parts, ", ")
}

// noTriggers says that there are none.
func noTriggers(t *report.Trend) string {
	return "no level of the model " + t.Model + " is within 20% of the close"
}

// positionsSection lists the models with what they trade after tapes.
func positionsSection(t *report.Trend, s style) section {
	columns := []column{word("model"), num("now")}
	for _, x := range t.Models[0].Tapes {
		c := num(tapeName(x, s))
		if x.Sigmas == 1 || x.Sigmas == -1 {
			c = spare(1, c)
		}
		columns = append(columns, c)
	}
	table := newGrid(columns...)
	units := func(n report.Number) string { return signed(n, 2) }
	if t.Capital.OK() {
		var usd []report.Number
		for _, m := range t.Models {
			for _, x := range m.Tapes {
				usd = append(usd, x.USD)
			}
		}
		scaled := s.money.ScaleFor(usd...)
		units = func(n report.Number) string { return scaled.Signed(n * t.Capital) }
		table.columns[0] = word("flows in " + s.money.In(scaled))
	}
	na := func(n report.Number, print func(report.Number) string) string {
		if !n.OK() {
			return "n/a"
		}
		return s.paint(n, print(n))
	}
	for _, m := range t.Models {
		cells := []string{m.Model, na(m.Position, func(n report.Number) string { return signed(n, 2) })}
		for _, x := range m.Tapes {
			cells = append(cells, na(x.Flow, units))
		}
		table.add(cells...)
	}
	vol := "n/a"
	if t.Vol.OK() {
		vol = percent(t.Vol, 1) + "%"
	}
	tail := "now: units of capital; then what is traded by the end of a tape, in units of capital; " + s.setting("capital") + " counts dollars"
	if t.Capital.OK() {
		tail = "now: units of the capital of " + s.money.Size(t.Capital) + "; then what is traded by the end of a tape"
	}
	lines := []string{tail}
	if t.Spread.OK() {
		lines = append(lines, "the models are "+fixed(t.Spread, 2)+" of capital apart")
	}
	return section{title: "Position", note: targetWords(t.Targets) + " target, leverage to " + plain(t.Cap) + ", volatility " + vol, table: table, tail: lines}
}

// targetWords are targets in percent: 10%, or the mean of 5, 10, 15%.
func targetWords(targets []report.Number) string {
	var parts []string
	for _, t := range targets {
		parts = append(parts, plain(100*t))
	}
	if len(parts) > 1 {
		return "mean of " + strings.Join(parts, ", ") + "%"
	}
	return strings.Join(parts, "") + "%"
}

// tapeName is a tape as a heading: -2σ 5d, flat 5d.
func tapeName(x report.Tape, s style) string {
	if x.Sigmas == 0 {
		return fmt.Sprintf("flat %dd", x.Days)
	}
	return fmt.Sprintf("%+d%s %dd", x.Sigmas, s.glyph("σ", "sd"), x.Days)
}

// trendTriggers lists what a model trades at the levels of its signals.
func trendTriggers(t *report.Trend, s style) section {
	var usd []report.Number
	for _, g := range t.Triggers {
		usd = append(usd, g.USD)
	}
	scaled := s.money.ScaleFor(usd...)
	table := newGrid(word("signal"), num("level"), num("dist %"), num("flow"), num(s.money.In(scaled)))
	for _, g := range t.Triggers {
		table.add(g.Label, price(g.Level), signed(g.AwayPct, 2), s.paint(g.Flow, signed(g.Flow, 2)), shown(g.USD, scaled.Signed))
	}
	sec := section{title: "Triggers", note: "what the model " + t.Model + " trades when tomorrow's close crosses a level", table: table.dense()}
	if len(t.Triggers) == 0 {
		sec.lead = []string{noTriggers(t)}
		sec.table = nil
		return sec
	}
	sec.tail = []string{"flow: in units of capital, at the volatility of now, against a close that does not change"}
	return sec
}

// volSections are volatility control: the weight, moves, paths and what leaves the windows.
func volSections(r *report.SystematicDocument, s style) []section {
	v := r.Systematic.Volatility
	var vols []string
	for i, w := range v.Windows {
		vol := "n/a"
		if v.Vols[i].OK() {
			vol = percent(v.Vols[i], 2) + "%"
		}
		vols = append(vols, vol+" ("+windowName(w, s)+")")
	}
	weight, beyond := "weight n/a", ""
	if v.Weight.OK() {
		weight = "weight " + fixed(v.Weight, 3)
		beyond = sellsBeyond(v, s)
	}
	sec := section{
		title: "Volatility control", note: targetWords(v.Targets) + " target, cap " + plain(v.Cap) + "; the larger of " + windowsInWords(v.Windows, s) + " rules",
		lead: []string{s.list(weight, "volatility "+strings.Join(vols, ", "), beyond)},
	}
	if !v.Weight.OK() {
		return []section{sec}
	}
	var usd []report.Number
	for _, m := range v.Moves {
		usd = append(usd, m.USD)
	}
	scaled := s.money.ScaleFor(usd...)
	moves := newGrid(num("move %"), num("weight"), num("flow, % of assets"), num(s.money.In(scaled)))
	for _, m := range v.Moves {
		moves.add(signed(m.MovePct, 0), fixed(m.Weight, 3), s.paint(m.Flow, signed(100*m.Flow, 1)), shown(m.USD, scaled.Signed))
	}
	sec.table = moves.dense()
	out := []section{sec, pathsSection(v, s)}
	if len(v.DropOff) > 0 {
		out = append(out, dropOffSection(v))
	}
	return out
}

// windowName is a window: 21 d, or λ 0.94.
func windowName(w report.Number, s style) string {
	if w < 1 {
		return s.glyph("λ", "lambda") + " " + plain(w)
	}
	return plain(w) + " d"
}

func windowsInWords(list []report.Number, s style) string {
	var names []string
	for _, w := range list {
		names = append(names, windowName(w, s))
	}
	return strings.Join(names, " and ")
}

// pathsSection lists what is traded by average daily moves.
func pathsSection(v *report.VolControl, s style) section {
	var usd []report.Number
	for _, p := range v.Paths {
		usd = append(usd, p.USD)
	}
	scaled := s.money.ScaleFor(usd...)
	table := newGrid(num("days"), num("daily move %"), num("weight"), num("flow, % of assets"), num(s.money.In(scaled)))
	for _, p := range v.Paths {
		table.add(count(p.Days), fixed(p.DailyMovePct, 1), fixed(p.Weight, 3), s.paint(p.Flow, signed(100*p.Flow, 1)), shown(p.USD, scaled.Signed))
	}
	return section{title: "Daily moves", note: "weight after days of one size of move, either way", table: table.dense()}
}

// dropOffSection lists the squares that leave.
func dropOffSection(v *report.VolControl) section {
	table := newGrid(num("window"), word("return of"), num("return %"), num("volatility after %"))
	for _, d := range v.DropOff {
		table.add(count(d.Window), date(d.Date), signed(d.ReturnPct, 2), percent(d.VolAfter, 2))
	}
	return section{title: "Leaving the windows", note: "next returns to leave, if nothing happens from now on", table: table}
}

// valueOf is a number that may be missing altogether.
func valueOf(n *report.Number) report.Number {
	if n == nil {
		return report.None()
	}
	return *n
}
