package report

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestFacts: the volatility of the expiry nearest to 30 days that has one, of two as near the earlier; flows after a percent
// either way; the regime of 0DTE where there is one.
func TestFacts(t *testing.T) {
	for _, c := range []struct {
		days []int
		vols []Number
		want string
	}{
		{[]int{5, 28, 33, 60}, []Number{0.1, 0.2, 0.3, 0.4}, "0.2"}, {[]int{5, 25, 35}, []Number{0.1, 0.2, 0.3}, "0.2"}, {[]int{5, 25, 34}, []Number{0.1, 0.2, 0.3}, "0.3"},
		{[]int{29, 30, 31}, []Number{0.1, None(), 0.3}, "0.1"}, {[]int{29, 30}, []Number{0.1, 0}, "0.1"}, {[]int{30, 90}, []Number{None(), 0.5}, "0.5"}, {[]int{30}, []Number{None()}, ""}, {nil, nil, ""},
	} {
		var list []Expiry
		for i, d := range c.days {
			list = append(list, Expiry{DTE: d, ATMVol: c.vols[i]})
		}
		if got := nearMonth(list).String(); got != c.want {
			t.Errorf("%v: %q, want %q", c, got, c.want)
		}
	}
	r := &LevelsDocument{Moves: []SpotFlow{{MovePct: -1, Flow: Flow{USD: 7}}, {MovePct: 0.5, Flow: Flow{USD: 8}}, {MovePct: 1, Flow: Flow{USD: 9}}}, Levels0DTE: &Levels{GammaLevels: GammaLevels{Regime: ShortGamma}}}
	r.AsOf = Time{time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone("EST", -5*3600))}
	f := FactsOf(r)
	if f.FlowUp != 9 || f.FlowDown != 7 || f.Regime0DTE != ShortGamma || f.AsOfUTC.Format("15:04 MST") != "15:00 UTC" {
		t.Errorf("%+v", f)
	}
	if f = FactsOf(&LevelsDocument{}); f.FlowUp.OK() || f.FlowDown.OK() || f.Regime0DTE != "" || !f.AsOfUTC.IsZero() {
		t.Errorf("%+v", f)
	}
	by := Facts{Spot: 100, DayMove: 2}
	if on := by.Elsewhere(&Mapped{Price: 10, Ratio: 0.1}); on.Spot != 10 || on.DayMove != 0.2 {
		t.Errorf("by ratio %+v", on)
	}
	if on := by.Elsewhere(&Mapped{Price: 105, Ratio: None()}); on.Spot != 105 || on.DayMove != 2 {
		t.Errorf("by points %+v", on)
	}
	if got := FlipList([]Flip{{Spot: 6661.17}, {Spot: 6702.5}}); got != "6661.17;6702.5" || FlipList(nil) != "" {
		t.Error(got)
	}
}

// TestOldHistory: a history that lacks columns is refused with the first three of them and how many more, as csv and JSON.
func TestOldHistory(t *testing.T) {
	for n, want := range map[int]string{1: "without a", 2: "without a, b", 3: "without a, b, c", 4: "without a, b, c and 1 more", 6: "without a, b, c and 3 more"} {
		if got := oldHistory(strings.Split("a b c d e f", " ")[:n]).Error(); got != "an earlier version wrote it, "+want {
			t.Errorf("%d: %s", n, got)
		}
	}
	if err := oldHistory(nil); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		text  string
		asCSV bool
		old   bool
	}{
		{strings.ReplaceAll(strings.Replace(historyCSV, "trade_date,", "", 1), "2025-11-20,", ""), true, true},
		{strings.Replace(historyRow, `"trade_date":"2025-11-20",`, "", 1) + "\n", false, true},
		{strings.Replace(historyRow, `"underlying":"SPX",`, "", 1) + "\n", false, false},
		{historyRow + "\n" + strings.Replace(historyRow, `"trade_date":"2025-11-20",`, "", 1) + "\n", false, true},
		{historyCSV, true, false}, {historyRow + "\n", false, false},
		{"x\n", true, false}, {`{"x":1}` + "\n", false, false}, {"{x\n", false, false}, {"\"x\n", true, false},
	} {
		if _, err := ReadSnapshots(strings.NewReader(c.text), c.asCSV); errors.Is(err, ErrOldHistory) != c.old {
			t.Errorf("%.40q: %v", c.text, err)
		}
	}
}

// TestCurrency: the unit of GEX says what currency the amounts of a result are in.
func TestCurrency(t *testing.T) {
	dollars, rupees := Header{Conventions: Conventions{GEXUnit: "usd_per_1pct"}}, Header{Conventions: Conventions{GEXUnit: "inr_per_point"}}
	if !dollars.Conventions.Currency().InDollars() || rupees.Conventions.Currency().InDollars() || dollars.Conventions.PerMove() != "usd_per_1pct" || rupees.Conventions.PerMove() != "usd_per_point" {
		t.Errorf("%v %v", dollars.Conventions.PerMove(), rupees.Conventions.PerMove())
	}
}

// TestClockNames: New York by ET in either season, others by their zone.
func TestClockNames(t *testing.T) {
	at := func(zone string, hours int) string {
		return Time{time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone(zone, hours*3600))}.Clock()
	}
	if at("EST", -5) != "ET" || at("EDT", -4) != "ET" || at("IST", 5) != "IST" || at("UTC", 0) != "UTC" {
		t.Errorf("%s %s %s %s", at("EST", -5), at("EDT", -4), at("IST", 5), at("UTC", 0))
	}
}

// TestLevelNames: our name of a level however it is written.
func TestLevelNames(t *testing.T) {
	known := []string{"zero_gamma", "call_wall", "gex", "0dte.zero_gamma", "0dte.call_wall"}
	for typed, want := range map[string]string{
		"zero_gamma": "zero_gamma", "ZeroGamma": "zero_gamma", "call-wall": "call_wall", " Call Wall ": "call_wall", "levels.call_wall": "call_wall", "gamma_flip": "zero_gamma",
		"levels_0dte.call_wall": "0dte.call_wall", "0dte_zero_gamma": "0dte.zero_gamma", "zero_gamma_0dte": "0dte.zero_gamma", "0dte.flip": "0dte.zero_gamma", "flip_0dte": "0dte.zero_gamma",
		"net_gex": "gex", "0dte.gex": "", "nothing": "", "": "", ".flip": "", "x.call_wall": "",
	} {
		if got := LevelName(typed, known); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
