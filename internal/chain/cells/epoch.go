package cells

import (
	"strconv"
	"strings"
	"time"
)

// EpochTime reads a time in seconds, milliseconds, microseconds or nanoseconds since 1970. The number of digits before
// the point determines the unit: a time since 1973 has 9 or 10 digits in seconds, and three more in each smaller unit.
// A fraction may follow. An exponent is accepted if no digit before the point is lost.
func EpochTime(s string) (t time.Time, ok bool) {
	if len(s) < 9 || len(s) > 40 || s[0] < '1' || s[0] > '9' {
		return t, false
	}
	whole, fraction, ok := epochDigits(s)
	if !ok {
		return t, false
	}
	unit, ok := epochUnits[len(whole)]
	n, err := strconv.ParseInt(whole, 10, 64)
	if !ok || err != nil {
		return t, false
	}
	t = time.Unix(n/unit, n%unit*(1e9/unit)+fractionOf(fraction, 1e9/unit)).UTC()
	return t, checkYear(s, t.Year()) == nil
}

// epochUnits maps the number of digits of a time to the number of its units per second.
var epochUnits = map[int]int64{9: 1, 10: 1, 12: 1e3, 13: 1e3, 15: 1e6, 16: 1e6, 18: 1e9, 19: 1e9}

// epochDigits splits a number at its point.
func epochDigits(s string) (whole, fraction string, ok bool) {
	s, exponent, scaled := strings.Cut(strings.ToLower(s), "e")
	whole, fraction, _ = strings.Cut(s, ".")
	if scaled {
		n, err := strconv.Atoi(exponent)
		if err != nil || n < 0 || n > len(fraction) {
			return "", "", false
		}
		whole, fraction = whole+fraction[:n], fraction[n:]
	}
	notDigit := func(r rune) bool { return r < '0' || r > '9' }
	return whole, fraction, !strings.ContainsFunc(whole, notDigit) && !strings.ContainsFunc(fraction, notDigit)
}

// fractionOf returns a decimal fraction of a unit, truncated: fractionOf("25", 1000) is 250.
func fractionOf(digits string, unit int64) (n int64) {
	for _, c := range digits {
		if unit /= 10; unit == 0 {
			break
		}
		n += int64(c-'0') * unit
	}
	return n
}
