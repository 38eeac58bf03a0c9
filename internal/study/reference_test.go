package study

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"gex/internal/reftest"
)

// within fails when a value is not the expected one to 1e-10 of it.
func within(t *testing.T, name string, got float64, want reftest.Number) {
	t.Helper()
	if w := float64(want); !(math.Abs(got-w) <= 1e-10*math.Max(math.Abs(w), 1e-3)) {
		t.Errorf("%s: %.15g, want %.15g", name, got, w)
	}
}

// column reads a column of numbers of a reference table.
func column(t *testing.T, table, name string) []float64 {
	t.Helper()
	var out []float64
	for _, row := range reftest.Rows(t, table) {
		x, err := strconv.ParseFloat(row[name], 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

// xyz are the columns of study_xyz.csv.
func xyz(t *testing.T) (gex, implied, realized []float64) {
	t.Helper()
	return column(t, "study_xyz.csv", "gex"), column(t, "study_xyz.csv", "implied"), column(t, "study_xyz.csv", "realised")
}

func TestReferenceBySign(t *testing.T) {
	type group struct {
		Days int
		Mean reftest.Number
	}
	var want struct {
		Short, Long       group
		Difference, Ratio reftest.Number
		WelchT            reftest.Number `json:"welch_t"`
	}
	reftest.Case(t, "study.json", "by_sign", &struct{}{}, &want)
	gex, _, realized := xyz(t)
	short := make([]bool, len(gex))
	for i, g := range gex {
		short[i] = g < 0
	}
	with, without := split(realized, short)
	a, b := GroupOf(with), GroupOf(without)
	if a.N != want.Short.Days || b.N != want.Long.Days {
		t.Errorf("%d short and %d long days", a.N, b.N)
	}
	within(t, "short", a.Mean, want.Short.Mean)
	within(t, "long", b.Mean, want.Long.Mean)
	within(t, "ratio", a.Mean/b.Mean, want.Ratio)
	within(t, "Welch's t", Welch(a, b), want.WelchT)
	r, ok := RotateMeans(realized, short)
	if !ok {
		t.Fatal("no rotations")
	}
	within(t, "difference", r.Value, want.Difference)
}

func TestReferenceSpearman(t *testing.T) {
	var want struct {
		Spearman, P reftest.Number
		Shifts      int
		AsLarge     int `json:"as_large"`
	}
	reftest.Case(t, "study.json", "spearman_shift", &struct{}{}, &want)
	gex, _, realized := xyz(t)
	r, ok := RotateSpearman(gex, realized)
	if !ok || r.N != want.Shifts+1 || r.AsLarge != want.AsLarge {
		t.Errorf("%+v", r)
	}
	within(t, "ρ", r.Value, want.Spearman)
	within(t, "p", r.P(), want.P)
}

func TestReferenceControl(t *testing.T) {
	type fit struct{ Coef, SE, T, R2 reftest.Number }
	var in struct{ Lags int }
	var want struct {
		Alone   fit
		Control fit `json:"control_alone"`
		Both    struct {
			fit
			ControlCoef reftest.Number `json:"control_coef"`
			ControlT    reftest.Number `json:"control_t"`
		}
		Adds reftest.Number `json:"adds_r2"`
	}
	reftest.Case(t, "study.json", "control", &in, &want)
	gex, implied, realized := xyz(t)
	n := len(gex)
	if Lags(n) != in.Lags {
		t.Errorf("%d lags", Lags(n))
	}
	same := func(name string, f Fit, j int, want fit) {
		t.Helper()
		within(t, name+" coefficient", f.Coef[j], want.Coef)
		within(t, name+" t", f.T[j], want.T)
		if want.SE != 0 {
			within(t, name+" error", f.SE[j], want.SE)
		}
		within(t, name+" R²", f.R2, want.R2)
	}
	alone, _ := Regress(realized, in.Lags, Ones(n), gex)
	same("alone", alone, 1, want.Alone)
	control, _ := Regress(realized, in.Lags, Ones(n), implied)
	same("control", control, 1, want.Control)
	both, _ := Regress(realized, in.Lags, Ones(n), gex, implied)
	same("both", both, 1, want.Both.fit)
	within(t, "coefficient of the control", both.Coef[2], want.Both.ControlCoef)
	within(t, "t of the control", both.T[2], want.Both.ControlT)
	c, ok := RotateControlled(realized, gex, [][]float64{Ones(n), implied})
	if !ok {
		t.Fatal("no rotations")
	}
	within(t, "rotated t", c.Value, want.Both.T)
	within(t, "added R²", c.AddsR2, want.Adds)
}

func TestReferenceWallTouch(t *testing.T) {
	var in struct {
		Sigma reftest.Number `json:"sigma_day"`
	}
	type rates struct {
		Touched  reftest.Number
		HoldRate reftest.Number `json:"hold_rate"`
	}
	var want struct {
		Days, Touched, Held int
		HoldRate            reftest.Number `json:"hold_rate"`
		Walk                rates          `json:"random_walk"`
		Rotations           rates
	}
	reftest.Case(t, "study.json", "wall_touch", &in, &want)
	open, high, low := column(t, "study_bars.csv", "open"), column(t, "study_bars.csv", "high"), column(t, "study_bars.csv", "low")
	closes, wall := column(t, "study_bars.csv", "close"), column(t, "study_bars.csv", "wall")
	var days []Day
	var lines, sigma []float64
	for i, o := range open {
		days = append(days, Day{high[i] / o, low[i] / o, closes[i] / o})
		lines, sigma = append(lines, wall[i]/o), append(sigma, float64(in.Sigma))
	}
	got := RotateLines(days, lines, sigma, Above)
	if got.Own != (Touches{want.Days, want.Touched, want.Held}) {
		t.Errorf("%+v", got.Own)
	}
	within(t, "held", got.Value, want.HoldRate)
	within(t, "walk", got.Walk*float64(want.Days), want.Walk.Touched)
	within(t, "touched by rotations", float64(got.Others.Touched)/float64(want.Days-1), want.Rotations.Touched)
	within(t, "held of rotations", got.Others.HeldShare(), want.Rotations.HoldRate)
}

func TestReferenceWalk(t *testing.T) {
	var chance struct {
		Untouched []reftest.Number
	}
	var at struct {
		Distance []reftest.Number `json:"distance_in_sigma"`
	}
	reftest.Case(t, "study.json", "chance_distance", &chance, &at)
	for i, d := range at.Distance {
		within(t, "untouched", 1-WalkTouch(float64(d)), chance.Untouched[i])
	}
	var counts struct{ Touched, Held int }
	var want struct {
		HoldRate reftest.Number `json:"hold_rate"`
		AtLeast  reftest.Number `json:"p_at_least"`
		Touch    []struct {
			Distance reftest.Number `json:"distance_in_sigma"`
			P        reftest.Number
		} `json:"touch_probability"`
	}
	reftest.Case(t, "study.json", "verdicts", &counts, &want)
	for _, c := range want.Touch {
		within(t, "touched", WalkTouch(float64(c.Distance)), c.P)
	}
	within(t, "held", Touches{547, counts.Touched, counts.Held}.HeldShare(), want.HoldRate)
	within(t, "at least as many", atLeast(counts.Touched, counts.Held, 0.5), want.AtLeast)
}

// atLeast is the probability of at least k of n, each with probability p.
func atLeast(n, k int, p float64) (sum float64) {
	for ; k <= n; k++ {
		choose := 1.0
		for i := range k {
			choose *= float64(n-i) / float64(k-i)
		}
		sum += choose * math.Pow(p, float64(k)) * math.Pow(1-p, float64(n-k))
	}
	return sum
}

func TestReferenceGrid(t *testing.T) {
	var in struct{ Grid reftest.Number }
	var want struct {
		Mean reftest.Number `json:"mean_distance"`
		Even reftest.Number `json:"uniform_mean"`
		Z    reftest.Number
	}
	reftest.Case(t, "study.json", "pin_grid", &in, &want)
	closes := column(t, "study_bars.csv", "close")
	g := GridOf(closes, slices.Repeat([]float64{float64(in.Grid)}, len(closes)))
	within(t, "mean", g.Mean, want.Mean)
	within(t, "even", g.Even, want.Even)
	within(t, "z", g.Z, want.Z)
}

func TestReferenceBarVariance(t *testing.T) {
	var in struct {
		High, Low, Close reftest.Number
		Before           reftest.Number `json:"previous_close"`
	}
	var want struct {
		Parkinson reftest.Number
		Closes    reftest.Number `json:"close_to_close"`
		Annual    reftest.Number `json:"annual_pct_parkinson"`
	}
	reftest.Case(t, "study.json", "bar_variance", &in, &want)
	v := Parkinson(float64(in.High), float64(in.Low))
	within(t, "Parkinson", v, want.Parkinson)
	within(t, "a year of it", 100*ofYear(v), want.Annual)
	within(t, "realized", Realized([]float64{float64(in.Before), float64(in.Close)}), want.Closes)
}
