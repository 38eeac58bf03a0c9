package report

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"gex/internal/market"
)

// TestNumberString: 12 significant digits, of two as near the even one, and how they are written.
func TestNumberString(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0.1 + 0.2, "0.3"},
		{2.0 / 3, "0.666666666667"},
		{1234567890.12345, "1234567890.12"},
		{123456789012, "123456789012"},
		{1234567890123, "1234567890120"},

		// Exactly between two numbers of 12 digits.
		{123456789012.5, "123456789012"},
		{123456789013.5, "123456789014"},
		{100000000000.5, "100000000000"},
		{100000000001.5, "100000000002"},
		{999999999999.5, "1000000000000"},
		{-123456789012.5, "-123456789012"},
		{-123456789013.5, "-123456789014"},
		{1234567890125, "1234567890120"},
		{1234567890135, "1234567890140"},
		{10000000000.25, "10000000000.2"},
		{10000000000.75, "10000000000.8"},
		{math.Nextafter(123456789012.5, math.Inf(1)), "123456789013"},
		{math.Nextafter(123456789013.5, 0), "123456789013"},

		{0, "0"},
		{math.Copysign(0, -1), "0"},
		{math.NaN(), ""},
		{math.Inf(1), ""},
		{math.Inf(-1), ""},

		// Plain from 1e-6 to 1e21, by the number that is written.
		{0.000001, "0.000001"},
		{0.0000009999999999994, "9.99999999999e-07"},
		{0.0000009999999999999, "0.000001"},
		{-2.5e-7, "-2.5e-07"},
		{1e-300, "1e-300"},
		{999999999999e9, "999999999999000000000"},
		{9.9999999999999e20, "1e+21"},
		{1e21, "1e+21"},
		{-1.5e22, "-1.5e+22"},
	} {
		if got := Number(c.x).String(); got != c.want {
			t.Errorf("%.17g is written %q, want %q", c.x, got, c.want)
		}
		want := c.want
		if want == "" {
			want = "null"
		}
		if got, err := json.Marshal(Number(c.x)); err != nil || string(got) != want {
			t.Errorf("%.17g in JSON is %s (%v), want %s", c.x, got, err, want)
		}
	}
}

// TestNumberIsItsDigits: the text is what strconv writes for the number of 12 digits, for numbers of every size.
func TestNumberIsItsDigits(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 12))
	for range 200_000 {
		x := math.Float64frombits(rng.Uint64())
		switch rng.IntN(4) {
		case 0:
			x = math.Ldexp(rng.Float64()-0.5, rng.IntN(90)-30)
		case 1: // few digits, and ties of the thirteenth
			x = float64(rng.Int64N(1e13)) / math.Pow10(rng.IntN(20))
		case 2:
			x = math.Copysign(math.Pow10(rng.IntN(600)-300), x)
		}
		if math.IsNaN(x) || math.IsInf(x, 0) {
			continue
		}
		rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', Digits-1, 64), 64)
		if err != nil {
			t.Fatal(err)
		}
		format := byte('f')
		if a := math.Abs(rounded); a != 0 && (a < 1e-6 || a >= 1e21) {
			format = 'e'
		}
		if got, want := Number(x).String(), strconv.FormatFloat(rounded+0, format, -1, 64); got != want {
			t.Fatalf("%.17g (%x) is written %q, want %q", x, x, got, want)
		}
	}
}

func TestNumberRound(t *testing.T) {
	for _, c := range []struct{ x, want float64 }{
		{123456789012.5, 123456789012}, {123456789013.5, 123456789014}, {0.1 + 0.2, 0.3}, {-2.0 / 3, -0.666666666667},
	} {
		if got := Number(c.x).Round(); float64(got) != c.want {
			t.Errorf("%.17g rounds to %.17g, want %.17g", c.x, float64(got), c.want)
		}
	}
	if r := float64(Number(math.Copysign(0, -1)).Round()); r != 0 || math.Signbit(r) {
		t.Errorf("-0 rounds to %g", r)
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if n := Number(x); n.OK() || !math.IsNaN(float64(n.Round())) {
			t.Errorf("%g is there: %g", x, n.Round())
		}
	}
	if None().OK() {
		t.Error("the absent number is there")
	}
}

// TestTime: New York with its offset of the season, null when absent.
func TestTime(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2025, 11, 20, 15, 0, 0, 0, time.UTC).In(market.NewYork), `"2025-11-20T10:00:00-05:00"`},
		{time.Date(2025, 7, 3, 17, 0, 30, 0, time.UTC).In(market.NewYork), `"2025-07-03T13:00:30-04:00"`},
		{time.Time{}, "null"},
	} {
		got, err := json.Marshal(Time{c.at})
		if err != nil || string(got) != c.want {
			t.Errorf("%s in JSON is %s (%v), want %s", c.at, got, err, c.want)
		}
		back := Time{time.Unix(1, 0)}
		if err := json.Unmarshal(got, &back); err != nil || !back.Equal(c.at) || back.IsZero() != c.at.IsZero() {
			t.Errorf("%s comes back as %s (%v)", got, back, err)
		}
	}
	if got := (Time{}).String(); got != "" {
		t.Errorf("no instant is written %q", got)
	}
}

func TestText(t *testing.T) {
	for s, want := range map[Text]string{"": "null", "parity": `"parity"`} {
		got, err := json.Marshal(s)
		var back Text
		if err != nil || string(got) != want || json.Unmarshal(got, &back) != nil || back != s {
			t.Errorf("%q in JSON is %s (%v), and back %q", string(s), got, err, string(back))
		}
	}
}

func TestGrouped(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-1": "-1", "999": "999", "-999.5": "-999.5", "1000": "1,000", "-123456.75": "-123,456.75", "1002003": "1,002,003", "": "",
	} {
		if got := Grouped(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
