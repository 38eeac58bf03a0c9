package digits

import (
	"encoding/binary"
	"math/bits"
)

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
