package parquet

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go/format"
)

// texter appends the text of a value, which has the bytes of the encoding PLAIN without a length before them.
type texter func(to, value []byte) []byte

// unreadable stands for a value that its type does not allow, so that it is refused as a cell where it is used.
const unreadable = "<unreadable>"

func booleans(to, v []byte) []byte {
	if len(v) == 1 && v[0] != 0 {
		return append(to, "True"...)
	}
	return append(to, "False"...)
}

// integer is the value of an integer of 4 or 8 bytes, or of fewer in big-endian order.
func integer(v []byte) int64 {
	if len(v) == 4 {
		return int64(int32(binary.LittleEndian.Uint32(v)))
	}
	return int64(binary.LittleEndian.Uint64(v))
}

func integers(t format.Type, signed bool) texter {
	switch {
	case t != format.Int32 && t != format.Int64:
		return plainTexter(t)
	case signed:
		return func(to, v []byte) []byte { return strconv.AppendInt(to, integer(v), 10) }
	case t == format.Int32:
		return func(to, v []byte) []byte {
			return strconv.AppendUint(to, uint64(binary.LittleEndian.Uint32(v)), 10)
		}
	}
	return func(to, v []byte) []byte { return strconv.AppendUint(to, binary.LittleEndian.Uint64(v), 10) }
}

func floats(to, v []byte) []byte {
	return appendFloat(to, float64(math.Float32frombits(binary.LittleEndian.Uint32(v))), 32)
}

func doubles(to, v []byte) []byte {
	return appendFloat(to, math.Float64frombits(binary.LittleEndian.Uint64(v)), 64)
}

// halfs are numbers of 16 bits. (IEEE 754-2008, binary16)
func halfs(to, v []byte) []byte {
	if len(v) != 2 {
		return append(to, unreadable...)
	}
	bits := binary.LittleEndian.Uint16(v)
	fraction, exponent := float64(bits&0x3ff), int(bits>>10&31)
	x := math.Ldexp(fraction, -24)
	switch {
	case exponent == 31 && fraction != 0:
		x = math.NaN()
	case exponent == 31:
		x = math.Inf(1)
	case exponent > 0:
		x = math.Ldexp(1024+fraction, exponent-25)
	}
	if bits>>15 == 1 {
		x = -x
	}
	return appendFloat(to, x, 32)
}

// appendFloat appends the shortest text that reads as the same number. Not a number is an empty cell, as for others who write
// such a table as csv.
func appendFloat(to []byte, x float64, bits int) []byte {
	switch size := math.Abs(x); {
	case math.IsNaN(x):
		return to
	case x == 0, 1e-6 <= size && size < 1e15:
		return strconv.AppendFloat(to, x, 'f', -1, bits)
	}
	return strconv.AppendFloat(to, x, 'e', -1, bits)
}

func plainTexts(to, v []byte) []byte { return append(to, v...) }

func uuids(to, v []byte) []byte { return hex.AppendEncode(to, v) }

// Days of dates that have four digits in a year: 1 January 0000 and 31 December 9999.
const firstDay, lastDay = -719528, 2932896

func days(to, v []byte) []byte {
	if len(v) != 4 {
		return append(to, unreadable...)
	}
	day := integer(v)
	if day < firstDay || day > lastDay {
		return append(to, unreadable...)
	}
	return time.Unix(day*86400, 0).UTC().AppendFormat(to, time.DateOnly)
}

// timestamps count units of so many nanoseconds since 1970. Without UTC they are of a clock whose zone the file does not say.
func timestamps(unit int64, utc bool) texter {
	return func(to, v []byte) []byte {
		if len(v) != 8 || unit > 1e6 {
			return append(to, unreadable...)
		}
		n, perSecond := integer(v), 1_000_000_000/unit
		seconds, rest := n/perSecond, n%perSecond
		if rest < 0 {
			seconds, rest = seconds-1, rest+perSecond
		}
		return appendInstant(to, seconds, rest*unit, utc)
	}
}

// oldTimestamps are nanoseconds of a day, and the Julian day. (8 and 4 bytes; Spark and Impala wrote them)
func oldTimestamps(to, v []byte) []byte {
	const epoch = 2440588 // of 1 January 1970
	if len(v) != 12 {
		return append(to, unreadable...)
	}
	ns := integer(v[:8])
	if ns < 0 || ns >= 86_400e9 {
		return append(to, unreadable...)
	}
	return appendInstant(to, (integer(v[8:])-epoch)*86400+ns/1e9, ns%1e9, false)
}

func appendInstant(to []byte, seconds, ns int64, utc bool) []byte {
	if seconds < firstDay*86400 || seconds >= (lastDay+1)*86400 {
		return append(to, unreadable...)
	}
	layout := "2006-01-02T15:04:05.999999999"
	if utc {
		layout += "Z"
	}
	return time.Unix(seconds, ns).UTC().AppendFormat(to, layout)
}

func timesOfDay(t format.Type, unit int64) texter {
	return func(to, v []byte) []byte {
		if t != format.Int32 && t != format.Int64 || unit > 1e6 {
			return append(to, unreadable...)
		}
		n := integer(v)
		if n < 0 || n >= 86_400_000_000_000/unit {
			return append(to, unreadable...)
		}
		return time.Unix(0, n*unit).UTC().AppendFormat(to, "15:04:05.999999999")
	}
}

// decimals are integers, of which so many digits are behind the point. In arrays of bytes they are big-endian.
func decimals(t format.Type, scale int32) texter {
	return func(to, v []byte) []byte {
		if scale < 0 || scale > 1000 || len(v) > 64 {
			return append(to, unreadable...)
		}
		if t == format.Int32 || t == format.Int64 {
			return appendDecimal(to, big.NewInt(integer(v)), int(scale))
		}
		n := new(big.Int).SetBytes(v)
		if len(v) > 0 && v[0]&0x80 != 0 { // two's complement
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(v))))
		}
		return appendDecimal(to, n, int(scale))
	}
}

func appendDecimal(to []byte, n *big.Int, scale int) []byte {
	if n.Sign() < 0 {
		to = append(to, '-')
	}
	digits := new(big.Int).Abs(n).Append(nil, 10)
	for len(digits) <= scale {
		digits = append([]byte{'0'}, digits...)
	}
	to = append(to, digits[:len(digits)-scale]...)
	if scale > 0 {
		to = append(append(to, '.'), digits[len(digits)-scale:]...)
	}
	return to
}

// appendCell appends a text as a cell of csv. A row stays a line: line ends within a text become blanks.
func appendCell(to, text []byte) []byte {
	quote := len(text) > 0 && (text[0] == ' ' || text[len(text)-1] == ' ')
	for _, c := range text {
		quote = quote || c == ',' || c == '"'
	}
	if quote {
		to = append(to, '"')
	}
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch {
		case r == '"':
			to = append(to, '"', '"')
		case r == '\n' || r == '\r' || r == 0:
			to = append(to, ' ')
		case r == utf8.RuneError && n == 1:
			to = append(to, "\ufffd"...)
		default:
			to = append(to, text[:n]...)
		}
		text = text[n:]
	}
	if quote {
		to = append(to, '"')
	}
	return to
}

// plainTexter is for columns without a logical type.
func plainTexter(t format.Type) texter {
	switch t {
	case format.Boolean:
		return booleans
	case format.Int32, format.Int64:
		return integers(t, true)
	case format.Int96:
		return oldTimestamps
	case format.Float:
		return floats
	case format.Double:
		return doubles
	case format.ByteArray, format.FixedLenByteArray:
		return plainTexts
	}
	return nil
}
