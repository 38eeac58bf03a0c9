package study_test

import (
	"math"
	"testing"

	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/sample"
	"gex/internal/series"
	"gex/internal/study"
)

// history is a study's input without chains: what a history of them would say of the lean and of implied volatility.
func history(t testing.TB, d sample.Days) study.Input {
	t.Helper()
	days, first, err := d.Market()
	if err != nil {
		t.Fatal(err)
	}
	in := study.Input{History: "levels.csv", Venue: market.LookupRoot("SPX").Venue}
	for i, day := range days {
		in.Prices = append(in.Prices, series.Bar{Date: day.Date, Open: day.Bar.Open, High: day.Bar.High, Low: day.Bar.Low, Close: day.Bar.Close})
		if i < first {
			continue
		}
		move := day.Spot * day.Implied / math.Sqrt(252)
		share := math.Tanh(day.Lean / 2)
		in.Rows = append(in.Rows, report.KnownRow{
			Line: len(in.Rows) + 2, Underlying: "SPX", AsOf: report.Time{Time: day.AsOf}, KnownAt: report.Time{Time: day.AsOf},
			Spot: report.Number(day.Spot), GEX: report.Number(1e10 * share), GrossGEX: 1e10, ZeroGamma: report.Number(day.Spot - move*day.Lean),
			CallWall: report.Number(day.Spot + move*(0.4+0.2*math.Abs(day.Lean))), PutWall: report.Number(day.Spot - move*(0.6+0.3*math.Abs(day.Lean))),
			AbsGamma: report.Number(day.Spot), MaxPain: report.Number(day.Spot), GEX0DTE: report.Number(1e9 * share),
			ExpectedMove: report.Number(move * math.Sqrt(2/math.Pi)), DayMove: report.Number(move),
		})
	}
	return in
}

// of is the study of an input.
func of(t testing.TB, in study.Input) *report.Study {
	t.Helper()
	s, _, err := study.Of(in)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// find is a test of a study.
func find(t testing.TB, s *report.Study, id, predictor string) *report.StudyTest {
	t.Helper()
	for i := range s.Tests {
		if x := &s.Tests[i]; x.ID == id && x.Predictor == predictor {
			return x
		}
	}
	t.Fatalf("no test %s of %s", id, predictor)
	return nil
}

// likely fails when a count of n trials is one that a probability makes less often than once in a hundred thousand times, either
// way.
func likely(t *testing.T, what string, n, count int, p float64) {
	t.Helper()
	if low, high := 1-atLeast(n, count+1, p), atLeast(n, count, p); min(low, high) < 1e-5 {
		t.Errorf("%s: %d of %d, where %g are expected", what, count, n, p*float64(n))
	} else {
		t.Logf("%s: %d of %d", what, count, n)
	}
}

// atLeast is the probability of at least k of n, each with probability p.
func atLeast(n, k int, p float64) (sum float64) {
	for ; k <= n; k++ {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(n - k + 1))
		sum += math.Exp(a - b - c + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
	}
	return sum
}

// Where implied volatility is all there is, gamma goes with it and finds nothing beyond it, as often as chance has it.
func TestSize(t *testing.T) {
	samples := 500
	if testing.Short() {
		samples = 100
	}
	small, adds, alone := map[string]int{}, map[string]int{}, 0
	for seed := range samples {
		s := of(t, history(t, sample.Days{Options: sample.Options{Seed: uint64(seed + 1)}, Days: 120, Stays: 0.8}))
		for i := range s.Tests {
			x := &s.Tests[i]
			name := x.ID + " " + x.Predictor
			if x.P() < 0.05 {
				small[name]++
			}
			if x.Verdict == report.VerdictAdds {
				adds[name]++
			}
		}
		if find(t, s, report.StudyVol, "gex_share").Alone.P < 0.05 {
			alone++
		}
	}
	for _, p := range []string{"vol sign_gex", "vol gex_share", "vol flip_distance", "hold call_wall", "hold put_wall"} {
		likely(t, p+" p < 0.05", samples, small[p], 0.05)
		likely(t, p+" adds", samples, adds[p], 0.025)
	}
	if alone < samples/5 {
		t.Errorf("alone gamma is found in %d of %d samples, although it goes with implied volatility", alone, samples)
	}
	t.Logf("alone: %d; all %v; adds %v", alone, small, adds)
}

// Without the link to implied volatility the test without controls has its size, too.
func TestSizeAlone(t *testing.T) {
	samples := 200
	if testing.Short() {
		samples = 50
	}
	small := map[string]int{}
	for seed := range samples {
		s := of(t, history(t, sample.Days{Options: sample.Options{Seed: uint64(seed + 1001)}, Days: 80, Apart: true, Stays: 0.9}))
		for i := range s.Tests {
			if x := &s.Tests[i]; x.Alone.P < 0.05 {
				small[x.ID+" "+x.Predictor]++
			}
		}
	}
	for _, p := range []string{"vol sign_gex", "vol gex_share", "vol flip_distance", "range sign_gex", "range gex_share", "range flip_distance"} {
		likely(t, p+" p < 0.05", samples, small[p], 0.05)
	}
}

// What docs/conventions.md says of the power: an effect of 0.1, a tenth of a day's volatility for a standard deviation of gamma, is
// found in most years, and one of 0.2 in nearly all.
func TestPower(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	const samples = 50
	for _, tt := range []struct {
		effect      float64
		least, most int
	}{{0.05, 5, 35}, {0.1, 40, 50}, {0.2, 48, 50}, {-0.2, 0, 0}} {
		adds, opposite := 0, 0
		for seed := range samples {
			s := of(t, history(t, sample.Days{Options: sample.Options{Seed: uint64(seed + 2001)}, Days: 250, Effect: tt.effect}))
			switch find(t, s, report.StudyVol, "gex_share").Verdict {
			case report.VerdictAdds:
				adds++
			case report.VerdictOpposite:
				opposite++
			}
		}
		if adds < tt.least || adds > tt.most || tt.effect < 0 && opposite < 45 {
			t.Errorf("an effect of %v adds in %d of %d years, and is opposite in %d", tt.effect, adds, samples, opposite)
		}
		t.Logf("an effect of %v: %d of %d, opposite %d", tt.effect, adds, samples, opposite)
	}
}
