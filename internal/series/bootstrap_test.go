package series

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/market"
	_ "gex/internal/soaktest"
)

// TestRatesByHand holds rates against ones worked out on paper from Treasury's published yields of 29 November 2024. The
// two-year discount factor is the root of a quadratic: with c = y/2 and D(1½) = √(D(1)·D(2)), which is what a line in r·T
// makes of it, (1+c)·D(2) + c·√D(1)·√D(2) + c·(D(½)+D(1)) = 1.
func TestRatesByHand(t *testing.T) {
	for _, c := range []struct {
		name  string
		names string
		cells string
		years float64
		want  float64
	}{
		{"a month of simple interest", `"1 Mo"`, "4.76", 1.0 / 12, 0.04750584224614951},   // 12·ln(1 + 0.0476/12)
		{"half a year: one coupon", `"6 Mo"`, "4.42", 0.5, 0.04371866870578695},           // 2·ln(1.0221)
		{"a year: two coupons", `"6 Mo","1 Yr"`, "4.42,4.30", 1, 0.042531649556465705},    // -ln((1 - 0.0215/1.0221)/1.0215)
		{"two years", `"6 Mo","1 Yr","2 Yr"`, "4.42,4.30,4.13", 2, 0.04083859767828889},   // as above
		{"two years alone are flat", `"2 Yr"`, "4.13", 2, 2 * math.Log(1+0.0413/2)},       // both coupons at one rate
		{"a bill of 91 days at a discount", "DTB3", "4.40", 91.0 / 365, 0.04486105346100}, // -365/91·ln(1 - 0.044·91/360)
		{"overnight", "SOFR", "4.59", 1.0 / 365, 0.046534533486547},                       // 365·ln(1 + 0.0459/360)
		{"federal funds", "DFF", "4.58", 1, 365 * math.Log(1+0.0458/360)},
		{"a negative bill", `"1 Mo"`, "-0.05", 1.0 / 12, 12 * math.Log(1-0.0005/12)},
	} {
		t.Run(c.name, func(t *testing.T) {
			curve := curveOn(t, "Date,"+c.names+"\n11/29/2024,"+c.cells+"\n", "2024-11-29")
			if got := curve.Rate(c.years); math.Abs(got-c.want) > 1e-12 {
				t.Errorf("%.15f, want %.15f", got, c.want)
			}
		})
	}
}

// TestParBondsCostPar: whatever the yields, a bond of a tenor of the file with its yield as coupon costs par.
func TestParBondsCostPar(t *testing.T) {
	names := []string{"1 Mo", "3 Mo", "6 Mo", "1 Yr", "2 Yr", "3 Yr", "5 Yr", "7 Yr", "10 Yr", "20 Yr", "30 Yr"}
	tenors := []float64{1.0 / 12, 0.25, 0.5, 1, 2, 3, 5, 7, 10, 20, 30}
	rapid.Check(t, func(t *rapid.T) {
		level, cells := rapid.Float64Range(0.005, 0.12).Draw(t, "level"), ""
		yields := make([]float64, len(tenors))
		for i := range tenors {
			cells += fmt.Sprintf(",%.4f", 100*(level+rapid.Float64Range(-0.004, 0.004).Draw(t, "off")))
			if _, err := fmt.Sscanf(cells[strings.LastIndex(cells, ",")+1:], "%f", &yields[i]); err != nil {
				t.Fatal(err)
			}
			yields[i] /= 100
		}
		curve := curveOn(t, "Date,"+strings.Join(names, ",")+"\n1/2/2025"+cells+"\n", "2025-01-02")
		for i, years := range tenors {
			discount := func(t float64) float64 { return math.Exp(-curve.Rate(t) * t) }
			price := (1 + yields[i]*years) * discount(years) // a bill
			if years > 0.5 {
				price = discount(years)
				for t := years; t > 0.25; t -= 0.5 {
					price += yields[i] / 2 * discount(t)
				}
			}
			if math.Abs(price-1) > 1e-10 {
				t.Fatalf("%s at %g costs %.12f", names[i], yields[i], price)
			}
		}
	})
}

// TestRateBetweenTenors: r·T is a line between two tenors, r is flat beyond the ends, and nothing jumps at a tenor.
func TestRateBetweenTenors(t *testing.T) {
	c := Curve{nodes: []node{{0.25, 0.05}, {0.5, 0.045}, {2, 0.04}}}
	for years, want := range map[float64]float64{
		0: 0.05, 0.001: 0.05, 0.25: 0.05, 0.5: 0.045, 2: 0.04, 2.1: 0.04, 30: 0.04,
		0.375: (0.05*0.25 + 0.045*0.5) / 2 / 0.375,
		1:     (0.045*0.5 + (0.04*2-0.045*0.5)/3) / 1,
		1.5:   (0.045*0.5 + (0.04*2-0.045*0.5)*2/3) / 1.5,
	} {
		if got := c.Rate(years); math.Abs(got-want) > 1e-15 {
			t.Errorf("at %g years %.17g, want %.17g", years, got, want)
		}
	}
}

// TestFlatCurveIsItsRate: yields of one continuously compounded rate give exactly that rate at any tenor, so that a flat
// curve and the number are the same assumption to the last bit.
func TestFlatCurveIsItsRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := float64(rapid.IntRange(31, 2000).Draw(t, "basis points")) / 1e4
		if rate < 0.02 && rapid.Bool().Draw(t, "negative") {
			rate = -rate
		}
		curve := curveOn(t, flatPar(rate, market.Date{Year: 2025, Month: 11, Day: 20}), "2025-11-20")
		years := rapid.Float64Range(0, 40).Draw(t, "years")
		if got := curve.Rate(years); got != rate {
			t.Fatalf("at %g years %.17g, want %.17g", years, got, rate)
		}
	})
}

// flatPar is a file of par yields at which every tenor has one continuously compounded rate.
func flatPar(rate float64, date market.Date) string {
	text := `Date,"1 Mo","3 Mo","6 Mo","1 Yr","2 Yr","5 Yr","10 Yr"` + "\n" + date.String()
	for _, years := range []float64{1.0 / 12, 0.25, 0.5, 1, 2, 5, 10} {
		y := math.Expm1(rate*years) / years
		if years > 0.5 {
			y = 2 * math.Expm1(rate/2)
		}
		text += fmt.Sprintf(",%.17g", 100*y)
	}
	return text + "\n"
}

// TestYieldsThatContradict: a yield that no discount factor explains beside the shorter ones is refused with its place.
func TestYieldsThatContradict(t *testing.T) {
	rates, err := ReadRates(strings.NewReader("Date,10 Yr,20 Yr\n1/2/2025,0.50,30\n"), "par.csv")
	if err == nil {
		_, err = rates.On(market.Date{Year: 2025, Month: 1, Day: 2})
	}
	if err == nil || !strings.HasPrefix(err.Error(), "par.csv:") {
		t.Error(err)
	}
}
