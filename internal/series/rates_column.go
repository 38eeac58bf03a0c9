package series

import (
	"cmp"
	"strconv"
	"strings"

	"gex/internal/lazy"
)

// quoted is how a column quotes its rates.
type quoted uint8

const (
	parYield     quoted = iota // bond-equivalent, of a security that costs par
	bankDiscount               // of a bill, actual days over 360
	overnight                  // simple interest over one day, over 360
)

// column is one series of a file.
type column struct {
	name   string  // as the file spells it
	tenor  float64 // years
	days   float64 // of a bill with a bank discount
	quoted quoted

	treasury bool // of Treasury's curve, not FRED's
}

// compare orders columns by tenor.
func (c column) compare(o column) int { return cmp.Compare(c.tenor, o.tenor) }

// fred are the daily series of FRED that are known: constant maturities (H.15, the same yields as Treasury's curve), bank
// discounts of bills on the secondary market (H.15), and overnight rates (New York Fed).
var fred = map[string]column{
	"DGS1MO": {tenor: 1.0 / 12}, "DGS3MO": {tenor: 0.25}, "DGS6MO": {tenor: 0.5}, "DGS1": {tenor: 1}, "DGS2": {tenor: 2}, "DGS3": {tenor: 3},
	"DGS5": {tenor: 5}, "DGS7": {tenor: 7}, "DGS10": {tenor: 10}, "DGS20": {tenor: 20}, "DGS30": {tenor: 30},
	"DTB4WK": bill(28), "DTB3": bill(91), "DTB6": bill(182), "DTB1YR": bill(364),
	"SOFR": {tenor: 1.0 / 365, quoted: overnight}, "DFF": {tenor: 1.0 / 365, quoted: overnight},
	"EFFR": {tenor: 1.0 / 365, quoted: overnight}, "OBFR": {tenor: 1.0 / 365, quoted: overnight},
}

// bill is a column of bank discounts of a bill with so many days to maturity.
func bill(days float64) column { return column{tenor: days / 365, days: days, quoted: bankDiscount} }

var (
	tenorName = lazy.Regexp(`^([0-9]+(?:\.[0-9]+)?) ?(mo|month|months|yr|year|years)$`) // of Treasury: 1.5 Month
	vintage   = lazy.Regexp(`_[0-9]{8}$`)                                               // of ALFRED: DGS2_20230309
)

// columnNamed is what a column quotes, by its name. ok is false for a name that is neither a tenor of Treasury's curve,
// which is up to half a year or whole half-years, nor a known series.
func columnNamed(name string) (c column, ok bool) {
	if c, ok = fred[vintage().ReplaceAllString(strings.ToUpper(name), "")]; ok {
		c.name = name
		return c, true
	}
	m := tenorName().FindStringSubmatch(strings.ToLower(name))
	if m == nil {
		return c, false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return c, false
	}
	if strings.HasPrefix(m[2], "mo") {
		n /= 12
	}
	halves := 2 * n
	return column{name: name, tenor: n, treasury: true}, n > 0 && (n <= 0.5 || n <= 50 && halves == float64(int(halves)))
}
