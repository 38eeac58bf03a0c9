package series

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
)

// Layouts, csv with a comma, a semicolon or a tab, an optional byte-order mark, and a line of names that may come again
// (files of several years, one after the other, have different columns):
//
//	Date, observation_date   mandatory, first; MM/DD/YYYY, MM/DD/YY or YYYY-MM-DD, in any order
//	1 Mo, 1.5 Month … 30 Yr  Treasury's daily par yield curve: percent a year, bond-equivalent
//	DGS1MO … DGS30           FRED, constant maturities: the same
//	DTB4WK … DTB1YR          FRED, bills on the secondary market: percent a year, bank discount
//	SOFR, DFF, EFFR, OBFR    FRED, overnight: percent a year, actual days over 360
//
// A yield that is empty, ., N/A, NA, ND or NaN is missing. A row without any yield is a holiday.

const (
	largestFile = 64 << 20 // bytes: a century of days in all tenors has a tenth of it
	lowestYield = -0.03    // a fraction a year: what a yield can be
	topYield    = 0.30     //
	tinyYield   = 0.003    // no file of yields in percent stays below it at ten years
	longTenor   = 10       // years
	realTenor   = 5        // years: where Treasury's real curve begins, and its nominal one has ten tenors before
	whatToGive  = "give Treasury's daily par yield curve as csv, or daily series of FRED such as DGS3MO"
	orDownload  = "correct the row, or download the file again"
	knownNames  = "columns are tenors such as 3 Mo, or daily series of FRED: DGS1MO to DGS30, DTB4WK to DTB1YR, SOFR, DFF, EFFR, OBFR"
	inPercent   = "yields are in percent a year, such as 4.33"
	onlyOneDate = "keep one row a date"
)

// reading is a file of rates being read.
type reading struct {
	name    string
	csv     *csv.Reader
	columns []column // of the last line of names; one without a name has no tenor
	rates   *Rates
	most    float64        // the largest yield, absolute
	doubt   *fault.Problem // a yield that is a fraction if all others are as small: of many decimals, or a long tenor
}

// ReadRates reads rates from csv text; name is that of the file, for messages. Errors are fault.Input.
func ReadRates(in io.Reader, name string) (*Rates, error) {
	r := &reading{name: name, rates: &Rates{name: name}}
	limit := &io.LimitedReader{R: in, N: largestFile + 1}
	text := bufio.NewReader(limit)
	head, err := text.Peek(4096)
	if err != nil && err != io.EOF {
		return nil, r.unreadable(err)
	}
	if err := r.recognize(head); err != nil {
		return nil, err
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		_, _ = text.Discard(len("\ufeff")) // it was peeked at
	}
	r.csv = csv.NewReader(text)
	r.csv.Comma, r.csv.FieldsPerRecord, r.csv.ReuseRecord = separator(head), -1, true
	r.csv.TrimLeadingSpace = r.csv.Comma != '\t' // it would take empty cells for one
	err = r.readRows()
	if limit.N <= 0 {
		return nil, r.refuse(0, "", whatToGive, "larger than %d MB, which no rate curve is", largestFile>>20)
	}
	if err != nil {
		return nil, err
	}
	return r.finish()
}

// recognize refuses what is not csv at all, by its first bytes.
func (r *reading) recognize(head []byte) error {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	what := ""
	switch {
	case len(text) == 0:
		what = "the file is empty"
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		return r.refuse(1, "", "save it as UTF-8", "the file is UTF-16 and not UTF-8")
	case bytes.IndexByte(text, 0) >= 0:
		what = "a binary file is not a rate curve"
	case text[0] == '<':
		what = "a web page or XML is not a rate curve"
	case text[0] == '{', text[0] == '[':
		what = "JSON is not a rate curve"
	default:
		return nil
	}
	return r.refuse(0, "", whatToGive, "%s", what)
}

// separator is the character between the cells of the first line.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	for _, c := range ";\t" {
		if bytes.ContainsRune(line, c) && !bytes.ContainsRune(line, ',') {
			return c
		}
	}
	return ','
}

// readRows reads all lines.
func (r *reading) readRows() error {
	for {
		cells, err := r.csv.Read()
		var syntax *csv.ParseError
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &syntax):
			return r.refuse(syntax.Line, "", whatToGive, "not csv: %v", syntax.Err)
		case err != nil:
			return r.unreadable(err)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		line, _ := r.csv.FieldPos(0)
		switch {
		case isDateName(cells[0]):
			err = r.readNames(cells, line)
		case r.columns == nil:
			err = r.refuse(line, "", whatToGive, "not a rate curve: its first column is %q and not Date or observation_date", shorten(cells[0]))
		default:
			err = r.readRow(cells, line)
		}
		if err != nil {
			return err
		}
	}
}

// isDateName reports whether a cell is the name of the column of dates.
func isDateName(cell string) bool {
	return strings.EqualFold(cell, "date") || strings.EqualFold(cell, "observation_date")
}

// readNames reads a line of names.
func (r *reading) readNames(cells []string, line int) error {
	columns, shortest, treasury := []column{}, math.Inf(1), false
	for _, name := range cells[1:] {
		if name == "" { // as a comma at the end makes one; it may hold nothing
			columns = append(columns, column{})
			continue
		}
		c, ok := columnNamed(name)
		if !ok {
			return r.refuse(line, shorten(name), knownNames, "neither a tenor nor a known series of rates")
		}
		if twin := slices.IndexFunc(columns, func(o column) bool { return o.tenor == c.tenor }); twin >= 0 {
			return r.refuse(line, name, "keep one of the two columns", "the same tenor as %s", columns[twin].name)
		}
		columns, shortest, treasury = append(columns, c), min(shortest, c.tenor), treasury || c.treasury
	}
	switch {
	case math.IsInf(shortest, 1):
		return r.refuse(line, "", whatToGive, "no column of rates")
	case treasury && shortest >= realTenor:
		return r.refuse(line, "", "give the par yield curve, which begins with 1 Mo",
			"no tenor below %d years: Treasury's real yields, after inflation, do not discount options", realTenor)
	}
	r.columns = columns
	return nil
}

// readRow reads the yields of one date.
func (r *reading) readRow(cells []string, line int) error {
	date, err := dateOf(cells[0])
	if err != nil {
		return r.refuse(line, "Date", "write it as 11/20/2025 or 2025-11-20", "%s", err)
	}
	if n := 1 + len(r.columns); len(cells) != n {
		return r.refuse(line, "", orDownload, "%d cells and not the %d of the line of names: the row is cut short or has a comma too many", len(cells), n)
	}
	row := row{date: date, line: line, columns: r.columns, yields: make([]float64, len(r.columns))}
	for k, cell := range cells[1:] {
		if row.yields[k], err = r.yield(cell, r.columns[k], line); err != nil {
			return err
		}
	}
	if empty(row.yields) {
		return nil
	}
	r.rates.rows = append(r.rates.rows, row)
	return nil
}

// empty reports whether a row is a holiday: no yield, or nothing but zeros in several tenors, as some archives fill it.
func empty(yields []float64) bool {
	zeros, others := 0, 0
	for _, y := range yields {
		switch {
		case y == 0:
			zeros++
		case !math.IsNaN(y):
			others++
		}
	}
	return others == 0 && (zeros == 0 || zeros > 2)
}

// missing are the spellings of no yield, in lower case.
var missing = []string{"", ".", "n/a", "#n/a", "na", "nd", "nan"}

// yield reads a cell in percent: NaN when it is missing.
func (r *reading) yield(cell string, c column, line int) (float64, error) {
	if slices.Contains(missing, strings.ToLower(cell)) {
		return math.NaN(), nil
	}
	if c.tenor == 0 {
		return 0, r.refuse(line, "", orDownload, "%q is in a column without a name", shorten(cell))
	}
	digits := strings.TrimSpace(strings.TrimSuffix(cell, "%"))
	if strings.Count(digits, ",") == 1 && !strings.Contains(digits, ".") {
		digits = strings.Replace(digits, ",", ".", 1)
	}
	if strings.Trim(digits, "+-.0123456789") != "" {
		return 0, r.refuse(line, c.name, inPercent, "%q is not a number", shorten(cell))
	}
	y, err := strconv.ParseFloat(digits+"e-2", 64)
	if err != nil {
		return 0, r.refuse(line, c.name, inPercent, "%q is not a number", shorten(cell))
	}
	if y < lowestYield || y > topYield {
		return 0, r.refuse(line, c.name, inPercent+"; "+orDownload, "%q is outside %g … %g%%, where yields are", shorten(cell), 100*lowestYield, 100*topYield)
	}
	r.notice(y, digits, c, line)
	return y, nil
}

// notice records what distinguishes fractions from percent.
func (r *reading) notice(y float64, digits string, c column, line int) {
	r.most = max(r.most, math.Abs(y))
	if _, decimals, _ := strings.Cut(digits, "."); r.doubt == nil && (len(decimals) > 2 || c.tenor >= longTenor) && y != 0 {
		r.doubt = &fault.Problem{Line: line, Column: c.name, What: digits}
	}
}

// finish orders the rows and judges them together.
func (r *reading) finish() (*Rates, error) {
	rows := r.rates.rows
	if len(rows) == 0 {
		return nil, r.refuse(0, "", whatToGive, "no row with a rate")
	}
	if p := r.doubt; p != nil && r.most < tinyYield {
		return nil, r.refuse(p.Line, p.Column, inPercent+": multiply them by 100", "%s looks like a fraction, as every yield of the file does", p.What)
	}
	slices.SortStableFunc(rows, func(a, b row) int { return a.date.Compare(b.date) })
	for i := 1; i < len(rows); i++ {
		if a, b := &rows[i-1], &rows[i]; a.date == b.date && !a.same(b) {
			return nil, r.refuse(max(a.line, b.line), "Date", onlyOneDate, "%s is on line %d, too, with other yields", a.date, min(a.line, b.line))
		}
	}
	r.rates.rows = slices.CompactFunc(rows, func(a, b row) bool { return a.date == b.date })
	return r.rates, nil
}

// dateOf reads 11/20/2025, 11/20/25 or 2025-11-20. Treasury's history begins in 1990, so 90 to 99 are of that century.
func dateOf(cell string) (market.Date, error) {
	iso := cell
	if parts := strings.Split(cell, "/"); len(parts) == 3 {
		month, day, year := parts[0], parts[1], parts[2]
		if len(year) == 2 {
			century := "20"
			if year >= "90" {
				century = "19"
			}
			year = century + year
		}
		iso = year + "-" + twoDigits(month) + "-" + twoDigits(day)
	}
	date, err := market.ParseDate(iso)
	if err != nil {
		return date, fmt.Errorf("%q is not a date of month, day and year", shorten(cell))
	}
	return date, nil
}

// twoDigits puts a 0 before a digit.
func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// shorten cuts a cell to what a message can show.
func shorten(cell string) string {
	const most = 30
	if runes := []rune(cell); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return cell
}

// refuse is an error about a place in the file.
func (r *reading) refuse(line int, column, hint, format string, args ...any) error {
	return &fault.Error{
		Code: fault.Input, Hint: hint,
		Problem: fault.Problem{File: r.name, Line: line, Column: column, What: fmt.Sprintf(format, args...)},
	}
}

// unreadable passes an error of the input on, which may know its file itself.
func (r *reading) unreadable(err error) error {
	var known *fault.Error
	if errors.As(err, &known) {
		return known
	}
	return r.refuse(0, "", "is it readable?", "%v", fault.Reason(err))
}
