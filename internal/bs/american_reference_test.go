package bs_test

import (
	"errors"
	"math"
	"testing"

	"gex/internal/bs"
	"gex/internal/bs/bstest"
)

// americanRow is a row of american.csv with the right as the table spells it.
func americanRow(t *testing.T, row bstest.Row) bs.Option {
	o := row.Option(t)
	if row["type"] == "put" {
		o.Right = bs.Put
	}
	return o
}

// solved is a boundary and the vega that goes with it: the rows of the table share them.
type solved struct {
	*bs.Boundary
	vega func(spot, strike float64) float64
}

type solver map[bs.Option]solved

func (s solver) solve(o bs.Option) (solved, error) {
	o.Spot, o.Strike = 0, 0
	if known, ok := s[o]; ok {
		return known, nil
	}
	b, err := bs.NewBoundary(o.Right, o.Years, o.Rate, o.Yield, o.Vol)
	if err != nil {
		return solved{}, err
	}
	vega, err := bs.Fine.Vega(o.Right, o.Years, o.Rate, o.Yield, o.Vol)
	s[o] = solved{b, vega}
	return s[o], err
}

// TestReferenceAmerican compares price and greeks with values that two other methods agree on. Where there are two
// boundaries, the error must say so.
func TestReferenceAmerican(t *testing.T) {
	worst, boundaries := map[string]float64{}, solver{}
	for i, row := range bstest.Reference(t, "american.csv") {
		o := americanRow(t, row)
		b, err := boundaries.solve(o)
		if row["boundary"] == "double" {
			if !errors.Is(err, bs.ErrTwoBoundaries) {
				t.Errorf("line %d: two boundaries, and the error is %v", i+2, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("line %d: %v", i+2, err)
		}
		got := b.Value(o.Spot, o.Strike)
		if want := row["exercise"] == "1"; got.Exercised != want || b.Exercised(o.Spot, o.Strike) != want {
			t.Errorf("line %d: exercised is %t, want %t", i+2, got.Exercised, want)
		}
		deviations := math.Abs(math.Log(o.Spot/b.Critical(o.Strike))) / (o.Vol * math.Sqrt(o.Years))
		gamma := 1e-5
		if deviations < 0.3 { // nearly singular there
			gamma = 1e-4
		}
		for _, c := range []struct {
			name           string
			got, want      float64
			unit, err, tol float64
		}{
			{"american", got.Price, row.Float(t, "american"), o.Strike, row.Float(t, "err_price"), 1e-6},
			{"premium", got.Premium, row.Float(t, "premium"), o.Strike, row.Float(t, "err_price"), 1e-6},
			{"delta", got.Delta, row.Float(t, "delta"), 1, row.Float(t, "err_delta"), 1e-6},
			{"gamma", got.Gamma, row.Float(t, "gamma"), 1 / o.Spot, row.Float(t, "err_gamma"), gamma},
			{"vega", b.vega(o.Spot, o.Strike), row.Float(t, "vega"), o.Strike, row.Float(t, "err_vega"), 2e-6},
			{"theta", got.Theta, row.Float(t, "theta"), o.Strike, row.Float(t, "err_theta"), 2e-6},
		} {
			miss := math.Abs(c.got-c.want) / c.unit
			if !(miss <= c.err+c.tol) {
				t.Errorf("line %d (%s): %s = %.12g, want %.12g: off by %.2g", i+2, row["case"], c.name, c.got, c.want, miss)
			}
			worst[c.name] = max(worst[c.name], miss)
		}
	}
	t.Logf("worst, in units of strike, 1 and 1/spot: %v", worst)
}

// TestReferenceAmericanStandard holds the coarse grid to what it promises.
func TestReferenceAmericanStandard(t *testing.T) {
	worst := 0.0
	for i, row := range bstest.Reference(t, "american.csv") {
		o := americanRow(t, row)
		b, err := bs.Standard.Boundary(o.Right, o.Years, o.Rate, o.Yield, o.Vol)
		if row["boundary"] == "double" {
			continue
		}
		if err != nil {
			t.Fatalf("line %d: %v", i+2, err)
		}
		miss := math.Abs(b.Price(o.Spot, o.Strike)-row.Float(t, "american")) / max(o.Spot, o.Strike)
		if !(miss <= 3e-6) {
			t.Errorf("line %d (%s): off by %.2g", i+2, row["case"], miss)
		}
		worst = max(worst, miss)
	}
	t.Logf("worst, of the larger of spot and strike: %.1e", worst)
}
