package chain

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gex/internal/fault"
	"gex/internal/market"
)

const (
	longHeader = "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,last,volume,open_interest,iv,delta,multiplier,dealer_qty\n"
	longTop    = longHeader +
		"SPX,6700,2025-11-20T10:00:00-05:00,SPXW,2025-11-21,6700,C,30,31,30.5,100,1000,0.15,0.5,100,-3\n"
)

func TestLong(t *testing.T) {
	f, c := readOne(t, longTop+
		"SPX,6700,2025-11-20T15:00:00Z,SPX,2025-11-21,6650.5,put,,,,,0,,,,\n", Options{})
	if f.Format != "long" || c.Underlying != "SPX" || c.Spot != 6700 || !c.AsOf.Equal(newYork(2025, 11, 20, 10, 0)) || c.Delay != 0 || c.Rows != 2 {
		t.Errorf("%s: %v", f.Format, c)
	}
	nan := math.NaN()
	day := market.Date{Year: 2025, Month: 11, Day: 21}
	for i, want := range []Contract{
		{
			Root: market.LookupRoot("SPX"), Expiry: day, Settlement: newYork(2025, 11, 21, 9, 30), Strike: 6650.5, Right: Put,
			Bid: nan, Ask: nan, Last: nan, Volume: nan, OpenInterest: 0, IV: nan, Delta: nan, Gamma: nan,
			Multiplier: 100, DealerQty: nan, Line: 3, Out: Live,
		},
		{
			Root: market.LookupRoot("SPXW"), Expiry: day, Settlement: newYork(2025, 11, 21, 16, 0), Strike: 6700, Right: Call,
			Bid: 30, Ask: 31, Last: 30.5, Volume: 100, OpenInterest: 1000, IV: 0.15, Delta: 0.5, Gamma: nan,
			Multiplier: 100, DealerQty: -3, Line: 2, Out: Live,
		},
	} {
		if d := cmp.Diff(want, c.Row(i), cmp.Comparer(sameValue)); d != "" {
			t.Errorf("row %d (-want +got):\n%s", i, d)
		}
	}
	wantNotes(t, c)
}

// Only what identifies a contract is needed; what is missing is NaN, never 0.
func TestLongOptionalColumns(t *testing.T) {
	_, c := readOne(t, "Strike,Type,Expiration,Spot,Underlying,Gamma\n95,Call,2025-11-21,100,spy,0.01\n",
		Options{AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}})
	got := c.Row(0)
	if c.Underlying != "SPY" || got.Root.Name != "SPY" || got.Multiplier != 100 || got.Gamma != 0.01 {
		t.Errorf("chain %v, contract %v", c, got)
	}
	for name, v := range map[string]float64{"bid": got.Bid, "volume": got.Volume, "open interest": got.OpenInterest, "iv": got.IV, "dealer": got.DealerQty} {
		if !math.IsNaN(v) {
			t.Errorf("%s is %v without a column", name, v)
		}
	}
}

func TestLongColumnsRefused(t *testing.T) {
	e := refused(t, strings.Replace(longTop, "spot", "price", 1), Options{})
	if !strings.Contains(e.Hint, "long") || !strings.Contains(e.Hint, "spot") {
		t.Errorf("hint %q names neither the format nor the column", e.Hint)
	}
	e = refused(t, strings.Replace(longTop, "spot", "price", 1), Options{Format: "long"})
	if e.Line != 1 || e.Column != "spot" {
		t.Errorf("error %v", e)
	}
	e = refused(t, strings.Replace(longTop, "ask", "Bid", 1), Options{})
	if e.Line != 1 || e.Column != "Bid" {
		t.Errorf("error %v", e)
	}
	_, c := readOne(t, strings.Replace(longTop, "open_interest", "oi", 1), Options{})
	wantNotes(t, c, "columns-ignored", "no-open-interest")
}

func TestLongBadRows(t *testing.T) {
	bad := func(old, new string) string {
		row := "SPX,6700,2025-11-20T10:00:00-05:00,SPXW,2025-11-21,6800,P,130,131,130.5,100,50,0.15,-0.5,100,2\n"
		return longTop + strings.Replace(row, old, new, 1)
	}
	for name, c := range map[string]struct {
		text, problem string
		oi            float64
	}{
		"no underlying":     {bad("SPX,", ","), `chain.csv:3: underlying: "" is not the name of an underlying`, 50},
		"odd underlying":    {bad("SPX,", "S P,"), `chain.csv:3: underlying: "S P" is not the name of an underlying`, 50},
		"odd root":          {bad("SPXW", "SP W"), `chain.csv:3: root: "SP W" is not an option root`, 50},
		"no expiration":     {bad("2025-11-21", ""), `chain.csv:3: expiration: "" is not a date`, 50},
		"expiration":        {bad("2025-11-21", "13/31/2025"), `chain.csv:3: expiration: "13/31/2025" is not a date`, 50},
		"expiration year":   {bad("2025-11-21", "0025-11-21"), `chain.csv:3: expiration: "0025-11-21": the year 25 is not in 1973 to 2199`, 50},
		"negative strike":   {bad("6800", "-6800"), `chain.csv:3: strike: "-6800" is not a strike`, 50},
		"no strike":         {bad("6800", ""), `chain.csv:3: strike: a strike is missing`, 50},
		"type":              {bad(",P,", ",X,"), `chain.csv:3: type: "X" is neither call nor put`, 50},
		"no type":           {bad(",P,", ",,"), `chain.csv:3: type: "" is neither call nor put`, 50},
		"a cell too many":   {bad(",2\n", ",2,2\n"), `chain.csv:3: 17 cells where the header has 16`, 0},
		"quoted, too many":  {bad(",2\n", ",\"2\",2\n"), `chain.csv:3: does not have the 16 cells of the header`, 0},
		"unreadable counts": {bad("SPX,", ","), `chain.csv:3: underlying: "" is not the name of an underlying`, 50},
	} {
		t.Run(name, func(t *testing.T) {
			f, got := readOne(t, c.text, Options{})
			wantProblems(t, f, c.problem)
			if got.Unread != 1 || got.UnreadOI != c.oi || got.Rows != 2 || got.Len() != 1 {
				t.Errorf("%d rows, %d contracts, %d unread with open interest %v", got.Rows, got.Len(), got.Unread, got.UnreadOI)
			}
		})
	}
}

func TestLongVitalCells(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		out      Reason
		repaired Repair
	}{
		"open interest":       {"1000,", "-1000,", Unreadable, 0}, // the other row has one
		"multiplier 0":        {"100,-3", "0,-3", Unreadable, 0},
		"multiplier negative": {"100,-3", "-100,-3", Unreadable, 0},
		"multiplier text":     {"100,-3", "x,-3", Unreadable, 0},
		"multiplier missing":  {"100,-3", ",-3", Live, 0},
		"dealer":              {"-3", "short", Live, CellUnread},
		"price":               {"30,31", "30,many", Live, CellUnread},
		"volatility":          {"0.15", "-0.15", Live, CellUnread},
		"volatility NaN":      {"0.15", "NaN", Live, 0},
		"volatility percent":  {"0.15", "15%", Live, 0},
	} {
		_, got := readOne(t, strings.Replace(longTop, c.old, c.new, 1)+
			"SPX,6700,2025-11-20T15:00:00Z,SPXW,2025-11-21,6800,C,,,,,7,,,,\n", Options{})
		if got.Out[0] != c.out || got.Repaired[0] != c.repaired {
			t.Errorf("%s: out %v, repaired %b", name, got.Out[0], got.Repaired[0])
		}
	}
	// A multiplier set by the user overrides the column.
	_, got := readOne(t, strings.Replace(longTop, "100,-3", "0,-3", 1), Options{Multiplier: 10})
	if got.Out[0] != Live || got.Multiplier[0] != 10 {
		t.Errorf("with a multiplier given: out %v, %v", got.Out[0], got.Multiplier[0])
	}
}

const severalUnderlyings = "underlying,spot,quote_time,expiration,strike,type,open_interest\n" +
	"SPY,670,2025-11-20 10:00,2025-11-21,670,C,1\n" +
	"AAPL,250,2025-11-20 10:05,2025-11-21,250,C,2\n" +
	"SPY,670,2025-11-20 10:00,2025-11-21,670,P,3\n" +
	",670,2025-11-20 10:00,2025-11-21,680,P,4\n" +
	"AAPL,250,2025-11-20 10:05,2025-11-21,250,P,x\n"

func TestLongSeveralUnderlyings(t *testing.T) {
	f := read(t, severalUnderlyings, Options{})
	if len(f.Chains) != 2 {
		t.Fatalf("%d chains", len(f.Chains))
	}
	aapl, spy := f.Chains[0], f.Chains[1]
	if aapl.Underlying != "AAPL" || aapl.Spot != 250 || aapl.Rows != 2 || aapl.Len() != 2 || !aapl.AsOf.Equal(newYork(2025, 11, 20, 10, 5)) {
		t.Errorf("AAPL: %v", aapl)
	}
	// The row without an underlying is counted with the row before.
	if spy.Underlying != "SPY" || spy.Rows != 3 || spy.Len() != 2 || spy.Unread != 1 || spy.UnreadOI != 4 {
		t.Errorf("SPY: %v", spy)
	}

	f, c := readOne(t, severalUnderlyings, Options{Symbol: "AAPL"})
	if c.Underlying != "AAPL" || c.Len() != 2 || len(f.Problems) != 1 {
		t.Errorf("AAPL alone: %v, problems %v", c, f.Problems)
	}
	e := refused(t, severalUnderlyings, Options{Symbol: "QQQ"})
	if !strings.Contains(e.What, `"QQQ"`) || e.Hint != "the file has AAPL, SPY" {
		t.Errorf("error %v, hint %q", e, e.Hint)
	}
}

// Rows before the first known underlying belong to it.
func TestLongUnreadFirst(t *testing.T) {
	_, c := readOne(t, longHeader+",,,,,,,,,,,7,,,,\n"+strings.TrimPrefix(longTop, longHeader), Options{})
	if c.Rows != 2 || c.Unread != 1 || c.UnreadOI != 7 {
		t.Errorf("%d rows, %d unread with open interest %v", c.Rows, c.Unread, c.UnreadOI)
	}
}

func TestLongTimes(t *testing.T) {
	row := func(at string) string { return fmt.Sprintf("SPY,670,%s,2025-11-28,670,C,1\n", at) }
	const header = "underlying,spot,quote_time,expiration,strike,type,open_interest\n"

	e := refused(t, header+row("2025-11-20 10:00")+row("2025-11-20 10:01"), Options{})
	if !strings.Contains(e.What, "SPY") || !strings.Contains(e.What, "10:00:00 EST, 2025-11-20 10:01") {
		t.Errorf("several times: %v", e)
	}
	e = refused(t, header+row(""), Options{})
	if !strings.Contains(e.Hint, fault.Setting("as-of")) {
		t.Errorf("no time: %v, hint %q", e, e.Hint)
	}
	// The same instant in another form is the same time, and an empty cell is ignored.
	_, c := readOne(t, header+row("2025-11-20 10:00")+row("")+row("2025-11-20T15:00:00Z"), Options{})
	if !c.AsOf.Equal(newYork(2025, 11, 20, 10, 0)) {
		t.Errorf("as of %v", c.AsOf)
	}
	_, c = readOne(t, header+row("2025-11-20"), Options{})
	if !c.AsOf.Equal(newYork(2025, 11, 20, 16, 0)) {
		t.Errorf("as of %v", c.AsOf)
	}
	wantNotes(t, c, "as-of-date-only")
	f, c := readOne(t, header+row("2025-11-20 10:00")+row("noon"), Options{})
	wantProblems(t, f, `chain.csv:3: quote_time: "noon" is not a date and time`)
	if c.Len() != 2 {
		t.Errorf("%d contracts", c.Len())
	}
	_, c = readOne(t, header+row("2025-11-20 10:00"), Options{AsOf: market.When{Time: newYork(2025, 11, 21, 9, 0)}})
	if !c.AsOf.Equal(newYork(2025, 11, 21, 9, 0)) {
		t.Errorf("as of %v, want the time given", c.AsOf)
	}
}

func TestLongSpot(t *testing.T) {
	row := func(spot string) string {
		return fmt.Sprintf("SPY,%s,2025-11-20 10:00,2025-11-28,670,C,1\n", spot)
	}
	const header = "underlying,spot,quote_time,expiration,strike,type,open_interest\n"
	for _, c := range []struct {
		text     string
		want     float64
		problems int
		notes    []string
	}{
		{row("") + row("670.5") + row("670.5"), 670.5, 0, nil},
		{row("") + row("N/A"), math.NaN(), 0, nil},
		{row("670.5") + row("671"), 670.5, 0, []string{"spot-differs"}},
		{row("0") + row("-5") + row("x") + row("670"), 670, 3, nil},
		{row(`"$1,670.50"`), 1670.5, 0, nil},
	} {
		f, got := readOne(t, header+c.text, Options{})
		if !sameValue(got.Spot, c.want) || len(f.Problems) != c.problems {
			t.Errorf("%q: spot %v, problems %v", c.text, got.Spot, f.Problems)
		}
		wantNotes(t, got, c.notes...)
	}
}

// A problem with a row as a whole does not name a column.
func TestLongRowWithoutColumn(t *testing.T) {
	f, _ := readOne(t, strings.Replace(longTop, "last,", "comment,", 1)+"footer\n", Options{})
	wantProblems(t, f, `chain.csv:3: not a contract, skipped: "footer"`)
}

// Text in quotation marks may span lines; the rest of the file is read as usual.
func TestLongTextOverLines(t *testing.T) {
	const header = "underlying,spot,quote_time,expiration,strike,type,comment,open_interest\n"
	f, c := readOne(t, header+
		"SPY,670,2025-11-20 10:00,2025-11-28,670,C,\"two\nlines, \"\"so\"\"\",5\n"+
		"SPY,670,2025-11-20 10:00,2025-11-28,671,C,,6\n", Options{})
	wantProblems(t, f)
	if c.Len() != 2 || c.OpenInterest[0] != 5 || c.Line[0] != 2 || c.Line[1] != 4 || c.Repaired[0] != 0 {
		t.Errorf("contracts %v", c)
	}
	// But never a line that could be a row by itself.
	f, c = readOne(t, header+
		"SPY,670,2025-11-20 10:00,2025-11-28,670,C,\"stray,5\n"+
		"SPY,670,2025-11-20 10:00,2025-11-28,671,C,,6\n"+
		"SPY,670,2025-11-20 10:00,2025-11-28,672,C,\"x\",7\n", Options{})
	wantProblems(t, f)
	if c.Len() != 3 || c.Repaired[0] != QuoteUnclosed || c.OpenInterest[0] != 5 {
		t.Errorf("contracts %v", c)
	}
}

// Without a root, third-Friday index options are AM-settled, all others PM-settled.
func TestLongWithoutRoot(t *testing.T) {
	const text = `underlying,spot,quote_time,expiration,strike,type,open_interest
SPX,6600,2025-11-20 10:00,2025-11-20,6600,C,1
SPX,6600,2025-11-20 10:00,2025-11-21,6600,C,2
SPY,660,2025-11-20 10:00,2025-11-20,660,C,3
`
	f := read(t, text, Options{})
	spx, spy := f.Chains[0], f.Chains[1]
	if got := spx.Row(0); got.Root.Name != "SPXW" || got.Out != Live || !got.Settlement.Equal(newYork(2025, 11, 20, 16, 0)) {
		t.Errorf("0DTE: %+v", got)
	}
	if got := spx.Row(1); got.Root.Name != "SPX" || !got.Settlement.Equal(newYork(2025, 11, 21, 9, 30)) {
		t.Errorf("third Friday: %+v", got)
	}
	wantNotes(t, spx, "root-assumed")
	wantNotes(t, spy)
}

// The layout has one form of dates; with the order set by the user, others are read too.
func TestLongAskedForDates(t *testing.T) {
	const text = `underlying,spot,quote_time,expiration,strike,type,open_interest
SPY,660,05/11/2025,2025-11-12T00:00:00,660,C,5
SPY,660,2025-11-05T00:00:00,12/11/2025,660,P,6
`
	if e := refused(t, text, Options{}); !strings.Contains(e.Hint, fault.Setting("dates")+" dmy") {
		t.Errorf("hint %q", e.Hint)
	}
	_, c := readOne(t, text, Options{Dates: DayFirst})
	if len(c.Expiries) != 1 || c.Expiries[0].Date != (market.Date{Year: 2025, Month: 11, Day: 12}) || !c.AsOf.Equal(newYork(2025, 11, 5, 16, 0)) {
		t.Errorf("%v as of %v", c.Expiries, c.AsOf)
	}
}

// A record that cannot be read does not make a duplicate of one that can.
func TestTwinOfUnreadable(t *testing.T) {
	const top = "underlying,spot,quote_time,expiration,strike,type,open_interest\n"
	const row = "SPY,660,2025-11-20 10:00,2025-11-28,660,C,"
	_, c := readOne(t, top+row+"abc\n"+row+"500\n"+row+"500\n"+row+"x\n", Options{})
	want := []Reason{Unreadable, Live, Duplicate, Unreadable}
	for i, out := range c.Out {
		if out != want[i] {
			t.Errorf("record %d: %v, want %v", i, out, want[i])
		}
	}
	wantNotes(t, c)
}
