package series

import (
	"math"
	"strings"
	"testing"

	"gex/internal/market"
)

// TestShifted: every rate moves by as much, and the rates that it is made from stay.
func TestShifted(t *testing.T) {
	base := Constant(0.04)
	up, err := base.Shifted(0.01).Shifted(-0.0025).On(market.Date{})
	if err != nil || math.Abs(up.Rate(0.5)-0.0475) > 1e-15 {
		t.Errorf("%v, %v", up.Rate(0.5), err)
	}
	if was, err := base.On(market.Date{}); err != nil || was.Rate(0.5) != 0.04 {
		t.Errorf("the base is now %v, %v", was.Rate(0.5), err)
	}
}

// TestShiftedCurve: a curve moves in parallel, and keeps its file and its date.
func TestShiftedCurve(t *testing.T) {
	rates, err := ReadRates(strings.NewReader("Date,1 Mo,1 Yr,10 Yr\n11/19/2025,4.01,3.70,4.12\n"), "par.csv")
	if err != nil {
		t.Fatal(err)
	}
	date := market.Date{Year: 2025, Month: 11, Day: 19}
	was, errWas := rates.On(date)
	is, errIs := rates.Shifted(0.01).On(date)
	if errWas != nil || errIs != nil {
		t.Fatal(errWas, errIs)
	}
	for _, years := range []float64{0.01, 0.3, 2, 40} {
		if got, want := is.Rate(years), was.Rate(years)+0.01; math.Abs(got-want) > 1e-15 {
			t.Errorf("%g years: %v, want %v", years, got, want)
		}
	}
	if is.File != was.File || is.Date != was.Date {
		t.Errorf("%s %s, want %s %s", is.File, is.Date, was.File, was.Date)
	}
}
