package chain

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
		{"0", 0, plain},
		{"5194", 5194, plain},
		{"9000.00", 9000, plain},
		{"-0.0001", -0.0001, plain},
		{" 12.5\t", 12.5, plain},
		{"+1.15", 1.15, plain},
		{".5", 0.5, plain},
		{"5.", 5, plain},
		{"9007199254740993", 9007199254740992, plain}, // 2^53 + 1 rounds to even
		{"12345678901234567890123", 12345678901234567890123, plain},
		{"0.30000000000000004", 0.30000000000000004, plain},
		{"1e-320", 1e-320, plain}, // subnormal
		{"2.5E+3", 2500, plain},

		// What gocsv's own number types read wrongly (libraries known for it: 8, 1, error, 4.5).
		{"010", 10, plain},
		{"1.9e3", 1900, plain},
		{"089", 89, plain},
		{"4,500", 4500, plain},
		{"4294967297", 4294967297, plain},

		{"4,500.50", 4500.5, plain},
		{"1,234,567.891", 1234567.891, plain},
		{"-1,234", -1234, plain},
		{"$4,500.50", 4500.5, dollars},
		{"$-5", -5, dollars},
		{"-$5", -5, dollars},
		{"15.2%", 0.152, percent},
		{"452.05 %", 4.5205, percent},
		{"1,000%", 10, percent},

		{"", 0, missing},
		{"   ", 0, missing},
		{"-", 0, missing},
		{"--", 0, missing},
		{"N/A", 0, missing},
		{"n/a", 0, missing},
		{"null", 0, missing},
		{"NaN", 0, missing},
		{"Inf", 0, missing},
		{"-inf", 0, missing},
		{"+Infinity", 0, missing},

		{"4,50", 0, unreadable},
		{"166,6", 0, unreadable}, // a decimal comma
		{"0,123", 0, unreadable},
		{"1,2345", 0, unreadable},
		{"1234,567", 0, unreadable},
		{",500", 0, unreadable},
		{"4,,500", 0, unreadable},
		{"1.234,567", 0, unreadable},
		{"1,234,", 0, unreadable},
		{"unch", 0, missing},
		{"<empty>", 0, missing},
		{"1,9e3", 0, unreadable},
		{"1,+12", 0, unreadable},
		{"1.2.3", 0, unreadable},
		{"1e999", 0, unreadable},
		{"1e", 0, unreadable},
		{"e5", 0, unreadable},
		{".", 0, unreadable},
		{"+", 0, unreadable},
		{"%", 0, unreadable},
		{"$", 0, unreadable},
		{"$%", 0, unreadable},
		{"0x10", 0, unreadable},
		{"0x1p-2", 0, unreadable},
		{"1_000", 0, unreadable},
		{"--5", 0, unreadable},
		{"unchanged", 0, unreadable},
		{"12 34", 0, unreadable},
		{"١٢", 0, unreadable}, // digits of another script
	} {
		got, kind := number([]byte(c.cell))
		if got != c.want || kind != c.kind {
			t.Errorf("number(%q) = %v, %d; want %v, %d", c.cell, got, kind, c.want, c.kind)
		}
	}
}

// The short way must give the bits of strconv, over every number of digits before and behind the point.
func TestNumberHasTheBitsOfStrconv(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[0-9]{1,20}(\.[0-9]{0,22})?`).Draw(t, "number")
		want, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		got, kind := number([]byte(text))
		if kind != plain || math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("number(%q) = %v, %d; strconv says %v", text, got, kind, want)
		}
	})
}

// Whatever separators are put in, the value stays.
func TestNumberGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 1<<53).Draw(t, "n")
		grouped := ""
		rest := n
		for ; rest >= 1000; rest /= 1000 {
			grouped = fmt.Sprintf(",%03d", rest%1000) + grouped
		}
		grouped = strconv.FormatInt(rest, 10) + grouped
		if got, kind := number([]byte(grouped)); got != float64(n) || kind != plain {
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
		v, kind := number(cell)
		if string(cell) != before {
			t.Fatalf("number changed its cell %q to %q", before, cell)
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Fatalf("number(%q) = %v", cell, v)
		}
		if kind >= missing && v != 0 {
			t.Fatalf("number(%q) = %v although it is %d", cell, v, kind)
		}
		if want, err := strconv.ParseFloat(before, 64); err == nil && kind == plain && math.Float64bits(want) != math.Float64bits(v) {
			t.Fatalf("number(%q) = %v, strconv says %v", cell, v, want)
		}
	})
}
