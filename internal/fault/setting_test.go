package fault

import (
	"slices"
	"testing"
)

func TestSpellPutsSettingsAsTheyAreGiven(t *testing.T) {
	text := "give " + Setting("max-bytes") + " 2G, or " + Setting("spot") + ", not --spot"
	if got := Spell(text, AsFlag); got != "give --max-bytes 2G, or --spot, not --spot" {
		t.Error(got)
	}
	upper := func(name string) string { return "GEX_" + name }
	if got := Spell(text, upper); got != "give GEX_max-bytes 2G, or GEX_spot, not --spot" {
		t.Error(got)
	}
	if plain := "no setting \ue000 here"; Spell(plain, AsFlag) != plain {
		t.Error("a stray rune is taken for a setting")
	}
}

// TestSettingsAreOfTheMessage checks that advice is not what an error is about.
func TestSettingsAreOfTheMessage(t *testing.T) {
	e := New(Usage, "or give "+Setting("yield"), "%s needs forwards, %s and %[1]s", Setting("dividend"), Setting("carry"))
	if got := At("spx.csv", e).Settings(); !slices.Equal(got, []string{"dividend", "carry"}) {
		t.Error(got)
	}
	e.Setting = "spot"
	if got := e.Settings(); !slices.Equal(got, []string{"spot", "dividend", "carry"}) {
		t.Error(got)
	}
	if got := New(Usage, "", "nothing").Settings(); got != nil {
		t.Error(got)
	}
}
