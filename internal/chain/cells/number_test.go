package cells

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	_ "gex/internal/soaktest"
)

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		cell string
		want float64
		kind kind
	}{
		{"0", 0, Plain},
		{"5194", 5194, Plain},
		{"9000.00", 9000, Plain},
		{"-0.0001", -0.0001, Plain},
		{" 12.5\t", 12.5, Plain},
		{"+1.15", 1.15, Plain},
		{".5", 0.5, Plain},
		{"5.", 5, Plain},
		{"9007199254740993", 9007199254740992, Plain}, // 2^53 + 1 rounds to even
		{"12345678901234567890123", 12345678901234567890123, Plain},
		{"0.30000000000000004", 0.30000000000000004, Plain},
		{"1e-320", 1e-320, Plain}, // subnormal
		{"2.5E+3", 2500, Plain},

		// Cells that gocsv's own number types misread (they give 8, 1, an error, 4.5).
		{"010", 10, Plain},
		{"1.9e3", 1900, Plain},
		{"089", 89, Plain},
		{"4,500", 4500, Plain},
		{"4294967297", 4294967297, Plain},

		{"4,500.50", 4500.5, Plain},
		{"1,234,567.891", 1234567.891, Plain},
		{"-1,234", -1234, Plain},
		{"$4,500.50", 4500.5, Dollars},
		{"$-5", -5, Dollars},
		{"-$5", -5, Dollars},
		{"15.2%", 0.152, Percent},
		{"452.05 %", 4.5205, Percent},
		{"1,000%", 10, Percent},

		{"", 0, Missing},
		{"   ", 0, Missing},
		{"-", 0, Missing},
		{"--", 0, Missing},
		{"N/A", 0, Missing},
		{"n/a", 0, Missing},
		{"null", 0, Missing},
		{"NaN", 0, Missing},
		{"Inf", 0, Missing},
		{"-inf", 0, Missing},
		{"+Infinity", 0, Missing},

		{"4,50", 0, Unreadable},
		{"166,6", 0, Unreadable}, // a decimal comma
		{"0,123", 0, Unreadable},
		{"1,2345", 0, Unreadable},
		{"1234,567", 0, Unreadable},
		{",500", 0, Unreadable},
		{"4,,500", 0, Unreadable},
		{"1.234,567", 0, Unreadable},
		{"1,234,", 0, Unreadable},
		{"unch", 0, Missing},
		{"<empty>", 0, Missing},
		{"1,9e3", 0, Unreadable},
		{"1,+12", 0, Unreadable},
		{"1.2.3", 0, Unreadable},
		{"1e999", 0, Unreadable},
		{"1e", 0, Unreadable},
		{"e5", 0, Unreadable},
		{".", 0, Unreadable},
		{"+", 0, Unreadable},
		{"%", 0, Unreadable},
		{"$", 0, Unreadable},
		{"$%", 0, Unreadable},
		{"0x10", 0, Unreadable},
		{"0x1p-2", 0, Unreadable},
		{"1_000", 0, Unreadable},
		{"--5", 0, Unreadable},
		{"unchanged", 0, Unreadable},
		{"12 34", 0, Unreadable},
		{"١٢", 0, Unreadable}, // digits of another script
	} {
		got, kind := Number([]byte(c.cell))
		if got != c.want || kind != c.kind {
			t.Errorf("number(%q) = %v, %d; want %v, %d", c.cell, got, kind, c.want, c.kind)
		}
	}
}

// The short path must give the bits of strconv, for every number of digits before and after the point.
func TestNumberHasTheBitsOfStrconv(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[0-9]{1,20}(\.[0-9]{0,22})?`).Draw(t, "number")
		want, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		got, kind := Number([]byte(text))
		if kind != Plain || math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("number(%q) = %v, %d; strconv says %v", text, got, kind, want)
		}
	})
}

// Thousands separators do not change the value.
func TestNumberGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 1<<53).Draw(t, "n")
		grouped := ""
		rest := n
		for ; rest >= 1000; rest /= 1000 {
			grouped = fmt.Sprintf(",%03d", rest%1000) + grouped
		}
		grouped = strconv.FormatInt(rest, 10) + grouped
		if got, kind := Number([]byte(grouped)); got != float64(n) || kind != Plain {
			t.Fatalf("number(%q) = %v, %d; want %d", grouped, got, kind, n)
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"5194", "-0.0001", "4,500.50", "$1e3", "15.2%", "0x10", "1_000", "N/A", "9007199254740993"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, cell []byte) {
		before := string(cell)
		v, kind := Number(cell)
		if string(cell) != before {
			t.Fatalf("number changed its cell %q to %q", before, cell)
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Fatalf("number(%q) = %v", cell, v)
		}
		if kind >= Missing && v != 0 {
			t.Fatalf("number(%q) = %v although it is %d", cell, v, kind)
		}
		if want, err := strconv.ParseFloat(before, 64); err == nil && kind == Plain && math.Float64bits(want) != math.Float64bits(v) {
			t.Fatalf("number(%q) = %v, strconv says %v", cell, v, want)
		}
	})
}

func BenchmarkNumber(b *testing.B) {
	cells := [][]byte{[]byte("0"), []byte("4697.24"), []byte("-0.0001"), []byte("1500"), []byte("0.1881")}
	for b.Loop() {
		for _, c := range cells {
			Number(c)
		}
	}
}
