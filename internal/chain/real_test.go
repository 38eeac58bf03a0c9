package chain

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gex/internal/market"
)

// quotedataFacts describe the vendor's real files: rows and open interest counted with awk, the number expired as the
// rows of dates before the file's, or of its date after the settlement.
var quotedataFacts = map[string]struct {
	underlying     string
	spot           float64
	asOf           time.Time
	rows           int
	callOI, putOI  float64
	expiries, late int // late: contracts expired
}{
	"NDX_2023-05-26_1718ET_unquoted-date.csv":              {"NDX", 14298.4092, newYork(2023, 5, 26, 17, 18), 10926, 90017, 81163, 45, 2 * 481},
	"NVDA_2025-01-06_2130ET.csv":                           {"NVDA", 150.2802, newYork(2025, 1, 6, 21, 30), 543, 4958027, 5146055, 4, 0},
	"QQQ_2023-06-12_1635ET_quoted-name.csv":                {"QQQ", 358.27, newYork(2023, 6, 12, 16, 35), 3623, 5094292, 10308486, 29, 2 * 115},
	"SPX_2022-02-05_2009ET_full.csv":                       {"SPX", 4500.5298, newYork(2022, 2, 5, 20, 9), 10257, 4732547, 8815739, 45, 0},
	"SPX_2022-12-12_2030ET_full_0DTE_gflows-example.csv":   {"SPX", 3990.5601, newYork(2022, 12, 12, 20, 30), 9578, 7009311, 12260313, 56, 2 * 143},
	"SPX_2023-09-14_1631ET_full_0DTE.csv":                  {"SPX", 4505.1001, newYork(2023, 9, 14, 16, 31), 9960, 6663949, 13722905, 59, 2 * 148},
	"SPX_2024-01-07_1052ET_full_published-gex.csv":         {"SPX", 4697.2402, newYork(2024, 1, 7, 10, 52), 10519, 6138491, 11959919, 60, 2 * 223},
	"SPX_2025-01-06_2057ET_near-money-sample.csv":          {"SPX", 5975.3799, newYork(2025, 1, 6, 20, 57), 20, 14219, 6353, 1, 0},
	"SPX_2025-11-20_0952ET_0DTE-expiry-only_locale-es.csv": {"SPX", 6749.1699, newYork(2025, 11, 20, 9, 52), 231, 142906, 226917, 1, 0},
	"SPY_2023-06-04_1515ET_garbled-date.csv":               {"SPY", 427.92, newYork(2023, 6, 4, 15, 15), 3843, 6477830, 12624468, 31, 0},
	"SPY_2025-05-01_0828ET_premarket.csv":                  {"SPY", 560.36, newYork(2025, 5, 1, 8, 28), 2438, 2138709, 5071426, 14, 0},
	"SPY_2025-05-01_1649ET_0DTE.csv":                       {"SPY", 557.65, newYork(2025, 5, 1, 16, 49), 2438, 2138709, 5071426, 14, 2 * 193},
}

const garbledDate = "SPY_2023-06-04_1515ET_garbled-date.csv"

func TestQuotedataRealFiles(t *testing.T) {
	dir := realChains(t, "cboe-quotes")
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(files) != len(quotedataFacts) {
		t.Errorf("%d files in %s, facts of %d", len(files), dir, len(quotedataFacts))
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			testRealFile(t, filepath.Base(file), text)
		})
	}
}

func testRealFile(t *testing.T, name string, text []byte) {
	want := quotedataFacts[name]
	o := Options{Name: name}
	if name == garbledDate {
		if e := refused(t, string(text), o); e.Line != 3 || e.Column != "Date" {
			t.Errorf("error %v", e)
		}
		o.AsOf = market.When{Time: want.asOf}
	}
	f, c := readOne(t, string(text), o)
	if f.Format != "cboe-quotedata" || len(f.Problems) != 0 || c.Unread != 0 {
		t.Errorf("read as %s, %d unread, problems %v", f.Format, c.Unread, f.Problems)
	}
	if c.Underlying != want.underlying || c.Spot != want.spot || !c.AsOf.Equal(want.asOf) {
		t.Errorf("%s at %v as of %v", c.Underlying, c.Spot, c.AsOf)
	}
	if c.Rows != want.rows || c.Len() != 2*want.rows || len(c.Expiries) != want.expiries {
		t.Errorf("%d rows, %d contracts, %d expiries", c.Rows, c.Len(), len(c.Expiries))
	}
	var calls int
	var callOI, putOI float64
	out := map[Reason]int{}
	for i, r := range c.Right {
		if r == Call {
			calls, callOI = calls+1, callOI+c.OpenInterest[i]
		} else {
			putOI += c.OpenInterest[i]
		}
		out[c.Out[i]]++
	}
	if calls != want.rows || callOI != want.callOI || putOI != want.putOI {
		t.Errorf("%d calls with open interest %v, puts with %v", calls, callOI, putOI)
	}
	if out[Expired] != want.late || out[Live] != c.Len()-want.late {
		t.Errorf("out %v, want %d expired", out, want.late)
	}
	wantNotes(t, c)
	compareCells(t, c, text)
}

// compareCells reads the file once more with the standard library and compares every cell.
func compareCells(t *testing.T, c *Chain, text []byte) {
	t.Helper()
	const headerLine = 4
	parts := bytes.SplitN(text, []byte("\n"), headerLine+1)
	records, err := csv.NewReader(bytes.NewReader(parts[headerLine])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := make([]bool, 2*len(records))
	for i := range c.Len() {
		got := c.Row(i)
		n := got.Line - headerLine - 1
		seen[2*n+int(got.Right)] = true
		if d := cmp.Diff(contractOf(t, records[n], got), got, cmp.Comparer(sameValue)); d != "" {
			t.Fatalf("line %d (-want +got):\n%s", got.Line, d)
		}
	}
	for i, ok := range seen {
		if !ok {
			t.Errorf("contract %d of line %d is not there", i%2, headerLine+1+i/2)
		}
	}
}

// contractOf builds a contract from the cells of its record; what is not in the cells is copied from got.
func contractOf(t *testing.T, cells []string, got Contract) Contract {
	t.Helper()
	value := func(column int) float64 {
		v, err := strconv.ParseFloat(cells[column], 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	const strike, symbol, callColumns, putColumns = 11, 1, 2, 13
	first, symbolAt := callColumns, symbol
	if got.Right == Put {
		first, symbolAt = putColumns, strike+1
	}
	day, err := time.Parse("Mon Jan 02 2006", cells[0])
	if err != nil {
		t.Fatal(err)
	}
	want := got
	want.Strike = value(strike)
	want.Last, want.Bid, want.Ask, want.Volume = value(first), value(first+2), value(first+3), value(first+4)
	want.IV, want.Delta, want.Gamma, want.OpenInterest = value(first+5), value(first+6), value(first+7), value(first+8)
	want.Expiry.Year, want.Expiry.Month, want.Expiry.Day = day.Date()
	want.Multiplier, want.DealerQty = 100, math.NaN()
	want.Root.Name = cells[symbolAt][:len(cells[symbolAt])-15]
	return want
}
