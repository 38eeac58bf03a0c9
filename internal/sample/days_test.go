package sample

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/market"
)

// marketOf is a history that must be possible.
func marketOf(t *testing.T, d Days) ([]MarketDay, int) {
	t.Helper()
	days, first, err := d.Market()
	if err != nil {
		t.Fatal(err)
	}
	return days, first
}

func TestDays(t *testing.T) {
	days, first := marketOf(t, Days{Days: 250, Effect: 0.2})
	if len(days) != 250+first || days[first].Date != (market.Date{Year: 2024, Month: time.January, Day: 2}) {
		t.Fatalf("%d days, the first chain on %s", len(days), days[first].Date)
	}
	again, _ := marketOf(t, Days{Days: 250, Effect: 0.2})
	for i := range days {
		d := &days[i]
		if !market.IsTradingDay(d.Date) || i > 0 && d.Date != market.NextTradingDay(days[i-1].Date) {
			t.Fatalf("%s is not the next trading day", d.Date)
		}
		b := &d.Bar
		if b.Open != d.Spot || b.Low > min(b.Open, b.Close) || b.High < max(b.Open, b.Close) || b.Close != d.Steps[len(d.Steps)-1].Price {
			t.Fatalf("%s: %+v", d.Date, b)
		}
		if last := d.Steps[len(d.Steps)-1].At; !last.Equal(market.Close(d.Date)) {
			t.Fatalf("%s ends at %s", d.Date, last)
		}
		if !d.AsOf.Before(market.Open(d.Date)) || market.DateOf(d.AsOf) != d.Date {
			t.Fatalf("the chain of %s is as of %s", d.Date, d.AsOf)
		}
		if *b != again[i].Bar || d.Lean != again[i].Lean {
			t.Fatalf("twice is not the same on %s", d.Date)
		}
	}
}

// The truth of a history: what the lean has to do with volatility, implied and beyond.
func TestDaysTruth(t *testing.T) {
	log := func(days []MarketDay, of func(*MarketDay) float64) (out []float64) {
		for i := range days {
			out = append(out, math.Log(of(&days[i])))
		}
		return out
	}
	realized := func(d *MarketDay) float64 {
		var sum float64
		last := d.Bar.Open
		for _, s := range d.Steps {
			r := math.Log(s.Price / last)
			sum, last = sum+r*r, s.Price
		}
		minutes := market.Close(d.Date).Sub(market.Open(d.Date)).Minutes()
		return math.Sqrt(252*sum/(1-overnight)*sessionMinutes/minutes) / d.Implied
	}
	slope := func(x, y []float64) float64 {
		var mx, my, xy, xx float64
		for i := range x {
			mx, my = mx+x[i]/float64(len(x)), my+y[i]/float64(len(x))
		}
		for i := range x {
			xy, xx = xy+(x[i]-mx)*(y[i]-my), xx+(x[i]-mx)*(x[i]-mx)
		}
		return xy / xx
	}
	lean := func(days []MarketDay) (out []float64) {
		for i := range days {
			out = append(out, days[i].Lean)
		}
		return out
	}
	for _, tt := range []struct {
		d              Days
		beyond, linked float64
	}{
		{Days{}, 0, -linked * volSpread},
		{Days{Effect: 0.2}, -0.2, -linked * volSpread},
		{Days{Effect: -0.3, Apart: true, Stays: 0.5}, 0.3, 0},
	} {
		tt.d.Days = 2500
		days, _ := marketOf(t, tt.d)
		if got := slope(lean(days), log(days, realized)); math.Abs(got-tt.beyond) > 0.02 {
			t.Errorf("%+v: beyond implied the slope is %.3f, want %g", tt.d, got, tt.beyond)
		}
		if got := slope(lean(days), log(days, func(d *MarketDay) float64 { return d.Implied })); math.Abs(got-tt.linked) > 0.05 {
			t.Errorf("%+v: of implied volatility the slope is %.3f, want %g", tt.d, got, tt.linked)
		}
	}
}

// A chain of a day leans: dealers, long the calls and short the puts, have more of the one.
func TestDaysChain(t *testing.T) {
	d := Days{Days: 3, Options: Options{Contracts: 200}}
	days, first := marketOf(t, d)
	held := func(lean float64) (calls, puts int64) {
		day := days[first]
		day.Lean = lean
		o, err := d.Chain(&day, first).complete()
		if err != nil {
			t.Fatal(err)
		}
		a := newAsset(o, o.Underlying, 0)
		a.list(o.strikes()[0])
		for _, s := range a.board {
			cut := a.truth.section(a.truth.Years(s.root, s.date))
			for _, k := range s.strikes {
				calls += a.leg(s, cut, k, 0).oi
				puts += a.leg(s, cut, k, 1).oi
			}
		}
		return calls, puts
	}
	c0, p0 := held(0)
	c1, p1 := held(2)
	if more := math.Log(float64(c1) / float64(c0)); math.Abs(more-2*leanOfCalls) > 0.01 {
		t.Errorf("calls grow by %.3f", more)
	}
	if less := math.Log(float64(p1) / float64(p0)); math.Abs(less+2*leanOfCalls) > 0.01 {
		t.Errorf("puts grow by %.3f", less)
	}
}

func TestDaysWritten(t *testing.T) {
	days, _ := marketOf(t, Days{Days: 2})
	var prices, intraday strings.Builder
	if err := WritePrices(&prices, days[:1]); err != nil {
		t.Fatal(err)
	}
	if err := WriteIntraday(&intraday, days[:1]); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(prices.String()), "\n")
	if len(lines) != 2 || lines[0] != "Date,Open,High,Low,Close" || !strings.HasPrefix(lines[1], "2023-12-01,") {
		t.Errorf("prices:\n%s", prices.String())
	}
	steps := strings.Split(strings.TrimSpace(intraday.String()), "\n")
	if len(steps) != 79 || steps[0] != "time,close" || !strings.HasPrefix(steps[78], "2023-12-01 16:00,") || !strings.HasSuffix(lines[1], steps[78][len("2023-12-01 16:00"):]) {
		t.Errorf("%d lines within the day, the last %s", len(steps), steps[len(steps)-1])
	}
}

func TestDaysRefused(t *testing.T) {
	for _, d := range []Days{
		{}, {Days: MostDays + 1}, {Days: 5, Effect: 3}, {Days: 5, Effect: math.NaN()}, {Days: 5, Stays: 1}, {Days: 5, Options: Options{Underlyings: 2}},
		{Days: 5, Options: Options{Underlying: "x"}},
	} {
		if _, _, err := d.Market(); err == nil {
			t.Errorf("%+v is possible", d)
		}
	}
}
