package series

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/reftest"
)

func readPrices(t *testing.T, text string) *Prices {
	t.Helper()
	p, err := ReadPrices(strings.NewReader(text), "dir/prices.csv", PriceOptions{})
	if err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	return p
}

// TestPriceLayouts: each layout gives the same two closes, and open, high and low where it has them.
func TestPriceLayouts(t *testing.T) {
	const bar, close = "6600 6700 6590.5 6642.16", "0 0 0 6642.16"
	for name, c := range map[string]struct{ text, want string }{
		"Yahoo":            {"Date,Open,High,Low,Close,Adj Close,Volume\n2025-11-19,6600,6700,6590.5,6642.16,6642.16,5000\n2025-11-20,,,,6538.76,6538.76,\n", bar},
		"yfinance":         {"Price,Close,High,Low,Open,Volume\nTicker,^GSPC,^GSPC,^GSPC,^GSPC,^GSPC\nDate,,,,,\n2025-11-19,6642.16,6700,6590.5,6600,1\n2025-11-20,6538.76,,,,1\n", bar},
		"yfinance, times":  {"Date,Open,High,Low,Close,Volume,Dividends,Stock Splits\n2025-11-19 00:00:00-05:00,6600,6700,6590.5,6642.16,1,0.0,0.0\n2025-11-20 00:00:00-05:00,,,,6538.76,1,0,0\n", bar},
		"Stooq":            {"Date,Open,High,Low,Close,Volume\n2025-11-19,6600,6700,6590.5,6642.16,5000\n2025-11-20,,,,6538.76,\n", bar},
		"Cboe":             {"DATE,OPEN,HIGH,LOW,CLOSE\n11/19/2025,6600.000000,6700.000000,6590.500000,6642.160000\n11/20/2025,0.0,0.0,0.0,6538.760000\n", bar},
		"Cboe, closes":     {"DATE,VVIX\n11/19/2025,6642.16\n11/20/2025,6538.76\n", close},
		"Nasdaq":           {"Date,Close/Last,Volume,Open,High,Low\n11/20/2025,\"$6,538.76\",1,$,$,$\n11/19/2025,\"$6,642.16\",1,\"$6,600\",\"$6,700\",\"$6,590.50\"\n", bar},
		"FRED":             {"observation_date,SP500\n2025-11-18,.\n2025-11-19,6642.16\n2025-11-20,6538.76\n2025-11-21,\n", close},
		"Stooq, bulk":      {"<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\n^SPX,D,20251119,000000,6600,6700,6590.5,6642.16,1\n^SPX,D,20251120,000000,,,,6538.76,1\n", bar},
		"MetaTrader":       {"<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\n2025.11.19\t6600\t6700\t6590.5\t6642.16\n2025.11.20\t\t\t\t6538.76\n", bar},
		"Yahoo's page":     {"Date\tOpen\tHigh\tLow\tClose\tAdj Close\tVolume\nNov 20, 2025\t-\t-\t-\t6,538.76\t6,538.76\t1\nNov 19, 2025\t6,600\t6,700\t6,590.50\t6,642.16\t6,642.16\t1\n", bar},
		"Investing":        {"\ufeff\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"\n\"11/20/2025\",\"6,538.76\",\"\",\"\",\"\",\"\",\"-1.56%\"\n\"11/19/2025\",\"6,642.16\",\"6,600.00\",\"6,700.00\",\"6,590.50\",\"\",\"0.38%\"\n", bar},
		"Barchart":         {"Time,Open,High,Low,Last,Change,%Chg,Volume\n2025-11-20,,,,6538.76,-103.4,-1.56%,0\n2025-11-19,6600,6700,6590.5,6642.16,24.84,0.38%,0\n", bar},
		"Alpha Vantage":    {"timestamp,open,high,low,close,adjusted_close,volume\n2025-11-20,,,,6538.76,6538.76,0\n2025-11-19,6600,6700,6590.5,6642.16,6642.16,0\n", bar},
		"UTC":              {"datetime,open,high,low,close\n2025-11-19T05:00:00Z,6600,6700,6590.5,6642.16\n2025-11-20T05:00:00Z,,,,6538.76\n", bar},
		"months":           {"Date,Last\n19-Nov-25,6642.16\n20 Nov 2025,6538.76\n", close},
		"slashes":          {"Date,Close\n2025/11/19,6.64216e3\n2025/11/20,6538.76\n", close},
		"decimal commas":   {"Date;Open;High;Low;Close\n20.11.2025;;;;6.538,76\n19.11.2025;6.600;6.700,00;6590,5;6642,16\n", bar},
		"commas in quotes": {"Date,Close\n2025-11-19,\"6642,16\"\n2025-11-20,\"6.538,76\"\n", close},
		"commas and tabs":  {"Date\tClose\n2025-11-19\t6642,16\n2025-11-20\t6538,76\n", close},
		"semicolons":       {"\xef\xbb\xbfdate;close\r\n20251119;6642.16\r\n20251120;6538.76\r\n", close},
		"comments":         {"# of me\n\n\"DATE\",\"CLOSE\"\n# first\n\"11/20/25\",\"6538.76\"\n\"11/19/25\",\"6642.16\"\n", close},
	} {
		if name == "Nasdaq" {
			c.text = strings.ReplaceAll(c.text, ",$,$,$", ",N/A,-,null")
		}
		p := readPrices(t, c.text)
		if len(p.Bars) != 2 {
			t.Errorf("%s: %d bars", name, len(p.Bars))
			continue
		}
		b := p.Bars[0]
		if got := fmt.Sprint(b.Open, b.High, b.Low, b.Close); got != c.want || b.Date != day(t, "2025-11-19") || p.Bars[1].Date != day(t, "2025-11-20") || p.Bars[1].Close != 6538.76 {
			t.Errorf("%s: %s, want %s; %+v", name, got, c.want, p.Bars)
		}
		if name == "FRED" && (p.Skipped != 2 || p.skippedLine != 2) {
			t.Errorf("%d rows skipped from line %d", p.Skipped, p.skippedLine)
		}
	}
}

// TestReferencePrices: the file of the reference cases has the closes that its recursion makes.
func TestReferencePrices(t *testing.T) {
	p := readPrices(t, string(reftest.Read(t, "prices.csv")))
	if len(p.Bars) != 700 || len(p.Notes()) != 0 {
		t.Fatalf("%d bars, %v", len(p.Bars), p.Notes())
	}
	close, x := 6000.0, int64(2025)
	for i, got := range p.Closes() {
		if math.Abs(got-close) > 1e-9*close {
			t.Fatalf("close %d is %v, want %v", i, got, close)
		}
		x = (1103515245*x + 12345) % (1 << 31)
		close += float64((x>>8)%2001-1000)/20 + 0.5
	}
}

func TestPriceColumnsGiven(t *testing.T) {
	const text = "Day,Last,Close,Top\n2025-11-20,6538.76,1,6600\n"
	p, err := ReadPrices(strings.NewReader(text), "p.csv", PriceOptions{Columns: map[string]string{"date": "day", "close": "Last", "high": "top"}})
	if err != nil || p.Bars[0].Close != 6538.76 || p.Bars[0].High != 6600 {
		t.Errorf("%v %+v", err, p)
	}
	if _, err := ReadPrices(strings.NewReader("Day,Close\n2025-11-20,1\n"), "p.csv", PriceOptions{Setting: "price-columns"}); fault.HintOf(err) != "name the columns: "+fault.Setting("price-columns")+" date=Day,close=Last" {
		t.Error(fault.HintOf(err))
	}
	if _, err := ReadPrices(strings.NewReader(text), "p.csv", PriceOptions{Columns: map[string]string{"date": "when"}}); err == nil ||
		err.Error() != "p.csv:1: when: no such column" || fault.HintOf(err) != "its columns are Day, Last, Close, Top" {
		t.Error(err)
	}
}

// TestPriceErrors: each names the line, the column and the value.
func TestPriceErrors(t *testing.T) {
	const head = "Date,Close,High\n2025-11-20,6538.76,6600\n"
	for text, want := range map[string]string{
		"":                                   "p.csv: the file is empty",
		"Date,Close\n":                       "p.csv: no row with a close",
		"Date,Close\n2025-11-20,.\n":         "p.csv: no row with a close",
		"<html>":                             "p.csv: a web page or XML is not a list of daily prices",
		`[{"date":1}]`:                       "p.csv: JSON is not a list of daily prices",
		"PK\x03\x04\x00":                     "p.csv: a binary file is not a list of daily prices",
		"Date,Open,Volume\n2025-11-20,1,2\n": "p.csv:1: no column close; its columns are Date, Open, Volume",
		"Date,Volume\n2025-11-20,1\n":        "p.csv:1: no column close; its columns are Date, Volume",
		"2025-11-20,1\n2025-11-21,2\n":       `p.csv:1: no line of names: "2025-11-20" is a date`,
		"Day,Close\n2025-11-20,1\n":          "p.csv:1: no column date; its columns are Day, Close",
		"observation_date,SP500,DJIA\n2025-11-20,1,2\n":        "p.csv:1: no column close; its columns are observation_date, SP500, DJIA",
		"Date,Close,close\n2025-11-20,1,2\n":                   "p.csv:1: close: the name of column 2, too",
		head + "2025-11-21,abc,1\n":                            `p.csv:3: Close: "abc" is not a number`,
		head + "2025-11-21,6.5k,1\n":                           `p.csv:3: Close: "6.5k" is not a number`,
		head + "2025-11-21,0x1p3,1\n":                          `p.csv:3: Close: "0x1p3" is not a number`,
		head + "2025-11-21,Inf,1\n":                            `p.csv:3: Close: "Inf" is not a number`,
		head + "2025-11-21,-37.63,1\n":                         `p.csv:3: Close: "-37.63" is not above zero`,
		head + "2025-11-21,0,1\n":                              `p.csv:3: Close: "0" is not above zero`,
		head + "2025-11-21,1e300,1\n":                          `p.csv:3: Close: "1e300" is more than there is`,
		head + "2025-11-21,1,-1\n":                             `p.csv:3: High: "-1" is not above zero`,
		head + "2025-11-31,1,1\n":                              `p.csv:3: Date: "2025-11-31" is not a date`,
		head + "13/01/2025,1,1\n":                              `p.csv:3: Date: "13/01/2025" is not a date`,
		head + "0025-11-20,1,1\n":                              `p.csv:3: Date: "0025-11-20" is not a date`,
		head + "1763649060,1,1\n":                              `p.csv:3: Date: "1763649060" is not a date`,
		head + "45981,1,1\n":                                   `p.csv:3: Date: "45981" is not a date`,
		head + "20/11/2025,1,1\n":                              `p.csv:3: Date: "20/11/2025" is not a date`,
		head + "2025-11-21,\"6538,76\",1\n":                    `p.csv:3: Close: "6538,76" is not a number`,
		head + "2025-11-21,6,538.76,1\n":                       "p.csv:3: 4 cells and not the 3 of the line of names",
		head + "2025-11-21,6 538.76,1\n":                       `p.csv:3: Close: "6 538.76" is not a number`,
		head + ",1,1\n":                                        "p.csv:3: Date: empty",
		head + "2025-11-21,1\n":                                "p.csv:3: 2 cells and not the 3 of the line of names",
		head + "\n2025-11-20,6538.76,\n":                       "p.csv:4: Date: 2025-11-20 is on line 2, too",
		"Date,Close\n2025-11-20 09:31,1\n2025-11-20 09:32,1\n": "p.csv:3: Date: 2025-11-20 is on line 2, too",
		"Date;Close\n2025-11-20;6538,76\n2025-11-21;6538.76\n": `p.csv:3: Close: "6538.76" is not a number`,
		"Date;Close\n2025-11-20;6538.76\n2025-11-21;6538,76\n": `p.csv:3: Close: "6538,76" is not a number`,
		"Date;Close\n2025-11-20;6,538\n2025-11-21;6,601\n":     `p.csv:2: Close: "6,538" has thousands or decimals: no price of the file says which`,
		"Date;Close\n2025-11-20;6.538\n2025-11-21;6.601\n":     `p.csv:2: Close: "6.538" has thousands or decimals: no price of the file says which`,
	} {
		_, err := ReadPrices(strings.NewReader(text), "p.csv", PriceOptions{})
		if err == nil || err.Error() != want || fault.Of(err).Code != fault.Input || fault.HintOf(err) == "" {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestPriceHints: what to do is said for what is easily got wrong.
func TestPriceHints(t *testing.T) {
	for cells, want := range map[string]string{
		"1763649060,1": unixHint, "1763649060.5,1": unixHint, "1763649060000,1": unixHint, "20/11/2025,1": priceDateHint, "45981,1": priceDateHint,
		"2025-11-21,0": "leave the cell empty where there was no close",
	} {
		if _, err := ReadPrices(strings.NewReader("Date,Close\n"+cells+"\n"), "p.csv", PriceOptions{}); fault.HintOf(err) != want {
			t.Errorf("%s: hint %q", cells, fault.HintOf(err))
		}
	}
}

// TestRanges: where open, high and low are needed, they are asked for with the rest, also of a file that is empty or has closes alone.
func TestRanges(t *testing.T) {
	own := map[string]string{"date": "Day", "close": "Last"}
	for text, want := range map[string]string{
		"Day,O,H,L,Last\n2025-11-20,1,2,1,2\n":      "p.csv:1: no column open, high, low; its columns are Day, O, H, L, Last",
		"Day,Open,H,Low,Last\n2025-11-20,1,2,1,2\n": "p.csv:1: no column high; its columns are Day, Open, H, Low, Last",
	} {
		_, err := ReadPrices(strings.NewReader(text), "p.csv", PriceOptions{Columns: own, Setting: "columns", Ranges: true})
		if err == nil || err.Error() != want || !strings.Contains(fault.HintOf(err), "date=Day,open=O,high=H,low=L,close=Last") {
			t.Errorf("%v, hint %q", err, fault.HintOf(err))
		}
	}
	_, err := ReadPrices(strings.NewReader("Day,O,H,L,Last\n2025-11-20,1,2,1,2\n"), "p.csv", PriceOptions{Setting: "columns", Ranges: true})
	if !strings.Contains(fault.HintOf(err), "date=Day,open=O,high=H,low=L,close=Last") {
		t.Errorf("hint %q", fault.HintOf(err))
	}
	_, err = ReadPrices(strings.NewReader(""), "p.csv", PriceOptions{Ranges: true})
	if !strings.Contains(fault.HintOf(err), "date, open, high, low and close") {
		t.Errorf("hint of an empty file: %q", fault.HintOf(err))
	}
}

// rising writes n daily closes from a date, each a day after the other but at the weekends.
func rising(from market.Date, n int) []string {
	var rows []string
	for d := from; len(rows) < n; d = d.AddDays(1) {
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday {
			rows = append(rows, fmt.Sprintf("%s,%d", d, 100+len(rows)))
		}
	}
	return rows
}

// TestPriceNotes: what is odd about a file is noted, and what is not is not.
func TestPriceNotes(t *testing.T) {
	plain := rising(market.Date{Year: 2025, Month: 1, Day: 6}, 30)
	file := func(head string, rows ...string) string { return head + "\n" + strings.Join(rows, "\n") + "\n" }
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"plain":   {file("Date,Close", plain...), nil},
		"a week":  {file("Date,Close", append(plain[:5:5], plain[9:]...)...), nil}, // Friday 10 to Friday 17
		"hole":    {file("Date,Close", append(plain[:5:5], plain[10:]...)...), []string{"prices-hole: 1 hole of more than 7 days without a close, the longest from 2025-01-10 to 2025-01-20, 10 days"}},
		"skipped": {file("Date,Close", "2025-01-03,null", plain[0], "2025-01-07,"), []string{"prices-skipped: 2 rows are skipped, which have no close (line 2)"}},
		"split": {file("Date,Close", "2025-01-06,100", "2025-01-07,139.9", "2025-01-08,70"), []string{
			"prices-split: the close moves by more than 40% in a day, 1 time, first by -50.0% to 2025-01-08 (line 4): if that is a split, adjust the closes before it"}},
		"weekend": {file("Date,Close", "2025-01-03,100", "2025-01-04,100"), []string{"prices-weekend: 1 row is of a weekend, first 2025-01-04 (line 3); every row counts as a trading day, 252 a year"}},
		"range":   {file("Date,Open,High,Low,Close", "2025-01-06,100,101,99,101.0000001", "2025-01-07,100,101,100.5,101"), []string{"prices-range: 1 row has a high below, or a low above, another price of the day, first 2025-01-07 (line 3)"}},
		"adjusted": {file("Date,Close,Adj Close", "2025-01-06,100,99.89", "2025-01-07,100,99.91"), []string{
			"prices-adjusted: closes are used, not adjusted closes, which differ by more than 0.1%, last on 2025-01-06 (line 2): levels are prices that are quoted"}},
	} {
		var got []string
		for _, n := range readPrices(t, c.text).Notes() {
			got = append(got, n.Code+": "+n.Text)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestPriceNotesOfOldAdjustments: only the last 252 rows are compared.
func TestPriceNotesOfOldAdjustments(t *testing.T) {
	rows := rising(market.Date{Year: 2024, Month: 1, Day: 1}, 253)
	for i, r := range rows {
		_, close, _ := strings.Cut(r, ",")
		if rows[i] = r + "," + close; i == 0 {
			rows[i] = r + ",1"
		}
	}
	for n, want := range map[int]int{253: 0, 252: 1} {
		if got := len(readPrices(t, "Date,Close,Adj Close\n"+strings.Join(rows[:n], "\n")).Notes()); got != want {
			t.Errorf("%d rows: %d notes, want %d", n, got, want)
		}
	}
}

func TestPricesUntil(t *testing.T) {
	p := readPrices(t, "Date,Close\n2025-01-06,1\n2025-01-07,2\n2025-01-09,3\n")
	for d, want := range map[string]int{"2025-01-05": 0, "2025-01-06": 1, "2025-01-08": 2, "2025-01-09": 3, "2030-01-01": 3} {
		if got := len(p.Until(day(t, d)).Bars); got != want {
			t.Errorf("%d rows until %s, want %d", got, d, want)
		}
	}
	if len(p.Bars) != 3 || p.File() != "prices.csv" {
		t.Error(p)
	}
}

// TestIntraday: times of New York, with a zone, and in Unix seconds, in either order.
func TestIntraday(t *testing.T) {
	for name, text := range map[string]string{
		"New York": "time,close\n2025-11-20 09:31,1\n2025-11-20 15:30:00,2\n",
		"T":        "Datetime,Open,Close\n2025-11-20T15:30:00,,2\n2025-11-20T09:31,,1\n",
		"offset":   "Datetime,Close\n2025-11-20 09:31:00-05:00,1\n2025-11-20 15:30:00-05:00,2\n",
		"UTC":      "timestamp,close\n2025-11-20T14:31:00Z,1\n2025-11-20T20:30:00Z,2\n2025-11-20T20:31:00Z,\n",
		"seconds":  "time,close\n1763649060,1\n1763670600,2\n",
		"slashes":  "time,price\n11/20/2025 9:31,1\n11/20/2025 15:30,2\n",
	} {
		p, err := ReadIntraday(strings.NewReader(text), "bars.csv", PriceOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		on := day(t, "2025-11-20")
		if len(p.Bars) != 2 || !p.Bars[0].Time.Equal(on.At(9, 31)) || !p.Bars[1].Time.Equal(on.At(15, 30)) || p.Bars[0].Close != 1 || p.Bars[1].Date != on {
			t.Errorf("%s: %+v", name, p)
		}
		if (name == "UTC") != (p.Skipped == 1) {
			t.Errorf("%s: %d skipped", name, p.Skipped)
		}
	}
	for text, want := range map[string]string{
		"time,close\n2025-11-20,1\n":                               `b.csv:2: time: "2025-11-20" is not a time of a day`,
		"time,close\n20251120,1\n":                                 `b.csv:2: time: "20251120" is not a time of a day`,
		"time,close\n2025-11-20 09:31,1\n2025-11-20T14:31:00Z,1\n": "b.csv:3: time: 2025-11-20T09:31:00-05:00 is on line 2, too",
	} {
		if _, err := ReadIntraday(strings.NewReader(text), "b.csv", PriceOptions{}); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func BenchmarkReadPrices(b *testing.B) {
	rows := []string{"Date,Open,High,Low,Close,Adj Close,Volume"}
	for _, r := range rising(market.Date{Year: 1985, Month: 1, Day: 1}, 10000) {
		date, close, _ := strings.Cut(r, ",")
		rows = append(rows, date+strings.Repeat(","+close, 5)+",5000000000")
	}
	text := strings.Join(rows, "\n")
	for b.Loop() {
		if _, err := ReadPrices(strings.NewReader(text), "p.csv", PriceOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
