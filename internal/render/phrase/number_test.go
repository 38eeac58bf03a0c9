package phrase

import (
	"math"
	"testing"

	"gex/internal/report"
)

func TestFixedGroupsAndRounds(t *testing.T) {
	cases := []struct {
		n        report.Number
		decimals int
		want     string
	}{
		{0, 0, "0"}, {999, 0, "999"}, {1000, 0, "1,000"}, {-1234567.891, 2, "-1,234,567.89"}, {123456, 1, "123,456.0"},
		{-0.4, 0, "0"}, {-0.0004, 3, "0.000"}, {999.995, 1, "1,000.0"}, {427.5, 1, "427.5"},
		{report.None(), 2, "n/a"}, {report.Number(math.Inf(1)), 2, "n/a"},
	}
	for _, c := range cases {
		if got := Fixed(c.n, c.decimals); got != c.want {
			t.Errorf("Fixed(%v, %d) = %q, want %q", float64(c.n), c.decimals, got, c.want)
		}
	}
}

func TestSignedShowsThePlus(t *testing.T) {
	cases := []struct {
		n    report.Number
		want string
	}{{1.25, "+1.2"}, {-1.25, "-1.2"}, {0, "0.0"}, {0.04, "0.0"}, {-0.04, "0.0"}, {1234.5, "+1,234.5"}, {report.None(), "n/a"}}
	for _, c := range cases {
		if got := Signed(c.n, 1); got != c.want {
			t.Errorf("Signed(%v) = %q, want %q", float64(c.n), got, c.want)
		}
	}
}

func TestPriceKeepsPennies(t *testing.T) {
	for n, want := range map[report.Number]string{6712.351: "6,712.35", 0.1234: "0.1234", 0: "0.00", 0.99999: "1.0000"} {
		if got := Price(n); got != want {
			t.Errorf("Price(%v) = %q, want %q", float64(n), got, want)
		}
	}
}

func TestDecimalsFor(t *testing.T) {
	cases := []struct {
		values []report.Number
		want   int
	}{
		{nil, 0},
		{[]report.Number{6700, 6705}, 0},
		{[]report.Number{425, 427.5}, 1},
		{[]report.Number{0.25, report.None(), 5}, 2},
		{[]report.Number{1.0 / 3}, 4},
	}
	for _, c := range cases {
		if got := Decimals(c.values...); got != c.want {
			t.Errorf("Decimals(%v) = %d, want %d", c.values, got, c.want)
		}
	}
}
