package report

import (
	"strings"
	"testing"
	"time"

	"gex/internal/market"
)

// followed has signals around a close of 100, one of them at it, one without a level, mapped at twice the price.
func followed() *SystematicDocument {
	signals := []TrendSignal{
		{Name: "average 20", Value: 97, Signal: 1, FlipsAt: 95, FlipsAt5: 94, FlipsAt21: None()},
		{Name: "cross 20/120", Value: 99, Signal: 1, FlipsAt: 98, FlipsAt5: None(), FlipsAt21: 90},
		{Name: "momentum 21", Value: 104, Signal: -1, FlipsAt: 103, FlipsAt5: 105, FlipsAt21: None()},
		{Name: "momentum 63", Value: 110, Signal: -1, FlipsAt: 110, FlipsAt5: None(), FlipsAt21: None()},
		{Name: "breakout 20 low", Value: 80, Signal: -1, FlipsAt: None(), FlipsAt5: None(), FlipsAt21: None()},
	}
	return &SystematicDocument{Spot: 100, Systematic: Systematic{
		Trend:       &Trend{Signals: signals, Models: []TrendModel{{Model: "momentum", Position: -1.5, Signal: -1}, {Model: "cross", Position: 2}}, Spread: 3.5, Vol: 0.07},
		Volatility:  &VolControl{Weight: 1.4, SellsBeyond: 0.006},
		FundsPerPct: 6e7, FundsUSD: -3e7,
	}}
}

// asked returns a number of a document by its name; known is false where it has none.
func asked(d *SystematicDocument, text string) (Number, bool) {
	name, of, _ := strings.Cut(text, "@")
	return SystematicQuery{name, of}.In(d)
}

// TestSystematicNumbers: what each name stands for.
func TestSystematicNumbers(t *testing.T) {
	d := followed()
	for text, want := range map[string]Number{
		"below": 98, "above": 103, "level@average 20": 95, "level@Average-20": 95, "level5@momentum21": 105, "level21@cross20/120": 90,
		"signal@momentum 21": -1, "value@cross 20/120": 99, "position@momentum": -1.5, "position@cross": 2,
		"weight": 1.4, "sells_beyond_move": 0.006, "funds_usd_per_pct": 6e7, "funds_usd": -3e7,
	} {
		if got, known := asked(d, text); got != want || !known {
			t.Errorf("%s: %v (%v), want %v", text, got, known, want)
		}
	}
	for _, text := range []string{"level21@average 20", "level@breakout 20 low"} {
		if got, known := asked(d, text); got.OK() || !known {
			t.Errorf("%s: %v (%v), want none", text, got, known)
		}
	}
	for _, text := range []string{"level@average 30", "position@pairs"} {
		if _, known := asked(d, text); known {
			t.Errorf("%s is known", text)
		}
	}
}

// TestNearestLevels: of several levels the nearest on each side; one at the close counts below it alone; mapped levels are found by the
// distance of those that they are of.
func TestNearestLevels(t *testing.T) {
	d := followed()
	s := d.Systematic.Trend.Signals
	s[1].FlipsAt = 100
	if below, above := d.nearest(-1), d.nearest(1); below != 100 || above != 103 {
		t.Errorf("with a level at the close: %v and %v", below, above)
	}
	s[1].FlipsAt, s[3].FlipsAt = 98, 100.5
	if above := d.nearest(1); above != 100.5 {
		t.Errorf("half a point above: %v", above)
	}
	s[3].FlipsAt = 102
	if below, above := d.nearest(-1), d.nearest(1); below != 98 || above != 102 {
		t.Errorf("%v and %v", below, above)
	}
	mapped := make([]TrendSignal, len(s))
	for i := range s {
		mapped[i] = s[i]
		mapped[i].FlipsAt *= 2
	}
	d.Systematic.Trend.Mapped = &MappedTrend{Price: 200, Signals: mapped}
	if below, above := d.nearest(-1), d.nearest(1); below != 196 || above != 204 {
		t.Errorf("mapped: %v and %v", below, above)
	}
	for i := range s {
		s[i].FlipsAt = None()
	}
	if d.nearest(-1).OK() || d.nearest(1).OK() {
		t.Error("a nearest level of none")
	}
	d.Systematic.Trend, d.Systematic.Volatility = nil, nil
	if weight, _ := asked(d, "weight"); d.nearest(-1).OK() || weight.OK() {
		t.Error("numbers of parts that are not there")
	}
}

// TestWhoseNumbers: levels and values are of a signal, positions of a model, and the others of neither.
func TestWhoseNumbers(t *testing.T) {
	for _, c := range []struct {
		name          string
		signal, model bool
	}{{"level", true, false}, {"value", true, false}, {"position", false, true}, {"below", false, false}, {"funds_usd", false, false}} {
		if q := (SystematicQuery{Name: c.name}); q.OfSignal() != c.signal || q.OfModel() != c.model {
			t.Errorf("%s: of a signal %v, of a model %v", c.name, q.OfSignal(), q.OfModel())
		}
	}
}

// TestAxis: spot, the levels of dealers that are there and those of followers, from the highest down; none without followers.
func TestAxis(t *testing.T) {
	r := &LevelsDocument{}
	r.Spot = 100
	r.Levels.CallWall, r.Levels.PutWall, r.Levels.ZeroGamma = 110, None(), 95
	if list := r.Axis(); list != nil {
		t.Errorf("without followers: %v", list)
	}
	r.Followers = &Followers{Levels: []FollowerLevel{{Level: 97, Name: "average 50", Does: "sell"}}}
	var got []string
	for _, l := range r.Axis() {
		got = append(got, l.Level.String()+" "+l.Who+" "+l.Does)
	}
	if want := "110 dealers , 100  , 97 followers sell, 95 dealers "; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %q", strings.Join(got, ", "), want)
	}
}

// TestSystematicNamesInWords: every name is there, and what it stands for begins in one column, two spaces behind the longest.
func TestSystematicNamesInWords(t *testing.T) {
	names, lines := SystematicNames(), SystematicNamesInWords()
	longest := 0
	for _, name := range names {
		longest = max(longest, len(name))
	}
	for i, line := range lines {
		what := strings.TrimLeft(strings.TrimPrefix(line, names[i]), " ")
		if !strings.HasPrefix(line, names[i]+" ") || len(line)-len(what) != longest+2 || what == "" {
			t.Errorf("%q", line)
		}
	}
}

// TestTradingDays: up to 800 days are counted by the calendar: from a Thursday over 800 days are 114 weeks, of five days, and a Friday
// and a Saturday, less the holidays; more days count as they are.
func TestTradingDays(t *testing.T) {
	v := market.LookupRoot("SPX").Venue
	from := market.Date{Year: 2023, Month: time.January, Day: 5}
	if n := tradingDays(v, from, from.AddDays(1)); n != 1 {
		t.Errorf("to the Friday: %d", n)
	}
	if n := tradingDays(v, from, from.AddDays(4)); n != 2 {
		t.Errorf("to the Monday: %d", n)
	}
	if n := tradingDays(v, from, from.AddDays(800)); n < 114*5+1-25 || n > 114*5+1-20 {
		t.Errorf("over 800 days: %d", n)
	}
	if n := tradingDays(v, from, from.AddDays(801)); n != 801 {
		t.Errorf("over 801 days: %d", n)
	}
}
