package cells

import (
	"bytes"
	"strconv"

	"gex/internal/chain/digits"
)

// kind is how a cell writes its number.
type kind uint8

const (
	Plain      kind = iota
	Dollars         // with a dollar sign
	Percent         // with a percent sign; the number returned is the fraction
	Missing         // empty, or a word that means missing
	Unreadable      // anything else
)

// Number reads a cell. It accepts plain decimals with an optional exponent, thousands separators if every group is
// complete, a leading dollar sign or a trailing percent sign; surrounding spaces are ignored. The value is the float64
// nearest to the text, and 0 for cells that are missing or unreadable.
//
// Special cases: "" "-" "--" "N/A" "NA" "null" "unch" "<empty>" NaN and infinities spelled out are missing, in any case;
// "010" is 10; "4,50", "0,123", "1_000", "0x10" and numbers beyond float64 are unreadable.
func Number(cell []byte) (float64, kind) {
	if v, ok := digits.Decimal(cell); ok {
		return v, Plain
	}
	return decorated(bytes.TrimSpace(cell))
}

// decorated reads a trimmed cell that is not a plain short decimal.
func decorated(b []byte) (float64, kind) {
	if isMissing(b) {
		return 0, Missing
	}
	b, k := stripMarks(b)
	b, ok := Ungroup(b)
	if !ok || !IsDecimal(b) {
		return 0, Unreadable
	}
	v, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return 0, Unreadable
	}
	if k == Percent {
		v /= 100
	}
	return v, k
}

// isMissing reports whether the cell means that the number is missing.
func isMissing(b []byte) bool {
	if len(b) > len("+infinity") {
		return false
	}
	var lower [len("+infinity")]byte
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	switch string(lower[:len(b)]) {
	case "", "-", "--", "n/a", "na", "null", "none", "nan", "+nan", "-nan", "unch", "<empty>",
		"inf", "+inf", "-inf", "infinity", "+infinity", "-infinity":
		return true
	}
	return false
}

// stripMarks removes a dollar sign (after or before the sign of the number) or a percent sign.
func stripMarks(b []byte) ([]byte, kind) {
	if n := len(b); n > 1 && b[n-1] == '%' {
		return bytes.TrimRight(b[:n-1], " "), Percent
	}
	if len(b) > 1 && b[0] == '$' {
		return b[1:], Dollars
	}
	if len(b) > 2 && b[1] == '$' && (b[0] == '-' || b[0] == '+') {
		return append([]byte{b[0]}, b[2:]...), Dollars
	}
	return b, Plain
}

// Ungroup removes thousands separators. It declines a number whose groups are incomplete: "4,50" may be a
// European 4.5, and so may "0,123".
func Ungroup(b []byte) (digits []byte, ok bool) {
	comma := bytes.IndexByte(b, ',')
	if comma < 0 {
		return b, true
	}
	whole, rest := b, []byte(nil)
	if end := bytes.IndexByte(b, '.'); end >= 0 {
		whole, rest = b[:end], b[end:]
	}
	sign := 0
	if b[0] == '-' || b[0] == '+' {
		sign = 1
	}
	if first := comma - sign; first < 1 || first > 3 || b[sign] == '0' || bytes.IndexByte(rest, ',') >= 0 {
		return nil, false
	}
	groups := bytes.Split(whole, []byte(","))
	for _, g := range groups[1:] {
		if n, _ := cutDigits(g); n != 3 || len(g) != 3 {
			return nil, false
		}
	}
	return append(bytes.Join(groups, nil), rest...), true
}

// IsDecimal reports whether b is [+-]digits[.digits][e[+-]digits] with a digit before the exponent; strconv alone
// would also accept hexadecimal numbers and underscores.
func IsDecimal(b []byte) bool {
	b = unsigned(b)
	whole, b := cutDigits(b)
	fraction := 0
	if len(b) > 0 && b[0] == '.' {
		fraction, b = cutDigits(b[1:])
	}
	if whole+fraction == 0 {
		return false
	}
	if len(b) == 0 {
		return true
	}
	if b[0] != 'e' && b[0] != 'E' {
		return false
	}
	exponent, b := cutDigits(unsigned(b[1:]))
	return exponent > 0 && len(b) == 0
}

func unsigned(b []byte) []byte {
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		return b[1:]
	}
	return b
}

// cutDigits returns the number of digits at the start of b, and the rest.
func cutDigits(b []byte) (n int, rest []byte) {
	for n < len(b) && b[n]-'0' <= 9 {
		n++
	}
	return n, b[n:]
}

// FormatNumber writes a number for a message, without an exponent.
func FormatNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
