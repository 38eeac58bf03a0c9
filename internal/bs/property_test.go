package bs_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"pgregory.net/rapid"

	"gex/internal/bs"
	_ "gex/internal/soaktest"
)

// market draws an option as chains have them.
func market() *rapid.Generator[bs.Option] {
	return rapid.Custom(func(t *rapid.T) bs.Option {
		spot := rapid.Float64Range(1, 10000).Draw(t, "spot")
		years := rapid.Float64Range(1e-4, 3).Draw(t, "years")
		vol := rapid.Float64Range(0.02, 2).Draw(t, "vol")
		return bs.Option{
			Right:  bs.Right(rapid.IntRange(0, 1).Draw(t, "right")),
			Spot:   spot,
			Strike: spot * math.Exp(rapid.Float64Range(-4, 4).Draw(t, "d")*vol*math.Sqrt(years)),
			Years:  years,
			Rate:   rapid.Float64Range(-0.05, 0.2).Draw(t, "rate"),
			Yield:  rapid.Float64Range(-0.05, 0.2).Draw(t, "yield"),
			Vol:    vol,
		}
	})
}

// TestFinite throws any finite numbers at every greek.
func TestFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		any := rapid.Float64()
		o := bs.Option{
			Right:  bs.Right(rapid.IntRange(0, 1).Draw(t, "right")),
			Spot:   any.Draw(t, "spot"),
			Strike: any.Draw(t, "strike"),
			Years:  any.Draw(t, "years"),
			Rate:   any.Draw(t, "rate"),
			Yield:  any.Draw(t, "yield"),
			Vol:    any.Draw(t, "vol"),
		}
		if name, value, ok := firstNotFinite(o); !ok {
			t.Fatalf("%s of %+v = %v", name, o, value)
		}
	})
}

// FuzzFinite is TestFinite with inputs that the fuzzer steers, and one option at the corners of the domain.
func FuzzFinite(f *testing.F) {
	f.Add(false, 100.0, 100.0, 0.5, 0.03, 0.01, 0.2)
	f.Add(true, 1e50, 1e-50, 1e20, -1e20, 1e20, 1e20)
	f.Add(false, 1e-50, 1e-50, 1e-40, 1e20, -1e20, 1e-20)
	f.Add(true, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
	f.Fuzz(func(t *testing.T, put bool, spot, strike, years, rate, yield, vol float64) {
		o := bs.Option{Spot: spot, Strike: strike, Years: years, Rate: rate, Yield: yield, Vol: vol}
		if put {
			o.Right = bs.Put
		}
		for _, x := range []float64{spot, strike, years, rate, yield, vol} {
			if math.IsNaN(x) {
				return // not a number in, not a number out
			}
		}
		if name, value, ok := firstNotFinite(o); !ok {
			t.Fatalf("%s of %+v = %v", name, o, value)
		}
	})
}

func firstNotFinite(o bs.Option) (name string, value float64, ok bool) {
	for _, greek := range greeks {
		if v := greek.value(o); math.IsNaN(v) || math.IsInf(v, 0) {
			return greek.name, v, false
		}
	}
	return "", 0, true
}

// TestParity checks call − put = S e^{−qT} − K e^{−rT} and its derivatives by S, r and q.
func TestParity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		call := market().Draw(t, "option")
		call.Right = bs.Call
		put := call
		put.Right = bs.Put
		asset, cash := call.Spot*math.Exp(-call.Yield*call.Years), call.Strike*math.Exp(-call.Rate*call.Years)
		equal := func(name string, got, want, scale float64) {
			if !(math.Abs(got-want) <= 1e-14*scale) {
				t.Errorf("%s: call − put = %v, want %v", name, got, want)
			}
		}
		equal("price", call.Price()-put.Price(), asset-cash, asset+cash)
		equal("delta", call.Delta()-put.Delta(), asset/call.Spot, asset/call.Spot)
		equal("rho", call.Rho()-put.Rho(), cash*call.Years, cash*call.Years)
		equal("psi", call.Psi()-put.Psi(), -asset*call.Years, asset*call.Years)
		for _, same := range greeks {
			switch same.name {
			case "gamma", "vega", "vanna", "vomma", "speed", "zomma", "color":
				if c, p := same.value(call), same.value(put); c != p {
					t.Errorf("%s: call %v, put %v", same.name, c, p)
				}
			}
		}
	})
}

// TestDerivatives checks every greek against a central difference of the quantity it is the derivative of, so that no
// sign or factor rests on a formula alone.
func TestDerivatives(t *testing.T) {
	bySpot := func(o bs.Option, x float64) bs.Option { o.Spot = x; return o }
	byVol := func(o bs.Option, x float64) bs.Option { o.Vol = x; return o }
	byRate := func(o bs.Option, x float64) bs.Option { o.Rate = x; return o }
	byYield := func(o bs.Option, x float64) bs.Option { o.Yield = x; return o }
	byAge := func(o bs.Option, x float64) bs.Option { o.Years = -x; return o }
	for _, c := range []struct {
		name           string
		greek, of      func(bs.Option) float64
		with           func(bs.Option, float64) bs.Option
		at, step, unit func(bs.Option) float64
	}{
		{"delta", bs.Option.Delta, bs.Option.Price, bySpot, spot, spotStep, one},
		{"gamma", bs.Option.Gamma, bs.Option.Delta, bySpot, spot, spotStep, perSpot},
		{"speed", bs.Option.Speed, bs.Option.Gamma, bySpot, spot, spotStep, perSpot2},
		{"vega", bs.Option.Vega, bs.Option.Price, byVol, vol, volStep, spotRoot},
		{"vanna", bs.Option.Vanna, bs.Option.Delta, byVol, vol, volStep, perVol},
		{"vanna from vega", bs.Option.Vanna, bs.Option.Vega, bySpot, spot, spotStep, perVol},
		{"vomma", bs.Option.Vomma, bs.Option.Vega, byVol, vol, volStep, spotRootPerVol},
		{"zomma", bs.Option.Zomma, bs.Option.Gamma, byVol, vol, volStep, perSpotPerVol},
		{"theta", bs.Option.Theta, bs.Option.Price, byAge, age, ageStep, moneyPerYear},
		{"charm", bs.Option.Charm, bs.Option.Delta, byAge, age, ageStep, perYear},
		{"color", bs.Option.Color, bs.Option.Gamma, byAge, age, ageStep, perSpotPerYear},
		{"rho", bs.Option.Rho, bs.Option.Price, byRate, rate, rateStep, moneyYears},
		{"psi", bs.Option.Psi, bs.Option.Price, byYield, yield, rateStep, moneyYears},
	} {
		t.Run(c.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				o := market().Draw(t, "option")
				difference := fd.Derivative(func(x float64) float64 { return c.of(c.with(o, x)) }, c.at(o),
					&fd.Settings{Formula: fd.Central, Step: c.step(o)})
				if got := c.greek(o); !(math.Abs(got-difference) <= 1e-5*c.unit(o)) {
					t.Errorf("%s of %+v = %v, by differences %v", c.name, o, got, difference)
				}
			})
		})
	}
}

// The points, steps (a small part of the total volatility) and natural units of TestDerivatives.

func total(o bs.Option) float64 { return o.Vol * math.Sqrt(o.Years) }

func spot(o bs.Option) float64  { return o.Spot }
func vol(o bs.Option) float64   { return o.Vol }
func rate(o bs.Option) float64  { return o.Rate }
func yield(o bs.Option) float64 { return o.Yield }
func age(o bs.Option) float64   { return -o.Years }

func spotStep(o bs.Option) float64 { return 1e-4 * o.Spot * min(total(o), 1) }
func volStep(o bs.Option) float64  { return 1e-4 * o.Vol }
func ageStep(o bs.Option) float64  { return 1e-4 * o.Years * min(total(o)/o.Years, 1) }
func rateStep(o bs.Option) float64 { return 1e-4 * min(total(o)/o.Years, 1) }

func one(bs.Option) float64              { return 1 }
func perSpot(o bs.Option) float64        { return (1 + 1/total(o)) / o.Spot }
func perSpot2(o bs.Option) float64       { return perSpot(o) * perSpot(o) }
func spotRoot(o bs.Option) float64       { return o.Spot * math.Sqrt(o.Years) }
func perVol(o bs.Option) float64         { return 1 / o.Vol }
func spotRootPerVol(o bs.Option) float64 { return spotRoot(o) / o.Vol }
func perSpotPerVol(o bs.Option) float64  { return perSpot(o) / o.Vol }
func moneyPerYear(o bs.Option) float64   { return max(o.Spot, o.Strike) * perYear(o) }
func perYear(o bs.Option) float64        { return 1 + 1/o.Years }
func perSpotPerYear(o bs.Option) float64 { return perSpot(o) * perYear(o) }
func moneyYears(o bs.Option) float64     { return max(o.Spot, o.Strike) * o.Years }
