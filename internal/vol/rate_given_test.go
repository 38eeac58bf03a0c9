package vol

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gex/internal/bs"
	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/series"
)

// ratesOf reads a file of rates.
func ratesOf(t *testing.T, lines ...string) *series.Rates {
	t.Helper()
	rates, err := series.ReadRates(strings.NewReader(strings.Join(lines, "\n")+"\n"), "dir/par.csv")
	if err != nil {
		t.Fatal(err)
	}
	return rates
}

// curveAt is a curve of rates on the date of tuesday.
func curveAt(t *testing.T, rates *series.Rates) series.Curve {
	t.Helper()
	curve, err := rates.On(market.DateOf(tuesday))
	if err != nil {
		t.Fatal(err)
	}
	return curve
}

// steep are rates from 2 to 6%.
func steep(t *testing.T) *series.Rates {
	return ratesOf(t, "Date,1 Mo,3 Mo,6 Mo,1 Yr,2 Yr", tuesday.Format("01/02/2006")+",2.0,3.0,4.0,5.0,6.0")
}

// onCurve is a chain without a dividend whose options of 30 days to 700 days are priced with the rates of a curve.
func onCurve(t *testing.T, curve series.Curve) *chain.Chain {
	const spot, sigma = 100, 0.2
	var listings []listing
	for _, n := range []float64{30, 91, 182, 365, 700} {
		l := listing{root: "SPX", at: tuesday.Add(time.Duration(n*24) * time.Hour)}
		years := n / 365
		for _, k := range []float64{80, 84, 88, 92, 96, 98, 99, 100, 101, 102, 104, 108, 112, 116, 120} {
			for _, right := range []bs.Right{bs.Call, bs.Put} {
				o := bs.Option{Right: right, Spot: spot, Strike: k, Years: years, Rate: curve.Rate(years), Vol: sigma}
				l.cells = append(l.cells, cell{strike: k, put: right == bs.Put, bid: o.Price(), ask: o.Price()})
			}
		}
		listings = append(listings, l)
	}
	return chainOf("SPX", spot, tuesday, listings...)
}

// TestEveryExpiryHasTheRateOfItsTenor: quotes that were discounted along a curve give, with that curve, forwards of spot grown
// at the rate of each tenor, a yield of nothing, and the volatility they were made with; with one rate for all they do not.
func TestEveryExpiryHasTheRateOfItsTenor(t *testing.T) {
	curve := curveAt(t, steep(t))
	c := onCurve(t, curve)
	for _, carry := range Carries {
		s := fitted(t, c, Options{Rate: steep(t), Carry: carry})
		for x, e := range s.Expiries {
			r := curve.Rate(e.Years)
			if e.Rate != r || math.Abs(e.Forward/(100*math.Exp(r*e.Years))-1) > 1e-12 || math.Abs(e.Yield) > 1e-10 {
				t.Errorf("%s: %d: rate %.12f, want %.12f, forward %.9f, yield %g", carry, x, e.Rate, r, e.Forward, e.Yield)
			}
			if math.Abs(e.ATMVol-0.2) > 1e-9 {
				t.Errorf("%s: %d: volatility %.12f, made from 0.2", carry, x, e.ATMVol)
			}
		}
		if s.Rate != curve.Rate(30./365) || s.RateSource != "curve" || s.RateFile != "par.csv" || s.RateDate != market.DateOf(tuesday) {
			t.Errorf("%s: %g from %s, %s of %s", carry, s.Rate, s.RateSource, s.RateFile, s.RateDate)
		}
		if want := "; r by tenor from par.csv of " + market.DateOf(tuesday).String() + ", "; !strings.Contains(s.CarryAssumption, want) {
			t.Errorf("%s: %s", carry, s.CarryAssumption)
		}
		one := fitted(t, c, Options{Rate: series.Constant(s.Rate), Carry: carry})
		if last := one.Expiries[4]; math.Abs(last.ATMVol-0.2) < 1e-3 {
			t.Errorf("%s: one rate for all gives %+v", carry, last)
		}
	}
}

// TestExpiryWithoutQuotesGrowsAtItsRate: its forward is spot grown at the rate of its own tenor.
func TestExpiryWithoutQuotesGrowsAtItsRate(t *testing.T) {
	curve := curveAt(t, steep(t))
	c := onCurve(t, curve)
	for i := c.Expiries[4].Lo; i < c.Expiries[4].Hi; i++ {
		c.Bid[i], c.IV[i] = math.NaN(), 0.2
	}
	e := fitted(t, c, Options{Rate: steep(t)}).Expiries[4]
	if want := 100 * math.Exp(curve.Rate(700./365)*700/365); e.ForwardBy != "carry" || math.Abs(e.Forward/want-1) > 1e-12 {
		t.Errorf("%.12f by %s, want %.12f", e.Forward, e.ForwardBy, want)
	}
}

// TestFlatCurveIsTheNumber: a curve of one rate gives the fit of that rate to the last bit, whatever forwards come from.
func TestFlatCurveIsTheNumber(t *testing.T) {
	const rate = 0.043
	text := tuesday.Format("01/02/2006")
	for _, y := range []float64{12 * math.Expm1(rate/12), 4 * math.Expm1(rate/4), 2 * math.Expm1(rate/2), 2 * math.Expm1(rate/2)} {
		text += "," + strconv.FormatFloat(100*y, 'f', -1, 64)
	}
	flat := ratesOf(t, "Date,1 Mo,3 Mo,6 Mo,2 Yr", text)
	c := onCurve(t, curveAt(t, steep(t)))
	for _, o := range []Options{{}, {Carry: "flat", Yield: 0.01}, {IV: "quote"}, {Spot: "value", SpotAt: 101}} {
		o.Rate = flat
		curve := fitted(t, c, o)
		o.Rate = series.Constant(rate)
		number := fitted(t, c, o)
		equal := cmpopts.EquateNaNs()
		if diff := cmp.Diff(number.Expiries, curve.Expiries, equal) + cmp.Diff(number.Vol, curve.Vol, equal); diff != "" || number.Spot != curve.Spot || number.Rate != curve.Rate {
			t.Errorf("%+v (-number +curve): %s", o, diff)
		}
	}
}

// TestRateThatDoesNotFit: rates that are old, of another currency, or of long tenors alone are taken with a warning; rates of
// later days alone are not taken.
func TestRateThatDoesNotFit(t *testing.T) {
	c := onCurve(t, curveAt(t, steep(t)))
	old := func(n int) string { return tuesday.AddDate(0, 0, -n).Format("2006-01-02") }
	rates := ratesOf(t, "DATE,DGS3MO", old(8)+",4.3")
	s := fitted(t, c, Options{Rate: rates})
	if !warns(s, "rate-stale") || s.RateDate.String() != old(8) {
		t.Errorf("eight days: %v", s.Warnings)
	}
	for _, w := range s.Warnings {
		if want := "the rates of par.csv are of " + old(8) + ", 8 days before the trade date " + old(0) + ". Download newer ones"; w.Code == "rate-stale" && w.Message != want {
			t.Errorf("%s, want %s", w.Message, want)
		}
	}
	for _, code := range []string{"rate-stale", "rate-currency", "rate-tenor", "no-rate"} {
		if s := fitted(t, c, Options{Rate: ratesOf(t, "DATE,DGS3MO", old(7)+",4.3")}); warns(s, code) {
			t.Errorf("seven days: %v", s.Warnings)
		}
	}
	if s := fitted(t, c, Options{Rate: ratesOf(t, "DATE,DGS10", old(0)+",4.3")}); !warns(s, "rate-tenor") || math.Abs(s.Rate-2*math.Log(1.0215)) > 1e-12 {
		t.Errorf("ten years alone: %g, %v", s.Rate, s.Warnings)
	}
	c.Underlying = "NIFTY"
	if s := fitted(t, c, Options{Rate: steep(t)}); !warns(s, "rate-currency") {
		t.Errorf("rupees: %v", s.Warnings)
	}
	c.Underlying = "SPX"
	_, err := Fit(c, Options{Rate: ratesOf(t, "DATE,DGS3MO", tuesday.AddDate(0, 0, 1).Format("2006-01-02")+",4.3")})
	if err == nil {
		t.Fatal("rates of a day later are taken")
	}
	if f := fault.Of(err); f.Code != fault.Input || !strings.HasPrefix(f.Error(), "dir/par.csv: no rates on or before "+old(0)) {
		t.Errorf("a day later: %v", err)
	}
}
