package render

import (
	"testing"

	"gex/internal/report"
)

func TestScaleChangesAtThresholds(t *testing.T) {
	cases := []struct {
		largest report.Number
		want    string
	}{
		{0, "0 $"}, {0.5, "0.500 $"}, {9.9994, "9.999 $"}, {9.9996, "10.00 $"}, {999.94, "999.9 $"}, {999.96, "1.000 $ k"},
		{1000, "1.000 $ k"}, {99990, "99.99 $ k"}, {999_949, "999.9 $ k"}, {999_960, "1.000 $ m"}, {4.2134e9, "4.213 $ bn"},
		{18.5512e9, "18.55 $ bn"}, {341.2e9, "341.2 $ bn"}, {12_345e9, "12,345 $ bn"}, {-4.2134e9, "-4.213 $ bn"},
		{report.None(), "n/a $"},
	}
	for _, c := range cases {
		s := scaleFor(c.largest)
		if got := s.fixed(c.largest) + " " + s.of(dollars); got != c.want {
			t.Errorf("scaleFor(%v) shows %q, want %q", float64(c.largest), got, c.want)
		}
	}
}

func TestScaleIsOfTheLargest(t *testing.T) {
	s := scaleFor(12, report.None(), -3.4e9, 5e6)
	if got := s.signed(5e6) + " " + s.of("shares"); got != "+0.005 bn shares" {
		t.Errorf("got %q", got)
	}
}

func TestMoneyInWords(t *testing.T) {
	cases := []struct {
		n    report.Number
		want string
	}{
		{6.5204e9, "$6.52 bn"}, {-6.5204e9, "-$6.52 bn"}, {65.2e9, "$65.2 bn"}, {652e6, "$652 m"}, {999.6e6, "$1.00 bn"},
		{999.4e6, "$999 m"}, {12345, "$12.3 k"}, {7, "$7.00"}, {0, "$0"}, {report.None(), "n/a"},
	}
	for _, c := range cases {
		if got := money(c.n); got != c.want {
			t.Errorf("money(%v) = %q, want %q", float64(c.n), got, c.want)
		}
	}
	if got := amount(-32.88e6, "shares"); got != "-32.9 m shares" {
		t.Errorf("amount = %q", got)
	}
}
