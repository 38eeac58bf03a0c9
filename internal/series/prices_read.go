package series

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
)

const (
	priceHelp = "give daily prices as csv with the columns date and close, as of Yahoo, Stooq, Cboe, Nasdaq or FRED; " +
		"gex formats prices shows each"
	intradayHelp = "give csv with the columns time and close, such as 2025-11-20 09:31,6712.5; times without a zone are on the clock of the venue"
	rangeHelp    = "give daily prices as csv with the columns date, open, high, low and close, as of Yahoo, Stooq, Cboe or Nasdaq; " +
		"gex formats prices shows each"
	priceDateHint = "write it as 2025-11-20 or, month first, 11/20/2025"
	unixHint      = "seconds since 1970 are of one day in New York and of another elsewhere: write the day, such as 2025-11-20"
	barTimeHint   = "write it as 2025-11-20 09:31, on the clock of the venue, or 2025-11-20T14:31:00Z"

	largestPrices = 512 << 20 // bytes: ten years of minutes with open, high, low, close and volume are 70 MB
	lowestPrice   = 1e-12
	firstYear     = 1700 // of any price
)

// priceColumns are the names that columns of prices can be mapped to.
var priceColumns = []string{"date", "open", "high", "low", "close"}

// PriceColumns lists them.
func PriceColumns() []string { return slices.Clone(priceColumns) }

// barColumns are the names that files have for columns, by ours; of several, the first that is there counts.
var barColumns = map[string][]string{
	"date": {"date", "observation_date", "timestamp", "datetime", "time"}, "time": {"time", "datetime", "date", "timestamp"},
	"open": {"open"}, "high": {"high"}, "low": {"low"}, "close": {"close", "close/last", "last", "price"},
	"adjusted": {"adj_close", "adjusted_close", "adjclose"},
}

// notCloses are columns that are no close, even in a file of two columns.
var notCloses = []string{"open", "high", "low", "volume", "vol", "adj_close", "adjusted_close", "adjclose", "date", "observation_date", "timestamp", "datetime", "time", "ticker", "symbol"}

// ReadPrices reads daily prices from csv; name is that of the file, for messages. Errors are fault.Input.
//
//	date             mandatory; 2025-11-20, 11/20/2025, 11/20/25, 20251120, 2025.11.20, 20.11.2025, 20 Nov 2025 or Nov 20, 2025, ascending or
//	                 not, each once; a time after the date is not read. Names: date, observation_date, timestamp, datetime, time
//	close            mandatory; above zero. Empty, ., N/A, ND, NaN, null or -: the row is skipped and counted. Names: close,
//	                 close/last, last, price; in a file of two columns the second is the close, whatever its name
//	open, high, low  empty or 0: not known
//	adj close        compared with the close, and not used
//
// Numbers may have a decimal comma: the first price decides that has one of the marks and cannot be thousands, such as 6538,76.
// Where none is, a file with semicolons or tabs is refused.
//
// Of several names the first that is there counts; names may be in <>. Other columns are not read. So these can be given as they are: Yahoo (Date,Open,High,Low,Close,Adj Close,Volume, also with the
// three lines of names of yfinance), Stooq (Date,Open,High,Low,Close,Volume, or <TICKER>,<PER>,<DATE>,…), Cboe (DATE,OPEN,HIGH,LOW,CLOSE), Nasdaq
// (Date,Close/Last,Volume,Open,High,Low, with $) and FRED (observation_date,SP500).
func ReadPrices(in io.Reader, name string, o PriceOptions) (*Prices, error) {
	help := priceHelp
	if o.Ranges {
		help = rangeHelp
	}
	r := &priceReader{sheet: &sheet{name: name, noun: "list of daily prices", help: help, largest: largestPrices}, key: "date", options: o}
	if err := r.readBars(in); err != nil {
		return nil, err
	}
	return &Prices{Name: name, Bars: r.bars, Skipped: r.skipped, skippedLine: r.skippedLine}, nil
}

// ReadIntraday reads prices within days: as ReadPrices, with a column time, datetime, date or timestamp in the place of the date,
// such as 2025-11-20 09:31 or 2025-11-20T09:31:00, both on the clock of the venue, 2025-11-20T14:31:00Z, or Unix seconds or milliseconds. Which
// instant of a bar its time is, only the vendor knows.
func ReadIntraday(in io.Reader, name string, o PriceOptions) (*Intraday, error) {
	r := &priceReader{sheet: &sheet{name: name, noun: "list of prices within days", help: intradayHelp, largest: largestPrices}, key: "time", options: o}
	if err := r.readBars(in); err != nil {
		return nil, err
	}
	return &Intraday{Name: name, Bars: r.bars, Skipped: r.skipped}, nil
}

// priceReader reads bars of days, or within days.
type priceReader struct {
	*sheet
	key         string // the column that orders bars: date, or time within days
	options     PriceOptions
	at          map[string]int // the place of each column that is there; nil before the first row
	bars        []Bar
	skipped     int
	skippedLine int // of the first row without a close
}

// readBars reads all rows, in order of time.
func (r *priceReader) readBars(in io.Reader) error {
	text, err := r.read(in)
	if err != nil {
		return err
	}
	if head := bytes.TrimLeft(text, " \t\r\n"); head[0] == '{' || head[0] == '[' {
		return r.errorAt(0, "", r.help, "JSON is not a %s", r.noun)
	}
	if err := r.findDecimal(text); err != nil {
		return err
	}
	if err := r.eachRow(text, r.readRow); err != nil {
		return err
	}
	if len(r.bars) == 0 {
		return r.errorAt(0, "", r.help, "no row with a close")
	}
	return r.order()
}

// readRow reads a row; the first says whether the lines of names are all read.
func (r *priceReader) readRow(cells []string, line int) error {
	if ready, err := r.placed(cells); !ready || err != nil {
		return err
	}
	if strings.Join(cells, "") == "" {
		return nil
	}
	b := Bar{Line: line}
	if err := r.readKey(cells, &b); err != nil {
		return err
	}
	var err error
	if b.Close, err = r.price(cells, "close", line); err != nil {
		return err
	}
	if math.IsNaN(b.Close) {
		if r.skipped == 0 {
			r.skippedLine = line
		}
		r.skipped++
		return nil
	}
	for _, x := range []struct {
		column string
		to     *float64
	}{{"open", &b.Open}, {"high", &b.High}, {"low", &b.Low}, {"adjusted", &b.Adjusted}} {
		if *x.to, err = r.price(cells, x.column, line); err != nil {
			return err
		}
		if math.IsNaN(*x.to) {
			*x.to = 0
		}
	}
	r.bars = append(r.bars, b)
	return nil
}

// placed finds the columns at the first row; it is false for the lines of names before that.
func (r *priceReader) placed(cells []string) (bool, error) {
	switch {
	case r.at != nil:
		return true, nil
	case r.isName(cells):
		return false, nil
	}
	return true, r.place()
}

// isName takes the second and the third line of names of yfinance,
//
//	Price,Close,High,Low,Open,Volume
//	Ticker,SPY,SPY,SPY,SPY,SPY
//	Date,,,,,
func (r *priceReader) isName(cells []string) bool {
	first := columnName(r.columns[0])
	switch {
	case first == "price" && columnName(cells[0]) == "ticker":
		return true
	case first == "price" && slices.Contains(barColumns[r.key], columnName(cells[0])) && strings.Join(cells[1:], "") == "":
		r.columns[0] = cells[0]
		return true
	}
	return false
}

// place finds the columns.
func (r *priceReader) place() error {
	r.at = map[string]int{}
	if _, isDate := priceDate(r.columns[0]); isDate {
		return r.errorAt(r.head, "", "begin it with a line such as date,close", "no line of names: %q is a date", shorten(r.columns[0]))
	}
	own := r.options.Columns
	for _, name := range sortedKeys(own) {
		at := slices.IndexFunc(r.columns, func(c string) bool { return strings.EqualFold(c, own[name]) })
		if at < 0 {
			return r.errorAt(r.head, shorten(own[name]), "its columns are "+shortList(r.columns), "no such column")
		}
		if name == "date" {
			name = r.key
		}
		r.at[name] = at
	}
	for _, name := range sortedKeys(barColumns) {
		for _, c := range barColumns[name] {
			at := slices.IndexFunc(r.columns, func(o string) bool { return columnName(o) == c })
			if _, placed := r.at[name]; at >= 0 && !placed {
				r.at[name] = at
			}
		}
	}
	key, hasKey := r.at[r.key]
	if !hasKey {
		return r.errorAt(r.head, "", r.columnsHint(), "no column %s; its columns are %s", r.key, shortList(r.columns))
	}
	if _, hasClose := r.at["close"]; !hasClose {
		if len(r.columns) != 2 || slices.Contains(notCloses, columnName(r.columns[1-key])) {
			return r.errorAt(r.head, "", r.columnsHint(), "no column close; its columns are %s", shortList(r.columns))
		}
		r.at["close"] = 1 - key
	}
	if !r.options.Ranges {
		return nil
	}
	var lacks []string
	for _, name := range []string{"open", "high", "low"} {
		if _, has := r.at[name]; !has {
			lacks = append(lacks, name)
		}
	}
	if len(lacks) > 0 {
		return r.errorAt(r.head, "", r.columnsHint(), "no column %s; its columns are %s", strings.Join(lacks, ", "), shortList(r.columns))
	}
	return nil
}

// columnsHint says how to name columns.
func (r *priceReader) columnsHint() string {
	switch {
	case r.options.Setting == "":
		return "rename the columns to " + r.key + " and close"
	case r.options.Ranges:
		return "name the columns: " + fault.Setting(r.options.Setting) + " date=Day,open=O,high=H,low=L,close=Last"
	}
	return "name the columns: " + fault.Setting(r.options.Setting) + " date=Day,close=Last"
}

// readKey reads the date or the time of a bar.
func (r *priceReader) readKey(cells []string, b *Bar) error {
	cell, ok, hint, noun := cells[r.at[r.key]], false, priceDateHint, "date"
	if r.key == "time" {
		hint, noun = barTimeHint, "time of a day"
		b.Time, ok = barTime(cell, r.venue().Written())
		b.Date = r.venue().DateOf(b.Time)
	} else {
		if b.Date, ok = priceDate(cell); !ok && len(cell) >= len("1763649060") && strings.Trim(cell, "0123456789.") == "" {
			hint = unixHint
		}
	}
	switch {
	case cell == "":
		return r.errorAt(b.Line, r.columns[r.at[r.key]], hint, "empty")
	case !ok || b.Date.Year < firstYear:
		return r.errorAt(b.Line, r.columns[r.at[r.key]], hint, "%q is not a %s", shorten(cell), noun)
	}
	return nil
}

// findDecimal finds the mark before the fraction of prices by the first that is a number with one of the marks alone. Without one,
// as where all are like 6,538, only commas between cells say that it is the point.
func (r *priceReader) findDecimal(text []byte) error {
	own := *r.sheet
	look := &priceReader{sheet: &own, key: r.key, options: r.options}
	var unclear error
	own.decimal = '.'
	err := own.eachRow(text, func(cells []string, line int) error {
		if ready, err := look.placed(cells); !ready || err != nil {
			return err
		}
		for _, name := range []string{"close", "open", "high", "low", "adjusted"} {
			at, has := look.at[name]
			if !has || !strings.ContainsAny(cells[at], ".,") {
				continue
			}
			_, point := Amount(cells[at])
			_, comma := european(cells[at])
			switch {
			case point && comma && unclear == nil:
				unclear = r.errorAt(line, own.columns[at], "write prices with two decimals, such as 6538.00 or 6538,00, or a comma between cells",
					"%q has thousands or decimals: no price of the file says which", shorten(cells[at]))
			case point && !comma:
				r.decimal = '.'
				return errFound
			case comma && !point:
				r.decimal = ','
				return errFound
			}
		}
		return nil
	})
	if err == nil && own.comma != ',' && unclear != nil {
		return unclear
	}
	if r.decimal == 0 {
		r.decimal = '.'
	}
	return nil // what is wrong is found again
}

// errFound ends a search.
var errFound = errors.New("found")

// noPrices are the spellings of no price besides those of no yield, in lower case.
var noPrices = []string{"null", "none", "-", "--"}

// price reads a price: NaN when there is none, or no such column.
func (r *priceReader) price(cells []string, column string, line int) (float64, error) {
	at, has := r.at[column]
	if !has {
		return math.NaN(), nil
	}
	cell := cells[at]
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil || math.IsNaN(x) || strings.Trim(cell, "0123456789.") != "" || r.decimal == ',' { // all but nearly every cell
		if lower := strings.ToLower(cell); slices.Contains(missing, lower) || slices.Contains(noPrices, lower) {
			return math.NaN(), nil
		}
		ok := false
		if r.decimal == ',' {
			x, ok = european(cell)
		} else {
			x, ok = Amount(cell)
		}
		if !ok || strings.ContainsAny(cell[len(cell)-1:], "kKmMbBnNtT") {
			return 0, r.errorAt(line, r.columns[at], "a price such as 6712.55", "%q is not a number", shorten(cell))
		}
	}
	switch {
	case column == "adjusted": // dividends can take it below zero
		return x, nil
	case x == 0 && column != "close":
		return math.NaN(), nil // as Yahoo writes opens of indexes that it does not have
	case x == 0:
		return 0, r.errorAt(line, r.columns[at], "leave the cell empty where there was no close", "%q is not above zero", shorten(cell))
	case x < lowestPrice:
		return 0, r.errorAt(line, r.columns[at], "prices are above zero; add a constant to a series of futures that was adjusted below it",
			"%q is not above zero", shorten(cell))
	case x > largestNumber:
		return 0, r.errorAt(line, r.columns[at], "a price such as 6712.55", "%q is more than there is", shorten(cell))
	}
	return x, nil
}

// order puts the bars in order of time, and refuses two of one time.
func (r *priceReader) order() error {
	compare := func(a, b Bar) int { return a.Date.Compare(b.Date) }
	hint, word := "keep one row a date", func(b *Bar) string { return b.Date.String() }
	if r.key == "time" {
		compare = func(a, b Bar) int { return a.Time.Compare(b.Time) }
		hint, word = "keep one row a time", func(b *Bar) string { return b.Time.In(r.venue().Zone).Format(time.RFC3339) }
	}
	if !slices.IsSortedFunc(r.bars, compare) {
		slices.SortStableFunc(r.bars, compare)
	}
	for i := 1; i < len(r.bars); i++ {
		if a, b := &r.bars[i-1], &r.bars[i]; compare(*a, *b) == 0 {
			return r.errorAt(max(a.Line, b.Line), r.columns[r.at[r.key]], hint, "%s is on line %d, too", word(b), min(a.Line, b.Line))
		}
	}
	return nil
}

// priceDate reads a date as vendors write it, and without the time that some have behind it.
func priceDate(cell string) (market.Date, bool) {
	if i := strings.IndexAny(cell, "T "); i > 0 && strings.Trim(cell[i+1:], "0123456789:.+-Z") == "" && strings.Contains(cell[i:], ":") {
		cell = cell[:i]
	}
	if len(cell) == len("20251120") && strings.Trim(cell, "0123456789") == "" {
		cell = cell[:4] + "-" + cell[4:6] + "-" + cell[6:]
	}
	if len(cell) == len("2025.11.20") && cell[4] == cell[7] && strings.ContainsAny(cell[4:5], "./") {
		cell = cell[:4] + "-" + cell[5:7] + "-" + cell[8:]
	}
	d, err := dateOf(cell)
	for _, layout := range writtenDates {
		if err == nil {
			break
		}
		var at time.Time
		if at, err = time.Parse(layout, cell); err == nil {
			d = market.Date{Year: at.Year(), Month: at.Month(), Day: at.Day()}
		}
	}
	return d, err == nil
}

// writtenDates are layouts of dates that are the same everywhere: day first with points, or with the name of the month.
var writtenDates = []string{"2.1.2006", "Jan 2, 2006", "2 Jan 2006", "2-Jan-2006", "2-Jan-06"}

// localTimes are layouts of times without a zone.
var localTimes = []string{
	"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04", "1/2/2006 15:04", "1/2/2006 15:04:05", "20060102 15:04:05", "20060102 1504",
}

// venue is that on whose clock times without a zone are.
func (r *priceReader) venue() *market.Venue { return cmp.Or(r.options.Venue, market.US) }

// barTime reads a time with its zone, or on the clock of one.
func barTime(cell string, zone *time.Location) (time.Time, bool) {
	for _, layout := range localTimes {
		if at, err := time.Parse(layout, cell); err == nil {
			return market.Local(at, zone), true
		}
	}
	if len(cell) == len("20251120") { // a date, and not seconds of 1970
		return time.Time{}, false
	}
	return instant(cell)
}
