package svg

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gex/internal/market"
	"gex/internal/report"
)

// tapeOf is a tape of chains at some times: strikes around a spot that moves, with a hill of gamma that changes sign below spot.
func tapeOf(symbol string, times []time.Time, scale float64, change func(i int, c *report.TapeColumn)) *report.DayTape {
	var list []*report.TapeColumn
	for i, at := range times {
		d := &report.LevelsDocument{Levels: report.NoLevels(), Regime: report.LongGamma}
		spot := scale * (1 + 0.004*math.Sin(float64(i)/5))
		d.Underlying, d.AsOf, d.Spot, d.Totals.GEX = symbol, report.Time{Time: at}, report.Number(spot), report.Number(3e8*math.Sin(float64(i)/7))
		d.Input = report.Input{File: fmt.Sprintf("%03d.csv", i), SHA256: strconv.Itoa(i)}
		d.Conventions = report.Conventions{GEXUnit: "usd_per_1pct", Sign: "naive: dealers long calls, short puts (an assumption)", Weight: "open interest", IV: "from quotes: of each strike", Filters: "0 days"}
		d.Levels.CallWall, d.Levels.PutWall, d.Levels.ZeroGamma = report.Number(scale*1.01), report.Number(scale*0.99), report.Number(spot*0.998)
		c := &report.TapeColumn{LevelsDocument: d}
		for k := -25; k <= 25; k++ {
			at := scale * (1 + float64(k)/500)
			call, put := 1e9*hill((at/spot-1)*300-0.5), -1e9*hill((at/spot-1)*300+0.5)
			c.Cells = append(c.Cells, report.Cell{Strike: report.Number(at), CallGEX: report.Number(call), PutGEX: report.Number(put), GEX: report.Number(call + put)})
		}
		if change != nil {
			change(i, c)
		}
		list = append(list, c)
	}
	t, err := report.NewDayTape(list, 0)
	if err != nil {
		panic(err)
	}
	return t
}

func tapes() map[string]*report.DayTape {
	first := market.Date{Year: 2025, Month: time.November, Day: 20}
	day := within(first, 1, 30)
	gap := slices.Concat(day[:4], day[8:])
	evening := append([]time.Time{first.At(-4, 15)}, day...)
	uneven := slices.Clone(day[:12])
	for i := range uneven {
		uneven[i] = uneven[0].Add(time.Duration(i*i) * time.Minute)
	}
	out := map[string]*report.DayTape{
		"quarters": tapeOf("SPX", day, 6700, nil),
		"gap":      tapeOf("SPX", gap, 6700, nil),
		"evening":  tapeOf("SPX", evening, 6700, nil),
		"uneven":   tapeOf("SPX", uneven, 6700, nil),
		"minutes":  tapeOf("SPX", within(first, 1, 1)[:200], 6700, nil),
		"two":      tapeOf("SPX", day[:2], 6700, nil),
		"penny":    tapeOf("PNY", day, 0.000012, nil),
		"coins":    tapeOf("BTC", day, 91000, nil),
		"no exposure": tapeOf("SPX", day, 6700, func(_ int, c *report.TapeColumn) {
			for j := range c.Cells {
				c.Cells[j].CallGEX, c.Cells[j].PutGEX, c.Cells[j].GEX = 0, 0, 0
			}
		}),
		"no strikes": tapeOf("SPX", day, 6700, func(_ int, c *report.TapeColumn) { c.Cells = nil }),
		"other strikes": tapeOf("SPX", day, 6700, func(i int, c *report.TapeColumn) {
			if c.Cells = c.Cells[i:]; i%2 == 0 {
				c.Cells = slices.DeleteFunc(c.Cells, func(x report.Cell) bool { return int(math.Round(float64(x.Strike)/6700*500))%5 != 0 })
			}
		}),
		"last minutes": tapeOf("SPX", day, 6700, func(i int, c *report.TapeColumn) {
			if i == len(day)-1 {
				c.Cells[26].GEX *= 400
			}
		}),
		"no levels": tapeOf("SPX", day, 6700, func(i int, c *report.TapeColumn) {
			c.Warnings = []report.Warning{{Code: "gap"}, {Code: "gap"}}
			if i > 3 {
				c.Levels, c.Warnings = report.NoLevels(), nil
				c.Conventions.IV = "from the file"
			}
		}),
	}
	out["no levels"].Failed = 2
	return out
}

// cellsAt reads the cells of a picture that have their numbers: by x, then by y.
func cellsAt(t *testing.T, svg string) (list []run) {
	t.Helper()
	for _, m := range regexp.MustCompile(`<rect class="gex-(none|f[ab]\d)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"(?:/>|><title>([^<]*)<)`).FindAllStringSubmatch(svg, -1) {
		if m[5] == "11" {
			continue // of the legend
		}
		var v [4]float64
		for i := range v {
			v[i], _ = strconv.ParseFloat(m[2+i], 64)
		}
		c := run{at: box{v[0], v[1], v[0] + v[2], v[1] + v[3]}, title: m[6]}
		if m[1] != "none" { // fa3 is the third shade of long gamma, fb3 of short
			c.shade = int(m[1][2] - '0')
			if m[1][1] == 'b' {
				c.shade = -c.shade
			}
		}
		list = append(list, c)
	}
	return list
}

// TestTapeCells: each cell says its strike, time and amount, has the shade of that amount on one scale, and reaches to the next file.
func TestTapeCells(t *testing.T) {
	all := tapes()
	d := all["quarters"]
	svg := text(t, d.Pictures(), Options{Kind: Tape, Window: 0.01})
	cells := cellsAt(t, svg)
	n := 0
	full := 0.0
	for _, column := range d.Columns {
		for _, c := range column {
			if math.Abs(float64(c.Strike)/6700-1) < 0.012 {
				full = max(full, math.Abs(float64(c.GEX)))
			}
		}
	}
	for i, column := range d.Columns {
		m := &d.Timeline.Moments[i]
		for _, c := range column {
			if c.Strike < 6700*0.996*0.99 || c.Strike > 6700*1.004*1.01 {
				continue
			}
			title := strike(c.Strike) + " at " + m.At.Format("15:04") + ": " + gexUnit(d.Header.Conventions).amount(c.GEX) + ", spot " + price(m.Spot)
			j := slices.IndexFunc(cells, func(r run) bool { return r.title == title })
			if j < 0 {
				continue // beside the path of spot
			}
			n++
			if want := math.Ceil(8*math.Sqrt(math.Abs(float64(c.GEX))/full) - 0.05); math.Abs(math.Abs(float64(cells[j].shade))-want) > 1 || (cells[j].shade < 0) != (c.GEX < 0) {
				t.Errorf("%s: shade %d, want %v", title, cells[j].shade, want)
			}
		}
	}
	if n < 13*len(d.Columns) || n != len(cells) {
		t.Errorf("%d of %d cells are those of the document", n, len(cells))
	}
}

// TestTapeGap: where files are missing nothing is drawn, whatever their times and the size of the picture.
func TestTapeGap(t *testing.T) {
	d := tapes()["gap"]
	for _, width := range []int{640, 1200, 2400} {
		svg := text(t, d.Pictures(), Options{Kind: Tape, Width: width, Height: 700})
		l, r := plotSides(t, svg)
		at := func(minutes float64) float64 { return l + (r-l)*minutes/420 } // 09:30 to 16:30
		from, to := at(4*30)+1.5, at(8*30)-1.5
		inside := 0
		for _, c := range cellsAt(t, svg) {
			if c.at.l < to && c.at.r > from {
				t.Fatalf("%d: a cell from %v to %v in the gap from %v to %v", width, c.at.l, c.at.r, from, to)
			}
			inside++
		}
		if inside < 60 || !strings.Contains(svg, "no files from 11:00 to 13:30") {
			t.Errorf("%d: %d cells, and the gap is not named", width, inside)
		}
	}
}

// TestTapeUneven: a column is as wide as the time to the next file.
func TestTapeUneven(t *testing.T) {
	svg := text(t, tapes()["uneven"].Pictures(), Options{Kind: Tape})
	widths := map[float64]float64{}
	for _, c := range cellsAt(t, svg) {
		widths[c.at.l] = c.at.r - c.at.l
	}
	var list []float64
	for _, l := range slices.Sorted(maps.Keys(widths)) {
		list = append(list, widths[l])
	}
	// Steps of 1, 3, 5, ... minutes; the last file is as wide as the usual step.
	for i := 2; i < len(list)-1; i++ {
		if ratio := list[i] / list[i-1]; math.Abs(ratio-float64(2*i+1)/float64(2*i-1)) > 0.15 {
			t.Errorf("column %d is %v wide after %v", i, list[i], list[i-1])
		}
	}
	if len(list) != 12 {
		t.Errorf("%d columns", len(list))
	}
}

// TestTapeSize: a file for each minute makes a picture that a browser can show.
func TestTapeSize(t *testing.T) {
	d := tapeOf("SPX", within(market.Date{Year: 2025, Month: time.November, Day: 20}, 1, 1), 6700, nil)
	svg := text(t, d.Pictures(), Options{Kind: Tape})
	if n := len(svg); n > 600_000 || len(cellsAt(t, svg)) < 300 {
		t.Errorf("%d bytes, %d cells", n, len(cellsAt(t, svg)))
	}
}

// TestTapeWords: what the picture of a day must have as text.
func TestTapeWords(t *testing.T) {
	all := tapes()
	for name, words := range map[string][]string{
		"quarters":    {"SPX · 14 files", "Thu 20 Nov 2025 09:30 to 16:00 ET", "striped: dealers short gamma", "times are ET", "contracts 0 days", "Long gamma in 14 of 14 files", ">spot 6,"},
		"evening":     {"Wed 19 Nov 2025 20:15", "no files from 20:15 to 09:30"},
		"no levels":   {"2 files could not be used", "no call wall in 10 of 14 files", "warnings: gap in 4 of 14 files", "volatility from quotes in 4 of 14 files, from the file in 10 of 14 files"},
		"no exposure": {"no exposure at any strike between"},
		"no strikes":  {"no exposure at any strike between"},
		"two":         {"SPX · 2 files"},
	} {
		svg := text(t, all[name].Pictures(), Options{Kind: Tape})
		for _, want := range words {
			if !strings.Contains(svg, want) {
				t.Errorf("%s: does not say %q", name, want)
			}
		}
	}
	if svg := text(t, spx().report(), Options{Kind: Tape}); !strings.Contains(svg, "no files of a day are given") {
		t.Error("a day that is not there is drawn")
	}
	if svg := text(t, all["last minutes"].Pictures(), Options{Kind: Tape, Window: 0.03}); !strings.Contains(svg, "2 cells beyond the scale, |GEX| up to ") {
		t.Error("one cell leaves all others pale")
	}
	svg := text(t, all["quarters"].Pictures(), Options{Kind: Tape, Window: 0.005})
	if m := regexp.MustCompile(`off the chart: (\d+) of 51 strikes, with ([\d.]+)% of`).FindStringSubmatch(svg); m == nil || m[1] == "0" {
		t.Errorf("what a narrow window leaves out is not said: %v", m)
	}
}
