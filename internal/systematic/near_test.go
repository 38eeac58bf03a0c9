package systematic

import (
	"math"
	"strings"
	"testing"

	"gex/internal/report"
)

// headerAt is the header of a document on SPX with a trade date and a spot.
func headerAt(date string, spot float64) *report.Header {
	return &report.Header{Underlying: "SPX", TradeDate: date, Spot: report.Number(spot)}
}

// TestNearLevels: the nearest three on each side of spot, and what volatility control sells beyond, descending, from closes before
// the trade date alone.
func TestNearLevels(t *testing.T) {
	p := referencePrices(t)
	f, warnings := Near(p, headerAt("2025-09-08", 6930))
	if f == nil || warnings != nil || f.Date != "2025-09-05" || f.Close != 6920.45 {
		t.Fatalf("%+v %v", f, warnings)
	}
	var names []string
	for _, l := range f.Levels {
		names = append(names, l.Name)
		near(t, l.Name, float64(l.AwayPct), 100*(float64(l.Level)/6930-1), 1e-12)
	}
	if got := strings.Join(names, ", "); got != "average 200, average 50, volatility control, average 20, volatility control, momentum 252" {
		t.Errorf("%s", got)
	}
	if l := f.Levels[3]; l.Does != "buy" || math.Abs(float64(l.Level)-6945.573684210526) > 1e-9 {
		t.Errorf("%+v", l)
	}
	if l := f.Levels[5]; l.Does != "sell" || l.Level != 6498.8 {
		t.Errorf("%+v", l)
	}
	// The move beyond which volatility control sells is that of testdata/pandas.json.
	near(t, "sells above", float64(f.Levels[2].Level), 6920.45*(1+0.006633937342835), 1e-9)
	near(t, "sells below", float64(f.Levels[4].Level), 6920.45*(1-0.006633937342835), 1e-9)
	if f.Levels[2].Does != "sell" || f.Levels[4].Does != "sell" {
		t.Errorf("%+v", f.Levels)
	}
	// The close of the trade date is not known yet.
	if f, _ := Near(p, headerAt("2025-09-05", 6930)); f.Date != "2025-09-04" {
		t.Errorf("%+v", f)
	}
}

// TestNearWarns: of prices that are old or of another instrument, and where there are none yet.
func TestNearWarns(t *testing.T) {
	p := referencePrices(t)
	for _, c := range []struct {
		date, want string
		spot       float64
		none       bool
	}{
		{"2025-09-08", "", 6930, false},
		{"2025-09-12", "", 6930, false},
		{"2025-09-15", "prices-stale", 6930, false},
		{"2025-09-08", "prices-mismatch", 693, true},
		{"2023-01-02", "prices-short", 6000, true},
		{"", "", 6930, true},
	} {
		f, warnings := Near(p, headerAt(c.date, c.spot))
		code := ""
		for _, w := range warnings {
			code = w.Code
		}
		if code != c.want || (f == nil) != c.none {
			t.Errorf("%+v: %v %+v", c, warnings, f)
		}
	}
}

// TestAxis: dealers and followers on one axis, descending, with spot among them.
func TestAxis(t *testing.T) {
	d := &report.LevelsDocument{}
	d.Header = *headerAt("2025-09-08", 6930)
	d.Levels.ZeroGamma, d.Levels.CallWall, d.Levels.PutWall = 6690, 7000, report.None()
	if d.Axis() != nil {
		t.Error("an axis without followers")
	}
	d.Followers, _ = Near(referencePrices(t), &d.Header)
	list := d.Axis()
	names := []string{}
	for i, l := range list {
		if i > 0 && l.Level > list[i-1].Level {
			t.Errorf("%+v after %+v", l, list[i-1])
		}
		names = append(names, l.Name)
	}
	all := strings.Join(names, ", ")
	if !strings.HasPrefix(all, "call wall, ") || !strings.Contains(all, "spot, ") || !strings.Contains(all, ", zero gamma, momentum 252") {
		t.Error(all)
	}
}
