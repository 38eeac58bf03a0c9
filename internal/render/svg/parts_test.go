package svg

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gex/internal/report"
)

func TestNumbers(t *testing.T) {
	u, perDollar := gexUnit(report.Conventions{GEXUnit: "usd_per_1pct"}), unit{things(report.Conventions{}).PerMove("per $1")}
	rupees := gexUnit(report.Conventions{GEXUnit: "inr_per_1pct"})
	for _, c := range []struct{ got, want string }{
		{fixed(1234567.891, 2), "1,234,567.89"}, {fixed(-0.001, 2), "0.00"}, {fixed(-1234, 0), "−1,234"}, {fixed(report.None(), 2), "–"},
		{signed(0, 1), "0.0"}, {signed(12, 0), "+12"}, {signed(-12, 0), "−12"},
		{strike(0.6000000000000001), "0.6"}, {strike(0.0625), "0.0625"}, {price(0.5), "0.5000"}, {strike(6700), "6,700"}, {strike(152.5), "152.5"},
		{u.amount(4.213e9), "$4.21B per 1%"}, {u.amount(-999.6e6), "−$1.00B per 1%"}, {u.amount(0), "$0 per 1%"},
		{perDollar.amount(1234567), "1.23M shares per $1"}, {moneyUnit(report.Conventions{}).amount(-22.8e9), "−$22.8B"},
		{u.in(u.magnitudeOf(5e6)), "$M per 1%"}, {perDollar.in(perDollar.magnitudeOf(5e6)), "M shares per $1"},
		{rupees.in(rupees.magnitudeOf(5e9)), "₹ crore per 1%"}, {rupees.magnitudeOf(5e9).show(5e9, 0), "+500"},
		{num(-0.001), "0"}, {num(12.345678), "12.35"}, {num(100), "100"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		n      int
		want   string
	}{
		{0, 10, 5, "0 2 4 6 8 10"}, {-0.013, 0.02, 4, "-0.01 0 0.01 0.02"}, {6400, 7050, 7, "6400 6500 6600 6700 6800 6900 7000"},
		{0, 1e18, 4, "0 250000000000000000 500000000000000000 750000000000000000 1000000000000000000"},
		{120.2, 180.3, 13, "125 130 135 140 145 150 155 160 165 170 175 180"}, {1, 1, 5, ""}, {0, 1, 0, ""},
	} {
		var got []string
		for _, v := range round(c.lo, c.hi, c.n).at {
			got = append(got, strconv.FormatFloat(math.Round(float64(v)*1e6)/1e6, 'f', -1, 64))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%g to %g in %d: %s, want %s", c.lo, c.hi, c.n, s, c.want)
		}
	}
}

// TestSpread: labels keep their order and distance, stay within their bounds, and keep their preferred place if they can.
func TestSpread(t *testing.T) {
	for _, c := range []struct {
		want, width []float64
		at          string
		ok          bool
	}{
		{[]float64{10, 50}, []float64{20, 20}, "[10 50]", true},
		{[]float64{40, 50}, []float64{20, 20}, "[33 57]", true},
		{[]float64{-5, 95}, []float64{20, 20}, "[0 80]", true},
		{[]float64{90, 90, 90}, []float64{20, 20, 20}, "[32 56 80]", true},
		{[]float64{0, 0}, []float64{60, 60}, "[-24 40]", false},
		{nil, nil, "[]", true},
	} {
		at, ok := spread(c.want, c.width, 4, 0, 100)
		if s := fmt.Sprint(at); ok != c.ok || ok && s != c.at {
			t.Errorf("spread %v of %v: %s %v, want %s %v", c.want, c.width, s, ok, c.at, c.ok)
		}
	}
}

func TestWrap(t *testing.T) {
	if got := fontBody.wrap("one two three four", fontBody.width("three four"), 2); fmt.Sprint(got) != "[one two three four]" || len(got) != 2 {
		t.Errorf("%q", got)
	}
	if got := fontBody.wrap("one two three four five six", fontBody.width("one two"), 1); len(got) != 1 || !strings.HasSuffix(got[0], "…") {
		t.Errorf("%q", got)
	}
}

// rgbOf reads #rrggbb.
func rgbOf(hex string) rgb {
	n, _ := strconv.ParseUint(hex[1:], 16, 32)
	return rgb{int(n >> 16), int(n >> 8 & 255), int(n & 255)}
}

// contrast is the ratio of WCAG 2.2 between two colors, from 1 to 21.
func contrast(a, b rgb) float64 {
	light := func(c rgb) float64 {
		sum := 0.0
		for i, w := range []float64{0.2126, 0.7152, 0.0722} {
			v := float64(c[i]) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += w * v
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// over blends a translucent color over another one.
func over(top, under rgb, opacity float64) rgb {
	var out rgb
	for i := range out {
		out[i] = int(math.Round(float64(top[i])*opacity + float64(under[i])*(1-opacity)))
	}
	return out
}

// TestContrast: text has 4.5 to 1 in both schemes on every background that it can have; marks have 3 to 1.
func TestContrast(t *testing.T) {
	hex := regexp.MustCompile(`(fill|stroke):(#[0-9a-f]{6})`)
	opacity := regexp.MustCompile(`opacity:(\.\d+)`)
	for _, dark := range []bool{false, true} {
		look := func(p paint) string {
			if dark {
				return p.dark
			}
			return p.light
		}
		find := func(list []paint, class string) string {
			for _, p := range list {
				if p.class == class {
					return look(p)
				}
			}
			t.Fatalf("no class %s", class)
			return ""
		}
		colour := func(s string) rgb { return rgbOf(hex.FindStringSubmatch(s)[2]) }
		bg := colour(find(paints, "gex-bg"))
		grounds := []rgb{bg}
		for _, class := range []string{"gex-long", "gex-short"} {
			s := find(paints, class)
			o, _ := strconv.ParseFloat(opacity.FindStringSubmatch(s)[1], 64)
			grounds = append(grounds, over(colour(s), bg, o))
		}
		for _, ink := range inks {
			for _, g := range grounds {
				if c := contrast(colour(look(ink)), g); c < 4.5 {
					t.Errorf("dark %v: %s has a contrast of %.2f", dark, ink.class, c)
				}
			}
		}
		for _, side := range []string{"gex-call", "gex-put"} {
			if c := contrast(colour(find(paints, side+"0")), colour(find(paints, side+"2"))); c < 3 {
				t.Errorf("dark %v: today's part of %s has a contrast of %.2f", dark, side, c)
			}
		}
		heat := heatPaints()
		for i := 0; i < len(heat); i += 2 {
			if c := contrast(colour(look(heat[i])), colour(look(heat[i+1]))); c < 4.5 {
				t.Errorf("dark %v: %s on %s has a contrast of %.2f", dark, heat[i+1].class, heat[i].class, c)
			}
		}
		for _, class := range []string{"gex-axis", "gex-call", "gex-put", "gex-curve", "gex-net", "gex-linear", "gex-today", "gex-spot", "gex-cwall", "gex-pwall", "gex-flip", "gex-lead", "gex-call2", "gex-put2", "gex-call0", "gex-put0", "gex-e1", "gex-e2", "gex-e3", "gex-e4"} {
			if c := contrast(colour(find(paints, class)), bg); c < 3 {
				t.Errorf("dark %v: %s has a contrast of %.2f", dark, class, c)
			}
		}
	}
}

// TestHeatShades: zero is neutral, the largest is the strongest, and the sign is the side.
func TestHeatShades(t *testing.T) {
	h := tintsTo(things(report.Conventions{}), 100)
	for v, want := range map[report.Number]int{0: 0, 100: 8, -100: -8, 400: 8, -101: -8, 25: 4, -25: -4, 26: 5, 0.001: 1, -0.001: -1} {
		if got := h.shadeOf(v); got != want {
			t.Errorf("%v has shade %d, want %d", v, got, want)
		}
	}
}
