package report

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestMappedKeys: an instrument has its own keys; members have theirs, each one object by its symbol, behind those of the
// instrument where there is one.
func TestMappedKeys(t *testing.T) {
	instrument := Mapped{Symbol: "ES", Price: 6010, By: "offset", Ratio: None(), Offset: 10, Levels: NoLevels()}
	member := func(symbol string, price Number) Mapped {
		return Mapped{Symbol: symbol, Price: price, By: "ratio", Ratio: price / 6000, Offset: None(), Levels: NoLevels()}
	}
	both := instrument
	both.Members = []Mapped{member("SPY", 600), member("QQQ", 500)}
	own := "symbol price by ratio offset levels levels_0dte"
	for want, m := range map[string]Mapped{own: instrument, "SPY QQQ": {Members: both.Members}, own + " SPY QQQ": both} {
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		root, err := readNode(json.NewDecoder(strings.NewReader(string(text))), 0)
		if err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		if got := strings.Join(root.keys, " "); got != want {
			t.Errorf("keys %s, want %s", got, want)
		}
		prices := struct {
			Price    float64
			SPY, QQQ struct{ Price float64 }
		}{}
		if err := json.Unmarshal(text, &prices); err != nil {
			t.Fatal(err)
		}
		if hasOwn, hasMembers := prices.Price == 6010, prices.SPY.Price == 600 && prices.QQQ.Price == 500; hasOwn != strings.HasPrefix(want, own) || hasMembers != strings.HasSuffix(want, "QQQ") {
			t.Errorf("%+v of %s", prices, want)
		}
	}
}

// TestMappedGiven: members alone are no instrument that was named; without members there is always one.
func TestMappedGiven(t *testing.T) {
	some := []Mapped{{Symbol: "SPY"}}
	for _, c := range []struct {
		m    *Mapped
		want bool
	}{{nil, false}, {&Mapped{}, true}, {&Mapped{Symbol: "ES"}, true}, {&Mapped{Members: some}, false}, {&Mapped{Symbol: "ES", Members: some}, true}} {
		if c.m.Given() != c.want {
			t.Errorf("%+v is given: %v", c.m, c.m.Given())
		}
	}
}
