package gex

import (
	"math"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/vol"
)

// moveOf is the day's move of a book of an underlying at spot 100 with one volatility for each settlement, NaN none.
func moveOf(t *testing.T, underlying string, clock market.Clock, asOf time.Time, settlements []time.Time, vols []float64) float64 {
	t.Helper()
	var legs []leg
	for i, v := range vols {
		legs = append(legs, leg{false, 105, float64(i+1) * aDay, v, 10, 1}, leg{true, 95, float64(i+1) * aDay, v, 10, -1})
	}
	c := makeChain(100, legs)
	c.Underlying, c.AsOf = underlying, asOf
	for i, at := range settlements {
		c.Expiries[i].Root, c.Expiries[i].Settlement, c.Expiries[i].Date = market.LookupRoot(underlying), at, market.DateOf(at)
		c.Expiries[i].Future = math.NaN()
		if at.After(asOf) {
			continue
		}
		for k := c.Expiries[i].Lo; k < c.Expiries[i].Hi; k++ {
			c.Out[k] = chain.Expired
		}
	}
	b := bookFrom(t, c, vol.Options{IV: "file", Carry: "flat", Clock: clock}, Options{Anyway: true})
	return b.dayMove()
}

// TestDayMove: one trading day's share of the variance left of the nearest expiry beyond the next close. In the comments
// hours are weighted ones, of which a full trading day has 6.5 + 0.12·17.5 = 8.6.
func TestDayMove(t *testing.T) {
	nan := math.NaN()
	ny := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2025, month, day, hour, minute, 0, 0, market.NewYork)
	}
	utc := func(day, hour int) time.Time { return time.Date(2025, 11, day, hour, 0, 0, 0, time.UTC) }
	type instants = []time.Time
	for _, c := range []struct {
		why         string
		underlying  string
		clock       market.Clock
		asOf        time.Time
		settlements instants
		vols        []float64
		want        float64
	}{
		{"Thursday 10:00 to Friday's close, 30 h, of which 14.6 count: 20·√(30/8760·8.6/14.6)", "TEST", market.Trading,
			ny(11, 13, 10, 0), instants{ny(11, 14, 16, 0)}, []float64{0.2}, 0.898279250},
		{"Friday 13:40 to Monday's close, 74.3 h, of which 10.93 count: 10·√(74.3/8760·8.6/10.93)", "TEST", market.Trading,
			ny(11, 14, 13, 40), instants{ny(11, 17, 16, 0)}, []float64{0.1}, 0.816982365},
		{"the close itself is not beyond it: tomorrow's open, 22.5 h, 7.1 of them: 30·√(22.5/8760·8.6/7.1)", "SPX", market.Trading,
			ny(11, 18, 11, 0), instants{ny(11, 18, 16, 0), ny(11, 19, 9, 30), ny(12, 19, 16, 0)}, []float64{0.9, 0.3, 0.5}, 1.673325818},
		{"at the close the next one counts: 48 h, 17.2 of them: 20·√(48/8760/2)", "TEST", market.Trading,
			ny(11, 18, 16, 0), instants{ny(11, 18, 16, 0), ny(11, 19, 16, 0), ny(11, 20, 16, 0)}, []float64{0.9, 0.7, 0.2}, 1.046847845},
		{"a minute before it is today's: 24 h and a minute, 8.6 h and a minute of them", "TEST", market.Trading,
			ny(11, 18, 15, 59), instants{ny(11, 18, 16, 0), ny(11, 19, 16, 0)}, []float64{0.9, 0.2}, 1.046198004},
		{"a half day closes at 13:00: 78 h to Monday's close, 3 + 11·0.12 + 9.5·0.12 + 6.5 of them: 20·√(78/8760·8.6/11.96)", "TEST", market.Trading,
			ny(11, 28, 10, 0), instants{ny(11, 28, 13, 0), ny(12, 1, 16, 0)}, []float64{0.9, 0.2}, 1.600327542},
		{"on the calendar a day is a day: 20/√365", "TEST", market.Calendar,
			ny(11, 14, 13, 40), instants{ny(11, 17, 16, 0)}, []float64{0.2}, 1.046847845},
		{"coins close at 08:00 UTC, and their days have 24 h: 60/√365", "BTC", market.Trading,
			utc(22, 20), instants{utc(23, 8), utc(24, 8)}, []float64{0.9, 0.6}, 3.140543536},
		{"India closes at 15:30 in Mumbai, 173 h to next Tuesday's close, a day of 30,168 s of 168,840: 20·√(173/8760·30168/168840)", "NIFTY", market.Trading,
			utc(18, 5), instants{utc(18, 10), utc(25, 10)}, []float64{0.9, 0.2}, 1.188055098},
		{"an expiry without a volatility is passed over: 40·√(173/8760·8.6/48)", "TEST", market.Trading,
			ny(11, 18, 11, 0), instants{ny(11, 19, 16, 0), ny(11, 25, 16, 0)}, []float64{nan, 0.4}, 2.379356934},
		{"none beyond the close: the last, 5 h: 20·√(5/8760·8.6/5)", "TEST", market.Trading,
			ny(11, 18, 11, 0), instants{ny(11, 18, 14, 0), ny(11, 18, 16, 0)}, []float64{0.9, 0.2}, 0.626653065},
		{"none at all", "TEST", market.Trading, ny(11, 18, 11, 0), instants{ny(11, 19, 16, 0)}, []float64{nan}, nan},
		{"no weighted second is left on a Sunday", "TEST", market.Trading, ny(11, 16, 11, 0), instants{ny(11, 16, 16, 0)}, []float64{0.2}, nan},
	} {
		got := moveOf(t, c.underlying, c.clock, c.asOf, c.settlements, c.vols)
		if math.IsNaN(c.want) {
			if !math.IsNaN(got) {
				t.Errorf("%s: %g", c.why, got)
			}
			continue
		}
		near(t, c.why, got, c.want, 1e-9, 0)
	}
}

// withMove is a book of nothing but spot 100 and a day's move of 1.25.
func withMove(t testing.TB) *Book {
	t.Helper()
	at := testAsOf.Add(29 * time.Hour) // tomorrow's close: 5 + 0.12·17.5 + 6.5 = 13.6 weighted hours of 8.6 a day
	v := 0.0125 * math.Sqrt(13.6/8.6/hours(29))
	b := &Book{
		Spot: 100, AsOf: testAsOf, chain: &chain.Chain{Underlying: "TEST", Expiries: []chain.Expiry{{Settlement: at}}},
		surface: &vol.Surface{Expiries: []vol.Expiry{{Years: hours(29), ATMVol: v}}},
	}
	near(t, "day's move", b.dayMove(), 1.25, 1e-14, 0)
	return b
}

// unmoved is a book whose expiries have no volatility.
func unmoved() *Book {
	return &Book{Spot: 100, AsOf: testAsOf, chain: &chain.Chain{Underlying: "TEST"}, surface: &vol.Surface{}}
}

// TestInDays: a price in moves of a day from spot, up and down, and nothing where a day or the price is not known.
func TestInDays(t *testing.T) {
	b := withMove(t)
	for _, c := range []struct{ price, want float64 }{{101.25, 1}, {99.375, -0.5}, {100, 0}} {
		day, away := b.inDays(report.Number(c.price))
		near(t, "day", float64(day), 1.25, 1e-14, 0)
		near(t, "away", float64(away), c.want, 1e-12, 1e-12)
	}
	if day, away := b.inDays(report.None()); !day.OK() || away.OK() {
		t.Errorf("no price: %v, %v", day, away)
	}
	if day, away := unmoved().inDays(101); day.OK() || away.OK() {
		t.Errorf("no volatility: %v, %v", day, away)
	}
}

// TestRegimeBand: near zero when any flip lies within a quarter of a day's move, 0.3125 here, else the sign of GEX.
func TestRegimeBand(t *testing.T) {
	b := withMove(t)
	for _, c := range []struct {
		why   string
		gex   float64
		flips []float64
		want  report.Regime
	}{
		{"no flip", 5, nil, report.LongGamma},
		{"no flip", -5, nil, report.ShortGamma},
		{"nothing", 0, nil, report.NearZero},
		{"inside, above", 5, []float64{100.3124}, report.NearZero},
		{"outside, above", 5, []float64{100.3126}, report.LongGamma},
		{"inside, below", -5, []float64{99.6876}, report.NearZero},
		{"outside, below", -5, []float64{99.6874}, report.ShortGamma},
		// ln 1.003128 = 0.003123 is nearer than -ln 0.996876 = 0.003129, but only the latter is within 0.3125.
		{"the headline outside, another inside", 5, []float64{90, 99.6876, 100.3128, 120}, report.NearZero},
	} {
		var flips []report.Flip
		for _, x := range c.flips {
			flips = append(flips, report.Flip{Spot: report.Number(x)})
		}
		if got := b.regime(c.gex, flips); got != c.want {
			t.Errorf("%s: GEX %g with flips %v is %s, want %s", c.why, c.gex, c.flips, got, c.want)
		}
	}
	two := []report.Flip{{Spot: 99.6876}, {Spot: 100.3128}}
	if got := b.nearest(two); got != 100.3128 {
		t.Errorf("the headline is %v, not the nearest in ln", got)
	}
	if got := b.nearest([]report.Flip{{Spot: 80}, {Spot: 120.5}}); got != 120.5 {
		t.Errorf("80 is nearer in dollars, 120.5 in ln: %v", got)
	}
	if got := unmoved().regime(5, two); got != report.LongGamma {
		t.Errorf("with a move that is not known: %s", got)
	}
}
