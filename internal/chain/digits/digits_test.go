package digits

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	_ "gex/internal/soaktest"
)

// odd are cells at the limits of what is read quickly.
var odd = []string{"", "0", "-0", ".5", "5.", ".", "-", "-.", "..", "-.5", "--5", "5-", "-5.", ".-5", "1.2.3", "1..2", "12345678", "123456789", "1234567", "-1234567", "-12345678",
	"1234.5678", ".1234567", ".12345678", "-.1234567", "1234567.", "12345678.", "123456.789012", "1e3", "5%", "$5", " 5", "5 ", "+5", "1_000", "0x1", "\"5\"", "NaN",
	"9007199254740992", "9007199254740993", "1000000001", "5\r", "a", "C", "put", "\xff", "5\xff", "/", "5/", "-/", ":", "5:", "\x00", "5\x005", "\x80", "0.00001", "-0.4639", "4440.00"}

// reference is Decimal by strconv.
func reference(text string) (v float64, ok bool) {
	whole := len(text)
	for i, c := range []byte(text) {
		switch {
		case '0' <= c && c <= '9':
		case c == '-' && i == 0:
		case c == '.' && whole == len(text):
			whole = i
		default:
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

// Decimal has the bits of strconv where it does not decline.
func TestDecimal(t *testing.T) {
	check := func(text string) bool {
		got, ok := Decimal([]byte(text))
		want, plain := reference(text)
		if !ok {
			return !plain || len(text) >= 16
		}
		return plain && math.Float64bits(got) == math.Float64bits(want)
	}
	for _, text := range odd {
		if !check(text) {
			t.Errorf("%q", text)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		if text := rapid.StringMatching(`-?[0-9]{0,20}\.?[0-9]{0,4}`).Draw(t, "text"); !check(text) {
			t.Fatalf("%q", text)
		}
	})
}

// A short decimal is read as Decimal reads it, or is declined.
func TestShortDecimal(t *testing.T) {
	check := func(text string) bool {
		got, ok := ShortDecimal(LoadEight([]byte(text+",0000000")), len(text))
		want, plain := Decimal([]byte(text))
		return !ok || plain && math.Float64bits(got) == math.Float64bits(want)
	}
	for _, text := range odd {
		if !check(text) {
			t.Errorf("%q", text)
		}
	}
	for _, text := range []string{"0", "12345678", "-123456", "0.00001", "-0.4639", "4440.00", ".5", "5."} {
		if _, ok := ShortDecimal(LoadEight([]byte(text+",0000000")), len(text)); !ok {
			t.Errorf("%q is declined", text)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		if text := rapid.StringMatching(`[-0-9.,/+e]{1,9}`).Draw(t, "text"); !check(text) {
			t.Fatalf("%q", text)
		}
	})
}

func TestSeparators(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var text [64]byte
		copy(text[:], rapid.SliceOfN(rapid.Byte(), 64, 64).Draw(t, "text"))
		got := Separators(&text)
		for i, c := range text {
			if (c < '-') != (got>>i&1 == 1) {
				t.Fatalf("byte %d of %q", i, text)
			}
		}
	})
}
