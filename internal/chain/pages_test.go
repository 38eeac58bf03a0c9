package chain

import (
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"gex/internal/chain/input"
	"gex/internal/fault"
	"gex/internal/market"
)

const barchartText = `Strike,Moneyness,Bid,Mid,Ask,Latest,Change,%Change,Volume,"Open Int","OI Chg",IV,Delta,Type,"Last Trade"
"4,100.00",-0.70%,10.80,11.05,11.30,11.00,unch,unch,"2,444","1,266",+50,12.50%,0.2482,Call,12/02/22
"4,100.00",+0.70%,42.60,43.95,45.30,43.24,-1.56,-3.48%,0,N/A,unch,0.00%,0.0000,Put,N/A
"Downloaded from Barchart.com as of 12-03-2022 09:50am CST"
`

const barchartName = "$spx-options-exp-2022-12-16-monthly-show-all-stacked-12-03-2022.csv"

func TestBarchart(t *testing.T) {
	f, c := readOne(t, barchartText, Options{Name: barchartName})
	if f.Format != "barchart" || c.Underlying != "SPX" || !math.IsNaN(c.Spot) || !c.AsOf.Equal(newYork(2022, 12, 3, 10, 50)) {
		t.Errorf("%s: %s at %v as of %v", f.Format, c.Underlying, c.Spot, c.AsOf)
	}
	wantProblems(t, f)
	wantNotes(t, c, "underlying-from-name", "expiry-from-name")
	wantRows(t, c,
		"2 SPX 2022-12-16 4100 call bid 10.8 ask 11.3 last 11 vol 2444 oi 1266 iv 0.125 delta 0.2482 gamma NaN x100",
		"3 SPX 2022-12-16 4100 put bid 42.6 ask 45.3 last 43.24 vol 0 oi NaN iv 0 delta 0 gamma NaN x100")
}

// A weekly of an index has the root of its weeklies.
func TestBarchartWeekly(t *testing.T) {
	for name, want := range map[string]string{
		barchartName: "SPX", strings.Replace(barchartName, "monthly", "weekly", 1): "SPXW",
		strings.NewReplacer("monthly", "weekly", "$spx", "gpre").Replace(barchartName): "GPRE",
	} {
		if _, c := readOne(t, barchartText, Options{Name: "downloads/" + name}); c.Expiries[0].Root.Name != want {
			t.Errorf("%s: %s", name, c.Expiries[0].Root.Name)
		}
	}
}

func TestBarchartAsked(t *testing.T) {
	o := Options{Symbol: "^ndx", Expiration: market.Date{Year: 2022, Month: 12, Day: 30}}
	_, c := readOne(t, barchartText, o)
	if c.Underlying != "NDX" || c.Expiries[0].Date != o.Expiration {
		t.Errorf("%s expires %v", c.Underlying, c.Expiries[0].Date)
	}
	wantNotes(t, c, "root-assumed")
}

func TestBarchartRefused(t *testing.T) {
	footless := strings.Join(strings.SplitAfter(barchartText, "\n")[:3], "")
	for _, tt := range []struct{ name, text, want, hint string }{
		{"-", barchartText, "-: neither the file nor its name gives the underlying", fault.Setting("symbol")},
		{"spx-options.csv", barchartText, "spx-options.csv: neither the file nor its name gives the expiration", fault.Setting("expiration")},
		{"spx-2022-12-16.csv", footless, "spx-2022-12-16.csv: the file does not say when the quotes of SPX were recorded", fault.Setting("as-of")},
		{barchartName, strings.Replace(barchartText, "12-03-2022", "13-13-2022", 1),
			barchartName + `: "13-13-2022 09:50am CST" is not a time like 12-03-2022 09:50am CST`, fault.Setting("as-of")},
	} {
		e := refused(t, tt.text, Options{Name: tt.name})
		if e.Error() != tt.want || !strings.Contains(e.Hint, tt.hint) {
			t.Errorf("%v, hint %q", e, e.Hint)
		}
	}
	_, c := readOne(t, footless, Options{Name: barchartName})
	if !c.AsOf.Equal(newYork(2022, 12, 3, 16, 0)) {
		t.Errorf("without its last line as of %v", c.AsOf)
	}
	wantNotes(t, c, "underlying-from-name", "expiry-from-name", "as-of-date-only")
}

// Some files have a column only in the header; then the others are one position further left.
func TestBarchartColumnWithoutCells(t *testing.T) {
	text := strings.Replace(barchartText, `"OI Chg"`, `"Volume Open Interest Ratio","OI Chg"`, 1)
	_, c := readOne(t, text, Options{Name: barchartName})
	_, want := readOne(t, barchartText, Options{Name: barchartName})
	if !sameColumn(c.IV, want.IV) || !sameColumn(c.OpenInterest, want.OpenInterest) {
		t.Errorf("volatilities %v, open interest %v", c.IV, c.OpenInterest)
	}
	wantNotes(t, c, "underlying-from-name", "expiry-from-name", "column-without-cells")
}

func TestBarchartProblems(t *testing.T) {
	text := strings.NewReplacer("Call", "Cal", `"4,100.00",+0.70%`, `"4,10.00",+0.70%`).Replace(barchartText) + "\n"
	text = strings.Replace(text, `"Down`, "5,1\n7,0%,1,1,1,1,1,1,1,1,1,1%,1,Put,x\n\"Down", 1)
	f, c := readOne(t, text, Options{Name: barchartName})
	wantProblems(t, f,
		barchartName+`:2: Type: "Cal" is neither call nor put`,
		barchartName+`:3: Strike: "4,10.00" is not a number`,
		barchartName+`:4: not a contract, skipped: "5,1"`)
	if c.Unread != 3 || c.UnreadOI != 1266 || c.Len() != 1 {
		t.Errorf("%d contracts, %d unread with open interest %v", c.Len(), c.Unread, c.UnreadOI)
	}
}

const thinkorswimText = `Stock quote and option quote for SPX on 11/7/23 15:30:11

UNDERLYING
LAST,LX,Net Chng,BID,BX,ASK,AX,Size,Volume,Open,High,Low
"4,378.38",P,+1.24,436.49, ,436.54, ,"91 x 5,000","64,256,114",435.69,437.585,434.51

8 NOV 23  (1)  100 (Weeklys)
,,Impl Vol,Open.Int,BID,BX,ASK,AX,Exp,Strike,BID,BX,ASK,AX,Impl Vol,Open.Int,,
,,12.10%,"1,204",21.5,N,22.10,Q,8 NOV 23,"4,375",18,M,18.40,B,12.40%,912,,
,,<empty>,7,.05,N,.10,Q,8 NOV 23,"4,500",121,M,125,B,<empty>,<empty>,,

17 NOV 23  (10)  100
,,Impl Vol,Open.Int,BID,BX,ASK,AX,Exp,Strike,BID,BX,ASK,AX,Impl Vol,Open.Int,,
,,11.50%,33,60,N,61,Q,17 NOV 23,"4,375",50,M,51,B,11.75%,44,,
`

func TestThinkorswim(t *testing.T) {
	f, c := readOne(t, thinkorswimText, Options{})
	if f.Format != "thinkorswim" || c.Underlying != "SPX" || c.Spot != 4378.38 || !c.AsOf.Equal(time.Date(2023, 11, 7, 20, 30, 11, 0, time.UTC)) {
		t.Errorf("%s: %s at %v as of %v", f.Format, c.Underlying, c.Spot, c.AsOf)
	}
	wantProblems(t, f)
	wantNotes(t, c)
	wantRows(t, c,
		"9 SPXW 2023-11-08 4375 call bid 21.5 ask 22.1 last NaN vol NaN oi 1204 iv 0.121 delta NaN gamma NaN x100",
		"9 SPXW 2023-11-08 4375 put bid 18 ask 18.4 last NaN vol NaN oi 912 iv 0.124 delta NaN gamma NaN x100",
		"10 SPXW 2023-11-08 4500 call bid 0.05 ask 0.1 last NaN vol NaN oi 7 iv NaN delta NaN gamma NaN x100",
		"10 SPXW 2023-11-08 4500 put bid 121 ask 125 last NaN vol NaN oi NaN iv NaN delta NaN gamma NaN x100",
		"14 SPX 2023-11-17 4375 call bid 60 ask 61 last NaN vol NaN oi 33 iv 0.115 delta NaN gamma NaN x100",
		"14 SPX 2023-11-17 4375 put bid 50 ask 51 last NaN vol NaN oi 44 iv 0.1175 delta NaN gamma NaN x100")
}

// The days to expiry resolve a numeric date, and show a clock in another zone.
func TestThinkorswimTimes(t *testing.T) {
	for _, tt := range []struct {
		made  string
		order DateOrder
		want  time.Time
		notes []string
	}{
		{"7/11/23 15:30:11", DatesByContent, newYork(2023, 11, 7, 15, 30), nil},
		{"7/11/23 15:30:11", MonthFirst, newYork(2023, 7, 11, 15, 30), []string{"zone-doubt"}},
		{"11/7/23 15:30:11", DayFirst, newYork(2023, 7, 11, 15, 30), []string{"zone-doubt"}},
		{"11/8/23 00:30:11", DatesByContent, newYork(2023, 11, 8, 0, 30), []string{"zone-doubt"}},
	} {
		text := strings.Replace(thinkorswimText, "11/7/23 15:30:11", tt.made, 1)
		_, c := readOne(t, text, Options{Dates: tt.order})
		if !c.AsOf.Equal(tt.want.Add(11 * time.Second)) {
			t.Errorf("%s: as of %v", tt.made, c.AsOf)
		}
		wantNotes(t, c, tt.notes...)
	}
}

func TestThinkorswimProblems(t *testing.T) {
	text := strings.NewReplacer(`17 NOV 23,"4,375"`, `24 NOV 23,"4,375"`, `8 NOV 23,"4,500"`, `8 NOV 23,x`).Replace(thinkorswimText)
	text = strings.Replace(text, `8 NOV 23,"4,375",18`, `8 NOV 23,"4,375",y`, 1)
	f, c := readOne(t, text, Options{})
	wantProblems(t, f,
		`chain.csv:9: BID: "y" is not a number`,
		`chain.csv:10: Strike: "x" is not a number`,
		`chain.csv:14: the row expires "24 NOV 23", but is in the section of 2023-11-17`)
	if c.Len() != 2 || c.Unread != 4 || c.UnreadOI != 7 {
		t.Errorf("%d contracts, %d unread with open interest %v", c.Len(), c.Unread, c.UnreadOI)
	}
}

func TestThinkorswimRefused(t *testing.T) {
	for old, want := range map[string]string{
		"SPX on 11/7/23 15:30:11": `chain.csv:1: "Stock quote and option quote for " is not a title like Stock quote and option quote for SPY on 11/8/23 15:30:11`,
		"11/7/23 15:30:11":        `chain.csv: "31/31/23 15:30:11" is not a time like 11/8/23 15:30:11`,
		"17 NOV 23  (10)":         `chain.csv:12: "31 NOV 23" is not a date like 17 NOV 23`,
		",Exp,":                   `chain.csv:8: Exp: the header has no such column`,
	} {
		new := map[string]string{"11/7/23 15:30:11": "31/31/23 15:30:11", "17 NOV 23  (10)": "31 NOV 23  (10)", ",Exp,": ",Ex,"}[old]
		if e := refused(t, strings.Replace(thinkorswimText, old, new, 1), Options{}); e.Error() != want {
			t.Errorf("without %q: %v", old, e)
		}
	}
	if e := refused(t, strings.SplitAfter(thinkorswimText, "Low\n")[0], Options{}); !strings.Contains(e.What, "no rows") {
		t.Error(e)
	}
}

const nasdaqText = `Call_Last,Call_Bid,Call_Ask,Call_Vol,Call_OI,Strike,Put_Last,Put_Bid,Put_Ask,Put_Vol,Put_OI
9.10,9.00,9.20,150,"1,880",180.00,1.01,1.00,1.05,77,"53,028"
,,,,,,,,,,
--,0.40,0.45,3,12,200.00,x,11.10,11.60,0,
`

func TestNasdaq(t *testing.T) {
	o := Options{Name: "NVDA-2026-02-13.csv", AsOf: market.When{Time: newYork(2026, 2, 12, 16, 0)}}
	f, c := readOne(t, nasdaqText, o)
	if f.Format != "nasdaq" || c.Underlying != "NVDA" || !math.IsNaN(c.Spot) {
		t.Errorf("%s: %s at %v", f.Format, c.Underlying, c.Spot)
	}
	wantProblems(t, f, `NVDA-2026-02-13.csv:4: Put_Last: "x" is not a number`)
	wantRows(t, c,
		"2 NVDA 2026-02-13 180 call bid 9 ask 9.2 last 9.1 vol 150 oi 1880 iv NaN delta NaN gamma NaN x100",
		"2 NVDA 2026-02-13 180 put bid 1 ask 1.05 last 1.01 vol 77 oi 53028 iv NaN delta NaN gamma NaN x100",
		"4 NVDA 2026-02-13 200 call bid 0.4 ask 0.45 last NaN vol 3 oi 12 iv NaN delta NaN gamma NaN x100",
		"4 NVDA 2026-02-13 200 put bid 11.1 ask 11.6 last NaN vol 0 oi NaN iv NaN delta NaN gamma NaN x100")
	if e := refused(t, nasdaqText, Options{Name: o.Name}); !strings.Contains(e.Hint, fault.Setting("as-of")) {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
}

// pages are the samples of this file, with the options that they need.
var pages = []struct {
	format  string
	text    string
	options Options
}{
	{"barchart", barchartText, Options{Name: barchartName}},
	{"thinkorswim", thinkorswimText, Options{Name: "x"}},
	{"nasdaq", nasdaqText, Options{Name: "NVDA-2026-02-13.csv", AsOf: market.When{Time: newYork(2026, 2, 12, 16, 0)}}},
	{"nse-website", nseWebsiteText, Options{Name: nseWebsiteName, AsOf: market.When{Time: nseWebsiteAsOf}}},
}

// A page that was cut anywhere is refused, or read to the cut with the rest accounted for.
func TestPagesTruncated(t *testing.T) {
	for _, p := range pages {
		for n := 1; n < len(p.text); n++ {
			o := p.options
			o.Format = p.format
			if _, err := readText(p.text[:n], o); err != nil {
				refused(t, p.text[:n], o)
			} else {
				read(t, p.text[:n], o)
			}
		}
	}
}

func TestPagesSpelledOtherwise(t *testing.T) {
	for _, p := range pages {
		want, _ := readOne(t, p.text, p.options)
		for _, text := range []string{"\ufeff" + p.text, strings.ReplaceAll(p.text, "\n", "\r\n"), strings.TrimSuffix(p.text, "\n")} {
			got, _ := readOne(t, text, p.options)
			got.SHA256 = want.SHA256
			sameFile(t, got, want)
		}
	}
}

// Of repeated rows the first counts.
func TestPagesDoubled(t *testing.T) {
	for _, p := range pages {
		lines := strings.SplitAfter(p.text, "\n")
		for i, line := range lines {
			if strings.Contains(line, "4,100.00") || strings.Contains(line, "4,375") || strings.Contains(line, "180.00") || strings.Contains(line, "25,000.00") {
				lines[i] = line + line
			}
		}
		_, want := readOne(t, p.text, p.options)
		_, c := readOne(t, strings.Join(lines, ""), p.options)
		if s, w := sidesOf(c), sidesOf(want); s.out[Live] != w.out[Live] || s.out[Duplicate] != c.Len()-want.Len() || c.Len() == want.Len() {
			t.Errorf("%s: %v, once %v", p.format, s.out, w.out)
		}
	}
}

// A row of ten thousand cells, or with a cell of a hundred megabytes, is reported and skipped.
func TestPagesHugeRows(t *testing.T) {
	rows := []string{strings.Repeat("1,", 10000), strings.Repeat("9", 1<<20)}
	if !testing.Short() {
		rows = append(rows, strings.Repeat("9", 100<<20), `"`+strings.Repeat("9,", 10<<20), "1,\"2\n"+strings.Repeat("9,", 10<<20))
	}
	for _, p := range pages {
		_, want := readOne(t, p.text, p.options)
		for _, row := range rows {
			lines := strings.SplitAfter(p.text, "\n")
			last := len(lines) - 2
			lines[last] = row + "\n" + lines[last]
			src := &input.Source{Name: p.options.Name, Data: []byte(strings.Join(lines, ""))}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, err := parse(src, layoutNamed(t, p.format), p.options)
			runtime.ReadMemStats(&after)
			if err != nil || f.Chains[0].Len() != want.Len() || len(f.Problems) == 0 {
				t.Fatalf("%s with %.10s…: %v, %v", p.format, row, f, err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20+8*uint64(len(row)) {
				t.Errorf("%s with %.10s…: %d bytes allocated for %d", p.format, row, used, len(row))
			}
		}
	}
}

// If neither the file nor its name distinguishes the weeklies of an index from its monthlies, the third Friday does.
func TestRootByDate(t *testing.T) {
	const text = "Call_Bid,Call_Ask,Call_OI,Strike,Put_Bid,Put_Ask,Put_OI\n20,21,5,6600,20,21,6\n"
	for date, want := range map[string]string{"2025-11-20": "SPXW", "2025-11-21": "SPX"} {
		o := Options{Name: "SPX-" + date + ".csv", AsOf: market.When{Time: newYork(2025, 11, 19, 10, 0)}}
		if _, c := readOne(t, text, o); c.Expiries[0].Root.Name != want {
			t.Errorf("nasdaq, %s: %s", date, c.Expiries[0].Root.Name)
		}
	}
	o := Options{Name: "spx-2022-12-07.csv"}
	if _, c := readOne(t, barchartText, o); c.Expiries[0].Root.Name != "SPXW" {
		t.Errorf("barchart: %s", c.Expiries[0].Root.Name)
	}
}
