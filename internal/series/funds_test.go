package series

import (
	"math"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/reftest"
)

type exact = reftest.Number

func close12(got, want float64) bool { return math.Abs(got-want) <= 1e-12*math.Abs(want) }

func readFunds(t *testing.T, text string) *Funds {
	t.Helper()
	f, err := (*Funds)(nil).ReadFunds(strings.NewReader(text), "dir/funds.csv")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestReferenceFundTrades: the trade of each fund and of all, at moves down and up, through a list of funds.
func TestReferenceFundTrades(t *testing.T) {
	for _, name := range []string{"letf_-0.02", "letf_0.01"} {
		var in struct {
			Move  exact
			Funds []struct {
				Ticker   string
				Leverage exact
				AUM      exact
			}
		}
		var want struct {
			Rows []struct {
				Name  string
				Trade exact `json:"trade_usd"`

				Held   exact `json:"exposure_held"`
				Needed exact `json:"exposure_needed"`
			}
			USD    exact
			PerPct exact `json:"usd_per_pct"`
		}
		reftest.Case(t, "letf_vol.json", name, &in, &want)
		text := "ticker,leverage,aum\n"
		for _, f := range in.Funds {
			text += f.Ticker + "," + shortNumber(float64(f.Leverage)) + "," + shortNumber(float64(f.AUM)) + "\n"
		}
		all, perPct := 0.0, 0.0
		for i, f := range readFunds(t, text).On(day(t, "2025-11-20")) {
			trade := f.PerPct() * 100 * float64(in.Move)
			if f.Ticker != strings.ToUpper(want.Rows[i].Name) || !close12(trade, float64(want.Rows[i].Trade)) {
				t.Errorf("%s: %s trades %g, want %g", name, f.Ticker, trade, want.Rows[i].Trade)
			}
			// What it holds after the move, and what it then needs.
			x, row := float64(in.Move), want.Rows[i]
			if held := f.Leverage * f.AUM * (1 + x); !close12(held, float64(row.Held)) || !close12(held+trade, float64(row.Needed)) {
				t.Errorf("%s: %s holds %g and needs %g, want %g and %g", name, f.Ticker, held, held+trade, row.Held, row.Needed)
			}
			all, perPct = all+trade, perPct+f.PerPct()
		}
		if !close12(all, float64(want.USD)) || !close12(perPct, float64(want.PerPct)) {
			t.Errorf("%s: %g and %g per 1%%, want %g and %g", name, all, perPct, want.USD, want.PerPct)
		}
	}
}

// TestReferenceFundCreations: creations of (L−1) A |x| cancel the trade, which is an offset of 1.
func TestReferenceFundCreations(t *testing.T) {
	var in struct {
		Leverage, AUM, Move exact
		Creations           exact `json:"net_creations_usd"`
	}
	var want struct {
		Rebalance exact `json:"rebalance_usd"`
		Creations exact `json:"creations_usd"`
		Cancel    exact `json:"creations_that_cancel_usd"`
	}
	reftest.Case(t, "letf_vol.json", "letf_flows", &in, &want)
	f := Fund{Leverage: float64(in.Leverage), AUM: float64(in.AUM)}
	if trade := f.PerPct() * 100 * float64(in.Move); !close12(trade, float64(want.Rebalance)) || !close12(f.Leverage*float64(in.Creations), float64(want.Creations)) {
		t.Errorf("%g, want %g", trade, want.Rebalance)
	}
	if cancel := (f.Leverage - 1) * f.AUM * math.Abs(float64(in.Move)); !close12(cancel, float64(want.Cancel)) {
		t.Errorf("%g cancel, want %g", cancel, want.Cancel)
	}
	f.Offset = 1
	if f.PerPct() != 0 {
		t.Errorf("offset 1 leaves %g", f.PerPct())
	}
}

// TestReferenceProShares: the file of ProShares as a trade date sees it.
func TestReferenceProShares(t *testing.T) {
	var in struct {
		Date string `json:"trade_date"`
		Rows []string
	}
	var want struct {
		Ticker    string
		Leverage  exact
		AsOf      string `json:"as_of"`
		AUM       exact
		PerPct    exact  `json:"usd_per_pct"`
		Creations *exact `json:"net_creations_usd"`
	}
	reftest.Case(t, "letf_vol.json", "proshares_nav", &in, &want)
	f := readFunds(t, strings.Join(in.Rows, "\n")).On(day(t, in.Date))[0]
	if f.Ticker != want.Ticker || f.Leverage != float64(want.Leverage) || f.Date.String() != want.AsOf || f.AUM != float64(want.AUM) ||
		!close12(f.PerPct(), float64(want.PerPct)) || f.HasCreation || want.Creations != nil || f.Underlying != "NDX" || !f.Known {
		t.Errorf("%+v, want %+v", f, want)
	}
	// The next day it has two dates, and the creations of the later one.
	next := readFunds(t, strings.Join(in.Rows, "\n")).On(day(t, "2026-09-21"))[0]
	if next.Date.String() != "2026-09-18" || !next.HasCreation || !close12(next.Creations, 1e6*77.1) {
		t.Errorf("%+v", next)
	}
	if first := readFunds(t, strings.Join(in.Rows, "\n")).On(day(t, "2026-09-17"))[0]; first.Known || first.Date.String() != "2026-09-17" {
		t.Errorf("a fund without assets before the trade date: %+v", first)
	}
}

func TestFundNames(t *testing.T) {
	for name, want := range map[string]struct {
		leverage   float64
		underlying string
	}{
		"ProShares Ultra S&P500":                         {2, "SPX"},
		"ProShares UltraPro S&P 500®":                    {3, "SPX"},
		"ProShares Short S&P500":                         {-1, "SPX"},
		"ProShares UltraShort S&P500":                    {-2, "SPX"},
		"ProShares UltraPro Short S&P500":                {-3, "SPX"},
		"ProShares UltraPro Short QQQ":                   {-3, "NDX"},
		"PROSHARES ULTRA QQQ ETF":                        {2, "NDX"},
		"ProShares Short Dow30":                          {-1, "DJX"},
		"ProShares Ultra Russell2000":                    {2, "RUT"},
		"ProShares Ultra Semiconductors":                 {2, "Semiconductors"},
		"ProShares Ultra NVDA":                           {2, "NVDA"},
		"ProShares Short VIX Short-Term Futures ETF":     {-1, "VIX"},
		"ProShares Ultra VIX Short-Term Futures ETF":     {2, "VIX"},
		"ProShares Short-Term USD Emerging Markets Bond": {1, "Short-Term USD Emerging Markets Bond"},
		"ProShares Ultrashort 20+ Year Treasury":         {-2, "20+ Year Treasury"},
		"ProShares UltraShort Bloomberg Crude Oil":       {-2, "Bloomberg Crude Oil"},
		"ProShares Bitcoin ETF":                          {1, "BTC"},
	} {
		if leverage, underlying := multipleNamed(name); leverage != want.leverage || underlying != want.underlying {
			t.Errorf("%s: %g %s, want %+v", name, leverage, underlying, want)
		}
	}
	vix := Fund{Leverage: 2, AUM: 1e9, Underlying: "VIX"}
	if !vix.Volatility() || vix.PerPct() != 0 {
		t.Error("a fund of VIX futures trades the index")
	}
}

const proSharesNames = "Date,ProShares Name,Ticker,NAV,Prior NAV,NAV Change (%),NAV Change ($),Shares Outstanding (000),Assets Under Management\n"

// TestSplitCreatesNothing: shares that double because they were split are not creations; shares that double at one price are.
func TestSplitCreatesNothing(t *testing.T) {
	for rows, want := range map[string]struct {
		usd   float64
		known bool
	}{
		"9/17/2026,ProShares UltraPro QQQ,TQQQ,100,,,,1000,100000000\n9/18/2026,ProShares UltraPro QQQ,TQQQ,51,,,,2000,102000000\n":          {0, false},
		"9/17/2026,ProShares UltraPro Short QQQ,SQQQ,10,,,,5000,50000000\n9/18/2026,ProShares UltraPro Short QQQ,SQQQ,49,,,,1000,49000000\n": {0, false},
		"9/17/2026,ProShares UltraPro QQQ,TQQQ,100,,,,1000,100000000\n9/18/2026,ProShares UltraPro QQQ,TQQQ,51,,,,1000,51000000\n":           {0, true},
		"9/17/2026,ProShares UltraPro QQQ,TQQQ,100,,,,1000,100000000\n9/18/2026,ProShares UltraPro QQQ,TQQQ,99,,,,2000,198000000\n":          {99e6, true},
		"9/18/2026,ProShares UltraPro QQQ,TQQQ,99,,,,900,89100000\n9/17/2026,ProShares UltraPro QQQ,TQQQ,100,,,,1000,100000000\n":            {-9.9e6, true},
	} {
		f := readFunds(t, proSharesNames+rows).On(day(t, "2026-09-21"))[0]
		if f.Creations != want.usd || f.HasCreation != want.known || f.Date.String() != "2026-09-18" {
			t.Errorf("%s: %+v, want %+v", rows, f, want)
		}
	}
}

// TestFundList: spellings of the plain list, and files together.
func TestFundList(t *testing.T) {
	f := readFunds(t, "# my funds\nTicker;Leverage;AUM;Underlying;Date;Offset\ntqqq;3x;30.7bn;Nasdaq-100;11/19/2025;30%\nsds;-2;$400m;spx;2025-11-19;\nspxl;3;\"5,000,000,000\";S&P 500;11/18/25;0\n")
	f, err := f.ReadFunds(strings.NewReader("ticker,leverage,aum\nX,1.5,1e9\n"), "more.csv")
	if err != nil {
		t.Fatal(err)
	}
	got := f.On(day(t, "2025-11-20"))
	if len(got) != 4 || got[0].Underlying != "NDX" || got[0].Offset != 0.3 || got[0].AUM != 30.7e9 || got[0].Date != day(t, "2025-11-19") ||
		got[1].AUM != 4e8 || got[1].Underlying != "spx" || got[2].AUM != 5e9 || got[2].Underlying != "SPX" || !got[3].Known || !got[3].Date.IsZero() {
		t.Errorf("%+v", got)
	}
	if _, err := f.ReadFunds(strings.NewReader("ticker,leverage,aum\ntqqq,3,1e9\n"), "again.csv"); err == nil || err.Error() != "again.csv:2: TQQQ is in dir/funds.csv, too" {
		t.Error(err)
	}
	dated := readFunds(t, "ticker,leverage,aum,date\nA,2,3bn,2025-11-20\nA,2,2bn,2025-11-19\nA,2,1bn,2025-11-18\n").On(day(t, "2025-11-20"))
	if len(dated) != 1 || dated[0].AUM != 2e9 || dated[0].HasCreation {
		t.Errorf("%+v", dated)
	}
}

func TestBadFunds(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "f.csv: the file is empty",
		"{}":                     "f.csv: JSON is not a list of funds",
		"<html":                  "f.csv: a web page or XML is not a list of funds",
		"ticker,leverage,aum\n":  "f.csv: no fund in it",
		"ticker,leverage\nA,2\n": "f.csv:1: no column aum; its columns are ticker, leverage",
		"ticker,leverage,aum,ofset\nA,2,1bn,0.5\n":                         "f.csv:1: ofset: not a column of a list of funds",
		"ticker,leverage,aum\nA,2\n":                                       "f.csv:2: 2 cells and not the 3 of the line of names",
		"ticker,leverage,aum\nA,2,1bn\nB,two,1bn\n":                        `f.csv:3: leverage: "two" is not a number`,
		"ticker,leverage,aum\nA,200,1bn\n":                                 `f.csv:2: leverage: "200" is more than any fund has`,
		"ticker,leverage,AUM\nA,2,\n":                                      "f.csv:2: AUM: empty",
		"ticker,leverage,aum\nA,2,0\n":                                     `f.csv:2: aum: "0" is not above zero`,
		"ticker,leverage,aum\nA,2,-1bn\n":                                  `f.csv:2: aum: "-1bn" is not above zero`,
		"ticker,leverage,aum\nA,2,1e400\n":                                 `f.csv:2: aum: "1e400" is not a number`,
		"ticker,leverage,aum\nA,2,1.2.3\n":                                 `f.csv:2: aum: "1.2.3" is not a number`,
		"ticker;leverage;aum\nA;2;1,5\n":                                   `f.csv:2: aum: "1,5" may be a decimal comma`,
		"ticker,leverage,aum,date\nA,2,1bn,2025-13-01\n":                   `f.csv:2: date: "2025-13-01" is not a date of month, day and year`,
		"ticker,leverage,aum,offset\nA,2,1bn,1.5\n":                        `f.csv:2: offset: "1.5" is not between 0 and 1`,
		"ticker,leverage,aum,offset\nA,2,1bn,-0.1\n":                       `f.csv:2: offset: "-0.1" is not between 0 and 1`,
		"ticker,leverage,aum\nA,2,1bn\na,2,2bn\n":                          "f.csv:3: A is on line 2, too",
		"ticker,leverage,aum,date\nA,2,1bn,1/2/25\nA,2,2bn,1/2/25\n":       "f.csv:3: date: A of 2025-01-02 is on line 2, too",
		"ticker,leverage,aum,date\nA,2,1bn,1/2/25\nA,2,2bn,\n":             "f.csv:3: date: a row of A has none",
		"ticker,leverage,aum\nA,2,\"1bn\nB,2,3\n":                          `f.csv:3: not csv: extraneous or missing " in quoted-field`,
		proSharesNames + "9/17/2026,ProShares Ultra QQQ,QLD,1,,,,1000,\n":  "f.csv:2: Assets Under Management: empty",
		proSharesNames + "9/37/2026,ProShares Ultra QQQ,QLD,1,,,,1000,9\n": `f.csv:2: Date: "9/37/2026" is not a date of month, day and year`,
		strings.Replace(proSharesNames, ",NAV,", ",Net,", 1) + "x\n":       "f.csv:2: 1 cell and not the 9 of the line of names",
	} {
		_, err := (*Funds)(nil).ReadFunds(strings.NewReader(text), "f.csv")
		if e := fault.Of(err); err == nil || err.Error() != want || e.Code != fault.Input || e.Hint == "" {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// FuzzFunds: any text is refused with the name of its file, or gives funds whose trade is finite.
func FuzzFunds(f *testing.F) {
	f.Add("ticker,leverage,aum,underlying,date,offset\nA,2,1bn,SPX,2025-11-19,0.3\n")
	f.Add(proSharesNames + "9/17/2026,ProShares Ultra QQQ,QLD,1,,,,1000,1000000\n")
	f.Add("ticker;leverage;aum\nA;-3x;\"1,000\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		funds, err := (*Funds)(nil).ReadFunds(strings.NewReader(text), "f.csv")
		if err != nil {
			if e := fault.Of(err); e.Code != fault.Input || e.File != "f.csv" || e.Hint == "" {
				t.Fatalf("%q: %v; %s", text, err, e.Hint)
			}
			return
		}
		for _, one := range funds.On(day(t, "2025-11-20")) {
			if x := one.PerPct(); math.IsNaN(x) || math.IsInf(x, 0) || one.Ticker == "" {
				t.Fatalf("%q: %+v", text, one)
			}
		}
	})
}
