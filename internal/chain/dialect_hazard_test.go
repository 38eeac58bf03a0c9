package chain

import (
	"bytes"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gex/internal/chain/input"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/soaktest"
)

// sampleOptions supplies what a sample lacks.
func sampleOptions(i int) Options {
	o := dialectSamples[i].options
	o.Format = dialectSamples[i].format
	if o.Name == "" {
		o.Name = dialectSamples[i].file
	}
	if o.Format == "nse-csv" {
		o.AsOf = market.When{Time: newYork(2025, 8, 14, 6, 0)}
	}
	return o
}

// eachSample calls test with every sample, plain line ends.
func eachSample(t *testing.T, test func(t *testing.T, text string, o Options)) {
	for i, s := range dialectSamples {
		t.Run(s.format, func(t *testing.T) {
			text := strings.TrimPrefix(strings.ReplaceAll(sample(t, s.file), "\r\n", "\n"), "\ufeff")
			test(t, strings.TrimSuffix(text, "\n")+"\n", sampleOptions(i))
		})
	}
}

// A file that was cut anywhere is refused, or read to the cut with the rest accounted for.
func TestDialectsTruncated(t *testing.T) {
	eachSample(t, func(t *testing.T, text string, o Options) {
		step := 5
		if soaktest.Long() {
			step = 1
		}
		for n := 1; n < len(text); n += step {
			if _, err := readText(text[:n], o); err != nil {
				refused(t, text[:n], o)
			} else {
				read(t, text[:n], o)
			}
		}
	})
}

func TestDialectsSpelledOtherwise(t *testing.T) {
	eachSample(t, func(t *testing.T, text string, o Options) {
		want := read(t, text, o)
		others := map[string]string{
			"byte order mark": "\ufeff" + text,
			"CRLF":            strings.ReplaceAll(text, "\n", "\r\n"),
			"CR":              strings.ReplaceAll(text, "\n", "\r"),
			"no last line":    strings.TrimSuffix(text, "\n"),
			"blank lines end": text + "\n,,\n \n",
			"gzip":            gzipped(t, text),
		}
		if !strings.Contains(text, `"`) && !strings.Contains(text, ";") {
			others["padded"] = strings.ReplaceAll(text, ",", "  ,\t")
			others["quoted"] = `"` + strings.ReplaceAll(strings.ReplaceAll(strings.TrimSuffix(text, "\n"), ",", `","`), "\n", "\"\n\"") + "\"\n"
			others["quoted, padded"] = strings.ReplaceAll(others["quoted"], `","`, `"  ,  "`)
			others["semicolons"] = strings.ReplaceAll(text, ",", ";")
			others["tabs"] = strings.ReplaceAll(text, ",", "\t")
		}
		if strings.Contains(text, ";") {
			others["blank lines end"] = text + "\n;;\n \n"
		}
		for name, other := range others {
			got := read(t, other, o)
			got.SHA256 = want.SHA256
			for _, c := range got.Chains {
				c.Notes = slices.DeleteFunc(c.Notes, func(w Warning) bool { return w.Code == "columns-ignored" })
			}
			if t.Run(name, func(t *testing.T) { sameFile(t, got, want) }); t.Failed() {
				return
			}
		}
	})
}

// Columns and rows may be in any order.
func TestDialectsReordered(t *testing.T) {
	eachSample(t, func(t *testing.T, text string, o Options) {
		want := read(t, text, o)
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		rows := slices.Clone(lines)
		slices.Reverse(rows[1:])
		sameContracts(t, read(t, strings.Join(rows, "\n"), o), want)
		if strings.Contains(text, `"`) {
			return
		}
		comma := ","
		if strings.Contains(text, ";") {
			comma = ";"
		}
		for i, line := range lines {
			cells := strings.Split(line, comma)
			slices.Reverse(cells)
			lines[i] = strings.Join(cells, comma)
		}
		sameContracts(t, read(t, strings.Join(lines, "\n"), o), want)
	})
}

// sameContracts compares the contracts of two files, ignoring their lines.
func sameContracts(t *testing.T, got, want *File) {
	t.Helper()
	if len(got.Chains) != len(want.Chains) || len(got.Problems) != len(want.Problems) {
		t.Fatalf("%d chains, problems %v", len(got.Chains), got.Problems)
	}
	for k, c := range want.Chains {
		for i := range c.Len() {
			a, b := c.Row(i), got.Chains[k].Row(i)
			b.Line = a.Line
			if !sameContract(a, b) {
				t.Fatalf("contract %d is %+v, want %+v", i, b, a)
			}
		}
	}
}

func sameContract(a, b Contract) bool {
	values := func(c *Contract) []*float64 {
		return []*float64{&c.Bid, &c.Ask, &c.Last, &c.Volume, &c.OpenInterest, &c.IV, &c.Delta, &c.Gamma, &c.Multiplier, &c.DealerQty}
	}
	for i, v := range values(&a) {
		w := values(&b)[i]
		if !sameValue(*v, *w) {
			return false
		}
		*v, *w = 0, 0
	}
	return a == b
}

// Of repeated rows the first counts.
func TestDialectsDoubled(t *testing.T) {
	eachSample(t, func(t *testing.T, text string, o Options) {
		_, rows, _ := strings.Cut(text, "\n")
		once, twice := read(t, text, o), read(t, text+rows, o)
		for k, c := range twice.Chains {
			was, is := sidesOf(once.Chains[k]), sidesOf(c)
			if is.out[Live] != was.out[Live] || is.out[Duplicate] != once.Chains[k].Len() {
				t.Errorf("%s: %v, once %v", c.Underlying, is.out, was.out)
			}
		}
	})
}

// Bytes that are not text are reported, and do not affect other cells.
func TestDialectsNUL(t *testing.T) {
	eachSample(t, func(t *testing.T, text string, o Options) {
		long := text + strings.Repeat("\n", input.HeadLen) + "\x00,\x00\x00\n"
		want := read(t, text, o)
		f := read(t, long, o)
		if f.Chains[0].Len() != want.Chains[0].Len() || len(f.Problems) != 1 {
			t.Errorf("%d contracts, problems %v", f.Chains[0].Len(), f.Problems)
		}
		if e := refused(t, "\x00"+text, o); e.What != "the file is not text" {
			t.Errorf("error %v", e)
		}
	})
}

// A row of ten thousand cells, or of a hundred megabytes, is reported and skipped.
func TestDialectsHugeRows(t *testing.T) {
	rows := []string{strings.Repeat("1,", 10000), strings.Repeat("9", 1<<20), strings.Repeat(`"a,`, 10000), strings.Repeat(`"a" ,`, 10000)}
	if !testing.Short() {
		rows = append(rows, strings.Repeat("9", 7<<20), strings.Repeat(`"a;`, 2<<20))
	}
	eachSample(t, func(t *testing.T, text string, o Options) {
		want := read(t, text, o)
		for _, row := range rows {
			if strings.Contains(text, ";") && len(row) > 6<<20 {
				continue // the tables with commas cover it
			}
			lines := strings.SplitAfter(text, "\n")
			lines[1] = row + "\n" + lines[1]
			data := []byte(strings.Join(lines, ""))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, err := Read(bytes.NewReader(data), o)
			runtime.ReadMemStats(&after)
			if err != nil || f.Chains[0].Len() != want.Chains[0].Len() || len(f.Problems) == 0 {
				t.Fatalf("with %.10s…: %v, %v", row, f, err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20+8*uint64(len(row)) {
				t.Errorf("with %.10s…: %d bytes allocated for %d", row, used, len(row))
			}
		}
	})
}

// A cell of a hundred kilobytes is not a date, number or name, and is reported in one line.
func TestDialectsHugeCells(t *testing.T) {
	eachSample(t, func(t *testing.T, text string, o Options) {
		header, rows, _ := strings.Cut(text, "\n")
		first, rest, _ := strings.Cut(rows, "\n")
		if strings.Contains(first, `"`) || strings.Contains(header, ";") {
			return
		}
		for i := range strings.Split(first, ",") {
			cells := strings.Split(first, ",")
			cells[i] = strings.Repeat("7x", 50000)
			f := read(t, header+"\n"+strings.Join(cells, ",")+"\n"+rest, o)
			for _, p := range f.Problems {
				if len(p.String()) > 300 {
					t.Errorf("%.100s… is %d bytes long", p, len(p.String()))
				}
			}
		}
	})
}

// The dialects must not read these cells as gocsv alone would (see TestGocsvTraps for the layout long).
func TestDialectsMeetGocsvTraps(t *testing.T) {
	text := sample(t, "deltaneutral.csv")
	with := func(old, new string) *Chain {
		_, c := readOne(t, strings.Replace(text, old, new, 1), Options{})
		return c
	}
	if c := with(",3.1,3.2,1200,5400,", `,"4,500",3.2,010,"1,9e3",`); c.Bid[0] != 4500 || c.Volume[0] != 10 || c.Out[0] != Unreadable {
		t.Errorf("bid %v, volume %v, out %v", c.Bid[0], c.Volume[0], c.Out[0])
	}
	if c := with(",3.1,3.2,1200,5400,", `,,NaN,1.9e3,,`); !isMissingNumber(c.Bid[0]) || !isMissingNumber(c.Ask[0]) || c.Volume[0] != 1900 || !isMissingNumber(c.OpenInterest[0]) {
		t.Errorf("bid %v, ask %v, volume %v, open interest %v", c.Bid[0], c.Ask[0], c.Volume[0], c.OpenInterest[0])
	}
	if c := with("OpenInterest,T1", "openinterest ,T1"); c.OpenInterest[0] != 5400 {
		t.Errorf("open interest %v under a name in another case", c.OpenInterest[0])
	}
	if e := refused(t, strings.Replace(text, "IVBid", "bid", 1), Options{}); e.Column != "bid" {
		t.Errorf("twice: %v", e)
	}
	if e := refused(t, strings.Replace(text, "DataDate", "Datum", 1), Options{}); !strings.Contains(e.Hint, "deltaneutral without the column DataDate") {
		t.Errorf("hint %q", e.Hint)
	}
	// Line numbers are those of the file, after blank lines and text that spans lines.
	f, _ := readOne(t, strings.Replace(text, "\r\n", "\r\n\r\n\r\n", 1)+"\r\nAAPL,270.5,\"two\nlines\",AAPL251121C00275000,call,11/21/2025,11/20/2025,x,,,,,,,,,,,,,,\n\nAAPL\n", Options{})
	wantProblems(t, f, `chain.csv:8: Strike: "x" is not a number`, `chain.csv:11: not a contract, skipped: "AAPL"`)
}

func isMissingNumber(v float64) bool { return v != v }

// A layout may be read concurrently.
func TestDialectsConcurrently(t *testing.T) {
	done := make(chan *File)
	text := sample(t, "deribit.csv")
	for range 4 {
		go func() {
			f, _ := readText(text, Options{})
			done <- f
		}()
	}
	first := <-done
	for range 3 {
		sameFile(t, <-done, first)
	}
}

// refusedVendorFiles are the real files that lack something needed.
var refusedVendorFiles = []struct {
	file       string
	options    Options
	what, hint string
}{
	{"cboe-datashop/SPX_2016-01_EODCalcs_padded-quotes_sample.csv", Options{}, "SPX has quotes from 3 dates: 2016-01-04, 2016-01-05, 2016-01-06", fault.Setting("quote-date") + " 2016-01-06"},
	{"cboe-scraped/SPX_March_2019_multi-quotedate_subset.csv", Options{}, "from 21 dates: 2019-03-01", fault.Setting("quote-date") + " 2019-03-29"},
	{"historicaloptiondata/SPXW_2018_BOM_CRLF_multi-quotedate.csv.gz", Options{}, "from 40 dates: 2018-01-02", fault.Setting("quote-date") + " 2018-02-28"},
	{"historicaloptiondata/SPX_2014-12_subset_index-column.csv", Options{}, "from 61 dates: 2014-12-15", fault.Setting("quote-date") + " 2015-03-13"},
	{"historicaloptiondata/SPX_2017_subset_with-dte.csv", Options{}, "from 96 dates: 2017-01-03", fault.Setting("quote-date") + " 2017-05-19"},
	{"historicaloptiondata/SPX_2017_subset_with-dte.csv", on(2017, 2, 20), "the file has no quotes from 2017-02-20", "the file has 2017-01-03"},
	{"nse/NIFTY_2025-08-06_processed.csv", Options{}, "the file does not say when the quotes of NIFTY were recorded", fault.Setting("as-of") + ` "2025-11-20 09:52" (IST)`},
	{"polygon/AAPL_2025-11-09_no-OI.csv.gz", Options{}, "the file does not say when the quotes of AAPL were recorded", fault.Setting("as-of")},
	{"other/AAPL_2026-04-19_ib-snapshot_mostly-empty.csv", Options{}, "no contract has a price, a volume, an open interest, a volatility", "subscription"},
	{"other/SPX_2022-02_semicolon_decimal-comma_BOM_no-OI.csv", Options{}, `no known format: the file begins with "Strike;Bid;Ask;Price;Expiry"`, fault.Setting("columns")},
	{"other/SPX_2022-02_semicolon_decimal-comma_BOM_no-OI.csv",
		Options{Columns: map[string]string{"strike": "Strike"}, Symbol: "SPX", Expiration: market.Date{Year: 2022, Month: 2, Day: 18}},
		"no column holds the type of an option", fault.Setting("columns") + " type=…"},
}

func TestVendorFilesRefused(t *testing.T) {
	for _, c := range refusedVendorFiles {
		text := vendorText(t, c.file)
		if e := refused(t, text, c.options); !strings.Contains(e.What, c.what) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("%s: %v, hint %q", c.file, e, e.Hint)
		}
	}
}

// The numbers of the European export are right once the options supply what it omits.
func TestEuropeanVendorFile(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(vendorText(t, "other/SPX_2022-02_semicolon_decimal-comma_BOM_no-OI.csv")), "\r\n")
	text := lines[0] + ";Side\r\n"
	for _, line := range lines[1:] {
		if strings.HasSuffix(line, ";1") {
			text += line + ";C\r\n"
		}
	}
	_, c := readOne(t, text, Options{
		Columns: map[string]string{"strike": "Strike", "type": "Side", "last": "Price"}, Symbol: "SPX",
		Expiration: market.Date{Year: 2022, Month: 2, Day: 14}, AsOf: market.When{Time: newYork(2022, 2, 11, 16, 0)},
	})
	first, bids := c.Row(0), 0.0
	for _, bid := range c.Bid {
		bids += bid
	}
	// 67 rows; their bids added up with awk.
	if c.Len() != 67 || first.Strike != 4355 || first.Bid != 166.6 || first.Ask != 168.3 || first.Last != 167.45 || int(1000*bids+0.5) != 3418850 {
		t.Errorf("%d contracts, first %+v, bids %v", c.Len(), first, bids)
	}
	wantNotes(t, c, "root-assumed", "columns-by-name", "columns-ignored", "no-open-interest")
}
