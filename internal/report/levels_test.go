package report

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
)

// TestRegistryIsWhole: every key of the JSON of levels is in the registry, and what is in the registry is in the JSON; a level
// is one of an outlook where the type says so.
func TestRegistryIsWhole(t *testing.T) {
	derived := map[string]bool{"flip_directions": true}   // is in flips
	tables := []string{"walls", "odds", "rank,omitempty"} // lists of objects; their numbers are levels of their own
	var keys []string
	for _, v := range registry {
		if slices.Contains(keys, v.Key) {
			t.Errorf("%s is listed twice", v.Key)
		}
		keys = append(keys, v.Key)
		if (v.Of == nil) == (v.Words == nil) || (v.Kind == Words) != (v.Words != nil) {
			t.Errorf("%s is a number and words, or neither", v.Key)
		}
		if v.Kind != Price && (v.Headline || v.Ruler || v.Strike || v.Class != "") || v.Chart != nil && v.Kind != Price && v.Kind != Distance {
			t.Errorf("%s is no price, and is shown as one", v.Key)
		}
		if (v.Headline || v.Ruler) && (v.Name == "" || v.Letter == "" || v.Headline && v.Short == "") {
			t.Errorf("%s is shown without a name", v.Key)
		}
	}
	inJSON := append(keysIn(reflect.TypeFor[Levels](), ""), "flip_directions")
	for _, key := range inJSON {
		if key != "gex" && key != "regime" && !slices.Contains(tables, key) && !slices.Contains(keys, key) {
			t.Errorf("%s is not in the registry", key)
		}
	}
	outlook := append(keysIn(reflect.TypeFor[GammaLevels](), ""), "flip_directions")
	for _, v := range registry {
		if !slices.Contains(inJSON, v.Key) && !isOfWall(v.Key) {
			t.Errorf("%s is not in JSON", v.Key)
		}
		if !derived[v.Key] && v.Outlook != slices.Contains(outlook, v.Key) {
			t.Errorf("%s: outlook is %v, and the type says otherwise", v.Key, v.Outlook)
		}
	}
}

// isOfWall reports whether a level is a number in the list of walls.
func isOfWall(key string) bool {
	return slices.ContainsFunc(WallNumbers, func(n WallNumber) bool { return n.Key == key })
}

// keysIn are the keys of a struct, those of an object in it with its name before them.
func keysIn(t reflect.Type, prefix string) []string {
	var keys []string
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case f.Anonymous:
			keys = append(keys, keysIn(f.Type, prefix)...)
		case f.Type == reflect.TypeFor[*FlipBand](): // only when asked for
		case f.Type == reflect.TypeFor[*Bounds](): // exposures, not levels
		case f.Type.Kind() == reflect.Pointer:
			keys = append(keys, keysIn(f.Type.Elem(), f.Tag.Get("json")+"_")...)
		default:
			keys = append(keys, prefix+f.Tag.Get("json"))
		}
	}
	return keys
}

// TestRegistryReadsItsField: each number of the registry is the one that JSON has under its key, and no other's.
func TestRegistryReadsItsField(t *testing.T) {
	for _, v := range registry {
		if v.Of == nil {
			continue
		}
		l := NoLevels()
		l.ExpectedMove = &ExpectedMove{Straddle: None(), Sigma: None()}
		*v.Of(&l) = 7
		if v.Number(&l) != 7 || v.Text(&l) != "7" {
			t.Errorf("%s is %v", v.Key, v.Number(&l))
		}
		text, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(text, &all); err != nil {
			t.Fatal(err)
		}
		for name, inner := range all["expected_move"].(map[string]any) {
			all["expected_move_"+name] = inner
		}
		for name, value := range all {
			if number, is := value.(float64); is != (name == v.Key) || is && number != 7 {
				t.Errorf("%s: %s is %v", v.Key, name, value)
			}
		}
	}
}

// TestNoLevels: not one number of them is there, and nothing panics where there is no scope at all.
func TestNoLevels(t *testing.T) {
	l := NoLevels()
	for _, v := range registry {
		if text := v.Text(&l); text != "" {
			t.Errorf("%s is %q", v.Key, text)
		}
		if v.Number(nil).OK() {
			t.Errorf("%s of no levels is %v", v.Key, v.Number(nil))
		}
	}
	if l.GEX.OK() || l.Regime != "" {
		t.Errorf("GEX %v, regime %q", l.GEX, l.Regime)
	}
}

// TestMappedByKind: prices go by the rule, distances by the factor, and the levels mapped from stay as they were.
func TestMappedByKind(t *testing.T) {
	l := NoLevels()
	l.ExpectedMove = &ExpectedMove{Expiry: "2025-11-20"}
	l.Flips = []Flip{{Spot: 5, Direction: NegToPos, Negligible: true}}
	for i, v := range registry {
		if v.Of != nil {
			*v.Of(&l) = Number(i + 1)
		}
	}
	l.GEX = 3e9
	to := l.Mapped(func(x Number) Number { return 2*x + 100 }, 2)
	for i, v := range registry {
		want := Number(i + 1)
		switch v.Kind {
		case Price:
			want = 2*want + 100
		case Distance:
			want *= 2
		case Ratio: // of the same size wherever prices are
		case Words:
			continue
		}
		if got := v.Number(&to); got != want {
			t.Errorf("%s is mapped to %v, want %v", v.Key, got, want)
		}
		if got := v.Number(&l); got != Number(i+1) {
			t.Errorf("%s was changed to %v", v.Key, got)
		}
	}
	if to.GEX != l.GEX || len(to.Flips) != 1 || to.Flips[0] != (Flip{Spot: 110, Direction: NegToPos}) || l.Flips[0].Spot != 5 || to.ExpectedMove.Expiry != "2025-11-20" {
		t.Errorf("%+v", to)
	}
}

// TestLevelOf: each key finds its own level, and another key none.
func TestLevelOf(t *testing.T) {
	for i, v := range registry {
		if got := LevelOf(v.Key); got != &registry[i] {
			t.Errorf("%s is %+v", v.Key, got)
		}
	}
	if got := LevelOf("no_level"); got != nil {
		t.Errorf("%+v", got)
	}
}
