package gex

import (
	"math"
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/reftest"
	"gex/internal/report"
)

// dayChain is a chain of SPX contracts with rows of root, expiration, strike, type, volume and open interest.
func dayChain(t *testing.T, at string, rows ...string) *chain.Chain {
	t.Helper()
	text := "underlying,spot,quote_time,root,expiration,strike,type,volume,open_interest,iv\n"
	for _, r := range rows {
		text += "SPX,6700," + at + "," + r + ",0.16\n"
	}
	f, err := chain.Read(strings.NewReader(text), chain.Options{Name: "day.csv"})
	if err != nil {
		t.Fatal(err)
	}
	return f.Chains[0]
}

var busyDay = []string{"SPXW,2025-11-20,6700,C,8000,1500", "SPXW,2025-11-20,6650,P,200,900", "SPXW,2025-11-20,6750,C,5000,0", "SPXW,2025-11-21,6700,C,90,1000"}

// TestReferenceVolumeBound: what open interest and net position can be during the day.
func TestReferenceVolumeBound(t *testing.T) {
	var in struct {
		Interest decimal `json:"open_interest"`
		Volume   decimal
	}
	var want struct {
		Low, High decimal
		Closing   [2]decimal `json:"closing_bound"`
	}
	reftest.Case(t, "inventory.json", "volume_bound", &in, &want)
	c := dayChain(t, "2025-11-20T11:40:00-05:00", busyDay[:1]...)
	c.OpenInterest[0], c.Volume[0] = float64(in.Interest), float64(in.Volume)
	b := bookFrom(t, c, noCarry, Options{})
	x := Build(b).Levels0DTE.Bounds
	one := b.gex[0] / b.count[0] // GEX of a contract
	near(t, "gross low", float64(x.GrossLow), one*float64(want.Closing[0]), referenceTol, 0)
	near(t, "gross high", float64(x.GrossHigh), one*float64(want.Closing[1]), referenceTol, 0)
	if want.High != want.Closing[1] || want.Low != -want.High {
		t.Errorf("net is within the upper bound of gross: %+v", want)
	}
}

// TestBounds: the bounds contain 0DTE gamma of every weight and sign, do not depend on either, and are those of 0DTE alone.
func TestBounds(t *testing.T) {
	c := dayChain(t, "2025-11-20T11:40:00-05:00", busyDay...)
	first := *Build(bookFrom(t, c, noCarry, Options{})).Levels0DTE.Bounds
	for _, weight := range []string{"oi", "oi+0.3volume", "oi+0.77volume", "oi+volume"} {
		for _, sign := range []string{"naive", "long", "short", "1,-0.5"} {
			r := Build(bookFrom(t, c, noCarry, Options{Weight: weight, Sign: sign}))
			if *r.Levels0DTE.Bounds != first {
				t.Errorf("%s, %s: %+v, want %+v", weight, sign, r.Levels0DTE.Bounds, first)
			}
			net := r.Levels0DTE.GEX
			gross := report.Number(0)
			for _, b := range r.Buckets {
				if b.Bucket == "0DTE" {
					gross = b.GrossGEX
				}
			}
			if abs := report.Number(math.Abs(float64(net))); abs > first.GrossHigh*(1+1e-12) || sign == "long" && (gross < first.GrossLow || gross > first.GrossHigh*(1+1e-12)) {
				t.Errorf("%s, %s: net %v and gross %v are outside %+v", weight, sign, net, gross, first)
			}
			if r.Levels.Bounds != nil {
				t.Error("all expiries have bounds")
			}
		}
	}
	for weight, want := range map[string]report.Number{"oi": first.NaiveOI, "oi+volume": first.NaiveOIVolume} {
		near(t, weight, float64(Build(bookFrom(t, c, noCarry, Options{Weight: weight})).Levels0DTE.GEX), float64(want), 1e-12, 0)
	}
	if first.OpenInterest != 2400 || first.Volume != 13200 {
		t.Errorf("%+v", first)
	}
	// Without a volume, and in the evening before, there are none.
	missing := dayChain(t, "2025-11-20T11:40:00-05:00", strings.Replace(busyDay[0], ",8000,", ",,", 1), busyDay[1])
	if x := Build(bookFrom(t, missing, noCarry, Options{})).Levels0DTE.Bounds; x != nil {
		t.Errorf("a volume is missing: %+v", x)
	}
	evening := dayChain(t, "2025-11-19T18:00:00-05:00", busyDay...)
	if r := Build(bookFrom(t, evening, noCarry, Options{})); r.TradeDate != "2025-11-20" || r.Levels0DTE == nil || r.Levels0DTE.Bounds != nil {
		t.Errorf("in the evening: %s %+v", r.TradeDate, r.Levels0DTE)
	}
}

// TestPartOfVolume: a part of the volume counts; 0 is open interest and 1 is open interest and volume, bit for bit.
func TestPartOfVolume(t *testing.T) {
	c := dayChain(t, "2025-11-20T11:40:00-05:00", busyDay...)
	gex := func(weight string) float64 {
		return float64(Build(bookFrom(t, c, noCarry, Options{Weight: weight})).Totals.GEX)
	}
	if gex("oi+0volume") != gex("oi") || gex("oi+1volume") != gex("oi+volume") || gex("oi+1.0volume") != gex("oi+volume") {
		t.Error("the ends are not open interest and all of the volume")
	}
	near(t, "three tenths", gex("oi+0.3volume"), 0.7*gex("oi")+0.3*gex("oi+volume"), 1e-12, 0)
	if words := Build(bookFrom(t, c, noCarry, Options{Weight: "oi+0.30volume"})).Conventions.Weight; words != "open interest + 0.3 volume: an upper bound at 1" {
		t.Error(words)
	}
	for typed, want := range map[string]string{"OI + 1.0 volume": "oi+volume", "oi+1volume": "oi+volume", "oi+0.0volume": "oi", "oi+0.30volume": "oi+0.3volume"} {
		if w, err := ParseWeight(typed); w != want || err != nil {
			t.Errorf("%q is %q, %v; want %q", typed, w, err, want)
		}
	}
	for _, bad := range []string{"oi+1.5volume", "oi+-0.1volume", "oi+volumes", "oi+.volume", "oi+1e-1volume", "0.3volume", "oi0.3volume", "oi+0.3", ""} {
		if w, err := ParseWeight(bad); err == nil || fault.HintOf(err) == "" {
			t.Errorf("%q is %q, %v", bad, w, err)
		}
	}
}

// heldOf is what a chain holds.
func heldOf(t *testing.T, c *chain.Chain, o Options) *Held {
	t.Helper()
	h, err := HeldOf(c.Underlying, []*chain.Chain{c}, o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestOpened: of the volume of a day, what the next day's open interest shows; contracts that settled do not count.
func TestOpened(t *testing.T) {
	was := dayChain(t, "2025-11-20T16:05:00-05:00", "SPXW,2025-11-21,6700,C,400,1000", "SPXW,2025-11-21,6600,P,100,50", "SPXW,2025-12-19,6600,P,500,70", "SPXW,2025-12-19,6650,P,,70", "SPXW,2025-11-20,6700,C,9999,1")
	is := dayChain(t, "2025-11-21T09:45:00-05:00", "SPXW,2025-11-21,6700,C,1,1100", "SPXW,2025-11-21,6600,P,1,20", "SPXW,2025-12-19,6600,P,1,320", "SPXW,2025-12-19,6650,P,1,999", "SPXW,2025-12-19,6700,P,1,12")
	share, rows := heldOf(t, was, Options{}).Opened(heldOf(t, is, Options{}))
	near(t, "share", float64(share), 350.0/1000, 1e-15, 0)
	want := []report.Opened{{Bucket: "1DTE", Volume: 500, Opened: 100, Share: 0.2}, {Bucket: "8-30", Volume: 500, Opened: 250, Share: 0.5}}
	if len(rows) != 2 || rows[0] != want[0] || rows[1] != want[1] {
		t.Errorf("%+v", rows)
	}
	// The filters of the earlier book say whose volume it is; the bucket of a contract is another one the day after.
	for _, c := range []struct {
		o    Options
		want float64
	}{
		{Options{DTE: &[2]int{0, 7}}, 100.0 / 500}, {Options{DTE: &[2]int{8, 30}}, 250.0 / 500}, {Options{Exclude: []string{"1DTE"}}, 250.0 / 500}, {Options{Roots: []string{"SPX"}}, math.NaN()},
	} {
		if share, _ := heldOf(t, was, c.o).Opened(heldOf(t, is, c.o)); float64(share) != c.want && !(math.IsNaN(float64(share)) && math.IsNaN(c.want)) {
			t.Errorf("%v %v %v: %v, want %v", c.o.DTE, c.o.Exclude, c.o.Roots, share, c.want)
		}
	}
	// By the morning's volume, or where more was opened than traded, it is no share.
	for name, c := range map[string]struct{ at, contract string }{
		"15:44": {"2025-11-20T15:44:00-05:00", "SPXW,2025-12-19,6600,P,500,70"}, "opened more than traded": {"2025-11-20T16:05:00-05:00", "SPXW,2025-12-19,6600,P,249,70"},
	} {
		share, rows := heldOf(t, dayChain(t, c.at, c.contract), Options{}).Opened(heldOf(t, is, Options{}))
		if share.OK() || len(rows) != 1 || rows[0].Share.OK() || rows[0].Opened != 250 {
			t.Errorf("%s: %v %+v", name, share, rows)
		}
	}
	for at, want := range map[string]float64{"2025-11-20T15:45:00-05:00": 0.5, "2025-11-20T20:30:00-05:00": 0.5} {
		if share, _ := heldOf(t, dayChain(t, at, "SPXW,2025-12-19,6600,P,500,70"), Options{}).Opened(heldOf(t, is, Options{})); float64(share) != want {
			t.Errorf("%s: %v", at, share)
		}
	}
	for name, later := range map[string]*chain.Chain{"the same day": was, "two days later": dayChain(t, "2025-11-24T09:45:00-05:00", "SPXW,2025-12-19,6600,P,1,320")} {
		if share, rows := heldOf(t, was, Options{}).Opened(heldOf(t, later, Options{})); share.OK() || rows != nil {
			t.Errorf("%s: %v %v", name, share, rows)
		}
	}
}
