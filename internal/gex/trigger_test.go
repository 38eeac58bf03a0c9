package gex

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/series"
)

// triggersOf reads triggers from text.
func triggersOf(t *testing.T, text string) *series.Triggers {
	t.Helper()
	list, err := series.ReadTriggers(strings.NewReader(text), "dir/t.csv", series.TriggerOptions{Scale: 1})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// placedAt places triggers around the spot of a book.
func placedAt(t *testing.T, spot float64, text string) *placed {
	t.Helper()
	b := makeBook(t, spot, 0, 0, []leg{{false, spot, 0.1, 0.2, 10, 1}}, Options{})
	p, err := b.place(triggersOf(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestTriggersOnTheirSide: longs sell below spot and shorts buy above it; what is on the other side, or at spot, has fired.
func TestTriggersOnTheirSide(t *testing.T) {
	p := placedAt(t, 100, "price,side,notional\n90,long,5\n95,short,7\n100,long,1\n100,short,1\n105,long,11\n110,short,13\n70,long,2\n130,short,3\n")
	want := []Trigger{{70, -2, "longs"}, {90, -5, "longs"}, {110, 13, "shorts"}, {130, 3, "shorts"}}
	if len(p.list) != len(want) {
		t.Fatalf("%+v", p.list)
	}
	for i, w := range want {
		if p.list[i] != w {
			t.Errorf("%+v, want %+v", p.list[i], w)
		}
	}
	l := p.ladder
	if l.Rows != 8 || l.Used != 4 || l.AlreadyFired != 4 || l.Beyond != 2 || l.USDSell != -7 || l.USDBuy != 16 || l.Layout != "ladder" || l.Source != "t.csv" {
		t.Errorf("%+v", l)
	}
	// Orders of a plain list are whose they are: none is on a wrong side.
	p = placedAt(t, 100, "level,usd,label\n90,5,dip buyers\n110,-7,\n90.01,-1,\n")
	if p.ladder.Used != 3 || p.ladder.AlreadyFired != 0 || len(p.list) != 3 || p.list[0] != (Trigger{90, 5, "dip buyers"}) || p.list[2] != (Trigger{110, -7, ""}) {
		t.Errorf("%+v", p)
	}
	p = placedAt(t, 91000, `{"data": {"data": {"90000": [[90000, 3, null, null]], "91000": [[91000, 5, null, null]], "92000": [[92000, 4, null, null]]}}}`)
	if len(p.list) != 2 || p.list[0] != (Trigger{90000, -3, "longs"}) || p.list[1] != (Trigger{92000, 4, "shorts"}) || p.ladder.AlreadyFired != 1 {
		t.Errorf("%+v", p)
	}
}

// TestLiquidationsMerge: neighbors within a step of the ladder are one trigger at their mean level with all their currency, never
// across spot, and orders of a plain list never.
func TestLiquidationsMerge(t *testing.T) {
	p := placedAt(t, 1000, "price,side,notional,label\n900,long,10,\n900.3,long,30,\n900.6,long,0.5,x\n902,long,1,\n999.9,long,2,\n1000.1,short,3,\n")
	if len(p.list) != 4 || p.ladder.Used != 6 {
		t.Fatalf("%+v", p)
	}
	if one := p.list[0]; math.Abs(one.Level-(900+(0.3*30+0.6*0.5)/40.5)) > 1e-9 || one.USD != -40.5 || one.Label != "" {
		t.Errorf("%+v", one)
	}
	if p.list[1] != (Trigger{902, -1, "longs"}) || p.list[2] != (Trigger{999.9, -2, "longs"}) || p.list[3] != (Trigger{1000.1, 3, "shorts"}) {
		t.Errorf("%+v", p.list)
	}
	if p := placedAt(t, 6700, "level,usd\n6075,-1\n6068,-2\n6075,-3\n"); len(p.list) != 3 || p.list[1].USD != -1 || p.list[2].USD != -3 {
		t.Errorf("%+v", p.list)
	}
}

// TestTriggersOfOtherCoins: of several coins in one file only those of the chain count, and none is an error.
func TestTriggersOfOtherCoins(t *testing.T) {
	b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 10, 1}}, Options{})
	b.chain.Underlying = "BTC"
	p, err := b.place(triggersOf(t, "symbol,price,side,notional\nBTC,90,long,5\nETH,80,long,5\nBTCUSDT,91,long,6\nbtc-perp,92,long,7\n"))
	if err != nil || p.ladder.Used != 3 || p.ladder.Other != 1 {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := b.place(triggersOf(t, "symbol,price,side,notional\nETH,90,long,5\n")); err == nil || err.Error() != "dir/t.csv: no row is of BTC; the first is of ETH" {
		t.Error(err)
	}
	for symbol, same := range map[string]bool{"BTC": true, "BTC-USD": true, "BTC/USDT": true, "BTCUSDC": true, "WBTC": false, "BTCB": false, "B": false} {
		if ofUnderlying(symbol, "BTC") != same || ofUnderlying(symbol, "BTC_USDC") != same {
			t.Errorf("%s: %v", symbol, !same)
		}
	}
}

// TestTriggersOfALetter: a symbol of one letter is cut before its quote as others are, and one that begins with a mark is not.
func TestTriggersOfALetter(t *testing.T) {
	for symbol, same := range map[string]bool{"X-USD": true, "X": true, "x_perp": true, "-X": false, "XY-USD": false} {
		if ofUnderlying(symbol, "X") != same {
			t.Errorf("%s: %v", symbol, !same)
		}
	}
	if !ofUnderlying("BRK/B", "BRK/B") || ofUnderlying("/", "") || !ofUnderlying("/ES", "/ES") {
		t.Error("a symbol with a mark of its own")
	}
}

// TestTriggerTotals: what the source reports in all, and assigns to no level, is beside what is used of it; rows that no price
// liquidates count, and no rows are no rows of another underlying.
func TestTriggerTotals(t *testing.T) {
	b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 10, 1}}, Options{Range: 0.25})
	rows := []series.Trigger{{Level: 75, USD: 0.25, Side: series.Longs}, {Level: 74, USD: 0.125, Side: series.Longs}, {Level: 125, USD: 0.125, Side: series.Shorts}}
	for _, c := range []struct {
		total, left, coverage float64
	}{{1, 0.5, 0.5}, {0.5, 1, 1}, {2, 3, 0.25}} {
		p, err := b.place(&series.Triggers{Layout: series.Ladder, Rows: rows, Never: 3, Total: c.total, Left: c.left})
		if err != nil {
			t.Fatal(err)
		}
		if l := p.ladder; float64(l.Coverage) != c.coverage || float64(l.LeftOut) != c.left || l.Rows != 6 || l.Beyond != 1 || l.USDSell != -0.375 || l.USDBuy != 0.125 {
			t.Errorf("%+v: %+v", c, l)
		}
	}
	p, err := b.place(&series.Triggers{Layout: series.Ladder, Never: 3})
	if err != nil || p.ladder.Coverage.OK() || p.ladder.LeftOut.OK() || p.ladder.Rows != 3 || len(p.list) != 0 {
		t.Errorf("no rows: %+v, %v", p, err)
	}
}

// TestMergeOfLittle: the mean level is weighted by currency, however little, and of none the first is the level; spot is above.
func TestMergeOfLittle(t *testing.T) {
	b := &Book{Spot: 100}
	got := b.merge([]Trigger{{90, -0.125, "x"}, {90.04, -0.375, "x"}, {99.99, -1, ""}, {100, 2, ""}, {100.05, 0, ""}, {110, 0, "asked"}})
	want := []Trigger{{90.03, -0.5, "x"}, {99.99, -1, ""}, {100, 2, ""}, {110, 0, "asked"}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		if g := got[i]; math.Abs(g.Level-w.Level) > 1e-12 || g.USD != w.USD || g.Label != w.Label {
			t.Errorf("%+v, want %+v", g, w)
		}
	}
}

// TestStaleTriggers: more than an hour between snapshot and chain is a warning, either way.
func TestStaleTriggers(t *testing.T) {
	b := makeBook(t, 100, 0, 0, []leg{{false, 100, 0.1, 0.2, 10, 1}}, Options{})
	for age, want := range map[time.Duration]string{
		0: "", time.Hour: "", -time.Hour: "", 61 * time.Minute: "1 hour older", 47 * time.Hour: "47 hours older", 48 * time.Hour: "2 days older", -47 * time.Hour: "47 hours newer", 30 * time.Hour: "30 hours older", 72 * time.Hour: "3 days older", -2 * time.Hour: "2 hours newer",
	} {
		p, err := b.place(triggersOf(t, "price,side,notional,as_of\n90,long,5,"+b.AsOf.Add(-age).Format(time.RFC3339)+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if (len(p.warnings) == 0) != (want == "") || want != "" && !strings.Contains(p.warnings[0].Message, want+" than the chain") {
			t.Errorf("%s: %+v", age, p.warnings)
		}
	}
}
