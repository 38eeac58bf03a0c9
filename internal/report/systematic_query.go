package report

import "strings"

// SystematicQuery names one number of a document about followers of rules: level@average 50, position@momentum, weight.
type SystematicQuery struct {
	Name string // one of SystematicNames
	Of   string // a signal or a model, as it is named; "" where the name takes none
}

// systematicNumber is a number that a name stands for.
type systematicNumber struct {
	name, what string
	whole      func(*SystematicDocument) Number
	signal     func(*TrendSignal) Number
	model      func(*TrendModel) Number
}

// ofVol is a number of volatility control.
func ofVol(number func(*VolControl) Number) func(*SystematicDocument) Number {
	return func(d *SystematicDocument) Number {
		if d.Systematic.Volatility == nil {
			return None()
		}
		return number(d.Systematic.Volatility)
	}
}

// systematicNumbers are all of them; each has one of its functions.
var systematicNumbers = []systematicNumber{
	{name: "level", what: `tomorrow's close that flips a signal: "level@average 50", level@cross20/120`, signal: func(s *TrendSignal) Number { return s.FlipsAt }},
	{name: "level5", what: "the close that flips it when it stands there for 5 days", signal: func(s *TrendSignal) Number { return s.FlipsAt5 }},
	{name: "level21", what: "for 21 days", signal: func(s *TrendSignal) Number { return s.FlipsAt21 }},
	{name: "signal", what: "1, 0 or -1", signal: func(s *TrendSignal) Number { return s.Signal }},
	{name: "value", what: "what the close is compared with", signal: func(s *TrendSignal) Number { return s.Value }},
	{name: "below", what: "the nearest of tomorrow's levels below the close", whole: func(d *SystematicDocument) Number { return d.nearest(-1) }},
	{name: "above", what: "the nearest above", whole: func(d *SystematicDocument) Number { return d.nearest(1) }},
	{name: "position", what: "of a model, in units of capital: position@momentum", model: func(m *TrendModel) Number { return m.Position }},
	{name: "weight", what: "of volatility control", whole: ofVol(func(v *VolControl) Number { return v.Weight })},
	{name: "sells_beyond_move", what: "the move beyond which it sells, a fraction", whole: ofVol(func(v *VolControl) Number { return v.SellsBeyond })},
	{name: "funds_usd_per_pct", what: "what leveraged funds trade for each percent", whole: func(d *SystematicDocument) Number { return d.Systematic.FundsPerPct }},
	{name: "funds_usd", what: "what they trade after the last move of the close", whole: func(d *SystematicDocument) Number { return d.Systematic.FundsUSD }},
}

// SystematicNames lists the names.
func SystematicNames() []string {
	var names []string
	for _, n := range systematicNumbers {
		names = append(names, n.name)
	}
	return names
}

// SystematicNamesInWords lists the names with what they stand for, a line each.
func SystematicNamesInWords() []string {
	what := make([]string, len(systematicNumbers))
	for i, n := range systematicNumbers {
		what[i] = n.what
	}
	return inWords(SystematicNames(), what)
}

func (q SystematicQuery) number() *systematicNumber {
	for i := range systematicNumbers {
		if systematicNumbers[i].name == q.Name {
			return &systematicNumbers[i]
		}
	}
	panic("report: no number of followers is called " + q.Name)
}

// OfSignal reports whether the number belongs to a signal.
func (q SystematicQuery) OfSignal() bool { return q.number().signal != nil }

// OfModel reports whether the number belongs to a model.
func (q SystematicQuery) OfModel() bool { return q.number().model != nil }

// signalKey is a name of a signal without what may be written differently: average50 for average 50.
func signalKey(name string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(name))
}

// In returns the number of a document; known is false when it has no such signal or model.
func (q SystematicQuery) In(d *SystematicDocument) (n Number, known bool) {
	x := q.number()
	if x.whole != nil {
		return x.whole(d), true
	}
	t := d.Elsewhere().Systematic.Trend
	if t == nil {
		return None(), false
	}
	for i := range t.Signals {
		if x.signal != nil && signalKey(t.Signals[i].Name) == signalKey(q.Of) {
			return x.signal(&t.Signals[i]), true
		}
	}
	for i := range t.Models {
		if x.model != nil && signalKey(t.Models[i].Model) == signalKey(q.Of) {
			return x.model(&t.Models[i]), true
		}
	}
	return None(), false
}

// nearest is the level of tomorrow nearest to the close, below it for -1 and above it for 1; absent without one. It is a price of
// the other instrument, if there is one.
func (d *SystematicDocument) nearest(side Number) Number {
	if d.Systematic.Trend == nil {
		return None()
	}
	best, at := None(), None()
	on := d.Elsewhere().Systematic.Trend.Signals
	for i, s := range d.Systematic.Trend.Signals {
		away := side * (s.FlipsAt - d.Spot)
		if s.FlipsAt.OK() && away >= 0 && !(best <= away) && (away > 0 || side < 0) {
			best, at = away, on[i].FlipsAt
		}
	}
	return at
}
