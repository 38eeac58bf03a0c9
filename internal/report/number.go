package report

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"gex/internal/lazy"
	"gex/internal/market"
)

// Digits is the number of significant digits in all output.
const Digits = 12

// Number is a float64 that is absent when it is NaN.
type Number float64

// None is the absent number.
func None() Number { return Number(math.NaN()) }

// OK reports whether the number is present and finite.
func (n Number) OK() bool { return !math.IsNaN(float64(n)) && !math.IsInf(float64(n), 0) }

// Round returns n with Digits significant digits, rounded half to even; -0 becomes 0.
func (n Number) Round() Number {
	if !n.OK() {
		return None()
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(float64(n), 'e', Digits-1, 64), 64)
	if err != nil || r == 0 {
		return 0
	}
	return Number(r)
}

// String is the number in machine formats, "" when absent: the shortest text for its 12 digits, with an exponent below 1e-6
// and from 1e21 on, as encoding/json writes numbers.
func (n Number) String() string {
	var text [32]byte
	return string(n.Append(text[:0]))
}

// leastNormal is well above the numbers that have fewer than 53 bits.
const leastNormal = 1e-290

// Append appends the text of String. A float64 tells all decimals of 15 digits apart, so the shortest text for the number of
// those 12 digits is these digits without the zeros at their end: there is no need to parse them and to write the number again.
func (n Number) Append(b []byte) []byte {
	x := float64(n)
	size := math.Abs(x)
	switch {
	case !n.OK():
		return b
	case size < 1e12 && x == math.Trunc(x): // also -0
		return strconv.AppendInt(b, int64(x), 10)
	case size < leastNormal:
		x = float64(n.Round())
		return strconv.AppendFloat(b, x, 'e', -1, 64)
	}
	var text [32]byte
	digits := strconv.AppendFloat(text[:0], x, 'e', Digits-1, 64) // -1.50000000000e-07
	if digits[0] == '-' {
		b, digits = append(b, '-'), digits[1:]
	}
	const mantissa = Digits + 1 // with its point
	exponent, _ := strconv.Atoi(string(digits[mantissa+1:]))
	digits[1] = digits[0]
	end := mantissa
	for digits[end-1] == '0' { // the first digit is none
		end--
	}
	return appendDecimal(b, digits[1:end], exponent)
}

// appendDecimal appends d.ddd × 10^exponent, of which digits has no point.
func appendDecimal(b, digits []byte, exponent int) []byte {
	switch {
	case exponent < -6 || exponent >= 21:
		b = append(b, digits[0])
		if len(digits) > 1 {
			b = append(append(b, '.'), digits[1:]...)
		}
		b = append(b, 'e')
		if exponent < 0 {
			b, exponent = append(b, '-'), -exponent
		} else {
			b = append(b, '+')
		}
		if exponent < 10 {
			b = append(b, '0')
		}
		return strconv.AppendInt(b, int64(exponent), 10)
	case exponent < 0:
		b = append(b, "0.00000"[:1-exponent]...)
		return append(b, digits...)
	case exponent+1 < len(digits):
		b = append(append(b, digits[:exponent+1]...), '.')
		return append(b, digits[exponent+1:]...)
	}
	b = append(b, digits...)
	return append(b, "00000000000000000000"[:exponent+1-len(digits)]...)
}

// Grouped inserts commas between thousands of a plain decimal number: -1,234.5.
func Grouped(number string) string {
	digits, negative := strings.CutPrefix(number, "-")
	whole, rest, _ := strings.Cut(digits, ".")
	if rest != "" {
		rest = "." + rest
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if negative {
		whole = "-" + whole
	}
	return whole + rest
}

// numberText is a number as machine formats have it; ParseFloat reads more: NaN, infinity, hexadecimal, 1_000.
var numberText = lazy.Regexp(`^-?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?$`)

// MarshalCSV writes a number, or an empty cell when it is absent.
func (n Number) MarshalCSV() (string, error) { return n.String(), nil }

// UnmarshalCSV reads what MarshalCSV writes.
func (n *Number) UnmarshalCSV(cell string) error {
	if cell == "" {
		*n = None()
		return nil
	}
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil || !numberText().MatchString(cell) {
		return fmt.Errorf("%q is not a number", cell)
	}
	*n = Number(x)
	return nil
}

// MarshalJSON writes a number or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.OK() {
		return []byte("null"), nil
	}
	return n.Append(nil), nil
}

// UnmarshalJSON reads a number or null.
func (n *Number) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = None()
		return nil
	}
	return json.Unmarshal(b, (*float64)(n))
}

// Time is an instant that is absent when zero. It is written as RFC 3339 with the offset of its venue.
type Time struct{ time.Time }

// Day is the date on the clock of its zone, that of the venue in documents.
func (t Time) Day() market.Date {
	year, month, day := t.Date()
	return market.Date{Year: year, Month: month, Day: day}
}

// String is the instant in RFC 3339, "" when absent.
func (t Time) String() string {
	return string(t.Append(nil))
}

// Append appends the text of String.
func (t Time) Append(b []byte) []byte {
	if t.IsZero() {
		return b
	}
	return t.AppendFormat(b, time.RFC3339)
}

// MarshalCSV writes RFC 3339, or an empty cell when it is absent.
func (t Time) MarshalCSV() (string, error) { return t.String(), nil }

// UnmarshalCSV reads what MarshalCSV writes.
func (t *Time) UnmarshalCSV(cell string) error {
	if cell == "" {
		*t = Time{}
		return nil
	}
	at, err := time.Parse(time.RFC3339, cell)
	if err != nil {
		return fmt.Errorf("%q is not a time such as 2025-11-20T09:52:00-05:00", cell)
	}
	*t = Time{at}
	return nil
}

// MarshalJSON writes RFC 3339 or null.
func (t Time) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(t.String())
}

// UnmarshalJSON reads RFC 3339 or null.
func (t *Time) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*t = Time{}
		return nil
	}
	return json.Unmarshal(b, &t.Time)
}

// Text is a string that is null in JSON when empty.
type Text string

// MarshalJSON writes a string or null.
func (s Text) MarshalJSON() ([]byte, error) {
	if s == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(s))
}
