package gex

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gex/internal/report"
)

// alongsideBook is a book with files beside it.
func alongsideBook(t *testing.T, triggers, funds, scenarios string) *Book {
	t.Helper()
	b := oddsBook(t, skewedSmile)
	o := b.opt
	if triggers != "" {
		o.Triggers = triggersOf(t, triggers)
	}
	if scenarios != "" {
		o.Scenarios = scenariosOf(t, scenarios)
	}
	with, err := NewBook(b.chain, b.surface, o)
	if err != nil {
		t.Fatal(err)
	}
	if funds == "" {
		return with
	}
	return withFunds(t, with, funds)
}

// linear is an impact of so many dollars for 1%.
func linear(usd float64) Impact { return Impact{Kind: report.ImpactLinear, USDPerPct: usd} }

// TestReferenceTriggerFile: the triggers of the reference come to the same rests from a file as from the options.
func TestReferenceTriggerFile(t *testing.T) {
	var want struct {
		Reach []struct{ Level, Shock decimal }
	}
	in := cascadeCase(t, "triggers_reprice", &want)
	o := in.options(-0.3, -0.6, -1, -2)
	given := BuildCascade(in.book(t, Options{}), o).Cascade
	text := "level,usd\n"
	for _, x := range o.Triggers {
		text += fmt.Sprintf("%g,%g\n", x.Level, x.USD)
	}
	o.Triggers = nil
	read := BuildCascade(in.book(t, Options{Triggers: triggersOf(t, text)}), o).Cascade
	if read.Ladder == nil || read.Ladder.Used != len(want.Reach) {
		t.Fatalf("%+v", read.Ladder)
	}
	read.Ladder = nil
	if diff := cmp.Diff(fmt.Sprintf("%+v", given.Shocks), fmt.Sprintf("%+v", read.Shocks)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(fmt.Sprintf("%+v", given.Triggers), fmt.Sprintf("%+v", read.Triggers)); diff != "" {
		t.Error(diff)
	}
}

// TestLadderInACascade: a ladder sells below spot what a plain list of its levels sells, and a level that falls with another says so.
func TestLadderInACascade(t *testing.T) {
	o := CascadeOptions{Impact: linear(50e9), Shocks: []float64{-1, -2}}
	ladder := BuildCascade(alongsideBook(t, "price,side,notional\n6640,long,9bn\n6630,long,1bn\n6400,long,3bn\n6690,short,2bn\n", "", ""), o).Cascade
	plain := BuildCascade(alongsideBook(t, "level,usd,label\n6640,-9bn,longs\n6630,-1bn,longs\n6400,-3bn,longs\n", "", ""), o).Cascade
	if diff := cmp.Diff(fmt.Sprintf("%+v", plain.Triggers), fmt.Sprintf("%+v", ladder.Triggers)); diff != "" {
		t.Error(diff)
	}
	if ladder.Ladder.AlreadyFired != 1 || ladder.Ladder.USDSell != -13e9 {
		t.Errorf("%+v", ladder.Ladder)
	}
	with := 0
	for _, x := range ladder.Triggers {
		if x.Level == 6630 && x.FallsWith == 6640 {
			with++
		}
	}
	if with != 1 {
		t.Errorf("6630 does not fall with 6640: %+v", ladder.Triggers)
	}
}

// TestFundsInACascade: they trade κ for each percent that spot moves to its rest, and make a drop larger.
func TestFundsInACascade(t *testing.T) {
	o := CascadeOptions{Impact: linear(200e9), Shocks: []float64{-1, 1}}
	plain := BuildCascade(alongsideBook(t, "", "", ""), o).Cascade
	with := BuildCascade(alongsideBook(t, "", "ticker,leverage,aum,underlying\nX,3,40bn,SPX\nY,3,1bn,NDX\n", ""), o).Cascade
	for i, s := range with.Shocks {
		near(t, "funds", float64(s.FundsUSD), 2.4e9*float64(s.MovePct), 1e-12, 0)
		if !(float64(s.MovePct*s.ShockPct) > float64(plain.Shocks[i].MovePct*s.ShockPct)) {
			t.Errorf("%g%% rests at %g%%, and at %g%% without funds", s.ShockPct, s.MovePct, plain.Shocks[i].MovePct)
		}
	}
	if len(with.Funds) != 2 || with.Funds[1].Counted {
		t.Errorf("%+v", with.Funds)
	}
	// Funds of the file are those of the options.
	o.FundsPerPct = 2.4e9
	given := BuildCascade(alongsideBook(t, "", "", ""), o).Cascade
	if diff := cmp.Diff(fmt.Sprintf("%+v", given.Shocks), fmt.Sprintf("%+v", with.Shocks)); diff != "" {
		t.Error(diff)
	}
}
