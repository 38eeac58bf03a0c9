package phrase

import (
	"testing"

	"gex/internal/report"
)

// outcome is SPX at 6,700 in a regime, with a flip there and trades after 1% up and down.
func outcome(regime report.Regime, flip report.Number, turns report.Direction, up, down report.Side) Outcome {
	return Outcome{
		Regime: regime, Zero: flip, Flips: []report.Flip{{Spot: 9000, Direction: report.PosToNeg}, {Spot: flip, Direction: turns}}, Spot: 6700,
		Up: &report.Flow{Side: up, USD: 2e9}, Down: &report.Flow{Side: down, USD: -3e9},
	}
}

// TestFragile: a regime is fragile when the trade after 1% towards zero gamma is that of the other regime.
func TestFragile(t *testing.T) {
	const (
		long, short, neutral = report.LongGamma, report.ShortGamma, report.NearZero
		toLong, toShort      = report.NegToPos, report.PosToNeg
		buy, sell, still     = report.Buy, report.Sell, report.Still
	)
	for _, c := range []struct {
		name   string
		o      Outcome
		title  string
		beyond string
	}{
		{"dealers sell the drop, too", outcome(long, 6684.59, toLong, sell, sell), "LONG GAMMA, fragile: flips short 0.23% below",
			"below 6,684.59 (-0.23%) dealers are short gamma and amplify moves"},
		{"dealers buy the rally, too", outcome(long, 6715.41, toShort, buy, buy), "LONG GAMMA, fragile: flips short 0.23% above",
			"above 6,715.41 (+0.23%) dealers are short gamma and amplify moves"},
		{"the drop stays long", outcome(long, 6684.59, toLong, sell, buy), "LONG GAMMA", "below 6,684.59 (-0.23%) dealers are short gamma and amplify moves"},
		{"the other side does not count", outcome(long, 6684.59, toLong, buy, buy), "LONG GAMMA", "below 6,684.59 (-0.23%) dealers are short gamma and amplify moves"},
		{"no trade at all", outcome(long, 6684.59, toLong, still, still), "LONG GAMMA", "below 6,684.59 (-0.23%) dealers are short gamma and amplify moves"},
		{"short turns long above", outcome(short, 6715.41, toLong, sell, sell), "SHORT GAMMA, fragile: flips long 0.23% above",
			"above 6,715.41 (+0.23%) dealers are long gamma and dampen moves"},
		{"short turns long below", outcome(short, 6684.59, toShort, buy, buy), "SHORT GAMMA, fragile: flips long 0.23% below",
			"below 6,684.59 (-0.23%) dealers are long gamma and dampen moves"},
		{"short stays short", outcome(short, 6715.41, toLong, buy, sell), "SHORT GAMMA", "above 6,715.41 (+0.23%) dealers are long gamma and dampen moves"},
		{"neutral is neither", outcome(neutral, 6684.59, toLong, sell, sell), "NEUTRAL GAMMA", "below 6,684.59 (-0.23%) dealers are short gamma and amplify moves"},
		{"at spot", outcome(long, 6700.01, toShort, sell, buy), "LONG GAMMA, fragile: flips at spot", "zero gamma 6,700.01 is at spot: long below, short above"},
	} {
		if got := c.o.Title(); got != c.title {
			t.Errorf("%s: title %q, want %q", c.name, got, c.title)
		}
		if got := c.o.Beyond(); got != c.beyond {
			t.Errorf("%s: beyond %q, want %q", c.name, got, c.beyond)
		}
	}
	none := outcome(long, 6684.59, toLong, sell, sell)
	none.Zero, none.Flips = report.None(), nil
	if none.Title() != "LONG GAMMA" || none.Beyond() != "" {
		t.Errorf("without a flip: %q, %q", none.Title(), none.Beyond())
	}
	none = outcome(long, 6684.59, toLong, sell, sell)
	none.Up, none.Down = nil, nil
	if none.Title() != "LONG GAMMA" || none.Does(Unit{Sign: "$"}) != "dealers dampen moves" {
		t.Errorf("without flows: %q, %q", none.Title(), none.Does(Unit{Sign: "$"}))
	}
}

func TestRegimeInWords(t *testing.T) {
	for regime, want := range map[report.Regime][2]string{
		report.LongGamma: {"long gamma", "long"}, report.ShortGamma: {"short gamma", "short"}, report.NearZero: {"neutral", "neutral"}, "": {"none", "none"},
	} {
		if text, column := RegimeInText(regime), RegimeInColumn(regime); text != want[0] || column != want[1] {
			t.Errorf("%q: %q, %q", regime, text, column)
		}
	}
	o := outcome(report.LongGamma, 6684.59, report.NegToPos, report.Sell, report.Sell)
	if got := o.Does(Unit{Sign: "₹"}); got != "dealers sell ₹2.00B into a 1% rally and sell ₹3.00B into a 1% drop" {
		t.Error(got)
	}
	if got := Trade(report.Still, 0, Unit{Sign: "$"}); got != "trade nothing" {
		t.Error(got)
	}
	if got := Trade(report.Buy, report.None(), Unit{Sign: "$"}); got != "trade nothing" {
		t.Error(got)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		at, spot report.Number
		want     string
	}{{6641.71, 6700, "-0.87%"}, {6758.29, 6700, "+0.87%"}, {6700, 6700, "0.00%"}, {report.None(), 6700, "n/a"}} {
		if got := Distance(c.at, c.spot); got != c.want {
			t.Errorf("Distance(%v, %v) = %q, want %q", float64(c.at), float64(c.spot), got, c.want)
		}
	}
}
