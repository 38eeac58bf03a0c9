package chain

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gex/internal/chain/input"
	"gex/internal/chain/vendors"
	"gex/internal/fault"
	"gex/internal/market"
)

// layoutSample is a small hand-made file.
type layoutSample struct {
	file, format string
	options      Options
	lacks        []string // what the layout cannot represent
	asOf         time.Time
	notes        []string
}

// dialectSamples are small hand-made files: all but the last two hold the same four contracts, as far as the layout
// can represent them.
var dialectSamples = []layoutSample{
	{file: "historicaloptiondata.csv", format: "historicaloptiondata", notes: []string{"as-of-date-only"}},
	{file: "cboe-eodquotes.csv", format: "cboe-eodquotes", lacks: []string{"iv", "delta", "gamma"}, notes: []string{"as-of-date-only"}},
	{file: "cboe-eodcalcs.csv", format: "cboe-eodcalcs", asOf: newYork(2025, 11, 20, 15, 45), notes: []string{"as-of-1545"}},
	{file: "deltaneutral.csv", format: "deltaneutral", notes: []string{"as-of-date-only"}},
	{file: "nonstd.csv", format: "nonstd", lacks: []string{"spot"}, notes: []string{"as-of-date-only"}},
	{file: "yfinance.csv", format: "yfinance", lacks: []string{"delta", "gamma"}, notes: []string{"as-of-last-trade"}},
	{file: "polygon.csv", format: "polygon", options: Options{AsOf: market.When{Time: newYork(2025, 11, 20, 16, 0)}},
		lacks: []string{"spot", "bid", "ask", "last", "volume", "iv"}},
	{file: "ib-snapshot.csv", format: "ib-snapshot", asOf: newYork(2025, 11, 20, 16, 0).Add(3 * time.Second)},
	{file: "optionsdx.txt", format: "optionsdx", options: Options{Name: "aapl_eod_202511.txt"}, lacks: []string{"oi"},
		notes: []string{"underlying-from-name", "no-open-interest"}},
	{file: "orats.csv", format: "orats", lacks: []string{"last", "put-delta"}, notes: []string{"as-of-date-only"}},
	{file: "optionmetrics.csv", format: "optionmetrics", lacks: []string{"spot", "last"}, notes: []string{"as-of-date-only"}},
	{file: "alphavantage.csv", format: "alphavantage-csv", lacks: []string{"spot"}, notes: []string{"as-of-date-only"}},
	{file: "marketdata.csv", format: "marketdata-csv", lacks: []string{"last of contract 2"}, notes: []string{"as-of-latest-quote"}},
	{file: "openbb.csv", format: "openbb", lacks: []string{"last of contract 2"}, notes: []string{"as-of-date-only"}},
	{file: "thetadata.csv", format: "thetadata", lacks: []string{"last", "volume", "oi"},
		notes: []string{"as-of-latest-quote", "interest-elsewhere", "no-open-interest"}},
	{file: "thetadata-oi.csv", format: "thetadata-oi", lacks: []string{"spot", "bid", "ask", "last", "volume", "iv", "delta", "gamma"},
		asOf: newYork(2025, 11, 20, 6, 30).Add(25 * time.Second), notes: []string{"as-of-latest-quote"}},
	{file: "long-european.csv", format: "long", notes: []string{"as-of-date-only"}},
	{file: "deribit.csv", format: "deribit-csv"},
	{file: "nse.csv", format: "nse-csv"},
}

// fourContracts are the contracts of the samples.
var fourContracts = []Contract{
	{Strike: 270, Right: Call, Bid: 3.1, Ask: 3.2, Last: 3.15, Volume: 1200, OpenInterest: 5400, IV: 0.31, Delta: 0.53, Gamma: 0.041},
	{Strike: 270, Right: Put, Bid: 2.55, Ask: 2.65, Last: 2.6, Volume: 800, OpenInterest: 3300, IV: 0.305, Delta: -0.47, Gamma: 0.041},
	{Strike: 272.5, Right: Call, Bid: 1.9, Ask: 1.98, OpenInterest: 0, IV: 0.3, Delta: 0.38, Gamma: 0.039},
	{Strike: 272.5, Right: Put, Bid: 3.85, Ask: 4, Last: 3.9, Volume: 15, OpenInterest: 120, IV: 0.3, Delta: -0.62, Gamma: 0.039},
}

func TestDialectsAgree(t *testing.T) {
	nan := math.NaN()
	for _, s := range slices.Concat(dialectSamples[:len(dialectSamples)-2], recordSamples) {
		t.Run(s.format, func(t *testing.T) {
			if s.options.Name == "" {
				s.options.Name = s.file
			}
			if s.asOf.IsZero() {
				s.asOf = newYork(2025, 11, 20, 16, 0)
			}
			f, c := readOne(t, sample(t, s.file), s.options)
			wantProblems(t, f)
			wantNotes(t, c, s.notes...)
			spot := 270.5
			lacks := map[string]bool{}
			for _, what := range s.lacks {
				lacks[what] = true
			}
			if lacks["spot"] {
				spot = nan
			}
			if f.Format != s.format || c.Underlying != "AAPL" || !sameValue(c.Spot, spot) || !c.AsOf.Equal(s.asOf) || c.Len() != 4 {
				t.Fatalf("%s: %s at %v as of %v, %d contracts", f.Format, c.Underlying, c.Spot, c.AsOf, c.Len())
			}
			for i, want := range fourContracts {
				got := c.Row(i)
				want.Root, want.Expiry, want.Multiplier, want.DealerQty = market.LookupRoot("AAPL"), market.Date{Year: 2025, Month: 11, Day: 21}, 100, nan
				want.Settlement, want.Line = newYork(2025, 11, 21, 16, 0), got.Line
				for name, v := range map[string]*float64{"bid": &want.Bid, "ask": &want.Ask, "last": &want.Last, "volume": &want.Volume,
					"oi": &want.OpenInterest, "iv": &want.IV, "delta": &want.Delta, "gamma": &want.Gamma} {
					if lacks[name] || lacks[fmt.Sprintf("%s of contract %d", name, i)] {
						*v = nan
					}
				}
				switch {
				case lacks["put-delta"] && want.Right == Put:
					want.Delta = nan
				case s.format == "optionmetrics" && i == 3:
					want.IV, want.Delta = nan, nan // -99.99
				case s.format == "yfinance" && i == 2:
					want.IV, want.Volume = nan, nan // 1e-05, blank
				}
				if d := cmp.Diff(want, got, cmp.Comparer(sameValue)); d != "" {
					t.Errorf("contract %d (-want +got):\n%s", i, d)
				}
			}
		})
	}
}

// Every csv layout has a sample, and is recognized by it.
func TestSamplesAreOfTheirFormat(t *testing.T) {
	known := map[string]bool{"cboe-quotedata": true, "long": true, "nse-website": true, "deribit-history": true, "deribit-ticker-csv": true} // have their samples in the tests
	for _, s := range slices.Concat(dialectSamples, recordSamples) {
		known[s.format] = true
		src := &input.Source{Name: s.file, Data: input.Normalize([]byte(sample(t, s.file)))}
		if l, err := choose(src, &Options{}, vendors.Layouts()); err != nil || l.Name != s.format {
			t.Errorf("%s is taken for %q: %v", s.file, l.Name, err)
		}
	}
	for _, l := range vendors.Layouts() {
		other := strings.HasSuffix(l.Name, "-json") || l.Name == "schwab" || l.Name == "barchart" || l.Name == "thinkorswim" || l.Name == "nasdaq"
		if !known[l.Name] && !other {
			t.Errorf("%s has no sample", l.Name)
		}
	}
}

func TestUnverifiedFormatsSaySo(t *testing.T) {
	for _, f := range Formats() {
		unverified := f.Name == "optionsdx" || f.Name == "orats" || f.Name == "optionmetrics" || unverifiedAbroad[f.Name] || unverifiedUS[f.Name]
		if strings.Contains(f.Title, "unverified") != unverified {
			t.Errorf("%s: %s", f.Name, f.Title)
		}
	}
}

func TestDeribitCSV(t *testing.T) {
	f := read(t, sample(t, "deribit.csv"), Options{})
	wantProblems(t, f)
	if len(f.Chains) != 2 {
		t.Fatalf("%d chains", len(f.Chains))
	}
	btc, usdc := f.Chains[0], f.Chains[1]
	call, put := btc.Row(0), btc.Row(1)
	if call.Bid != 0.025*92000 || call.Ask != 0.0255*92000 || !math.IsNaN(call.Last) || call.IV != 0.515 || call.Multiplier != 1 || call.OpenInterest != 226.1 {
		t.Errorf("call %+v", call)
	}
	if !math.IsNaN(put.Bid) || put.Ask != 0.1125*92002 || put.Last != 0.11*92002 || put.Right != Put {
		t.Errorf("put %+v", put)
	}
	e := btc.Expiries[0]
	if e.Future != 92002 || !e.Settlement.Equal(time.Date(2025, 12, 26, 8, 0, 0, 0, time.UTC)) || btc.Spot != 91600.5 || !btc.AsOf.Equal(time.UnixMilli(1763551236881)) {
		t.Errorf("expiry %+v, spot %v as of %v", e, btc.Spot, btc.AsOf)
	}
	if linear := usdc.Row(0); usdc.Underlying != "BTC_USDC" || linear.Bid != 1500 || linear.Strike != 90000 || usdc.Expiries[0].Future != 91700 {
		t.Errorf("%s: %+v", usdc.Underlying, linear)
	}
	wantNotes(t, btc, "no-options")

	// Without the future there is no price in dollars.
	f, _ = readText(strings.Replace(sample(t, "deribit.csv"), ",92000,", ",,", 1), Options{})
	wantProblems(t, f, `chain.csv:2: underlying_price: a price is missing`)
	if c := f.Chains[0]; !math.IsNaN(c.Bid[0]) || c.Repaired[0] != CellUnread || c.Expiries[0].Future != 92002 {
		t.Errorf("bid %v, future %v", c.Bid[0], c.Expiries[0].Future)
	}
}

func TestNSECSV(t *testing.T) {
	_, c := readOne(t, sample(t, "nse.csv"), Options{AsOf: market.When{Time: newYork(2025, 8, 14, 6, 0)}})
	call, put := c.Row(0), c.Row(1)
	if c.Underlying != "NIFTY" || c.Spot != 24631.3 || call.IV != 0.105 || call.OpenInterest != 17.5 || call.Multiplier != 75 || put.Right != Put || put.Ask != 0 {
		t.Errorf("%s at %v: %+v, %+v", c.Underlying, c.Spot, call, put)
	}
	if want := newYork(2025, 8, 21, 6, 0); !call.Settlement.Equal(want) { // 15:30 in Mumbai
		t.Errorf("settles %v, want %v", call.Settlement, want)
	}
	wantNotes(t, c, "lot-assumed")
	_, c = readOne(t, sample(t, "nse.csv"), Options{AsOf: market.When{Time: newYork(2025, 8, 14, 6, 0)}, Multiplier: 50})
	wantNotes(t, c)
	if e := refused(t, sample(t, "nse.csv"), Options{}); !strings.Contains(e.Hint, fault.Setting("as-of")) {
		t.Errorf("hint %q", e.Hint)
	}
}

// The symbol of an option and the other cells of its row must agree.
func TestDialectContradictions(t *testing.T) {
	text := sample(t, "deltaneutral.csv")
	for _, c := range []struct{ old, new, problem string }{
		{",call,11/21/2025,11/20/2025,270,", ",put,11/21/2025,11/20/2025,270,", "Type: the symbol is a call, but the row says put"},
		{"11/21/2025,11/20/2025,270,", "11/28/2025,11/20/2025,270,", "Expiration: the symbol expires 2025-11-21, but the row says 2025-11-28"},
		{"11/20/2025,270,", "11/20/2025,275,", "Strike: the symbol has the strike 270, but the row says 275"},
		{"A,AAPL", "A,AAPL", ""},
		{"*,AAPL251121C00270000", "*,AAPL251321C00270000", `OptionSymbol: "AAPL251321C00270000" is not an option symbol: "251321" is not a date`},
		{"11/20/2025,270,", "11/20/2025,x,", `Strike: "x" is not a number`},
		{",call,", ",?,", `Type: "?" is neither call nor put`},
		{"11/21/2025,11/20/2025,270,", "someday,11/20/2025,270,", `Expiration: "someday" is not a date`},
		{"AAPL,270.5,*,AAPL251121C00270000", "AA PL,270.5,*,AAPL251121C00270000", `UnderlyingSymbol: "AA PL" is not the name of an underlying`},
		{",0.53,0.041,", ",0.53,0.041,,", "23 cells where the header has 22"},
	} {
		f, got := readOne(t, strings.Replace(text, c.old, c.new, 1), Options{})
		if c.problem == "" {
			wantProblems(t, f)
			continue
		}
		wantProblems(t, f, "chain.csv:2: "+c.problem)
		if got.Len() != 3 || got.Unread != 1 {
			t.Errorf("%s: %d contracts, %d unread", c.problem, got.Len(), got.Unread)
		}
	}
	// Empty cells are taken from the symbol, and a Saturday is the Friday before it.
	bare := strings.Replace(text, "AAPL,270.5,*,AAPL251121C00270000,call,11/21/2025,11/20/2025,270,", ",,*,AAPL251121C00270000,,,,,", 1)
	f, got := readOne(t, strings.ReplaceAll(bare, "put,11/21/2025", "put,11/22/2025"), Options{})
	wantProblems(t, f)
	if got.Len() != 4 || got.Out[0] != Live || got.Repaired[1] != ExpiryRolled {
		t.Errorf("%d contracts, repaired %v", got.Len(), got.Repaired)
	}
}

func TestDialectQuoteDate(t *testing.T) {
	day := sample(t, "historicaloptiondata.csv")
	header, rows, _ := strings.Cut(day, "\n")
	text := day + strings.ReplaceAll(strings.ReplaceAll(rows, "11/20/2025", "11/19/2025"), "270.5", "268.25")

	e := refused(t, text, Options{})
	if !strings.Contains(e.What, "AAPL has quotes from 2 dates: 2025-11-19, 2025-11-20") || !strings.Contains(e.Hint, fault.Setting("quote-date")+" 2025-11-20") {
		t.Errorf("error %v, hint %q", e, e.Hint)
	}
	_, c := readOne(t, text, on(2025, 11, 19))
	if c.Spot != 268.25 || c.Len() != 4 || c.Rows != 4 || !c.AsOf.Equal(newYork(2025, 11, 19, 16, 0)) {
		t.Errorf("%d contracts of %d rows at %v as of %v", c.Len(), c.Rows, c.Spot, c.AsOf)
	}
	e = refused(t, text, on(2025, 11, 18))
	if !strings.Contains(e.What, "2025-11-18") || e.Hint != "the file has 2025-11-19, 2025-11-20" {
		t.Errorf("error %v, hint %q", e, e.Hint)
	}
	// An underlying that was not recorded that day is left out with its rows.
	other := strings.ReplaceAll(strings.ReplaceAll(rows, "AAPL", "MSFT"), "11/20/2025", "11/19/2025")
	if f := read(t, header+"\n"+rows+other, on(2025, 11, 20)); len(f.Chains) != 1 || f.Chains[0].Underlying != "AAPL" {
		t.Errorf("%d chains", len(f.Chains))
	}

	// The same with the layout long, and with one that has a date for the whole file.
	long := longHeader + "SPX,6700,2025-11-19,SPXW,2025-11-21,6700,C,1,2,1,1,10,0.1,0.5,100,1\n" + strings.TrimPrefix(longTop, longHeader)
	refused(t, long, Options{})
	if _, c := readOne(t, long, on(2025, 11, 19)); c.Len() != 1 || c.OpenInterest[0] != 10 {
		t.Errorf("%d contracts", c.Len())
	}
	e = refused(t, quotedataTop+row6700, on(2025, 11, 19))
	if !strings.Contains(e.What, "2025-11-19") {
		t.Errorf("error %v", e)
	}
}

// OptionMetrics has strikes in thousandths; an export that was divided is recognized by cents.
func TestStrikesInThousandths(t *testing.T) {
	text := sample(t, "optionmetrics.csv")
	divided := strings.NewReplacer(",270000,", ",270,", ",272500,", ",272.5,").Replace(text)
	for name, text := range map[string]string{"thousandths": text, "divided": divided} {
		_, c := readOne(t, text, Options{})
		if c.Strike[0] != 270 || c.Strike[3] != 272.5 {
			t.Errorf("%s: strikes %v", name, c.Strike)
		}
	}
	_, c := readOne(t, strings.Replace(text, ",0,0,AAPL", ",0,1,AAPL", 1), Options{})
	if c.Out[0] != Adjusted || c.Out[1] != Live {
		t.Errorf("out %v", c.Out)
	}
	// Any other layout is refused.
	long := strings.NewReplacer(",6700,C", ",6700000,C", ",6650.5,", ",6650500,").Replace(longTop)
	if e := refused(t, long, Options{}); !strings.Contains(e.Hint, "thousandths") {
		t.Errorf("error %v, hint %q", e, e.Hint)
	}
	// A nearly worthless stock has strikes as far away, but not in thousandths.
	readOne(t, "underlying,spot,quote_time,expiration,strike,type,open_interest\nXYZQ,0.01,2025-11-20,2025-11-28,7.5,C,1\n", Options{})
}

func TestAssumedRoots(t *testing.T) {
	text := "ticker,tradeDate,expirDate,strike,stockPrice,callOpenInterest,putOpenInterest\n" +
		"SPX,2025-11-20,2025-11-21,6700,6700,1,1\n" + // a third Friday
		"SPX,2025-11-20,2025-11-24,6700,6700,1,1\n" +
		"SPX,2025-11-20,2026-06-18,6700,6700,1,1\n" + // the third Friday is a holiday
		"VIX,2025-11-20,2025-11-26,20,18,1,1\n"
	f := read(t, text, Options{Format: "orats"})
	var roots []string
	for _, c := range f.Chains {
		for _, e := range c.Expiries {
			roots = append(roots, e.Root.Name)
		}
	}
	if d := cmp.Diff([]string{"SPX", "SPXW", "SPX", "VIX"}, roots); d != "" {
		t.Errorf("roots (-want +got):\n%s", d)
	}
	wantNotes(t, f.Chains[0], "root-assumed", "as-of-date-only")
	// OptionMetrics says which options are AM-settled.
	_, c := readOne(t, "date,exdate,cp_flag,strike_price,impl_volatility,am_settlement,open_interest\n"+
		"2025-11-20,2025-11-21,C,6700000,0.2,1,1\n2025-11-20,2025-11-21,C,6700000,0.2,0,1\n", Options{Symbol: "SPX"})
	if c.Expiries[0].Root.Name != "SPX" || c.Expiries[1].Root.Name != "SPXW" || len(c.Notes) != 1 {
		t.Errorf("expiries %v", c.Expiries)
	}
}

func TestUnderlyingOfTheFile(t *testing.T) {
	text := sample(t, "optionsdx.txt")
	e := refused(t, text, Options{Name: "202511.txt"})
	if !strings.Contains(e.Hint, fault.Setting("symbol")) {
		t.Errorf("error %v, hint %q", e, e.Hint)
	}
	if _, c := readOne(t, text, Options{Name: "202511.txt", Symbol: "spy"}); c.Underlying != "SPY" {
		t.Errorf("underlying %s", c.Underlying)
	}
}

// Round strikes that were divided look like thousandths, but not compared with the price of the underlying.
func TestRoundStrikesAlreadyDivided(t *testing.T) {
	const text = "date,exdate,cp_flag,strike_price,impl_volatility,open_interest,ticker,close\n" +
		"2025-11-20,2025-11-28,C,%s,0.2,10,SPX,6600\n"
	for _, strike := range []string{"6600", "6600000"} {
		if _, c := readOne(t, strings.Replace(text, "%s", strike, 1), Options{}); c.Strike[0] != 6600 {
			t.Errorf("%s is read as %v", strike, c.Strike[0])
		}
	}
}
