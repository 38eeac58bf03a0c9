package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gex/internal/fault"
)

// columnsAt are columns of an underlying at times, each with a cell whose strike is its place.
func columnsAt(t *testing.T, underlying string, times ...string) (list []*TapeColumn) {
	t.Helper()
	for i, row := range rowsAt(t, underlying, "", times...) {
		d := &LevelsDocument{Levels: NoLevels(), Regime: LongGamma}
		d.Underlying, d.AsOf, d.Spot, d.TradeDate = underlying, row.AsOf, row.Spot, row.AsOf.Format("2006-01-02")
		d.Input.File, d.Conventions.IV = fmt.Sprintf("%d.csv", i), "from quotes: of each strike"
		list = append(list, &TapeColumn{d, []Cell{{Strike: Number(i), GEX: Number(10 * i)}}})
	}
	return list
}

// TestDayTape: columns stand in the order of their times, each with its own cells, and of two files of one time the later by name does.
func TestDayTape(t *testing.T) {
	list := columnsAt(t, "SPX", "2025-11-20 10:10", "2025-11-20 10:00", "2025-11-20 10:05", "2025-11-20 10:05", "2025-11-20 10:15", "2025-11-20 12:00", "2025-11-20 12:01")
	list[1].Warnings = []Warning{{Code: "gap"}, {Code: "gap"}, {Code: "aged"}}
	list[4].Warnings = []Warning{{Code: "gap"}}
	list[4].Conventions.IV = "from the file"
	for range 2 { // whatever the order of the files
		d, err := NewDayTape(list, 3)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for i, m := range d.Timeline.Moments {
			got += fmt.Sprintf("%s %v %v gap %v; ", m.At.Format("15:04"), m.Spot, d.Columns[i][0].GEX, m.Gap)
		}
		want := "10:00 101 10 gap false; 10:05 103 30 gap false; 10:10 100 0 gap false; 10:15 104 40 gap false; 12:00 105 50 gap true; 12:01 106 60 gap false; "
		if got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
		if tallies := fmt.Sprint(d.Warnings, d.IV, d.Failed, d.Timeline.Same, d.Timeline.Regimes[LongGamma]); tallies != "[{aged 1} {gap 2}] [{from quotes 5} {from the file 1}] 3 1 6" {
			t.Error(tallies)
		}
		if d.Header.AsOf != list[0].AsOf && !d.Pictures().AsOf.Equal(d.Timeline.Moments[5].At.Time) {
			t.Error(d.Header.AsOf)
		}
		slices.Reverse(list)
	}
}

// TestDayTapeEvening: a session that begins the evening before is one day, and time runs on over midnight.
func TestDayTapeEvening(t *testing.T) {
	list := columnsAt(t, "SPX", "2025-11-19 23:00", "2025-11-19 23:30", "2025-11-20 00:00", "2025-11-20 00:30")
	for _, c := range list {
		c.TradeDate = "2025-11-20"
	}
	d, err := NewDayTape(list, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range d.Timeline.Moments {
		if m.Gap {
			t.Errorf("a gap before %d", i)
		}
	}
}

// TestDayTapeRefuses: what does not make a picture of a day says what to do.
func TestDayTapeRefuses(t *testing.T) {
	spx := columnsAt(t, "SPX", "2025-11-20 10:00", "2025-11-20 10:05")
	for name, c := range map[string]struct {
		list []*TapeColumn
		says string
		code int
	}{
		"none":            {nil, "no file of a day could be used; a picture through a day needs two times", fault.Input},
		"one":             {spx[:1], "1 file of SPX; a picture through a day needs two times", fault.Input},
		"of one time":     {[]*TapeColumn{spx[0], spx[0]}, "2 files of SPX, all of one time; a picture through a day needs two times", fault.Input},
		"two underlyings": {append(columnsAt(t, "SPY", "2025-11-20 10:00"), spx...), "2 underlyings do not fit into one picture", fault.Usage},
		"two days": {columnsAt(t, "SPX", "2025-11-21 10:00", "2025-11-20 10:00", "2025-11-21 10:05"),
			"files of 2 days do not fit into one picture: 2025-11-20 (1 file), 2025-11-21 (2 files)", fault.Usage},
	} {
		_, err := NewDayTape(c.list, 0)
		if e := fault.Of(err); err == nil || e.Error() != c.says || e.Code != c.code || !strings.Contains(e.Hint, "give") && !strings.Contains(e.Hint, "picks one: SPX, SPY") {
			t.Errorf("%s: %v (%s)", name, err, e.Hint)
		}
	}
}
