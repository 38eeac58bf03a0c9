package chain

import (
	"fmt"
	"strings"
	"testing"
)

// nseFile returns a file of the exchange with some strikes of each expiry, whose quantities are multiples of its lot size.
func nseFile(name, timestamp string, strikes int, lots map[string]int) string {
	var rows []string
	for expiry, lot := range lots {
		for k := range strikes {
			side := func(right string) string {
				return fmt.Sprintf(`"%s":{"strikePrice":%d,"expiryDate":"%s","underlying":"%s","openInterest":20,"totalTradedVolume":5,`+
					`"impliedVolatility":12,"lastPrice":90,"bidprice":89,"askPrice":91,"bidQty":%d,"askQty":%d,"underlyingValue":25000}`,
					right, 24000+100*k, expiry, name, (k+2)*lot, (k+3)*lot)
			}
			rows = append(rows, fmt.Sprintf(`{"strikePrice":%d,"expiryDate":"%s",%s,%s}`, 24000+100*k, expiry, side("CE"), side("PE")))
		}
	}
	return fmt.Sprintf(`{"records":{"timestamp":"%s","data":[%s]}}`, timestamp, strings.Join(rows, ","))
}

// TestLotsByExpiry: each expiry of a file has its own lot size, inferred from the file.
func TestLotsByExpiry(t *testing.T) {
	lots := map[string]int{"27-Jul-2023": 15, "29-Jun-2023": 25, "25-May-2023": 25}
	_, c := readOne(t, nseFile("BANKNIFTY", "19-May-2023 15:30:00", 12, lots), Options{})
	for _, e := range c.Expiries {
		want := map[string]float64{"2023-05-25": 25, "2023-06-29": 25, "2023-07-27": 15}[e.Date.String()]
		for i := e.Lo; i < e.Hi; i++ {
			if c.Multiplier[i] != want {
				t.Fatalf("%s: multiplier %v, want %v", e.Date, c.Multiplier[i], want)
			}
		}
	}
	if want := "the multiplier is the lot size inferred from 144 quoted quantities, by expiry: 25, 15 from 2023-07-27"; len(c.Notes) != 1 || c.Notes[0].Message != want {
		t.Errorf("notes %v, want %s", c.Notes, want)
	}
	_, c = readOne(t, nseFile("BANKNIFTY", "19-May-2023 15:30:00", 12, lots), Options{Multiplier: 30})
	if c.Multiplier[0] != 30 || len(c.Notes) != 0 {
		t.Errorf("multiplier %v when 30 is asked for, notes %v", c.Multiplier[0], c.Notes)
	}
	_, c = readOne(t, nseFile("NIFTY", "05-Dec-2025 15:30:00", 12, map[string]int{"30-Dec-2025": 50, "27-Jan-2026": 65}), Options{})
	if c.Multiplier[0] != 50 || c.Notes[1].Code != "lot-differs" || !strings.Contains(c.Notes[1].Message, "2025-12-30 (listed with 75)") {
		t.Errorf("multiplier %v against the table's 75, notes %v", c.Multiplier[0], c.Notes)
	}
}

// TestLotsOfTables: a file without quantities gets the lot sizes of the table by expiry, in a flattened csv and in the
// canonical one, with a warning if they may be wrong.
func TestLotsOfTables(t *testing.T) {
	long := func(asOf string, expiries ...string) string {
		text := "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest\n"
		for _, e := range expiries {
			text += fmt.Sprintf("NIFTY,25000,%s,%s,25000,C,100,101,20\n", asOf, e)
		}
		return text
	}
	for _, c := range []struct {
		what, text string
		want       []float64
		codes      string
	}{
		{"of two years", long("2025-12-05T15:30:00+05:30", "2025-12-30", "2026-01-06", "2026-03-30"), []float64{75, 65, 75}, ""},
		{"after the change", long("2026-01-05T15:30:00+05:30", "2026-01-06", "2026-03-30"), []float64{65, 65}, ""},
		{"of 2019", long("2019-08-23T15:30:00+05:30", "2019-08-29"), []float64{75}, ""},
		{"of 2031", long("2031-03-03T15:30:00+05:30", "2031-03-25"), []float64{65}, "lot-assumed calendar-end"},
	} {
		_, chain := readOne(t, c.text, Options{})
		if got := fmt.Sprint(chain.Multiplier); got != fmt.Sprint(c.want) {
			t.Errorf("%s: multipliers %s, want %v", c.what, got, c.want)
		}
		var codes []string
		for _, w := range chain.Notes {
			codes = append(codes, w.Code)
		}
		if got := strings.Join(codes, " "); got != c.codes {
			t.Errorf("%s: notes %s, want %s", c.what, got, c.codes)
		}
	}
}
