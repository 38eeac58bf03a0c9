package chain

import (
	_ "embed"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
)

//go:embed testdata/samples/nse-website.csv
var nseWebsiteText string

const nseWebsiteName = "option-chain-ED-NIFTY-21-Jul-2026.csv"

// nseWebsiteAsOf is the time of the samples of NIFTY, 15:29 in Mumbai.
var nseWebsiteAsOf = time.Date(2026, 7, 14, 9, 59, 0, 0, time.UTC)

// niftyRow is a contract of the samples of NIFTY, by strike and side.
type niftyRow struct {
	strike float64
	right  Right
}

// niftyContracts indexes the contracts of a sample of NIFTY: seven strikes from 24800 to 25400.
func niftyContracts(t *testing.T, c *Chain) map[niftyRow]Contract {
	t.Helper()
	rows := map[niftyRow]Contract{}
	for i := range c.Len() {
		r := c.Row(i)
		if r.Root.Name != "NIFTY" || r.Expiry != (market.Date{Year: 2026, Month: 7, Day: 21}) || r.Multiplier != 65 {
			t.Errorf("contract %d: %s %v x%v", i, r.Root.Name, r.Expiry, r.Multiplier)
		}
		if r.Strike <= 25400 {
			rows[niftyRow{r.Strike, r.Right}] = r
		}
	}
	if len(rows) != 14 {
		t.Fatalf("%d contracts", len(rows))
	}
	return rows
}

// sameNifty compares contracts that both layouts have; lacks names what the second cannot represent.
func sameNifty(t *testing.T, want, got *Chain, lacks string) {
	t.Helper()
	a, b := niftyContracts(t, want), niftyContracts(t, got)
	for key, x := range a {
		y := b[key]
		for name, v := range map[string][2]float64{"bid": {x.Bid, y.Bid}, "ask": {x.Ask, y.Ask}, "last": {x.Last, y.Last}, "volume": {x.Volume, y.Volume},
			"oi": {x.OpenInterest, y.OpenInterest}, "iv": {x.IV, y.IV}} {
			v[0], v[1] = math.Max(v[0], 0), math.Max(v[1], 0) // a dash and 0 both mean none
			if math.IsNaN(v[0]) {
				v[0] = 0
			}
			if math.IsNaN(v[1]) {
				v[1] = 0
			}
			switch {
			case strings.Contains(lacks, name) && v[1] != 0:
				t.Errorf("%v: %s %v", key, name, v[1])
			case !strings.Contains(lacks, name) && math.Abs(v[0]-v[1]) > 1e-9:
				t.Errorf("%v: %s %v and %v", key, name, v[0], v[1])
			}
		}
	}
}

// nseEarlier writes the present API's sample as the earlier one had it.
func nseEarlier(t *testing.T) string {
	t.Helper()
	text := strings.NewReplacer("buyPrice1", "bidprice", "sellPrice1", "askPrice", "buyQuantity1", "bidQty", "sellQuantity1", "askQty",
		`"expiryDates": "`, `"expiryDate": "`, "21-07-2026", "21-Jul-2026").Replace(sample(t, "nse-present.json"))
	return `{"records":` + strings.Replace(text, `"underlying": null`, `"underlying": "NIFTY"`, 1) + `,"filtered":{}}`
}

// TestNSELayoutsAgree: the same chain as the present API, the earlier one and the website have it.
func TestNSELayoutsAgree(t *testing.T) {
	f, present := readOne(t, sample(t, "nse-present.json"), Options{})
	wantProblems(t, f)
	wantNotes(t, present, "lot-inferred")
	if f.Format != "nse-present-json" || present.Underlying != "NIFTY" || present.Spot != 25080.4 || !present.AsOf.Equal(nseWebsiteAsOf) || present.Len() != 15 {
		t.Errorf("%s: %s at %v as of %v, %d contracts", f.Format, present.Underlying, present.Spot, present.AsOf, present.Len())
	}
	g, earlier := readOne(t, nseEarlier(t), Options{})
	if g.Format != "nse-json" || earlier.Spot != present.Spot || !earlier.AsOf.Equal(present.AsOf) {
		t.Errorf("%s at %v as of %v", g.Format, earlier.Spot, earlier.AsOf)
	}
	sameNifty(t, present, earlier, "")

	h, website := readOne(t, nseWebsiteText, Options{Name: nseWebsiteName, AsOf: market.When{Time: nseWebsiteAsOf}})
	wantProblems(t, h)
	wantNotes(t, website, "underlying-from-name", "expiry-from-name", "lot-inferred")
	if h.Format != "nse-website" || website.Underlying != "NIFTY" || !math.IsNaN(website.Spot) || website.Of().Venue.Name != "NSE" {
		t.Errorf("%s: %s at %v, %s", h.Format, website.Underlying, website.Spot, website.Of().Venue.Name)
	}
	sameNifty(t, present, website, "")
	if c := website.Row(0); !math.IsNaN(website.Row(website.Len()-1).OpenInterest) || c.OpenInterest != 1200 || c.IV != 0.13 {
		t.Errorf("%+v", c)
	}
}

// TestNSEPresentForms: the options may be in records, and what an option lacks may be around it.
func TestNSEPresentForms(t *testing.T) {
	text := sample(t, "nse-present.json")
	_, want := readOne(t, text, Options{})
	leg := `"expiryDate": "21-07-2026", `
	for name, other := range map[string]string{
		"in records":             `{"records":` + text + `,"filtered":` + text + `}`,
		"without a name":         strings.ReplaceAll(text, `"underlying": "NIFTY"`, `"underlying": null`),
		"without an expiry":      strings.ReplaceAll(text, leg, ""),
		"price at the top only":  strings.ReplaceAll(text, `"underlyingValue": 25080.4}`, `"underlyingValue": 0}`),
		"with earlier keys":      strings.NewReplacer("buyPrice1", "bidprice", "sellPrice1", "askPrice").Replace(text),
		"with a list of strikes": strings.Replace(text, "{", `{"strikePrice": [24800, 24900], "expiryDates": ["21-Jul-2026"], `, 1),
		"with an empty list":     strings.Replace(text, "{", `{"strikePrice": [], `, 1),
	} {
		f, got := readOne(t, other, Options{Symbol: "NIFTY"})
		wantProblems(t, f)
		if f.Format != "nse-present-json" || got.Spot != want.Spot || !got.AsOf.Equal(want.AsOf) || got.Len() != want.Len() ||
			!sameColumn(got.Bid, want.Bid) || !sameColumn(got.OpenInterest, want.OpenInterest) || !sameColumn(got.Multiplier, want.Multiplier) {
			t.Errorf("%s: %s at %v as of %v, %d contracts", name, f.Format, got.Spot, got.AsOf, got.Len())
		}
	}
}

func TestNSEPresentProblems(t *testing.T) {
	for _, tt := range []jsonCase{
		{"nse-present.json", `"buyPrice1": 371.3`, `"buyPrice1": "x"`, `chain.csv:4: data[1].CE.buyPrice1: "x" is not a number`},
		{"nse-present.json", `"openInterest": 1200`, `"openInterest": -5`, `chain.csv:4: data[1].CE.openInterest: "-5" is not an open interest`},
		{"nse-present.json", `"CE": {"strikePrice": 24800`, `"CE": {"strikePrice": "k"`, `chain.csv:4: data[1].CE.strikePrice: "k" is not a number`},
		{"nse-present.json", `"CE": {"strikePrice": 24800, "expiryDate": "21-07-2026"`, `"CE": {"strikePrice": 24800, "expiryDate": "31-02-2026"`,
			`chain.csv:4: data[1].CE.expiryDate: "31-02-2026" is not a date`},
	} {
		f, _ := readOne(t, replaced(t, tt), Options{})
		wantProblems(t, f, tt.want)
	}
	for _, tt := range []jsonCase{
		{"nse-present.json", `14-Jul-2026 15:29:00`, `31-Feb-2026`, `chain.csv: timestamp: "31-Feb-2026" is not a date and time`},
		{"nse-present.json", `"strikePrice"`, `"strike"`, ""},
	} {
		e := refused(t, strings.ReplaceAll(sample(t, tt.sample), tt.old, tt.new), Options{Format: "nse-present-json"})
		if tt.want != "" && e.Error() != tt.want {
			t.Errorf("%v", e)
		}
	}
}

// TestNSEWebsiteName: the name of the download has the underlying and the expiration, as browsers keep it; the options win.
func TestNSEWebsiteName(t *testing.T) {
	july := market.Date{Year: 2026, Month: 7, Day: 21}
	for name, want := range map[string]string{
		nseWebsiteName: "NIFTY",
		"option-chain-ED-NIFTY-21-Jul-2026 (1).csv": "NIFTY",
		"option-chain-ED-BANKNIFTY-21-JUL-2026.csv": "BANKNIFTY",
		"/tmp/x/option-chain-NIFTY-21-Jul-2026.csv": "NIFTY",
		"Option-Chain-ED-SBIN-21-Jul-2026.csv":      "SBIN",
	} {
		_, c := readOne(t, nseWebsiteText, Options{Name: name, AsOf: market.When{Time: nseWebsiteAsOf}})
		if c.Underlying != want || c.Expiries[0].Date != july || c.Of().Venue.Name != "NSE" {
			t.Errorf("%s: %s, %v at %s", name, c.Underlying, c.Expiries[0].Date, c.Of().Venue.Name)
		}
	}
	e := refused(t, nseWebsiteText, Options{Name: "chain.csv", AsOf: market.When{Time: nseWebsiteAsOf}})
	if !strings.Contains(e.What, "underlying") || !strings.Contains(e.Hint, fault.Setting("symbol")+" NIFTY") {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
	e = refused(t, nseWebsiteText, Options{Name: "chain.csv", AsOf: market.When{Time: nseWebsiteAsOf}, Symbol: "NIFTY"})
	if !strings.Contains(e.What, "expiration") || !strings.Contains(e.Hint, fault.Setting("expiration")+" 2026-07-14") {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
	_, c := readOne(t, nseWebsiteText, Options{Name: "chain.csv", AsOf: market.When{Time: nseWebsiteAsOf}, Symbol: "NIFTY", Expiration: july})
	wantNotes(t, c, "lot-inferred")
	if e := refused(t, nseWebsiteText, Options{Name: nseWebsiteName}); !strings.Contains(e.Hint, fault.Setting("as-of")) {
		t.Errorf("%v, hint %q", e, e.Hint)
	}
	f, _ := readOne(t, strings.Replace(nseWebsiteText, `,226.45,`, `,"2,26",`, 1), Options{Name: nseWebsiteName, AsOf: market.When{Time: nseWebsiteAsOf}})
	wantProblems(t, f, nseWebsiteName+`:5: BID: "2,26" is not a number`)
}

// indianStock is the sample of the present API as the exchange would send it for a stock.
func indianStock(t *testing.T) string {
	t.Helper()
	return strings.NewReplacer("NIFTY", "RELIANCE", "OPTIDX", "OPTSTK").Replace(sample(t, "nse-present.json"))
}

// TestIndianStockStaysIndian: a stock of India is none of New York after it was converted or joined, although its name is in no
// table.
func TestIndianStockStaysIndian(t *testing.T) {
	original, want := readOne(t, indianStock(t), Options{})
	var text strings.Builder
	if err := original.WriteLong(&text); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{"a.json": indianStock(t), "b.json": indianStock(t)}
	open := func(name string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(texts[name])), nil }
	joined, err := Join([]string{"a.json", "b.json"}, open, Options{})
	if err != nil {
		t.Fatal(err)
	}
	f, converted := readOne(t, text.String(), Options{})
	wantProblems(t, f)
	_, dated := readOne(t, text.String(), Options{Dates: DayFirst}) // read as a table of any columns
	for name, got := range map[string]*Chain{"converted": converted, "joined": joined.Chains[0], "dated": dated} {
		of := got.Of()
		if of.Venue.Name != "NSE" || !of.European || !got.AsOf.Equal(want.AsOf) {
			t.Errorf("%s: %s, European %v, as of %v", name, of.Venue.Name, of.European, got.AsOf)
		}
		for i, e := range got.Expiries {
			if w := want.Expiries[i]; !e.Settlement.Equal(w.Settlement) || e.Root.Venue != w.Root.Venue {
				t.Errorf("%s: settles %v at %s, want %v", name, e.Settlement, e.Root.Venue.Name, w.Settlement)
			}
		}
		if !sameColumn(got.Multiplier, want.Multiplier) || !sameColumn(got.OpenInterest, want.OpenInterest) {
			t.Errorf("%s: multipliers %v, open interest %v", name, got.Multiplier, got.OpenInterest)
		}
	}
	if got := codesOf(converted.Notes); !slices.Contains(got, "lot-inferred") || slices.Contains(got, "market") {
		t.Errorf("notes %v", got)
	}
	f, _ = readOne(t, strings.Replace(text.String(), "market: NSE", "market: MARS", 1), Options{})
	wantProblems(t, f, `chain.csv:2: caveats: "MARS" is not a market: NSE and US are`)
}

// codesOf are the codes of notes.
func codesOf(notes []Warning) (codes []string) {
	for _, n := range notes {
		codes = append(codes, n.Code)
	}
	return codes
}

// TestUpstoxStock: the key of a stock has its ISIN, which is not its name.
func TestUpstoxStock(t *testing.T) {
	text := strings.ReplaceAll(sample(t, "upstox.json"), "NSE_INDEX|Nifty 50", "NSE_EQ|INE002A01018")
	_, c := readOne(t, text, Options{Symbol: "RELIANCE", AsOf: market.When{Time: nseWebsiteAsOf}})
	if c.Underlying != "RELIANCE" || c.Of().Venue.Name != "NSE" || c.Len() == 0 {
		t.Errorf("%s at %s, %d contracts", c.Underlying, c.Of().Venue.Name, c.Len())
	}
	if err := refused(t, text, Options{AsOf: market.When{Time: nseWebsiteAsOf}}); !strings.Contains(err.Hint, fault.Setting("symbol")) {
		t.Errorf("%v: %s", err, err.Hint)
	}
}
