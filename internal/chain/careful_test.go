package chain

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gocarina/gocsv"

	"gex/internal/chain/input"
	"gex/internal/chain/vendors"
	"gex/internal/market"
)

// bothWays reads a text on the fast path, and with gocsv splitting every line.
func bothWays(t *testing.T, text, format string, o Options) (fast, careful *File) {
	t.Helper()
	l, err := named(&input.Source{}, format, vendors.Layouts())
	if err != nil {
		t.Fatal(err)
	}
	var files [2]*File
	for i := range files {
		src := &input.Source{Name: "chain.csv", Data: input.Normalize([]byte(text)), Dated: !o.AsOf.IsZero(), Careful: i == 1}
		if files[i], err = parse(src, l, o); err != nil {
			t.Fatal(err)
		}
	}
	return files[0], files[1]
}

func TestFastPathEqualsGocsv(t *testing.T) {
	for name, text := range map[string]string{
		"quotedata": quotedataTop + row6700 + row6750 + strings.Replace(row6700, "54,", "?,", 1) + "rubbish\n",
		"long":      longTop + severalUnderlyings[strings.Index(severalUnderlyings, "\n")+1:],
	} {
		format := map[string]string{"quotedata": "cboe-quotedata", "long": "long"}[name]
		fast, careful := bothWays(t, text, format, Options{AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}})
		for _, f := range []*File{fast, careful} { // their messages about a wrong number of cells differ
			for i, p := range f.Problems {
				if strings.Contains(p.What, "cells") {
					f.Problems[i].What = "cells"
				}
			}
		}
		sameFile(t, fast, careful)
	}
}

func TestFastPathEqualsGocsvOnRealFiles(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(realChains(t, "cboe-quotes"), "*.csv"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		fast, careful := bothWays(t, string(text), "cboe-quotedata", Options{AsOf: market.When{Time: newYork(2022, 2, 5, 20, 9)}})
		sameFile(t, fast, careful)
	}
}

// How gocsv alone would read these cells, and how they are read here. If the first half fails, gocsv has
// changed and carefulReader may become simpler.
func TestGocsvTraps(t *testing.T) {
	type plainRow struct {
		Bid   float64 `csv:"bid"`
		Count int     `csv:"count"`
	}
	alone := func(text string) (rows []plainRow, err error) {
		return rows, gocsv.UnmarshalCSV(csv.NewReader(strings.NewReader(text)), &rows)
	}
	for _, c := range []struct {
		name, text string
		want       plainRow
	}{
		{"a comma for thousands is taken for a point", "bid,count\n\"4,500\",0\n", plainRow{4.5, 0}},
		{"integers are octal", "bid,count\n0,010\n", plainRow{0, 8}},
		{"integers end at the point", "bid,count\n0,1.9e3\n", plainRow{0, 1}},
		{"an empty cell is 0", "bid,count\n,\n", plainRow{}},
		{"the last of two columns wins", "bid,bid,count\n1,2,0\n", plainRow{2, 0}},
		{"a column in another case is 0", "Bid,count\n5,0\n", plainRow{}},
		{"a file with semicolons is 0", "bid;count\n5;5\n", plainRow{}},
	} {
		rows, err := alone(c.text)
		if err != nil || len(rows) != 1 || rows[0] != c.want {
			t.Errorf("gocsv no longer thinks that %s: %v, %v", c.name, rows, err)
		}
	}

	const header = "underlying,spot,quote_time,expiration,strike,type,bid,open_interest\n"
	const row = "SPX,6700,2025-11-20 10:00,2025-11-21,6700,C,"
	for _, c := range []struct {
		cells                string
		bid, openInterest    float64
		bidMissing, oiIsGone bool
	}{
		{`"4,500",0`, 4500, 0, false, false},
		{`"4,500.50",010`, 4500.5, 10, false, false},
		{`"0",1.9e3`, 0, 1900, false, false},
		{`"0",089`, 0, 89, false, false},
		{`"",""`, 0, 0, true, true},
		{`"NaN",Inf`, 0, 0, true, true},
		{`"0",90000001`, 0, 90000001, false, false},
	} {
		_, got := readOne(t, header+row+c.cells+"\n", Options{})
		bid, oi := got.Bid[0], got.OpenInterest[0]
		if c.bidMissing != (bid != bid) || c.oiIsGone != (oi != oi) || !c.bidMissing && bid != c.bid || !c.oiIsGone && oi != c.openInterest {
			t.Errorf("%s: bid %v, open interest %v", c.cells, bid, oi)
		}
	}

	// Line numbers are those of the file, after blank lines and text that spans lines.
	f, _ := readOne(t, "\n\n"+header+"\n"+row+"1,2\n\n"+row+"\"x\",2\n", Options{})
	wantProblems(t, f, `chain.csv:7: bid: "x" is not a number`)

	// A byte order mark before a quoted header.
	readOne(t, "\ufeff\"underlying\""+strings.TrimPrefix(header, "underlying")+row+"1,2\n", Options{})
}
