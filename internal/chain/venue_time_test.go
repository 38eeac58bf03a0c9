package chain

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"gex/internal/market"
)

// oneRow is a chain of the layout long in a row, recorded at when.
func oneRow(name, when string, strike, multiplier float64) string {
	return fmt.Sprintf("%s,%g,%s,2025-12-19,%g,C,10,11,5,0.3,%g\n", name, strike, when, strike, multiplier)
}

const oneRowHeader = "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest,iv,multiplier\n"

// TestTimesOnTheClockOfTheVenue: a time without a zone, in the file or in the options, and a date alone are of the venue of each
// underlying, whatever the others of the file are.
func TestTimesOnTheClockOfTheVenue(t *testing.T) {
	wall, err := market.ParseWhen("2025-11-20 10:00")
	if err != nil {
		t.Fatal(err)
	}
	day := market.When{Date: market.Date{Year: 2025, Month: 11, Day: 20}}
	text := func(when string) string {
		return oneRowHeader + oneRow("SPX", when, 6700, 100) + oneRow("NIFTY", when, 26000, 75) + oneRow("BTC", when, 90000, 1) +
			oneRow("NIFTY", when, 26100, 75) + oneRow("ES", when, 6700, 50) + oneRow("DAX", when, 23000, 5) + oneRow("SPX", when, 6710, 100)
	}
	at := map[string]string{"SPX": "2025-11-20T10:00:00-05:00", "NIFTY": "2025-11-20T10:00:00+05:30", "BTC": "2025-11-20T10:00:00Z", "ES": "2025-11-20T09:00:00-06:00", "DAX": "2025-11-20T10:00:00+01:00"}
	close := map[string]string{"SPX": "2025-11-20T16:00:00-05:00", "NIFTY": "2025-11-20T15:30:00+05:30", "BTC": "2025-11-20T08:00:00Z", "ES": "2025-11-20T15:00:00-06:00", "DAX": "2025-11-20T17:30:00+01:00"}
	zoned := map[string]string{}
	for name := range at {
		zoned[name] = "2025-11-20T10:00:00Z"
	}
	for name, c := range map[string]struct {
		text string
		o    Options
		want map[string]string
	}{
		"in the file":        {text("2025-11-20 10:00"), Options{}, at},
		"a date in the file": {text("2025-11-20"), Options{}, close},
		"with a zone":        {text("2025-11-20T10:00:00Z"), Options{}, zoned},
		"in the options":     {text(""), Options{AsOf: wall}, at},
		"a date there":       {text(""), Options{AsOf: day}, close},
		"numeric dates":      {text("11/20/2025 10:00"), Options{}, at},
		"mapped":             {strings.Replace(text("2025-11-20 10:00"), "quote_time", "when", 1), Options{Columns: map[string]string{"quote_time": "when"}}, at},
	} {
		f := read(t, c.text, c.o)
		if len(f.Chains) != len(c.want) {
			t.Fatalf("%s: %d chains", name, len(f.Chains))
		}
		for _, one := range f.Chains {
			if got := one.AsOf.In(one.Of().Venue.Zone).Format(time.RFC3339); got != c.want[one.Underlying] && one.AsOf.UTC().Format(time.RFC3339) != c.want[one.Underlying] {
				t.Errorf("%s: %s as of %s, want %s", name, one.Underlying, got, c.want[one.Underlying])
			}
		}
	}
	if e := refused(t, text(""), Options{AsOf: market.When{Date: market.Date{Year: 2025, Month: 11, Day: 5}}, Symbol: "NIFTY"}); e.What != "2025-11-05 is not a trading day (NSE)" {
		t.Errorf("%v", e)
	}
	if e := refused(t, oneRowHeader+oneRow("NIFTY", "", 26000, 75), Options{}); !strings.HasSuffix(e.Hint, `"2025-11-20 09:52" (IST)`) {
		t.Errorf("hint %q", e.Hint)
	}
}

// TestDatesOnTheClockOfTheVenue: the quote date of a row is that of its venue. The morning of Mumbai is the evening before in New
// York, the evening of New York the next morning of coins.
func TestDatesOnTheClockOfTheVenue(t *testing.T) {
	text := oneRowHeader +
		oneRow("NIFTY", "2025-11-20T09:20:00+05:30", 26000, 75) + oneRow("BTC", "2025-11-20T01:00:00Z", 90000, 1) + oneRow("SPX", "2025-11-20T20:00:00-05:00", 6700, 100) +
		oneRow("NIFTY", "2025-11-21 09:20", 26000, 75) + oneRow("BTC", "2025-11-21 01:00", 90000, 1) +
		oneRow("SPX", "2025-11-21T20:00:00-05:00", 6700, 100)
	_, files := byDates(t, text, Options{}, passBudget)
	if len(files) != 2 {
		t.Fatalf("%d dates", len(files))
	}
	for i, f := range files {
		if len(f.Chains) != 3 {
			t.Errorf("date %d: %d underlyings", i, len(f.Chains))
		}
	}
	for _, name := range []string{"NIFTY", "BTC", "SPX"} {
		f, err := Read(strings.NewReader(text), Options{Name: "x.csv", Symbol: name, QuoteDate: market.Date{Year: 2025, Month: 11, Day: 20}})
		if err != nil || len(f.Chains) != 1 || f.Chains[0].Len() != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	plan, err := SurveyDates(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }, Options{Name: "x.csv"})
	if err != nil || len(plan.Parts) != 2 || plan.Parts[0].Date.String() != "2025-11-20" || plan.Parts[1].Date.String() != "2025-11-21" {
		t.Errorf("%+v, %v", plan, err)
	}
}
