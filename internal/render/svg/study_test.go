package svg

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gex/internal/report"
)

// fifthsOf is a study whose fifths have these volatilities and residuals; low is that of the shortest gamma, each one 0.2 higher.
func fifthsOf(low report.Number, volatility, residual []report.Number, verdict report.StudyVerdict) *report.StudyDocument {
	d := &report.StudyDocument{Underlying: "SPX", Inputs: report.StudyInputs{History: "levels.csv", Prices: "spx.csv"}}
	s := &d.Study
	s.Days, s.From, s.To, s.Sign, s.Volatility = 10*len(volatility), "2024-01-02", "2024-12-27", "naive", report.VolParkinson
	s.Controls = []string{"implied", "previous_day", "mean_of_5_days"}
	s.Tests = []report.StudyTest{{
		ID: report.StudyVol, Predictor: "gex_share", Alone: report.StudyAlone{Value: -0.37, P: 0.0004},
		Controlled: &report.StudyControlled{T: -0.5, P: 0.71}, Verdict: verdict,
	}}
	for i, v := range volatility {
		q := report.Quintile{N: 10, Low: low, High: low + 0.15, Volatility: v, Residual: residual[i]}
		s.Quintiles = append(s.Quintiles, q)
		low += 0.2
	}
	return d
}

func studies() map[string]*report.StudyDocument {
	none := report.None()
	of := func(values ...report.Number) []report.Number { return values }
	few := fifthsOf(0, nil, nil, report.VerdictTooFew)
	few.Study.Days = 28
	empty := &report.StudyDocument{Underlying: "SPX"}
	long := fifthsOf(-0.5, of(0.2, 0.1, 0.1, 0.1, 0.05), of(0.3, 0.1, 0, -0.1, -0.3), report.VerdictAdds)
	long.Study.Options, long.Study.Volatility, long.Inputs.Intraday = "--sign 0.2,-0.2 --iv file --dte 0-30", report.VolRealized, "five.csv"
	long.Study.LeftOut = []report.DaysLeftOut{{Reason: "no-row", Days: 4}}
	return map[string]*report.StudyDocument{
		"plain":       fifthsOf(-0.5, of(0.12, 0.09, 0.08, 0.07, 0.06), of(0.02, 0.03, -0.007, -0.056, 0.014), report.VerdictNotBeyond),
		"few":         few,
		"empty":       empty,
		"settings":    long,
		"no controls": fifthsOf(0.1, of(0.12, 0.09, 0.08, 0.07, 0.06), of(none, none, none, none, none), report.VerdictNone),
		"equal":       fifthsOf(-2, of(0.1, 0.1, 0.1, 0.1, 0.1), of(0, 0, 0, 0, 0), report.VerdictOpposite),
		"wild":        fifthsOf(-0.5, of(90, 0.0001, 0.0001, 0.0001, 0.0001), of(20, -0.9, -0.9, -0.9, -0.9), report.VerdictAdds),
	}
}

// TestFifths: bars are as high as their numbers, from zero, and the line without controls is where the volatility is over its mean.
func TestFifths(t *testing.T) {
	d := studies()["plain"]
	for _, size := range [][2]int{{640, 400}, {1200, 700}} {
		svg := text(t, d.Pictures(), Options{Kind: Study, Width: size[0], Height: size[1]})
		var bars [][2]float64 // top and height
		for _, m := range regexp.MustCompile(`<rect class="gex-(?:put|call|e4)" x="[\d.]+" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"`).FindAllStringSubmatch(svg, -1) {
			top, _ := strconv.ParseFloat(m[1], 64)
			wide, _ := strconv.ParseFloat(m[2], 64)
			high, _ := strconv.ParseFloat(m[3], 64)
			if wide != 14 { // of the legend
				bars = append(bars, [2]float64{top, high})
			}
		}
		if len(bars) != 10 {
			t.Fatalf("%d bars", len(bars))
		}
		near := func(what string, got, want float64) {
			t.Helper()
			if got-want > 0.03 || want-got > 0.03 {
				t.Errorf("%v: %s: %.3f, want %.3f", size, what, got, want)
			}
		}
		for i, q := range d.Study.Quintiles {
			near(fmt.Sprintf("height %d", i), bars[i][1], float64(q.Volatility/0.12)*bars[0][1])
			near(fmt.Sprintf("residual %d", i), bars[5+i][1], max(float64(q.Residual), -float64(q.Residual))/0.056*bars[8][1])
		}
		zero, unit := bars[8][0], bars[8][1]/0.056 // of the bar below zero, and of a whole
		lines := regexp.MustCompile(`<line class="gex-net" x1="[\d.]+" y1="([\d.]+)"`).FindAllStringSubmatch(svg, -1)
		lines = lines[len(lines)-5:]
		for i, q := range d.Study.Quintiles {
			y, _ := strconv.ParseFloat(lines[i][1], 64)
			near(fmt.Sprintf("line %d", i), (zero-y)/unit, float64(q.Volatility)/0.084-1)
		}
	}
}

// TestFifthsWords: what the picture says.
func TestFifthsWords(t *testing.T) {
	all := studies()
	for name, want := range map[string][]string{
		"plain": {">SPX · 50 days<", "but not beyond what implied and past volatility said<", "ρ −0.37, p below 0.001", "with controls: t −0.5, p 0.710", ">12.0%<", ">−5.6%<",
			"<desc id=", " of SPX. Days that begin", ">2 Jan 24 to 27 Dec 24<", "levels.csv", ">both<"},
		"few":         {"28 days are too few: at least 40"},
		"empty":       {"0 days are too few", "Nothing was tested."},
		"settings":    {"made with --sign 0.2,-0.2", "realized volatility", "4 days left out", "five.csv", "are wilder, beyond what"},
		"no controls": {"nothing is controlled", "No evidence that"},
		"equal":       {"the opposite of what is claimed"},
	} {
		svg := text(t, all[name].Pictures(), Options{Kind: Study})
		for _, w := range want {
			if !strings.Contains(svg, w) {
				t.Errorf("%s: no %q", name, w)
			}
		}
	}
	if svg := text(t, all["no controls"].Pictures(), Options{Kind: Study}); strings.Contains(svg, "without controls") {
		t.Error("a line that is not there is in the legend")
	}
	if !strings.Contains(text(t, spx().report(), Options{Kind: Study}), "no study is given") {
		t.Error("a study that is not there is drawn")
	}
	if a, b := name(all["plain"].Pictures(), Options{Kind: Study}), name(all["wild"].Pictures(), Options{Kind: Study}); a == b {
		t.Errorf("two studies have one name, %s", a)
	}
}
