package series

import (
	"errors"
	"math"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/market"
)

type tester interface {
	Helper()
	Fatal(...any)
}

func day(t tester, s string) market.Date {
	t.Helper()
	d, err := market.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// curveOn reads a file and takes its curve of a date.
func curveOn(t tester, text, date string) Curve {
	t.Helper()
	rates, err := ReadRates(strings.NewReader(text), "dir/par.csv")
	if err != nil {
		t.Fatal(err)
	}
	curve, err := rates.On(day(t, date))
	if err != nil {
		t.Fatal(err)
	}
	return curve
}

// TestLayouts: the same yields in every spelling that vendors, spreadsheets and scripts give them are the same curve.
func TestLayouts(t *testing.T) {
	want := curveOn(t, "Date,\"1 Mo\",\"3 Mo\",\"6 Mo\",\"1 Yr\"\n11/20/2025,4.02,3.90,3.80,3.70\n11/19/2025,4.01,3.91,3.81,3.71\n", "2025-11-20")
	if len(want.nodes) != 4 || want.File != "par.csv" || want.Date != day(t, "2025-11-20") {
		t.Fatalf("%+v", want)
	}
	for name, text := range map[string]string{
		"a byte-order mark, CRLF":          "\ufeffDate,\"1 Mo\",\"3 Mo\",\"6 Mo\",\"1 Yr\"\r\n11/20/2025,4.02,3.90,3.80,3.70\r\n11/19/2025,1,1,1,1\r\n",
		"oldest first":                     "Date,1 Mo,3 Mo,6 Mo,1 Yr\n11/19/2025,1,1,1,1\n11/20/2025,4.02,3.90,3.80,3.70\n",
		"no line feed at the end":          "Date,1 Mo,3 Mo,6 Mo,1 Yr\n11/20/2025,4.02,3.90,3.80,3.70",
		"short dates, small letters":       "date,1 mo,3 mo,6 mo,1 yr\n11/20/25,4.02,3.90,3.80,3.70\n1/2/90,8,8,8,8\n",
		"ISO dates, long words":            "Date,1 Month,3 Months,6 months,1 Year\n2025-11-20,4.02,3.9,3.8,3.7\n",
		"other order of columns":           "Date,1 Yr,6 Mo,3 Mo,1 Mo\n11/20/2025,3.70,3.80,3.90,4.02\n",
		"a spreadsheet's decimal comma":    "Date;1 Mo;3 Mo;6 Mo;1 Yr\n11/20/2025;4,02;3,90;3,80;3,70\n",
		"decimal commas in quotes":         "Date,1 Mo,3 Mo,6 Mo,1 Yr\n11/20/2025,\"4,02\",\"3,90\",\"3,80\",\"3,70\"\n",
		"tabs, one missing":                "Date\t1 Mo\t2 Mo\t3 Mo\t6 Mo\t1 Yr\n11/20/2025\t4.02\t\t3.90\t3.80\t3.70\n",
		"percent signs, spaces":            "Date, 1 Mo, 3 Mo, 6 Mo, 1 Yr\n11/20/2025, 4.02%, 3.90 %, 3.80%, 3.70%\n",
		"a comma at the end":               "Date,1 Mo,3 Mo,6 Mo,1 Yr,\n11/20/2025,4.02,3.90,3.80,3.70,\n",
		"a tenor not published":            "Date,1 Mo,1.5 Month,3 Mo,6 Mo,1 Yr,30 Yr\n11/20/2025,4.02,N/A,3.90,3.80,3.70,\n",
		"two years, one after the other":   "Date,1 Mo,1.5 Month,3 Mo,6 Mo,1 Yr\n1/2/2026,4,4,4,4,4\n\nDate,1 Mo,3 Mo,6 Mo,1 Yr\n11/20/2025,4.02,3.90,3.80,3.70\n",
		"the same row twice":               "Date,1 Mo,3 Mo,6 Mo,1 Yr\n11/20/2025,4.02,3.90,3.80,3.70\n2025-11-20,4.02,3.90,3.80,3.70\n",
		"FRED":                             "observation_date,DGS1MO,DGS3MO,DGS6MO,DGS1\n2025-11-20,4.02,3.90,3.80,3.70\n",
		"FRED's older name, its vintages":  "DATE,DGS1MO_20251121,DGS3MO_20251121,DGS6MO_20251121,DGS1_20251121\n2025-11-20,4.02,3.90,3.80,3.70\n",
		"FRED with a tenor that is absent": "observation_date,DGS1MO,DGS3MO,DGS6MO,DGS1,DGS30\n2025-11-20,4.02,3.90,3.80,3.70,.\n",
	} {
		got := curveOn(t, text, "2025-11-20")
		if len(got.nodes) != len(want.nodes) || got.Date != want.Date {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		for i, n := range got.nodes {
			if n != want.nodes[i] {
				t.Errorf("%s: %+v, want %+v", name, n, want.nodes[i])
			}
		}
	}
}

// TestRowUsed: the last row on or before the date, over weekends and holidays, and never a later one.
func TestRowUsed(t *testing.T) {
	const (
		treasury = "Date,1 Mo,3 Mo\n01/06/2025,4.3,4.3\n01/03/2025,4.2,4.2\n01/02/2025,4.1,4.1\n"
		fred     = "observation_date,DFF,DGS1MO,DGS3MO\n2025-01-16,4.33,4.30,4.30\n2025-01-17,4.33,4.31,4.31\n2025-01-18,4.33,,\n2025-01-19,4.33,.,.\n" +
			"2025-01-20,4.33,,\n2025-01-21,4.33,4.32,4.32\n2025-01-22,,4.33,4.33\n"
		ended = "Date,1 Mo,30 Yr\n02/15/2002,1.72,5.42\n02/18/2002,,\n02/19/2002,1.73,\n02/25/2002,1.74,\n"
	)
	for _, c := range []struct{ name, text, on, want string }{
		{"its own", treasury, "2025-01-03", "2025-01-03"},
		{"a weekend", treasury, "2025-01-05", "2025-01-03"},
		{"the first", treasury, "2025-01-02", "2025-01-02"},
		{"beyond the last", treasury, "2026-01-01", "2025-01-06"},
		{"federal funds of a Saturday are no curve", fred, "2025-01-18", "2025-01-17"},
		{"nor those of a holiday", fred, "2025-01-20", "2025-01-17"},
		{"the day after it", fred, "2025-01-21", "2025-01-21"},
		{"a series that is late", fred, "2025-01-22", "2025-01-21"},
		{"a tenor that has just ended", ended, "2002-02-20", "2002-02-15"},
		{"a tenor that ended a week before", ended, "2002-02-25", "2002-02-25"},
		{"federal funds alone have weekends", "DATE,DFF\n2025-01-17,4.33\n2025-01-18,4.33\n", "2025-01-19", "2025-01-18"},
		{"zeros for a holiday", "Date,1 Mo,3 Mo,1 Yr\n04/13/2017,0.7,0.8,1.0\n04/14/2017,0,0,0\n", "2017-04-14", "2017-04-13"},
		{"a yield of zero", "Date,1 Mo,3 Mo,1 Yr\n08/01/2011,0.1,0.1,0.2\n08/04/2011,0.00,0.00,0.17\n", "2011-08-04", "2011-08-04"},
	} {
		if got := curveOn(t, c.text, c.on).Date.String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	rates, err := ReadRates(strings.NewReader(treasury), "par.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, err = rates.On(day(t, "2025-01-01"))
	if f := fault.Of(err); err == nil || f.Code != fault.Input || f.Error() != "par.csv: no rates on or before 2025-01-01: the file begins on 2025-01-02" ||
		fault.Spell(f.Hint, fault.AsFlag) != "download a file that has 2025-01-01, or give a number such as --rate 4.5%" {
		t.Errorf("%v; %s", err, fault.HintOf(err))
	}
}

func TestConstant(t *testing.T) {
	curve, err := Constant(0.045).On(market.Date{})
	if err != nil || curve.File != "" || !curve.Date.IsZero() || curve.Rate(0) != 0.045 || curve.Rate(7) != 0.045 {
		t.Errorf("%+v, %v", curve, err)
	}
}

// TestRefused checks that other files and values that cannot be yields are refused with place and value.
func TestRefused(t *testing.T) {
	const names = "Date,1 Mo,3 Mo,10 Yr\n"
	for _, c := range []struct{ name, text, want, hint string }{
		{"nothing", "", "r.csv: the file is empty", "Treasury"},
		{"blank lines", "\n \n", "r.csv: the file is empty", "Treasury"},
		{"names alone", names, "r.csv: no row with a rate", "Treasury"},
		{"holidays alone", names + "1/2/2025,,,\n", "r.csv: no row with a rate", "Treasury"},
		{"a web page", "<!DOCTYPE html>\n", "r.csv: a web page or XML is not a rate curve", "Treasury"},
		{"JSON", "{\"observations\": []}", "r.csv: JSON is not a rate curve", "FRED"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", "r.csv: a binary file is not a rate curve", "FRED"},
		{"UTF-16", "\xff\xfeD\x00a\x00", "r.csv:1: the file is UTF-16 and not UTF-8", "save it as UTF-8"},
		{"a chain", "S&P 500 INDEX (sample),Last: 6700\n", `r.csv:1: not a rate curve: its first column is "S&P 500 INDEX (sample)" and not Date or observation_date`, "FRED"},
		{"prices", "Date,Open,High,Low,Close\n2025-01-02,1,2,3,4\n", "r.csv:1: Open: neither a tenor nor a known series of rates", "columns are tenors"},
		{"real yields", "Date,\"5 YR\",\"7 YR\",\"10 YR\",\"20 YR\",\"30 YR\"\n11/20/2025,1.4,1.6,1.8,2.4,2.6\n",
			"r.csv:1: no tenor below 5 years: Treasury's real yields, after inflation, do not discount options", "begins with 1 Mo"},
		{"bill rates", "Date,\"4 WEEKS BANK DISCOUNT\"\n1/2/2025,4.2\n", "r.csv:1: 4 WEEKS BANK DISCOUNT: neither a tenor nor a known series of rates", "3 Mo"},
		{"monthly averages", "observation_date,GS10\n2025-01-01,4.2\n", "r.csv:1: GS10: neither a tenor nor a known series of rates", "DGS1MO"},
		{"a change instead of a rate", "observation_date,DGS10_CHG\n2025-01-01,0.02\n", "r.csv:1: DGS10_CHG: neither a tenor nor a known series of rates", "DGS1MO"},
		{"inflation-linked", "observation_date,DFII10\n2025-01-01,1.2\n", "r.csv:1: DFII10: neither a tenor nor a known series of rates", "DGS1MO"},
		{"nine months", "Date,9 Mo\n1/2/2025,4.2\n", "r.csv:1: 9 Mo: neither a tenor nor a known series of rates", "columns are tenors"},
		{"two overnight rates", "DATE,SOFR,DFF\n2025-01-02,4.3,4.3\n", "r.csv:1: DFF: the same tenor as SOFR", "keep one"},
		{"no column", "Date\n1/2/2025\n", "r.csv:1: no column of rates", "Treasury"},
		{"a word", names + "1/2/2025,4.3,closed,4.5\n", `r.csv:2: 3 Mo: "closed" is not a number`, "4.33"},
		{"two points", names + "1/2/2025,4.3,4.3.1,4.5\n", `r.csv:2: 3 Mo: "4.3.1" is not a number`, "4.33"},
		{"an exponent", names + "1/2/2025,4.3,4e0,4.5\n", `r.csv:2: 3 Mo: "4e0" is not a number`, "4.33"},
		{"infinity", names + "1/2/2025,4.3,Inf,4.5\n", `r.csv:2: 3 Mo: "Inf" is not a number`, "4.33"},
		{"a lost point", names + "1/2/2025,4.3,430,4.5\n", `r.csv:2: 3 Mo: "430" is outside -3 … 30%, where yields are`, "4.33"},
		{"a price", names + "1/2/2025,4.3,98.9,4.5\n", `r.csv:2: 3 Mo: "98.9" is outside -3 … 30%, where yields are`, "percent"},
		{"far below zero", names + "1/2/2025,4.3,-4.3,4.5\n", `r.csv:2: 3 Mo: "-4.3" is outside -3 … 30%, where yields are`, "percent"},
		{"fractions", "Date,1 Mo,3 Mo\n1/3/2025,0.0431,0.0429\n1/2/2025,0.0430,0.0428\n", "r.csv:2: 1 Mo: 0.0431 looks like a fraction, as every yield of the file does", "multiply them by 100"},
		{"fractions of two decimals", names + "1/2/2025,0.04,0.04,0.05\n", "r.csv:2: 10 Yr: 0.05 looks like a fraction, as every yield of the file does", "multiply"},
		{"a torn row", names + "1/3/2025,4.3,4.3,4.5\n1/2/2025,4.3,4.\n", "r.csv:3: 3 cells and not the 4 of the line of names: the row is cut short or has a comma too many", "download"},
		{"decimal commas without quotes", names + "1/2/2025,4,30,4,30,4,50\n", "r.csv:2: 7 cells and not the 4 of the line of names: the row is cut short or has a comma too many", "download"},
		{"a column without a name", "Date,1 Mo,\n1/2/2025,4.3,4.4\n", `r.csv:2: "4.4" is in a column without a name`, "correct"},
		{"no such day", names + "2/30/2025,4.3,4.3,4.5\n", `r.csv:2: Date: "2/30/2025" is not a date of month, day and year`, "11/20/2025"},
		{"day before month", names + "20/11/2025,4.3,4.3,4.5\n", `r.csv:2: Date: "20/11/2025" is not a date of month, day and year`, "11/20/2025"},
		{"German dates", names + "20.11.2025,4.3,4.3,4.5\n", `r.csv:2: Date: "20.11.2025" is not a date of month, day and year`, "11/20/2025"},
		{"two rows a date", names + "1/2/2025,4.3,4.3,4.5\n1/2/2025,4.3,4.4,4.5\n", "r.csv:3: Date: 2025-01-02 is on line 2, too, with other yields", "one row a date"},
		{"a stray quote", names + "1/2/2025,\"4.3,4.3,4.5\n", `r.csv:2: not csv: extraneous or missing " in quoted-field`, "Treasury"},
	} {
		_, err := ReadRates(strings.NewReader(c.text), "r.csv")
		f := fault.Of(err)
		if err == nil || f.Code != fault.Input || f.Error() != c.want || !strings.Contains(f.Hint, c.hint) {
			t.Errorf("%s: %v; %s\n want %s; %s", c.name, err, fault.HintOf(err), c.want, c.hint)
		}
	}
}

// TestSmallYieldsAreNoFractions: near zero, as in 2021, percent looks like a fraction, and two decimals show that it is percent.
func TestSmallYieldsAreNoFractions(t *testing.T) {
	for _, text := range []string{
		"observation_date,DGS1MO,DGS3MO\n2021-05-04,0.01,0.02\n2021-05-05,0.02,0.02\n",
		"observation_date,SOFR\n2021-05-05,0.01\n",
		"Date,1 Mo,10 Yr\n2021-05-05,0.01,1.59\n",
	} {
		if got := curveOn(t, text, "2021-05-05").Rate(0); !(got > 0.00005 && got < 0.00025) {
			t.Errorf("%q: %g", text, got)
		}
	}
}

// failing is a file that breaks off.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestUnreadable(t *testing.T) {
	if _, err := ReadRates(failing{errors.New("input/output error")}, "r.csv"); err == nil || err.Error() != "r.csv: input/output error" {
		t.Error(err)
	}
	own := fault.New(fault.Input, "download it again", "r.csv.gz: broken gzip")
	if _, err := ReadRates(failing{own}, "r.csv.gz"); err != own {
		t.Error(err)
	}
	if _, err := ReadRates(endless{}, "r.csv"); err == nil || err.Error() != "r.csv: larger than 64 MB, which no rate curve is" {
		t.Error(err)
	}
}

// endless is a file that does not end.
type endless struct{}

func (endless) Read(to []byte) (int, error) {
	for i := range to {
		to[i] = 'x'
	}
	return len(to), nil
}

// FuzzRates: any text is refused with the name of its file, or gives rates that are finite and within what rates can be.
func FuzzRates(f *testing.F) {
	for _, seed := range []string{
		"Date,\"1 Mo\",\"1.5 Month\",\"1 Yr\",\"30 Yr\"\n11/20/2025,4.02,4.00,3.70,4.6\n", "observation_date,DGS3MO,DFF\n2025-01-17,.,4.33\n",
		"Date;1 Mo\n1/2/90;8,1\n", "DATE,SOFR\n2020-01-02,1.54\n", "Date,10 Yr,20 Yr\n1/2/2025,0.1,30\n", "Date,1 Mo\n\"1/2/2025", "\ufeff", "Date,50 Yr\n1/2/2025,-3\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rates, err := ReadRates(strings.NewReader(text), "r.csv")
		if err == nil {
			var curve Curve
			if curve, err = rates.On(rates.rows[len(rates.rows)-1].date); err == nil {
				for _, years := range []float64{0, 1e-6, 0.1, 0.5, 1, 3.3, 50} {
					if r := curve.Rate(years); math.IsNaN(r) || r < lowestZero || r > highestZero {
						t.Fatalf("%q: %g at %g years", text, r, years)
					}
				}
				return
			}
		}
		if f := fault.Of(err); f.Code != fault.Input || f.File != "r.csv" || f.Hint == "" {
			t.Fatalf("%q: %v; %s", text, err, f.Hint)
		}
	})
}
