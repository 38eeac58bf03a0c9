package chain

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gex/internal/fault"
	"gex/internal/market"
)

const (
	quotedataName   = "S&P 500 INDEX,Last: 6749.17,Change:  107.01\n"
	quotedataDate   = `"Date: November 20, 2025 at 9:52 AM EST",Bid: 6744.03,Ask: 6754.15,Size: 1*1,Volume: 0` + "\n"
	quotedataHeader = "Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike," +
		"Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest\n"
	quotedataTop = "\n" + quotedataName + quotedataDate + quotedataHeader

	// Lines 5 and 6 of a file that begins with quotedataTop.
	row6700 = "Thu Nov 20 2025,SPXW251120C06700000,55.1,1,54,55.5,120,0.181,0.72,0.0041,1500,6700.00," +
		"SPXW251120P06700000,4.9,-2,4.8,5.1,900,0.179,-0.28,0.004,2500\n"
	row6750 = "Fri Nov 21 2025,SPX251121C06750000,38,0,37.5,38.5,0,0.15,0.5,0.003,10,6750.00," +
		"SPX251121P06750000,37,0,36.5,37.5,0,0.15,-0.5,0.003,20\n"
)

func TestQuotedata(t *testing.T) {
	f, c := readOne(t, quotedataTop+row6700+row6750, Options{Name: "dir/quotes.csv"})
	if f.Name != "quotes.csv" || f.Format != "cboe-quotedata" || len(f.Problems) != 0 {
		t.Errorf("file is %v", f)
	}
	if c.Underlying != "SPX" || c.Spot != 6749.17 || !c.AsOf.Equal(newYork(2025, 11, 20, 9, 52)) || c.Rows != 2 ||
		c.Delay != 15*time.Minute {
		t.Errorf("chain is %v", c)
	}
	spxw, spx := market.LookupRoot("SPXW"), market.LookupRoot("SPX")
	want := []Contract{
		{
			Root: spxw, Expiry: market.Date{Year: 2025, Month: 11, Day: 20}, Settlement: newYork(2025, 11, 20, 16, 0), Strike: 6700, Right: Call,
			Bid: 54, Ask: 55.5, Last: 55.1, Volume: 120, OpenInterest: 1500, IV: 0.181, Delta: 0.72, Gamma: 0.0041,
			Multiplier: 100, DealerQty: math.NaN(), Line: 5, Out: Live,
		},
		{
			Root: spxw, Expiry: market.Date{Year: 2025, Month: 11, Day: 20}, Settlement: newYork(2025, 11, 20, 16, 0), Strike: 6700, Right: Put,
			Bid: 4.8, Ask: 5.1, Last: 4.9, Volume: 900, OpenInterest: 2500, IV: 0.179, Delta: -0.28, Gamma: 0.004,
			Multiplier: 100, DealerQty: math.NaN(), Line: 5, Out: Live,
		},
		{
			Root: spx, Expiry: market.Date{Year: 2025, Month: 11, Day: 21}, Settlement: newYork(2025, 11, 21, 9, 30), Strike: 6750, Right: Call,
			Bid: 37.5, Ask: 38.5, Last: 38, Volume: 0, OpenInterest: 10, IV: 0.15, Delta: 0.5, Gamma: 0.003,
			Multiplier: 100, DealerQty: math.NaN(), Line: 6, Out: Live,
		},
		{
			Root: spx, Expiry: market.Date{Year: 2025, Month: 11, Day: 21}, Settlement: newYork(2025, 11, 21, 9, 30), Strike: 6750, Right: Put,
			Bid: 36.5, Ask: 37.5, Last: 37, Volume: 0, OpenInterest: 20, IV: 0.15, Delta: -0.5, Gamma: 0.003,
			Multiplier: 100, DealerQty: math.NaN(), Line: 6, Out: Live,
		},
	}
	for i, w := range want {
		if d := cmp.Diff(w, c.Row(i), cmp.Comparer(sameValue)); d != "" {
			t.Errorf("row %d (-want +got):\n%s", i, d)
		}
	}
	wantNotes(t, c)
}

// Preambles of real files: any first line, names with commas, dates with and without quotation marks.
func TestQuotedataPreamble(t *testing.T) {
	at := newYork(2025, 11, 20, 9, 52)
	for name, c := range map[string]struct {
		top   string
		spot  float64
		notes []string
	}{
		"text in line 1":      {"---Example Data---\n" + quotedataName + quotedataDate, 6749.17, nil},
		"no blank line":       {quotedataName + quotedataDate, 6749.17, nil},
		"two blank lines":     {"\n\n" + quotedataName + quotedataDate, 6749.17, nil},
		"quoted name":         {"\n\"Trust, Series 1 (ETF)\",Last: 358.27,Change:  3.77\n" + quotedataDate, 358.27, nil},
		"Latin-1 name":        {"\nIndice espa\xf1ol,Last: 358.27,Change:  3.77\n" + quotedataDate, 358.27, nil},
		"unquoted date":       {"\n" + quotedataName + "Date: 20 November 2025, 9:52 AM EST,Bid: 0,Ask: 0,Size: 0*0,Volume: 23,342\n", 6749.17, nil},
		"Spanish date":        {"\n" + quotedataName + "\"Date: 20 de noviembre de 2025, 9:52 GMT-5\",Bid: 1\n", 6749.17, nil},
		"grouped price":       {"\nX,\"Last: 6,749.17\",Change:  3.77\n" + quotedataDate, 6749.17, nil},
		"grouped, not quoted": {"\nX,Last: 6,749.17,Change:  3.77\n" + quotedataDate, 6749.17, nil},
		"unclosed mark":       {"\n" + quotedataName + "\"Date: November 20, 2025 at 9:52 AM EST,Bid: 6744.03\n", 6749.17, []string{"quote-unclosed"}},
		"no price":            {"\nX,Change: 1\n" + quotedataDate, math.NaN(), nil},
		"price 0":             {"\nX,Last: 0,Change: 1\n" + quotedataDate, math.NaN(), []string{"spot-missing"}},
		"price no number":     {"\nX,Last: high,Change: 1\n" + quotedataDate, math.NaN(), []string{"spot-missing"}},
		"quoted header": {"\n" + quotedataName + quotedataDate + "\"" +
			strings.ReplaceAll(strings.TrimSpace(quotedataHeader), ",", "\",\"") + "\"\n", 6749.17, nil},
	} {
		t.Run(name, func(t *testing.T) {
			top := c.top
			if !strings.Contains(top, "Strike") {
				top += quotedataHeader
			}
			_, got := readOne(t, top+row6700, Options{})
			if !sameValue(got.Spot, c.spot) || !got.AsOf.Equal(at) {
				t.Errorf("spot %v as of %v, want %v as of %v", got.Spot, got.AsOf, c.spot, at)
			}
			wantNotes(t, got, c.notes...)
		})
	}
}

func TestQuotedataDateUnreadable(t *testing.T) {
	garbled := "\n" + quotedataName + "Date: 4 June 4, 3:15 PM EDT,Bid: 427.96\n" + quotedataHeader + row6700
	e := refused(t, garbled, Options{})
	if e.Line != 3 || !strings.Contains(e.What, `"4 June 4, 3:15 PM EDT"`) || !strings.Contains(e.Hint, fault.Setting("as-of")) {
		t.Errorf("error is %v, hint %q", e, e.Hint)
	}
	at := newYork(2025, 11, 20, 9, 52)
	if _, c := readOne(t, garbled, Options{AsOf: market.When{Time: at.UTC()}}); !c.AsOf.Equal(at) || c.AsOf.Location() != market.NewYork {
		t.Errorf("as of %v", c.AsOf)
	}
	e = refused(t, quotedataHeader+row6700, Options{})
	if e.Line != 1 || !strings.Contains(e.Hint, fault.Setting("as-of")) {
		t.Errorf("error is %v, hint %q", e, e.Hint)
	}
}

// Columns are where the header says, and need not all be there.
func TestQuotedataColumnsMove(t *testing.T) {
	_, c := readOne(t, "\n"+quotedataName+quotedataDate+
		"Calls,Open Interest,ask,bid,Expiration Date,Strike,Open Interest,Puts,Extra\n"+
		"SPXW251120C06700000,1500,55.5,54,Thu Nov 20 2025,6700,2500,SPXW251120P06700000,x\n", Options{})
	call, put := c.Row(0), c.Row(1)
	if call.Bid != 54 || call.Ask != 55.5 || call.OpenInterest != 1500 || put.OpenInterest != 2500 {
		t.Errorf("call %v, put %v", call, put)
	}
	if !math.IsNaN(put.Bid) || !math.IsNaN(call.IV) {
		t.Errorf("a column that is not there has values: put bid %v, call iv %v", put.Bid, call.IV)
	}
	wantNotes(t, c, "columns-ignored")
}

func TestQuotedataHeaderRefused(t *testing.T) {
	top := "\n" + quotedataName + quotedataDate
	for name, c := range map[string]struct{ header, what string }{
		"no strike":    {strings.Replace(quotedataHeader, "Strike,", "", 1), "no such column"},
		"bid twice":    {strings.Replace(quotedataHeader, "Net", "Bid", 1), "twice"},
		"strike twice": {strings.Replace(quotedataHeader, "Net", "Strike", 1), "twice"},
		"none":         {"", "none of the first"},
	} {
		e := refused(t, top+c.header+row6700, Options{Format: "cboe-quotedata"})
		if !strings.Contains(e.What, c.what) {
			t.Errorf("%s: %v", name, e)
		}
	}
}

// Rows and cells that cannot be read are reported by line and column, and counted.
func TestQuotedataBadRows(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		problem  string
		unread   int
		unreadOI float64
	}{
		"strike 0":          {"6700.00", "0", `chain.csv:5: Strike: "0" is not a strike`, 2, 4000},
		"strike missing":    {"6700.00", "", "chain.csv:5: Strike: a strike is missing", 2, 4000},
		"strike NaN":        {"6700.00", "NaN", "chain.csv:5: Strike: a strike is missing", 2, 4000},
		"strike text":       {"6700.00", "67oo", `chain.csv:5: Strike: "67oo" is not a number`, 2, 4000},
		"strike differs":    {"6700.00", "6705", `chain.csv:5: Calls: "SPXW251120C06700000" has the strike 6700, but the row says 6705`, 2, 4000},
		"date text":         {"Thu Nov 20 2025", "soon", `chain.csv:5: Expiration Date: "soon" is not a date`, 2, 4000},
		"date differs":      {"Thu Nov 20 2025", "Fri Nov 21 2025", `chain.csv:5: Calls: "SPXW251120C06700000" expires 2025-11-20, but the row says 2025-11-21`, 2, 4000},
		"call symbol":       {"SPXW251120C06700000", "SPXW", `chain.csv:5: Calls: "SPXW" is not an option symbol`, 1, 1500},
		"put symbol":        {"SPXW251120P06700000", "", `chain.csv:5: Puts: "" is not an option symbol`, 1, 2500},
		"a call for a put":  {"SPXW251120P06700000", "SPXW251120C06700000", `chain.csv:5: Puts: "SPXW251120C06700000" is a call where a put is expected`, 1, 2500},
		"no such day":       {"SPXW251120P06700000", "SPXW251131P06700000", `chain.csv:5: Puts: "SPXW251131P06700000" is not an option symbol: "251131" is not a date`, 1, 2500},
		"a cell too few":    {",0.0041", "", "chain.csv:5: 21 cells where the header has 22", 2, 0},
		"grouped, unquoted": {",1500,", ",1,500,", "chain.csv:5: 23 cells where the header has 22", 2, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f, got := readOne(t, quotedataTop+strings.Replace(row6700, c.old, c.new, 1)+row6750, Options{})
			if len(f.Problems) == 0 || f.Problems[0].String() != c.problem {
				t.Errorf("problems %v, want %v", f.Problems, c.problem)
			}
			if got.Unread != c.unread || got.UnreadOI != c.unreadOI || got.Rows != 2 {
				t.Errorf("%d unread of %d rows with open interest %v", got.Unread, got.Rows, got.UnreadOI)
			}
		})
	}
}

func TestQuotedataCells(t *testing.T) {
	row := strings.NewReplacer("54,55.5", `"1,054.50",n/a`, "0.181", "-0.2", "0.72", "NaN", "0.0041", "?", "1500", `"1,500"`,
		"4.8,5.1", "-1,$5.10", "0.179", "17.9%", "2500", "").Replace(row6700)
	f, c := readOne(t, quotedataTop+row, Options{})
	call, put := c.Row(0), c.Row(1)
	if call.Bid != 1054.5 || !math.IsNaN(call.Ask) || !math.IsNaN(call.IV) || !math.IsNaN(call.Delta) || call.OpenInterest != 1500 {
		t.Errorf("call %v", call)
	}
	if !math.IsNaN(put.Bid) || put.Ask != 5.1 || put.IV != 0.179 || !math.IsNaN(put.OpenInterest) || put.Out != Live {
		t.Errorf("put %v", put)
	}
	if c.Repaired[0] != CellUnread || c.Repaired[1] != CellUnread {
		t.Errorf("repaired %v", c.Repaired)
	}
	wantProblems(t, f,
		`chain.csv:5: IV: "-0.2" is not a volatility`,
		`chain.csv:5: Gamma: "?" is not a number`,
		`chain.csv:5: Bid: "-1" is not a price`)
}

// An unusable count leaves the contract in its place, without the count.
func TestQuotedataOpenInterestUnusable(t *testing.T) {
	for _, cell := range []string{"-5", "1000000001", "many", "$5", "5%"} {
		f, c := readOne(t, quotedataTop+strings.Replace(row6700, "1500", cell, 1)+row6750, Options{})
		if c.Out[0] != Unreadable || !math.IsNaN(c.OpenInterest[0]) || c.Unread != 0 || len(f.Problems) != 1 {
			t.Errorf("open interest %q: out %v, value %v, problems %v", cell, c.Out[0], c.OpenInterest[0], f.Problems)
		}
	}
	_, c := readOne(t, quotedataTop+strings.Replace(row6700, "1500", "226.1", 1), Options{})
	if c.Out[0] != Live || c.OpenInterest[0] != 226.1 {
		t.Errorf("fractional open interest: out %v, value %v", c.Out[0], c.OpenInterest[0])
	}
}

// A mark that is never closed must not swallow the rest of the file.
func TestQuotedataUnclosedMark(t *testing.T) {
	whole, _ := readOne(t, quotedataTop+row6700+row6750, Options{})
	for _, cell := range []string{"SPXW251120C06700000", "54", "1500", "SPXW251120P06700000", "2500"} {
		f, c := readOne(t, quotedataTop+strings.Replace(row6700, cell, `"`+cell, 1)+row6750, Options{})
		if c.Repaired[0] != QuoteUnclosed || c.Repaired[1] != QuoteUnclosed || c.Repaired[2] != 0 {
			t.Errorf("%s: repaired %v", cell, c.Repaired)
		}
		clear(c.Repaired)
		f.SHA256 = whole.SHA256
		sameFile(t, f, whole)
	}
}

func TestQuotedataRoots(t *testing.T) {
	stock := func(symbols string) string {
		root := strings.NewReplacer("SPXW", symbols)
		return quotedataTop + root.Replace(row6700)
	}
	_, c := readOne(t, stock("NVDA"), Options{})
	if e := c.Expiries[0]; c.Underlying != "NVDA" || e.Root.Listed || c.Out[0] != Live {
		t.Errorf("%v of %s, out %v", e, c.Underlying, c.Out[0])
	}
	// An adjusted root alone still gives its underlying; its contracts are left out until a multiplier is set.
	_, c = readOne(t, stock("NVDA1"), Options{})
	if c.Underlying != "NVDA" || c.Out[0] != Adjusted {
		t.Errorf("adjusted: %s, out %v", c.Underlying, c.Out[0])
	}
	_, c = readOne(t, stock("NVDA1"), Options{Multiplier: 25})
	if c.Out[0] != Live || c.Multiplier[0] != 25 {
		t.Errorf("adjusted with a multiplier: out %v, %v", c.Out[0], c.Multiplier[0])
	}
	// An unknown root is treated as listed on the file's underlying.
	_, c = readOne(t, quotedataTop+row6700+strings.ReplaceAll(row6750, "SPX2", "SPXQ2"), Options{})
	if c.Underlying != "SPX" || c.Len() != 4 {
		t.Errorf("%d contracts on %s", c.Len(), c.Underlying)
	}
	wantNotes(t, c, "root-unknown")
}

func TestQuotedataSymbol(t *testing.T) {
	for _, symbol := range []string{"SPX", "spx", "^SPX"} {
		readOne(t, quotedataTop+row6700, Options{Symbol: symbol})
	}
	e := refused(t, quotedataTop+row6700, Options{Symbol: "NDX"})
	if !strings.Contains(e.What, "NDX") || !strings.Contains(e.Hint, "SPX") {
		t.Errorf("error %v, hint %q", e, e.Hint)
	}
}

func TestQuotedataEnds(t *testing.T) {
	whole, _ := readOne(t, quotedataTop+row6700+row6750, Options{})
	for name, text := range map[string]string{
		"no final newline":  strings.TrimSuffix(quotedataTop+row6700+row6750, "\n"),
		"CRLF":              strings.ReplaceAll(quotedataTop+row6700+row6750, "\n", "\r\n"),
		"CR":                strings.ReplaceAll(quotedataTop+row6700+row6750, "\n", "\r"),
		"BOM":               "\ufeff" + quotedataTop + row6700 + row6750,
		"blank lines after": quotedataTop + row6700 + row6750 + "\n  \n,,,\n",
	} {
		t.Run(name, func(t *testing.T) {
			f, _ := readOne(t, text, Options{})
			f.SHA256 = whole.SHA256
			sameFile(t, f, whole)
		})
	}
	e := refused(t, quotedataTop, Options{})
	if !strings.Contains(e.What, "no rows") {
		t.Errorf("header alone: %v", e)
	}
}

// A file without readable rows is an error that names the first problem.
func TestQuotedataNothingReadable(t *testing.T) {
	e := refused(t, quotedataTop+strings.Replace(row6700, "6700.00", "x", 1)+"rubbish\n", Options{})
	if e.Line != 5 || e.Column != "Strike" {
		t.Errorf("error %v", e)
	}
}

// TestAsOfOverrides: a time that contradicts the file's is used and noted.
func TestAsOfOverrides(t *testing.T) {
	const file = "\nX,Last: 100,Change: 0\nDate: November 20 2025, 9:52 AM EST,Bid: 1\n" +
		"Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike,Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest\n" +
		"Fri Nov 21 2025,ABC251121C00100000,1,0,1,1,1,0.2,0.5,0.1,1,100.00,ABC251121P00100000,1,0,1,1,1,0.2,-0.5,0.1,1\n"
	for asOf, want := range map[string]string{
		"2025-11-20T09:52:00-05:00": "",
		"2025-11-20T09:31:00-05:00": "as-of-overrides: --as-of says Thu 20 Nov 2025 09:31 EST, the file says Thu 20 Nov 2025 09:52 EST",
		"2025-11-19T21:00:00-05:00": "as-of-overrides: --as-of says Wed 19 Nov 2025 21:00 EST, the file says Thu 20 Nov 2025 09:52 EST",
		"2025-11-19T16:00:00-05:00": "as-of-earlier: the file says Thu 20 Nov 2025 09:52 EST, and --as-of is 18 hours earlier",
		"2025-11-12T09:52:00-05:00": "as-of-earlier: the file says Thu 20 Nov 2025 09:52 EST, and --as-of is 8 days earlier",
	} {
		at, err := time.Parse(time.RFC3339, asOf)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Read(strings.NewReader(file), Options{Name: "x.csv", AsOf: market.When{Time: at}})
		if err != nil {
			t.Fatal(err)
		}
		noted := ""
		for _, n := range f.Chains[0].Notes {
			if strings.HasPrefix(n.Code, "as-of-") {
				noted = n.Code + ": " + fault.Spell(n.Message, fault.AsFlag)
			}
		}
		if !f.Chains[0].AsOf.Equal(at) || !strings.HasPrefix(noted, want) || (noted == "") != (want == "") {
			t.Errorf("--as-of %s: %s, noted %q", asOf, f.Chains[0].AsOf, noted)
		}
	}
}

// TestAsOfOverStamps: the time that a file states is compared with another, where a layout has it beside the rows, too.
func TestAsOfOverStamps(t *testing.T) {
	for _, name := range []string{"cboe.json", "nse.json"} {
		text := sample(t, name)
		_, was := readOne(t, text, Options{})
		_, c := readOne(t, text, Options{AsOf: market.When{Time: was.AsOf.AddDate(0, 0, -8)}})
		if !slices.ContainsFunc(c.Notes, func(n Warning) bool { return n.Code == "as-of-earlier" }) {
			t.Errorf("%s: %v", name, c.Notes)
		}
	}
}
