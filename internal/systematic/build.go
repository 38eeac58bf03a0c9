package systematic

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

// Parts are what is computed.
type Parts struct{ Trend, Volatility, Funds bool }

// Build makes the document of prices. Input, version and settings are filled in by whoever read the file. Errors, fault.Input: no
// close up to the date that was asked for.
func Build(prices *series.Prices, o Options, parts Parts, to gex.Mapping) (*report.SystematicDocument, error) {
	o = o.withDefaults()
	prices, err := o.cut(prices)
	if err != nil {
		return nil, err
	}
	closes := prices.Closes()
	last := prices.Bars[len(prices.Bars)-1]
	d := &report.SystematicDocument{
		Schema: report.Schema, Underlying: report.Text(o.Symbol), TradeDate: last.Date.String(), Spot: report.Number(last.Close),
		First: prices.Bars[0].Date.String(), Closes: len(closes),
	}
	for _, n := range prices.Notes() {
		d.Warnings = append(d.Warnings, report.Warning{Code: n.Code, Message: n.Text})
	}
	add := func(w []report.Warning) { d.Warnings = append(d.Warnings, w...) }
	s := &d.Systematic
	s.FundsPerPct, s.FundsUSD, s.MovePct = report.None(), report.None(), report.None()
	if n := len(closes); n > 1 {
		s.MovePct = report.Number(100 * (closes[n-1]/closes[n-2] - 1))
	}
	if parts.Trend {
		t, warnings := o.trend(closes)
		s.Trend = t
		add(warnings)
		d.History = o.history(prices.Bars, closes)
		if t.Mapped, err = mapped(d, to, last.Close); err != nil {
			return nil, err
		}
	}
	if parts.Volatility {
		v, warnings := o.volatility(closes, dates(prices.Bars))
		s.Volatility = v
		add(warnings)
	}
	if parts.Funds && o.Funds != nil {
		add(o.funds(s, last.Date))
	}
	return d, nil
}

// rules are the signals that are shown.
func (o *Options) rules() []rule {
	var list []rule
	for _, n := range o.Averages {
		list = append(list, average{n})
	}
	for _, c := range o.Crosses {
		list = append(list, cross{c[0], c[1]})
	}
	for _, h := range months {
		list = append(list, momentum{h})
	}
	for _, h := range []int{20, 50, 100} {
		list = append(list, breakout{h, true}, breakout{h, false})
	}
	for _, k := range pairs {
		list = append(list, k)
	}
	return list
}

// trend is what trend followers hold and do.
func (o *Options) trend(closes []float64) (*report.Trend, []report.Warning) {
	t := &report.Trend{Model: o.Model, Cap: report.Number(o.trendCap()), Spread: report.None(), Capital: report.None(), Signals: []report.TrendSignal{}, Triggers: []report.TrendTrigger{}}
	if o.Capital > 0 {
		t.Capital = report.Number(o.Capital)
	}
	for _, x := range o.Targets {
		t.Targets = append(t.Targets, report.Number(x))
	}
	var warnings []report.Warning
	var short []string
	for _, r := range o.rules() {
		if len(closes) < r.need() {
			short = append(short, r.name())
		}
		t.Signals = append(t.Signals, read(r, closes))
	}
	if len(short) > 0 {
		warnings = append(warnings, report.Warning{Code: "prices-short", Message: fmt.Sprintf("%s not enough for %s", closesAre(len(closes)), strings.Join(short, ", "))})
	}
	v := variance(returns(closes), decay)
	t.Vol = report.Number(annual(v))
	low, high := math.Inf(1), math.Inf(-1)
	for _, name := range Models {
		f := o.follow(name, closes, v)
		m := report.TrendModel{Model: name, Signal: report.Number(f.signal), Position: report.Number(f.position), USD: o.dollars(f.position), Tapes: f.tapes()}
		t.Models = append(t.Models, m)
		if m.Position.OK() {
			low, high = min(low, float64(m.Position)), max(high, float64(m.Position))
			warnings = append(warnings, largeSales(&m, name == o.Model)...)
		} else {
			warnings = append(warnings, report.Warning{Code: "prices-short", Message: fmt.Sprintf("%s not enough for a position by the model %s", closesAre(len(closes)), name)})
		}
		if name == o.Model {
			t.Triggers = f.triggers()
		}
	}
	if high >= low {
		t.Spread = report.Number(high - low)
	}
	return t, warnings
}

func closesAre(n int) string {
	if n == 1 {
		return "1 close is"
	}
	return fmt.Sprintf("%d closes are", n)
}

// mostSold is the largest sale of a week that desks have reported, about, in dollars (docs/theory.md 7.8).
const mostSold = 60e9

// turnsBy is how far beyond the position, a fraction of it, a week's sale must go to turn it: less is the noise of a model.
const turnsBy = 0.1

// largeSales warns of a week's sale that is larger than any known one and, by the model whose trades the triggers are, of
// one that is larger than the position: the other models are shown for comparison.
func largeSales(m *report.TrendModel, chosen bool) []report.Warning {
	var least *report.Tape
	for i := range m.Tapes {
		if t := &m.Tapes[i]; t.Days == 5 && t.Flow.OK() && (least == nil || t.Flow < least.Flow) {
			least = t
		}
	}
	switch {
	case least == nil:
		return nil
	case least.USD.OK() && least.USD < -mostSold:
		return []report.Warning{{Code: "trend-sale", Message: fmt.Sprintf(
			"by the model %s trend followers sell $%.0fB in a week of %+d standard deviations: desks have hardly ever reported more than $%.0fB; is the capital right?", m.Model, -float64(least.USD)/1e9, least.Sigmas, mostSold/1e9)}}
	case chosen && m.Position > 0 && least.Flow < -m.Position*(1+turnsBy):
		return []report.Warning{{Code: "trend-turns", Message: fmt.Sprintf(
			"by the model %s trend followers sell %.3f of capital in a week of %+d standard deviations, more than the %.3f they hold: they turn short", m.Model, -float64(least.Flow), least.Sigmas, float64(m.Position))}}
	}
	return nil
}

// mapped is the levels and closes as prices of another instrument; nil without one.
func mapped(d *report.SystematicDocument, to gex.Mapping, last float64) (*report.MappedTrend, error) {
	if to.Symbol == "" {
		return nil, nil
	}
	if err := to.Check(string(d.Underlying), last); err != nil {
		return nil, err
	}
	t := d.Systematic.Trend
	m := &report.MappedTrend{Symbol: to.Symbol, Price: report.Number(to.Price), By: gex.MapRules[0], Ratio: report.Number(to.Price / last), Offset: report.None()}
	if to.By == "offset" {
		m.By, m.Ratio, m.Offset = to.By, report.None(), report.Number(to.Price-last)
	}
	at := func(n report.Number) report.Number { return to.Level(n, last) }
	m.Signals = slices.Clone(t.Signals)
	for i := range m.Signals {
		s := &m.Signals[i]
		if !strings.HasPrefix(s.Name, "pair") {
			s.Value = at(s.Value)
		}
		s.FlipsAt, s.FlipsAt5, s.FlipsAt21 = at(s.FlipsAt), at(s.FlipsAt5), at(s.FlipsAt21)
	}
	m.Triggers = slices.Clone(t.Triggers)
	for i := range m.Triggers {
		m.Triggers[i].Level = at(m.Triggers[i].Level)
	}
	for _, h := range d.History {
		averages := make([]report.Number, len(h.Averages))
		for i, n := range h.Averages {
			averages[i] = at(n)
		}
		m.History = append(m.History, report.PricePoint{Date: h.Date, Close: at(h.Close), Averages: averages})
	}
	return m, nil
}

// funds adds leveraged funds.
func (o *Options) funds(s *report.Systematic, trade market.Date) []report.Warning {
	rows, perPct, warnings := gex.FundsOf(o.Funds, trade, o.Symbol)
	s.Funds, s.FundsPerPct = rows, report.Number(perPct)
	if !s.MovePct.OK() {
		return warnings
	}
	s.FundsUSD = s.FundsPerPct * s.MovePct
	for i := range s.Funds {
		usd := s.Funds[i].PerPct * s.MovePct
		s.Funds[i].USD = &usd
	}
	return warnings
}

func dates(bars []series.Bar) []market.Date {
	list := make([]market.Date, len(bars))
	for i := range bars {
		list[i] = bars[i].Date
	}
	return list
}

// drawn is how many closes a picture shows: a year.
const drawn = tradingYear

// history is the last closes with their averages.
func (o *Options) history(bars []series.Bar, closes []float64) []report.PricePoint {
	var list []report.PricePoint
	for t := max(0, len(closes)-drawn); t < len(closes); t++ {
		p := report.PricePoint{Date: bars[t].Date.String(), Close: report.Number(closes[t])}
		for _, n := range o.Averages {
			m := report.None()
			if t+1 >= n {
				m = report.Number(mean(closes[:t+1], n))
			}
			p.Averages = append(p.Averages, m)
		}
		list = append(list, p)
	}
	return list
}
