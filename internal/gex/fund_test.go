package gex

import (
	"strings"
	"testing"

	"gex/internal/market"
	"gex/internal/report"
)

// withFunds returns a copy of a book with funds.
func withFunds(t testing.TB, b *Book, texts ...string) *Book {
	t.Helper()
	o := b.opt
	for _, text := range texts {
		f, err := o.Funds.ReadFunds(strings.NewReader(text), "f.csv")
		if err != nil {
			t.Fatal(err)
		}
		o.Funds = f
	}
	other, err := NewBook(b.chain, b.surface, o)
	if err != nil {
		t.Fatal(err)
	}
	return other
}

// TestFundsOfTheBook: those on the underlying or on what moves with it count, at their assets of the last date before the trade
// date; the others say why not.
func TestFundsOfTheBook(t *testing.T) {
	b := withFunds(t, oddsBook(t, skewedSmile), `ticker,leverage,aum,underlying,date,offset
UPRO,3,4bn,S&P 500,2025-11-18,
SPXU,-3,0.5bn,SPX,2025-11-18,0.4
ES2,2,1bn,ES,,
own,-1,3bn,,,
TQQQ,3,30bn,Nasdaq-100,2025-11-18,
UVXY,1.5,0.6bn,VIX,2025-11-18,
VOO,1,900bn,SPX,2025-11-18,
none,0,1bn,SPX,2025-11-18,
young,2,1bn,SPX,2025-11-19,
`)
	d := BuildFlows(b)
	why := map[string]string{
		"UPRO": "", "SPXU": "", "ES2": "", "OWN": "", "TQQQ": "on NDX", "UVXY": "trades futures on volatility",
		"VOO": "a multiple of 1 trades nothing", "NONE": "a multiple of 0 trades nothing", "YOUNG": "no assets before 2025-11-19",
	}
	for _, f := range d.Flows.Funds {
		if string(f.Why) != why[f.Ticker] || f.Counted != (f.Why == "") || f.Counted != f.PerPct.OK() {
			t.Errorf("%+v, want %q", f, why[f.Ticker])
		}
	}
	want := (6*4e9 + 12*0.5e9*0.6 + 2*1e9 + 2*3e9) / 100
	near(t, "per 1%", float64(*d.Flows.FundsPerPct), want, 1e-12, 0)
	for _, f := range d.Flows.Spot {
		near(t, "at the move", float64(*f.FundsUSD), want*float64(f.MovePct), 1e-12, 0)
	}
	if len(d.Flows.Funds) != len(why) {
		t.Errorf("%d funds of %d", len(d.Flows.Funds), len(why))
	}
	if plain := BuildFlows(oddsBook(t, skewedSmile)).Flows; plain.Funds != nil || plain.FundsPerPct != nil || plain.Spot[0].FundsUSD != nil {
		t.Error("there are funds that nobody gave")
	}
}

// TestFundsChangeNothingElse: the dealers' trades are those without funds.
func TestFundsChangeNothingElse(t *testing.T) {
	plain := BuildFlows(oddsBook(t, skewedSmile)).Flows.Spot
	funded := BuildFlows(withFunds(t, oddsBook(t, skewedSmile), "ticker,leverage,aum\nX,3,1bn\n")).Flows.Spot
	for i := range plain {
		if plain[i].Shares != funded[i].Shares || plain[i].USD != funded[i].USD {
			t.Errorf("%+v, want %+v", funded[i], plain[i])
		}
	}
}

// TestStaleFunds: assets more than five trading days before the trade date, Wednesday 19 November 2025, warn.
func TestStaleFunds(t *testing.T) {
	for date, stale := range map[string]bool{"2025-11-18": false, "2025-11-12": false, "2025-11-11": true, "2025-11-08": true, "2001-01-02": true} {
		var warning report.Warning
		for _, w := range BuildFlows(withFunds(t, oddsBook(t, skewedSmile), "ticker,leverage,aum,date,underlying\nX,3,1bn,"+date+",\nY,3,1bn,1990-01-02,NDX\n")).Warnings {
			if w.Code == "funds-stale" {
				warning = w
			}
		}
		if (warning.Code != "") != stale || stale && !strings.Contains(warning.Message, "of 1 fund are more than 5 trading days older than 2025-11-19, the earliest of "+date) {
			t.Errorf("%s: %+v", date, warning)
		}
	}
	b := oddsBook(t, skewedSmile)
	if n := sessionsUntil(b.venue(), market.Date{Year: 2025, Month: 11, Day: 14}, b.TradeDate, 6); n != 3 {
		t.Errorf("from Friday to Wednesday are %d trading days", n)
	}
	if n := sessionsUntil(b.venue(), market.Date{Year: 2001, Month: 11, Day: 14}, b.TradeDate, 2); n != 2 {
		t.Errorf("%d trading days, at most 2 are counted", n)
	}
}
