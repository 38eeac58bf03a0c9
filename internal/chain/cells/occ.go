package cells

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// OCC holds the parts of an option symbol.
type OCC struct {
	Root             string
	Year, Month, Day int
	Right            model.Right
	Strike           float64
}

// ParseOCC reads an OCC/OSI option symbol, padded or not: SPXW251120C02800000. It is anchored at the end (date, C or
// P, eight digits of strike in thousandths); the text before that, trimmed and in upper case, is the root.
func ParseOCC(s string) (OCC, error) {
	sym, ok := CutSymbol([]byte(s))
	if !ok {
		return OCC{}, fmt.Errorf("%q is not an option symbol", s)
	}
	root, d, err := sym.Split()
	if err != nil {
		return OCC{}, fmt.Errorf("%q is not an option symbol: %w", s, err)
	}
	return OCC{root, d.Year, int(d.Month), d.Day, sym.Right, sym.Strike}, nil
}

// Symbol is an option symbol parsed as far as each row needs it: the symbols of one series differ only at the end.
type Symbol struct {
	Series []byte // root and date: SPXW251120
	Right  model.Right
	Strike float64
}

const (
	dateLen   = len("251120")
	StrikeLen = len("02800000")
)

// CutSymbol splits an option symbol without parsing its series. A strike of 0 is not an option.
func CutSymbol(b []byte) (s Symbol, ok bool) {
	b = bytes.TrimSpace(b)
	n := len(b) - StrikeLen - 1 // position of C or P
	if n < dateLen+1 || (b[n] != 'C' && b[n] != 'P') {
		return s, false
	}
	mills := 0
	for _, c := range b[n+1:] {
		if c-'0' > 9 {
			return s, false
		}
		mills = 10*mills + int(c-'0')
	}
	s.Series, s.Strike = b[:n], float64(mills)/1000
	if b[n] == 'P' {
		s.Right = model.Put
	}
	return s, mills > 0
}

// Split parses the root and the date of the series; the century is the 21st.
func (s Symbol) Split() (root string, date market.Date, err error) {
	name, digits := s.Series[:len(s.Series)-dateLen], s.Series[len(s.Series)-dateLen:]
	name = bytes.TrimRight(name, " ")
	if !IsRoot(name) {
		return "", date, fmt.Errorf("%q is not an option root", name)
	}
	var n [dateLen]int
	for i, c := range digits {
		if c-'0' > 9 {
			return "", date, fmt.Errorf("%q is not a date", digits)
		}
		n[i] = int(c - '0')
	}
	date, ok := Date(2000+10*n[0]+n[1], 10*n[2]+n[3], 10*n[4]+n[5])
	if !ok {
		return "", date, fmt.Errorf("%q is not a date", digits)
	}
	return strings.ToUpper(string(name)), date, nil
}

// IsRoot reports whether b can be the name of a root or an underlying: printable ASCII without spaces, commas and
// quotation marks.
func IsRoot(b []byte) bool {
	for _, c := range b {
		if c <= ' ' || c >= 0x7f || c == ',' || c == '"' {
			return false
		}
	}
	return len(b) > 0 && len(b) <= maxRoot
}

// maxRoot exceeds the length of any root: OCC roots have up to six letters, index and coin names a few more.
const maxRoot = 16

// Date returns the calendar date, and false if it does not exist.
func Date(year, month, day int) (market.Date, bool) {
	d := market.Date{Year: year, Month: time.Month(month), Day: day}
	t := time.Date(year, d.Month, day, 0, 0, 0, 0, time.UTC)
	return d, t.Year() == year && t.Month() == d.Month && t.Day() == day
}
