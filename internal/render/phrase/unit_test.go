package phrase

import (
	"testing"

	"gex/internal/report"
)

// TestAmounts: three digits, the magnitude right after the number, the sign in front of the currency's.
func TestAmounts(t *testing.T) {
	usd := Unit{Sign: "$"}
	for _, c := range []struct {
		n    report.Number
		want string
	}{
		{6.5204e9, "$6.52B"}, {-6.5204e9, "-$6.52B"}, {65.2e9, "$65.2B"}, {652e6, "$652M"}, {999.6e6, "$1.00B"},
		{999.4e6, "$999M"}, {999_499, "$999K"}, {999_500, "$1.00M"}, {12345, "$12.3K"}, {999.4, "$999"}, {999.5, "$1.00K"},
		{7, "$7.00"}, {0.5, "$0.50"}, {0, "$0"}, {12_345e9, "$12,300B"}, {report.None(), "n/a"},
	} {
		if got := usd.Size(c.n); got != c.want {
			t.Errorf("Size(%v) = %q, want %q", float64(c.n), got, c.want)
		}
	}
	perMove := usd.PerMove("per 1%")
	rupees, asciiRupees := GEX(report.Conventions{GEXUnit: "inr_per_1pct"}, false), Money(report.Conventions{GEXUnit: "inr_per_1pct"}, true)
	coins := GEX(report.Conventions{GEXUnit: "shares_per_usd", DeltaIn: "coins"}, false)
	for _, c := range []struct{ got, want string }{
		{perMove.Amount(6.72e9), "$6.72B per 1%"}, {perMove.Amount(-4.21e9), "-$4.21B per 1%"}, {perMove.Amount(report.None()), "n/a"},
		{perMove.Gain(4.21e9), "+$4.21B per 1%"}, {perMove.Gain(-4.21e9), "-$4.21B per 1%"}, {perMove.Gain(0), "$0 per 1%"},
		{perMove.SizeGain(885e6), "+$885M"}, {perMove.In(ScaleFor(4e9)), "$B per 1%"}, {perMove.In(ScaleFor(4)), "$ per 1%"},
		{Shares.Amount(-32.88e6), "-32.9M shares"}, {Shares.In(ScaleFor(32e6)), "M shares"}, {Shares.In(ScaleFor(3)), "shares"},
		{Unit{Sign: "Rs "}.Size(-4.2e9), "-Rs 4.20B"},
		{rupees.Size(24.8e9), "₹2,480 crore"}, {rupees.Size(-990e9), "-₹99,000 crore"}, {rupees.Size(99.96e6), "₹10.0 crore"}, {rupees.Size(99.94e5), "₹99.9 lakh"},
		{rupees.Size(99_999), "₹1.00 lakh"}, {rupees.Size(99_000), "₹99,000"}, {rupees.In(rupees.ScaleFor(24.8e9)), "₹ crore per 1%"}, {rupees.Gain(24.8e9), "+₹2,480 crore per 1%"},
		{asciiRupees.Size(24.8e9), "Rs 2,480 crore"}, {coins.In(coins.ScaleFor(3e6)), "M coins per $1"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestUnitOfGEX: the unit is that of the conventions, in their currency, and ASCII has no sign that it lacks.
func TestUnitOfGEX(t *testing.T) {
	for _, c := range []struct {
		unit           string
		ascii          bool
		amount, inText string
	}{
		{"usd_per_1pct", false, "$1.00B per 1%", "US$ of dealer delta per 1% of spot"},
		{"usd_per_point", false, "$1.00B per point", "US$ of dealer delta per point of spot"},
		{"shares_per_usd", false, "1.00B shares per $1", "shares of dealer delta per dollar of spot"},
		{"inr_per_1pct", false, "₹100 crore per 1%", "₹ of dealer delta per 1% of spot"},
		{"inr_per_1pct", true, "Rs 100 crore per 1%", "Rs of dealer delta per 1% of spot"},
		{"shares_per_inr", false, "1.00B shares per ₹1", "shares of dealer delta per rupee of spot"},
	} {
		conventions := report.Conventions{GEXUnit: c.unit}
		if u := GEX(conventions, c.ascii); u.Amount(1e9) != c.amount || u.Long != c.inText {
			t.Errorf("%s: %q, %q", c.unit, u.Amount(1e9), u.Long)
		}
	}
	if got := Money(report.Conventions{GEXUnit: "shares_per_inr"}, false).Size(2e6); got != "₹20.0 lakh" {
		t.Error(got)
	}
}
