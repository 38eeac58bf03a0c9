package flagvalue

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/vol"
)

func TestNumber(t *testing.T) {
	for s, want := range map[string]float64{
		"6712.5": 6712.5, "6,712.5": 6712.5, "1,234,567": 1234567, "-0.5": -0.5, "+3": 3, "1e3": 1000, ".5": 0.5,
	} {
		if got, err := number(s); err != nil || got != want {
			t.Errorf("number(%q) = %v, %v; want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"", "NaN", "Inf", "-inf", "1_000", "0x10", "6,71", "67,12", "1,2,3", ",5", "1.5,000", "6712,5", "twelve", "1e999"} {
		if got, err := number(s); err == nil {
			t.Errorf("number(%q) = %v", s, got)
		}
	}
}

func TestMoves(t *testing.T) {
	var got []float64
	if err := Moves(&got).Set("-2%,+1, 0.5 %"); err != nil || !cmp.Equal(got, []float64{-2, 1, 0.5}) {
		t.Errorf("%v, %v", got, err)
	}
	for _, s := range []string{"-100%", "%", "2%%", "%2"} {
		if err := Moves(new([]float64)).Set(s); err == nil {
			t.Errorf("%q is read", s)
		}
	}
}

func TestFraction(t *testing.T) {
	for s, want := range map[string]float64{"0.045": 0.045, "4.5%": 0.045, "4.5 %": 0.045, "1.3%": 0.013, "-0.25%": -0.0025, "+7%": 0.07, "0": 0} {
		if got, err := ParseFraction(s); err != nil || got != want {
			t.Errorf("fraction(%q) = %v, %v; want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"4.5", "1", "-1", "100%", "%", "", "NaN%"} {
		if got, err := ParseFraction(s); err == nil {
			t.Errorf("fraction(%q) = %v", s, got)
		}
	}
}

func TestDays(t *testing.T) {
	for s, want := range map[string][2]int{"0": {0, 0}, "0-7": {0, 7}, "8-": {8, math.MaxInt32}, "30-30": {30, 30}} {
		if got, err := days(s); err != nil || *got != want {
			t.Errorf("days(%q) = %v, %v; want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"", "-7", "7-0", "a", "0-a", "0-7-9", "1.5"} {
		if got, err := days(s); err == nil {
			t.Errorf("days(%q) = %v", s, *got)
		}
	}
}

func TestInstant(t *testing.T) {
	for s, want := range map[string]string{
		"2025-11-20T14:52:00Z":      "2025-11-20T14:52:00Z",
		"2025-11-20T09:52:00-05:00": "2025-11-20T14:52:00Z",
		"2025-11-20 09:52":          "2025-11-20T14:52:00Z",
		"2025-07-15 09:52:30":       "2025-07-15T13:52:30Z",
		"2025-07-15T09:52":          "2025-07-15T13:52:00Z",
		"2025-11-20":                "2025-11-20T21:00:00Z",
		"2025-11-28":                "2025-11-28T18:00:00Z", // half day
	} {
		var got time.Time
		if err := Instant(&got).Set(s); err != nil || got.UTC().Format("2006-01-02T15:04:05Z") != want {
			t.Errorf("%q = %v; want %v", s, got, want)
		}
	}
	for _, s := range []string{"", "now", "2025-11-23", "2025-11-27", "2025-13-01", "20/11/2025", "09:52"} {
		var got time.Time
		if err := Instant(&got).Set(s); err == nil {
			t.Errorf("%q = %v", s, got)
		}
	}
}

func TestSpot(t *testing.T) {
	for s, want := range map[string]vol.Options{
		"file":    {Spot: "file"},
		"AUTO":    {Spot: "auto"},
		"6,712.5": {Spot: "value", SpotAt: 6712.5},
	} {
		var got vol.Options
		if err := Spot(&got).Set(s); err != nil || got.Spot != want.Spot || got.SpotAt != want.SpotAt {
			t.Errorf("--spot %s = %q %v, %v", s, got.Spot, got.SpotAt, err)
		}
	}
	for _, s := range []string{"0", "-5", "NaN", "fiel", "6712,5"} {
		if err := Spot(new(vol.Options)).Set(s); err == nil {
			t.Errorf("--spot %s is taken", s)
		}
	}
}

func TestDuration(t *testing.T) {
	for s, want := range map[string]time.Duration{"15m": 15 * time.Minute, "0": 0, "1h30m": 90 * time.Minute, "8784h": longest, "1d": 24 * time.Hour, "2d12h": 60 * time.Hour, "366d": longest} {
		if got, err := ParseDuration(s); err != nil || got != want {
			t.Errorf("duration(%q) = %v, %v; want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"", "15", "-1m", "8785h", "soon", "1w", "d", "-1d", "367d", "NaNd", "NaNs"} {
		if got, err := ParseDuration(s); err == nil {
			t.Errorf("duration(%q) = %v", s, got)
		}
	}
}

func TestDividends(t *testing.T) {
	var got []vol.Dividend
	flag := Dividends(&got)
	for _, s := range []string{"2025-06-20=1.76", "2025-09-19 = 1.8, 2025-12-19=1.85"} {
		if err := flag.Set(s); err != nil {
			t.Fatalf("--dividend %s: %v", s, err)
		}
	}
	want := []vol.Dividend{
		{Date: market.Date{Year: 2025, Month: 6, Day: 20}, Amount: 1.76},
		{Date: market.Date{Year: 2025, Month: 9, Day: 19}, Amount: 1.8},
		{Date: market.Date{Year: 2025, Month: 12, Day: 19}, Amount: 1.85},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, s := range []string{"1.76", "2025-06-20", "2025-06-20=", "=1.76", "2025-06-20=-1", "2025-06-20=NaN", "June=1"} {
		if err := flag.Set(s); err == nil {
			t.Errorf("--dividend %s is taken", s)
		}
	}
}

func TestClock(t *testing.T) {
	var got market.Clock
	for s, want := range map[string]market.Clock{"trading": market.Trading, "Calendar": market.Calendar} {
		if err := Clock(&got).Set(s); err != nil || got != want {
			t.Errorf("--clock %s = %v, %v", s, got, err)
		}
	}
}

func TestSign(t *testing.T) {
	for s, want := range map[string]string{"Short": "short", "1,-1": "1,-1", " 0.5 , -1 ": "0.5,-1"} {
		var got string
		if err := Sign(&got).Set(s); err != nil || got != want {
			t.Errorf("--sign %q = %q, %v; want %q", s, got, err, want)
		}
	}
	for _, s := range []string{"", "shrt", "1,", "1,-1,0", "a,b", "NaN,1"} {
		if err := Sign(new(string)).Set(s); err == nil {
			t.Errorf("--sign %q is taken", s)
		}
	}
}

func TestHintsSayWhatToDo(t *testing.T) {
	_, err := ParseFraction("4.5")
	if f := fault.Of(err); f.Code != fault.Usage || !strings.Contains(f.Hint, "0.045") || !strings.Contains(f.Hint, "4.5%") {
		t.Errorf("got %d, %q", f.Code, f.Hint)
	}
}

func TestSize(t *testing.T) {
	for s, want := range map[string]int64{
		"1": 1, "500": 500, "64kB": 64000, "64K": 65536, "1.5 MiB": 3 << 19, "2G": 2 << 30, "2gb": 2e9, "1e9": 1e9, "1T": 1 << 40,
	} {
		if got, err := size(s); err != nil || got != want {
			t.Errorf("size(%q) = %v, %v; want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"", "0", "-1", "G", "2X", "2 G G", "NaN", "Inf", "1e30", "0.1", "k2"} {
		if got, err := size(s); err == nil {
			t.Errorf("size(%q) = %v", s, got)
		}
	}
}

func TestNamedBytes(t *testing.T) {
	for s, want := range map[string]byte{",": ',', "comma": ',', "Semicolon": ';', ";": ';', `\t`: '\t', "tab": '\t', "|": '|'} {
		var got byte
		if err := Character(&got, Delimiters).Set(s); err != nil || got != want {
			t.Errorf("delimiter %q is %q, %v; want %q", s, got, err, want)
		}
	}
	for _, s := range []string{"", ":", "comma,", ".", ",,"} {
		var got byte
		if err := Character(&got, Delimiters).Set(s); err == nil {
			t.Errorf("delimiter %q is %q", s, got)
		}
	}
}

func TestColumns(t *testing.T) {
	var got map[string]string
	v := Columns(&got)
	for _, s := range []string{"strike=K, TYPE=cp", "open_interest=Open Int,strike=K"} {
		if err := v.Set(s); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{"strike": "K", "type": "cp", "open_interest": "Open Int"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, s := range []string{"strike", "strike=", "=K", "strikes=K", "strike=L"} {
		if err := v.Set(s); err == nil {
			t.Errorf("--columns %s is taken", s)
		}
	}
}

func TestADV(t *testing.T) {
	var amount float64
	var of string
	v := ADV(&amount, &of)
	for s, want := range map[string]string{"450e9": "", "450bn": "", "0.45tn@2025-11-19": "2025-11-19", "450,000,000,000@2025-11-19": "2025-11-19", "450e9 @ 2025-11-19": "2025-11-19"} {
		if err := v.Set(s); err != nil || amount != 450e9 || of != want {
			t.Errorf("--adv %s is %g of %q, %v", s, amount, of, err)
		}
	}
}
