package chain

import (
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gex/internal/chain/vendors"
	"gex/internal/fault"
	"gex/internal/market"
)

// dayRow is a row of a file of many dates, without its line end.
type dayRow struct {
	date market.Date
	name string
	text string
}

// dayLayout writes the same rows in a layout.
type dayLayout struct {
	header string
	row    func(day time.Time, name string, spot float64, expiry time.Time, strike float64, right string, mid float64, oi int, iv float64) string
	o      Options
}

var dayLayouts = map[string]dayLayout{
	"long": {header: "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest,iv\n",
		row: func(day time.Time, name string, spot float64, expiry time.Time, strike float64, right string, mid float64, oi int, iv float64) string {
			return fmt.Sprintf("%s,%g,%s,%s,%g,%s,%.2f,%.2f,%d,%.4f", name, spot, day.Format("2006-01-02T15:04:05-07:00"), expiry.Format(time.DateOnly), strike, right, mid-0.05, mid+0.05, oi, iv)
		}},
	"day-first, semicolons": {header: "when;what;strike;right;spot;expiry;bid;ask;oi;vol\n",
		o: Options{Columns: map[string]string{"quote_time": "when", "underlying": "what", "strike": "strike", "type": "right", "spot": "spot", "expiration": "expiry", "bid": "bid", "ask": "ask", "open_interest": "oi", "iv": "vol"}},
		row: func(day time.Time, name string, spot float64, expiry time.Time, strike float64, right string, mid float64, oi int, iv float64) string {
			comma := func(x float64) string { return strings.Replace(fmt.Sprintf("%.2f", x), ".", ",", 1) }
			return strings.Join([]string{day.Format("02/01/2006"), name, comma(strike), right, comma(spot), expiry.Format("02/01/2006"), comma(mid - 0.05), comma(mid + 0.05), fmt.Sprint(oi), comma(iv)}, ";")
		}},
	"historicaloptiondata": {header: "underlying,underlying_last, exchange,optionroot,optionext,type,expiration,quotedate,strike,last,bid,ask,volume,openinterest,impliedvol,delta,gamma,theta,vega,optionalias\n",
		row: func(day time.Time, name string, spot float64, expiry time.Time, strike float64, right string, mid float64, oi int, iv float64) string {
			symbol := fmt.Sprintf("%s%s%s%08.0f", name, expiry.Format("060102"), right, strike*1000)
			return fmt.Sprintf("%s,%g,*,%s,,%s,%s,%s,%g,0,%.2f,%.2f,5,%d,%.4f,0.5,0.01,0,0,*", name, spot, symbol, map[string]string{"C": "call", "P": "put"}[right],
				expiry.Format("01/02/2006"), day.Format("01/02/2006"), strike, mid-0.05, mid+0.05, oi, iv)
		}},
	"cboe-eodquotes": {header: "underlying_symbol,quote_date,root,expiration,strike,option_type,open,high,low,close,trade_volume,bid_size_1545,bid_1545,ask_size_1545,ask_1545,underlying_bid_1545,underlying_ask_1545,bid_size_eod,bid_eod,ask_size_eod,ask_eod,underlying_bid_eod,underlying_ask_eod,vwap,open_interest,delivery_code\n",
		row: func(day time.Time, name string, spot float64, expiry time.Time, strike float64, right string, mid float64, oi int, iv float64) string {
			return fmt.Sprintf("\"%s\",%s,%s,%s,%g,%s,0,0,0,0,5,1,%.2[7]f,1,%.2[8]f,%[9]g,%[9]g,1,%.2[7]f,1,%.2[8]f,%[9]g,%[9]g,0,%[10]d,", name, day.Format(time.DateOnly), name,
				expiry.Format(time.DateOnly), strike, right, mid-0.05, mid+0.05, spot, oi)
		}},
	"optionmetrics": {header: "secid,date,symbol,exdate,cp_flag,strike_price,best_bid,best_offer,volume,open_interest,impl_volatility,delta,gamma,vega,theta,optionid,am_settlement,ss_flag,ticker\n",
		row: func(day time.Time, name string, spot float64, expiry time.Time, strike float64, right string, mid float64, oi int, iv float64) string {
			symbol := fmt.Sprintf("%s %s%s%.0f", name, expiry.Format("060102"), right, strike*1000)
			return fmt.Sprintf("108105,%s,%s,%s,%s,%.0f,%.2f,%.2f,5,%d,%.4f,0.5,0.01,0,0,7,0,0,%s", day.Format("20060102"), symbol, expiry.Format("20060102"), right, strike*1000, mid-0.05, mid+0.05, oi, iv, name)
		}},
}

// manyDays returns rows of some dates and underlyings, by date.
func manyDays(r *rand.Rand, l dayLayout, dates, strikes int, names ...string) (rows []dayRow) {
	day := time.Date(2025, 11, 3, 16, 0, 0, 0, market.NewYork)
	for range dates {
		for !market.IsTradingDay(market.DateOf(day)) {
			day = day.AddDate(0, 0, 1)
		}
		for _, name := range names {
			spot := 90 + float64(r.IntN(2000))/100
			for _, days := range []int{30, 60} {
				expiry := time.Date(2025, 12, 19, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*(days/15))
				for k := range strikes {
					strike := 100 + 5*float64(k-strikes/2)
					for _, right := range []string{"C", "P"} {
						rows = append(rows, dayRow{market.DateOf(day), name, l.row(day, name, spot, expiry, strike, right, 1+10*r.Float64(), r.IntN(900), 0.1+0.4*r.Float64())})
					}
				}
			}
		}
		day = day.AddDate(0, 0, 1)
	}
	return rows
}

// rowOrders are the orders in which files have the rows of many dates.
var rowOrders = map[string]func(r *rand.Rand, rows []dayRow){
	"by date": func(*rand.Rand, []dayRow) {},
	"dates falling": func(_ *rand.Rand, rows []dayRow) {
		slices.SortStableFunc(rows, func(a, b dayRow) int { return b.date.Compare(a.date) })
	},
	"by underlying": func(_ *rand.Rand, rows []dayRow) {
		slices.SortStableFunc(rows, func(a, b dayRow) int { return strings.Compare(a.name, b.name) })
	},
	"scattered": func(r *rand.Rand, rows []dayRow) {
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	},
}

// textOf is a file of the rows that are chosen; end is the line end.
func textOf(header, end string, rows []dayRow, choose func(dayRow) bool) string {
	var b strings.Builder
	b.WriteString(strings.TrimSuffix(header, "\n") + end)
	for _, row := range rows {
		if choose(row) {
			b.WriteString(row.text + end)
		}
	}
	return b.String()
}

func everyRow(dayRow) bool { return true }

// byDates reads a text date by date, several at once, in the order of the plan.
func byDates(t *testing.T, text string, o Options, budget int64) (*DatePlan, []*File) {
	t.Helper()
	p, err := surveyDates(opening(text), o, fine, budget)
	if err != nil {
		t.Fatal(err)
	}
	files, errs := make([]*File, len(p.Parts)), make([]error, len(p.Parts))
	var reading sync.WaitGroup
	err = p.Each(func(int) bool { return true }, func(i int, s *DateSection) error {
		reading.Go(func() { files[i], errs[i] = s.Read() })
		return nil
	})
	reading.Wait()
	for _, e := range append(errs, err) {
		if e != nil {
			t.Fatal(e)
		}
	}
	return p, files
}

// TestDatesEqualSingleFiles: each date of a file reads as a file of its own with the same rows, whatever their order, and its
// lines are those of the whole file.
func TestDatesEqualSingleFiles(t *testing.T) {
	for layout, l := range dayLayouts {
		for order, sortRows := range rowOrders {
			t.Run(layout+", "+order, func(t *testing.T) {
				r := rand.New(rand.NewPCG(5, 8))
				rows := manyDays(r, l, 5, 6, "AAPL", "IBM", "ZM")
				sortRows(r, rows)
				for i, end := range []string{"\n", "\r\n"} {
					text := textOf(l.header, end, rows, everyRow)
					lines := strings.SplitAfter(text, "\n")
					packings := []string{text}
					if i == 0 {
						packings = append(packings, gzipped(t, text), zstandard(t, text))
					}
					for _, packed := range packings {
						o := l.o
						o.Name = "many.csv"
						p, files := byDates(t, packed, o, []int64{1, 5000, 1 << 30}[(i+len(packed))%3])
						if len(p.Parts) != 5 {
							t.Fatalf("%d dates, want 5", len(p.Parts))
						}
						for i, part := range p.Parts {
							if want := "[AAPL IBM ZM]"; fmt.Sprint(part.Underlyings) != want {
								t.Errorf("%v has %v, want %s", part.Date, part.Underlyings, want)
							}
							single := textOf(l.header, end, rows, func(row dayRow) bool { return row.date == part.Date })
							want, err := readText(single, o)
							if err != nil {
								t.Fatal(err)
							}
							singleLines := strings.SplitAfter(single, "\n")
							for k, c := range files[i].Chains {
								for j, line := range c.Line {
									if w := &want.Chains[k].Line[j]; lines[line-1] != singleLines[*w-1] {
										t.Fatalf("line %d of the file is %q, want %q", line, lines[line-1], singleLines[*w-1])
									} else {
										*w = line
									}
								}
							}
							if files[i].SHA256 == want.SHA256 || len(files[i].SHA256) != 64 {
								t.Errorf("SHA-256 %s is not that of the whole file", files[i].SHA256)
							}
							want.SHA256, want.Name = files[i].SHA256, files[i].Name
							sameFile(t, files[i], want)
						}
					}
				}
			})
		}
	}
}

// The rows between, before and after that are no contracts belong to the date before them.
func TestDatesWithStrayRows(t *testing.T) {
	l := dayLayouts["long"]
	r := rand.New(rand.NewPCG(5, 9))
	rows := manyDays(r, l, 3, 20, "IBM")
	n := len(rows) / 3
	text := textOf(l.header, "\n", slices.Concat(
		[]dayRow{{text: "IBM,rubbish"}}, rows[:n], []dayRow{{text: ""}, {text: "TOTAL,,,,,,,,123,"}}, rows[n:2*n],
		[]dayRow{{text: strings.TrimSuffix(l.header, "\n")}}, rows[2*n:]), everyRow)
	p, files := byDates(t, text, Options{}, passBudget)
	if len(p.Parts) != 3 {
		t.Fatalf("%d dates", len(p.Parts))
	}
	for i, want := range []string{"-:2: ", fmt.Sprintf("-:%d: not a contract", n+4), ""} {
		got := ""
		for _, problem := range files[i].Problems {
			got += problem.String()
		}
		if i == 1 {
			want = fmt.Sprintf("-:%d: repeated header", 2*n+5)
		} else if i == 0 {
			want = "-:2: "
			if !strings.Contains(got, fmt.Sprintf("-:%d: not a contract", n+4)) {
				t.Errorf("the total is not named: %s", got)
			}
		}
		if !strings.Contains(got, want) {
			t.Errorf("date %d: %q, want %q", i, got, want)
		}
	}
}

// What cannot be divided by lines is held in memory, with the same result.
func TestDatesInMemory(t *testing.T) {
	l := dayLayouts["cboe-eodquotes"]
	rows := manyDays(rand.New(rand.NewPCG(5, 10)), l, 4, 8, "IBM", "ZM")
	rows[40].text = `"IBM` + "\n" + strings.TrimPrefix(rows[40].text, `"IBM`) // the name spans two lines
	text := textOf(l.header, "\n", rows, everyRow)
	p, files := byDates(t, text, Options{}, passBudget)
	if len(files) != 4 || p.whole == nil {
		t.Fatalf("%d dates; in memory: %v", len(files), p.whole != nil)
	}
	var objects []string
	for _, row := range rows[:40] {
		c := strings.Split(row.text, ",")
		objects = append(objects, fmt.Sprintf(`{"underlying":%s,"spot":%s,"quote_time":"%s","expiration":"%s","strike":%s,"type":"%s","bid":%s,"ask":%s,"open_interest":%s}`, c[0], c[21], c[1], c[3], c[4], c[5], c[18], c[20], c[24]))
	}
	for i := range 6 {
		objects = append(objects, strings.ReplaceAll(objects[i], "2025-11-03", "2025-11-04"))
	}
	p, files = byDates(t, "["+strings.Join(objects, ",\n")+"]", Options{}, passBudget)
	if len(files) != 2 || p.whole == nil || files[0].Chains[0].Len() != 32 {
		t.Fatalf("%d dates of JSON", len(files))
	}
}

func TestDatesSelected(t *testing.T) {
	day := func(d int) market.Date { return market.Date{Year: 2025, Month: 11, Day: d} }
	l := dayLayouts["long"]
	rows := manyDays(rand.New(rand.NewPCG(5, 11)), l, 7, 9, "AAPL", "IBM")
	rows = slices.DeleteFunc(rows, func(r dayRow) bool { return r.name == "IBM" && r.date == day(5) })
	text := textOf(l.header, "\n", rows, everyRow)
	for name, c := range map[string]struct {
		o    Options
		want string
	}{
		"all":        {Options{}, "3 4 5 6 7 10 11"},
		"one":        {Options{QuoteDate: day(5)}, "5"},
		"from":       {Options{QuoteFrom: day(7)}, "7 10 11"},
		"until":      {Options{QuoteUntil: day(5)}, "3 4 5"},
		"both":       {Options{QuoteFrom: day(4), QuoteUntil: day(9)}, "4 5 6 7"},
		"underlying": {Options{Symbol: "^ibm"}, "3 4 6 7 10 11"},
		"at a time":  {Options{QuoteDate: day(5), AsOf: market.When{Time: time.Date(2025, 11, 5, 12, 0, 0, 0, market.NewYork)}}, "5"},
	} {
		p, err := surveyDates(opening(text), c.o, fine, passBudget)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, part := range p.Parts {
			got = append(got, fmt.Sprint(part.Date.Day))
		}
		if p.File != nil { // small, and of one date
			got = append(got, fmt.Sprint(p.File.Chains[0].AsOf.Day()))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
	for name, c := range map[string]struct {
		o          Options
		what, hint string
	}{
		"none":      {Options{QuoteFrom: day(12)}, "the file has no quotes from 2025-11-12..", "the file has 2025-11-03 … 2025-11-11 (7 dates)"},
		"symbol":    {Options{Symbol: "TSLA"}, `no contract on "TSLA"`, "the file has AAPL, IBM"},
		"at a time": {Options{AsOf: market.When{Time: time.Date(2025, 11, 5, 12, 0, 0, 0, market.NewYork)}}, "the file has quotes from 7 dates, and " + fault.Setting("as-of") + " sets one time for all", "omit it"},
	} {
		_, err := surveyDates(opening(text), c.o, fine, passBudget)
		if e := fault.Of(err); err == nil || !strings.Contains(e.What, c.what) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A list of updates is divided by dates too, although reading it takes the last of each option and so shows one.
func TestDatesOfUpdates(t *testing.T) {
	found := false
	for _, l := range vendors.Layouts() {
		if found = found || l.Merges; l.Merges && l.Dated == nil {
			t.Errorf("%s takes the last of several rows, and its rows are not dated", l.Name)
		}
	}
	if !found || merges("long") {
		t.Error("no layout takes the last of several rows")
	}
}

// A file of one date, or without quote times, is left to Read and Survey.
func TestDatesOfOne(t *testing.T) {
	l := dayLayouts["long"]
	for _, text := range []string{
		textOf(l.header, "\n", manyDays(rand.New(rand.NewPCG(5, 12)), l, 1, 9, "IBM"), everyRow), "nothing of a chain\n", "",
	} {
		if p, err := surveyDates(opening(text), Options{}, fine, passBudget); err != nil || p.Parts != nil {
			t.Errorf("%v, %v", p, err)
		}
	}
}

// TestDatesAreReadOnce: a file sorted by date is read twice in all, and a scattered one once for each budget.
func TestDatesAreReadOnce(t *testing.T) {
	l := dayLayouts["long"]
	for order, most := range map[string]int{"by date": 1, "dates falling": 1, "by underlying": 4, "scattered": 4} {
		r := rand.New(rand.NewPCG(5, 13))
		rows := manyDays(r, l, 40, 20, "AAPL", "IBM", "ZM")
		rowOrders[order](r, rows)
		text := textOf(l.header, "\n", rows, everyRow)
		opened := 0
		open := func() (io.ReadCloser, error) { opened++; return opening(gzipped(t, text))() }
		p, err := surveyDates(open, Options{}, fine, int64(len(text))/3)
		if err != nil {
			t.Fatal(err)
		}
		opened = 0
		held, longest := 0, 0
		err = p.Each(func(int) bool { return true }, func(_ int, s *DateSection) error {
			held++
			longest = max(longest, len(s.text))
			return nil
		})
		if err != nil || held != 40 || opened > most || longest > len(text)/30 {
			t.Errorf("%s: %d dates, opened %d times, longest %d of %d, %v", order, held, opened, longest, len(text), err)
		}
	}
}

func TestDatesChanged(t *testing.T) {
	l := dayLayouts["long"]
	rows := manyDays(rand.New(rand.NewPCG(5, 14)), l, 5, 9, "AAPL", "IBM")
	text := textOf(l.header, "\n", rows, everyRow)
	for name, second := range map[string]string{
		"shorter": text[:len(text)-40], "longer": text + rows[0].text + "\n", "empty": "",
		"another date": strings.Replace(text, "2025-11-05", "2025-11-04", 1),
	} {
		now := text
		p, err := surveyDates(func() (io.ReadCloser, error) { return opening(now)() }, Options{}, fine, passBudget)
		if err != nil {
			t.Fatal(err)
		}
		now = second
		err = p.Each(func(int) bool { return true }, func(_ int, s *DateSection) error { _, err := s.Read(); return err })
		if err == nil || !strings.Contains(err.Error(), "the file changed while it was read") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// optionMetricsRow is a row without a ticker, whose symbol names the root.
func optionMetricsRow(day, symbol, strike string, settles int) string {
	series := strings.Fields(symbol)[1]
	expiry, right := "20"+series[:6], series[6:7]
	return fmt.Sprintf("108105,%s,%s,%s,%s,%s,4,4.2,5,10,0.2,0.5,0.01,0,0,7,%d,0", day, symbol, expiry, right, strike, settles)
}

const optionMetricsHeader = "secid,date,symbol,exdate,cp_flag,strike_price,best_bid,best_offer,volume,open_interest,impl_volatility,delta,gamma,vega,theta,optionid,am_settlement,ss_flag\n"

// TestOptionMetricsSymbol: the symbol has the root, which names the underlying and says when an option settles.
func TestOptionMetricsSymbol(t *testing.T) {
	rows := []string{
		optionMetricsRow("20251103", "SPX 251219C6700000", "6700000", 1),
		optionMetricsRow("20251103", "SPXW 251219C6700000", "6700000", 0),
		optionMetricsRow("20251103", "SPXW  251219P06700000", "6700000", 0),
		optionMetricsRow("20251103", "AAPL 251219C270000", "270000", 0),
		optionMetricsRow("20251103", "AAPL1 251219C270000", "270000", 0),
	}
	f, err := readText(optionMetricsHeader+strings.Join(rows, "\n")+"\n", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range f.Chains {
		for i := range c.Len() {
			row := c.Row(i)
			got = append(got, fmt.Sprint(c.Underlying, " ", row.Root.Name, " ", row.Settlement.Format("15:04"), " ", row.Strike, " ", row.Out))
		}
	}
	slices.Sort(got)
	if want := "AAPL AAPL 16:00 270 , AAPL AAPL1 16:00 270 adjusted, SPX SPX 09:30 6700 , SPX SPXW 16:00 6700 , SPX SPXW 16:00 6700 "; strings.Join(got, ", ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, ", "), want)
	}

	// Symbols of before 2010 have no root; then the underlying is asked for, or in the name of the file.
	old := optionMetricsHeader + "108105,20090302,XMQ.AB,20090619,C,700000,4,4.2,5,10,0.2,0.5,0.01,0,0,7,0,0\n"
	for _, o := range []Options{{Symbol: "IBM"}, {Name: "IBM-2009.csv"}} {
		if f, err := readText(old, o); err != nil || f.Chains[0].Underlying != "IBM" || f.Chains[0].Len() != 1 {
			t.Errorf("%v: %v", o, err)
		}
	}
	_, err = readText(old, Options{})
	if e := fault.Of(err); err == nil || !strings.Contains(e.Hint, fault.Setting("symbol")) {
		t.Errorf("%v, %s", err, e.Hint)
	}
}

// TestDatesWithoutName: an underlying that only symbols name is selected by reading; a date that does not have it has no chains.
func TestDatesWithoutName(t *testing.T) {
	rows := []string{
		optionMetricsRow("20251103", "SPX 251219C6700000", "6700000", 1),
		optionMetricsRow("20251104", "AAPL 251219C270000", "270000", 0),
		optionMetricsRow("20251104", "SPXW 251219C6700000", "6700000", 0),
	}
	text := optionMetricsHeader + strings.Join(rows, "\n") + "\n"
	for symbol, want := range map[string]string{"": "[SPX] [AAPL SPX]", "AAPL": "[] [AAPL]", "SPX": "[SPX] [SPX]"} {
		p, files := byDates(t, text, Options{Symbol: symbol}, passBudget)
		if p.File != nil { // small, and of one date
			files = []*File{{}, p.File}
		}
		var got []string
		for _, f := range files {
			names := []string{}
			for _, c := range f.Chains {
				names = append(names, c.Underlying)
			}
			got = append(got, fmt.Sprint(names))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %s", symbol, got, want)
		}
	}
}

// TestDatesTakeBoundedMemory: what is held while a file is read date by date does not grow with their number, and scattered
// dates are collected within the budget.
func TestDatesTakeBoundedMemory(t *testing.T) {
	l := dayLayouts["long"]
	peak := func(dates int, order string, budget int64) (held uint64) {
		r := rand.New(rand.NewPCG(5, 15))
		rows := manyDays(r, l, dates, 400, "IBM")
		rowOrders[order](r, rows)
		text := textOf(l.header, "\n", rows, everyRow)
		clear(rows)
		rows = nil
		heap := func() uint64 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			return m.HeapAlloc
		}
		before := heap()
		p, err := surveyDates(opening(text), Options{}, fine, budget)
		if err != nil || len(p.Parts) != dates {
			t.Fatal(err)
		}
		err = p.Each(func(int) bool { return true }, func(_ int, s *DateSection) error {
			f, err := s.Read()
			if now := heap(); now > before {
				held = max(held, now-before)
			}
			runtime.KeepAlive(f)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		runtime.KeepAlive(text)
		return held
	}
	const oneDate = 150 << 10 // of text, and no more of columns
	for order, budget := range map[string]int64{"by date": passBudget, "dates falling": passBudget, "scattered": 300 << 10} {
		few, many := peak(6, order, budget), peak(30, order, budget)
		t.Logf("%s: %d kB of 6 dates, %d kB of 30", order, few>>10, many>>10)
		if many > few+oneDate {
			t.Errorf("%s: %d bytes are held of 6 dates, %d of 30", order, few, many)
		}
	}
}
