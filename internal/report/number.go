package report

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
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
	if !n.OK() {
		return ""
	}
	x := float64(n.Round())
	if a := math.Abs(x); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.FormatFloat(x, 'e', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
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
var numberText = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?$`)

// MarshalCSV writes a number, or an empty cell when it is absent.
func (n Number) MarshalCSV() (string, error) { return n.String(), nil }

// UnmarshalCSV reads what MarshalCSV writes.
func (n *Number) UnmarshalCSV(cell string) error {
	if cell == "" {
		*n = None()
		return nil
	}
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil || !numberText.MatchString(cell) {
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
	return []byte(n.String()), nil
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

// String is the instant in RFC 3339, "" when absent.
func (t Time) String() string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
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
