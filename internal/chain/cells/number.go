package cells

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strconv"
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
	if v, ok := Decimal(cell); ok {
		return v, Plain
	}
	return decorated(bytes.TrimSpace(cell))
}

// pow10 holds the powers of ten that are exact in float64.
var pow10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
	1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// Decimal reads the form of nearly every cell, -123.45, if its digits and power of ten are both exact in float64: one
// division then rounds correctly (Clinger 1990). It declines everything else.
func Decimal(b []byte) (v float64, ok bool) {
	i, point := 0, -1
	if len(b) > 0 && b[0] == '-' {
		i = 1
	}
	if len(b)-i > 19 { // the digits might not fit into 64 bits
		return 0, false
	}
	digits, m := 0, uint64(0)
	for ; i < len(b); i++ {
		switch d := b[i] - '0'; {
		case d <= 9:
			m = 10*m + uint64(d)
			digits++
		case b[i] == '.' && point < 0:
			point = i
		default:
			return 0, false
		}
	}
	if digits == 0 || m > 1<<53 {
		return 0, false
	}
	v = float64(m)
	if point >= 0 {
		v /= pow10[len(b)-1-point]
	}
	if b[0] == '-' {
		v = -v
	}
	return v, true
}

// Eight characters at once, the first in the lowest byte.
const (
	ones  = 0x0101010101010101
	highs = 0x80 * ones
	Zeros = '0' * ones
)

// LoadEight returns the first eight bytes of a text.
func LoadEight(text []byte) uint64 { return binary.LittleEndian.Uint64(text) }

// ShortDecimal reads a plain decimal of n characters, of which w holds the first eight. It declines everything else,
// and decimals longer than 8. As in Decimal, digits and power of ten are exact, and one division rounds correctly.
func ShortDecimal(w uint64, n int) (v float64, ok bool) {
	if byte(w) == '-' {
		v, ok = ShortDecimal(w>>8, n-1)
		return -v, ok && byte(w>>8) != '-'
	}
	if n < 1 || n > 8 {
		return 0, false
	}
	digits := w ^ Zeros
	point := digits ^ ('.'^'0')*ones
	point = (point - ones) &^ point & highs // its lowest set bit is in the byte of the first point
	decimals := 0
	if at := bits.TrailingZeros64(point) / 8; at < n {
		whole := uint64(1)<<(8*at&63) - 1
		digits = digits&whole | digits>>8&^whole
		n--
		decimals = n - at
	}
	m, ok := EightDigits(digits << (64 - 8*n))
	if decimals > 0 {
		return float64(int64(m)) / pow10[decimals&15], ok
	}
	return float64(int64(m)), ok && n > 0
}

// EightDigits returns the number that eight digits represent.
func EightDigits(d uint64) (m uint64, ok bool) {
	ok = (d|(d+6*ones))&(0xf0*ones) == 0
	d = d*10 + d>>8 // pairs, in every other byte
	const pairs = 0x000000ff000000ff
	return (d&pairs*(100+1000000<<32) + d>>16&pairs*(1+10000<<32)) >> 32, ok
}

// Separators marks which of 64 bytes are below '-', the first in the lowest bit: every character of a plain number is
// '-' or above; commas and line ends are below.
func Separators(text *[64]byte) (found uint64) {
	for i := 0; i < 64; i += 8 {
		w := LoadEight(text[i:])
		w = ^((w&^highs + (0x80-'-')*ones) | w) & highs >> 7
		found |= w * 0x0102040810204080 >> 56 << i // the factor gathers the bits
	}
	return found
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
