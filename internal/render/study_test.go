package render

import (
	"bytes"
	"strings"
	"testing"

	"gex/internal/report"
)

// studied is a study with every kind of test and of verdict.
func studied() *report.StudyDocument {
	none := report.None()
	blank := func(id, predictor, statistic string, n int, v report.StudyVerdict) report.StudyTest {
		return report.StudyTest{
			ID: id, Predictor: predictor, N: n, Statistic: statistic, Alone: report.StudyAlone{Value: none, P: none},
			Groups: []report.StudyGroup{}, Ratio: none, WelchT: none, Placebo: none, Verdict: v,
		}
	}
	groups := func(short, long report.Number) []report.StudyGroup {
		return []report.StudyGroup{{Name: "short", N: 120, Mean: short}, {Name: "long", N: 292, Mean: long}}
	}
	sign := blank(report.StudyVol, "sign_gex", "mean_difference", 412, report.VerdictNotBeyond)
	sign.Alone, sign.Groups, sign.Ratio, sign.WelchT = report.StudyAlone{Value: 0.43, P: 1.0 / 412}, groups(0.151, 0.098), 1.540816, 9.1
	sign.Controlled = &report.StudyControlled{T: 1.31, P: 0.21, AddsR2: 0.005}
	gexShare := blank(report.StudyVol, "gex_share", "spearman", 412, report.VerdictAdds)
	gexShare.Alone = report.StudyAlone{Value: -0.7275, P: 0.0004}
	gexShare.Controlled = &report.StudyControlled{T: -2.24, P: 0.0437, AddsR2: 0.011}
	flip := blank(report.StudyVol, "flip_distance", "spearman", 31, report.VerdictTooFew)
	flip.Controlled = &report.StudyControlled{T: none, P: none, AddsR2: none}
	wide := blank(report.StudyRange, "sign_gex", "mean_difference", 412, report.VerdictOpposite)
	wide.Alone, wide.Groups, wide.Ratio = report.StudyAlone{Value: -0.2, P: 0.03}, groups(0.9, 1.1), 0.8181818
	constant := blank(report.StudyRange, "gex_share", "spearman", 412, report.VerdictTooFew)
	constant.Note = "constant"
	call := blank(report.StudyHold, "call_wall", "held_share", 371, report.VerdictNone)
	call.Alone, call.Placebo = report.StudyAlone{Value: 0.46, P: 0.8}, 0.44
	call.Rates = &report.StudyRates{Touched: 0.22, Held: 0.46, PlaceboTouched: 0.24, PlaceboHeld: 0.44, WalkTouched: 0.27}
	put := blank(report.StudyHold, "put_wall", "held_share", 1, report.VerdictTooFew)
	momentum := blank(report.StudyMomentum, "sign_gex", "mean_difference", 400, report.VerdictNone)
	momentum.Alone, momentum.Groups = report.StudyAlone{Value: 0.00012, P: 0.4}, groups(0.0003, 0.00018)
	cross := blank(report.StudyFlip, "zero_gamma", "mean_difference", 90, report.VerdictAdds)
	cross.Alone = report.StudyAlone{Value: -1.25, P: 0.02}
	cross.Groups = []report.StudyGroup{{Name: "flip", N: 90, Mean: 3.5}, {Name: "mirror", N: 90, Mean: 4.75}}
	left := blank(report.StudyRestVol, "gex_share", "spearman", 95, report.VerdictNotBeyond)
	left.Alone, left.Controlled = report.StudyAlone{Value: -0.31, P: 0.011}, &report.StudyControlled{T: -0.4, P: 0.66, AddsR2: 0.001}
	leftCall := blank(report.StudyRestHold, "call_wall", "held_share", 88, report.VerdictNone)
	leftCall.Alone, leftCall.Placebo = report.StudyAlone{Value: 0.5, P: 0.4}, 0.47
	leftCall.Rates = &report.StudyRates{Touched: 0.3, Held: 0.5, PlaceboTouched: 0.28, PlaceboHeld: 0.47, WalkTouched: 0.35}
	pin := blank(report.StudyPin, "max_pain", "mean_distance", 300, report.VerdictNone)
	pin.Alone, pin.Placebo = report.StudyAlone{Value: 0.62, P: 0.3}, 0.66
	grid := blank(report.StudyPin, "grid", "mean_distance", 300, report.VerdictNone)
	grid.Alone, grid.Placebo = report.StudyAlone{Value: 1.27, P: 0.82}, 1.25
	return &report.StudyDocument{
		Schema: report.Schema, Version: "v1.2.3", Underlying: "SPX", Inputs: report.StudyInputs{History: "levels.csv", Prices: "spx.csv", Intraday: "five.csv"},
		Study: report.Study{
			Days: 412, From: "2024-01-03", To: "2025-08-29", Rows: 431, Superseded: 12,
			LeftOut:  []report.DaysLeftOut{{Reason: "no-row", Days: 4}, {Reason: "price-mismatch", Days: 1}},
			HalfDays: 5, Sign: "0.2,-0.2", Options: "--sign 0.2,-0.2", Volatility: report.VolRealized, Controls: []string{"implied", "previous_day", "mean_of_5_days"},
			Tests: []report.StudyTest{sign, gexShare, flip, wide, constant, call, put, momentum, cross, left, leftCall, pin, grid},
			Rest: &report.StudyRest{
				Days: 95, Rows: 1240, LeftOut: []report.DaysLeftOut{{Reason: "few-prices", Days: 2}}, Controls: []string{"implied", "previous_day", "mean_of_5_days", "so_far", "time_left"},
			},
			Discoveries: report.Discoveries{Rate: 0.1, Tests: 8, Stand: 2, Line: 0.02},
			Quintiles: []report.Quintile{
				{N: 82, Low: -0.41, High: -0.11, Volatility: 0.1697, Residual: 0.021}, {N: 82, Low: -0.11, High: 0.02, Volatility: 0.12, Residual: -0.004},
				{N: 83, Low: 0.02, High: 0.1, Volatility: 0.1, Residual: 0}, {N: 82, Low: 0.1, High: 0.2, Volatility: 0.08, Residual: none},
				{N: 83, Low: 0.2, High: 0.52, Volatility: 0.0634, Residual: -0.03},
			},
		},
		Warnings: []report.Warning{{Code: "study-implied", Message: "the implied move is not known on 3 of 412 days, which are not in the tests of volatility"}},
	}
}

func TestStudy(t *testing.T) {
	for _, f := range []Format{Table, Markdown, CSV, JSON} {
		golden(t, "study."+f.Can().Endings[0][1:], written(t, func(out *bytes.Buffer) error { return Study(out, studied(), f, Options{}) }))
	}
	ascii := string(written(t, func(out *bytes.Buffer) error { return Study(out, studied(), Table, Options{ASCII: true}) }))
	if strings.ContainsFunc(ascii, func(r rune) bool { return r > '~' }) {
		t.Errorf("not ASCII:\n%s", ascii)
	}
	for line := range strings.Lines(ascii) {
		if Columns(strings.TrimSuffix(line, "\n")) > MinWidth {
			t.Errorf("wider than %d columns: %s", MinWidth, line)
		}
	}
	written(t, func(out *bytes.Buffer) error { return Study(out, studied(), Parquet, Options{}) })
	empty := &report.StudyDocument{Underlying: "SPX"}
	if got := string(written(t, func(out *bytes.Buffer) error { return Study(out, empty, Table, Options{}) })); !strings.HasPrefix(got, "SPX · 0 days · ") {
		t.Errorf("a study of nothing:\n%s", got)
	}
}
