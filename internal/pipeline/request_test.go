package pipeline

import (
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/vol"
)

// TestNewRefuses: what contradicts itself is an error of usage before anything is read, and its hint says what to change.
func TestNewRefuses(t *testing.T) {
	two := []string{"a.csv", "b.csv"}
	picture := Verb{Single: Single{Why: "do not fit into one picture", Hint: "--symbol picks one", Pick: " of them"}}
	for _, c := range []struct {
		q          Request
		v          Verb
		says, hint string // "": it is accepted
	}{
		{q: Request{Files: two}},
		{q: Request{Files: two[:1]}, v: picture},
		{q: Request{Files: two}, v: picture, says: "2 files do not fit into one picture", hint: "--symbol picks one"},
		{q: Request{Files: two}, v: Verb{Single: Single{Why: "cannot be compared at once", Files: 2}}},
		{q: Request{Files: append(two, "c.csv")}, v: Verb{Single: Single{Why: "cannot be compared at once", Hint: "two", Files: 2}}, says: "3 files cannot be compared at once", hint: "two"},
		{q: Request{Files: two, Gex: gex.Options{Map: gex.Mapping{Symbol: "ES", Price: 6712}}}, says: "2 files do not map to one price of ES", hint: "--symbol picks one, and a price is of one file"},
		{q: Request{Gex: gex.Options{Map: gex.Mapping{By: "offset"}}}, says: "--map-by needs --map-to", hint: "such as --map-to ES=6712.25"},
		{q: Request{Vol: vol.Options{Carry: "flat"}}},
		{q: Request{Vol: vol.Options{Spot: "implied", Carry: "implied"}}},
		{q: Request{Vol: vol.Options{Carry: "flat", Spot: "implied"}}, says: "--spot implied needs forwards from the quotes, --carry flat makes its own", hint: "--spot a price"},
		{q: Request{Vol: vol.Options{Carry: "flat", Dividends: []vol.Dividend{{Date: market.Date{Year: 2025, Month: 6, Day: 20}, Amount: 1}}}}, says: "--dividend needs forwards from the quotes", hint: "--yield"},
	} {
		_, err := New(c.q, c.v)
		if c.says == "" {
			if err != nil {
				t.Errorf("%+v: %v", c.q, err)
			}
			continue
		}
		if err == nil {
			t.Errorf("no error, want %q", c.says)
			continue
		}
		text, hint := fault.Spell(err.Error(), fault.AsFlag), fault.Spell(fault.HintOf(err), fault.AsFlag)
		if fault.Of(err).Code != fault.Usage || !strings.Contains(text, c.says) || !strings.Contains(hint, c.hint) {
			t.Errorf("%s (%s), want %s (%s)", text, hint, c.says, c.hint)
		}
	}
}
