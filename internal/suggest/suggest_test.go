package suggest

import (
	"slices"
	"testing"
)

func TestClosest(t *testing.T) {
	verbs := []string{"report", "levels", "strikes", "expiries", "buckets", "profile", "flows", "greeks"}
	for word, want := range map[string]string{
		"lvels": "levels", "levles": "levels", "Stirkes": "strikes", "exp": "expiries", "flow": "flows", "grek": "greeks",
		"plot": "", "x": "", "": "", "something": "",
	} {
		if got := Closest(word, verbs); got != want {
			t.Errorf("Closest(%q) = %q, want %q", word, got, want)
		}
	}
	columns := []string{"K", "cp", "Expiration Date", "Open Int", "bid_size"}
	for word, want := range map[string]string{
		"b": "", "op": "cp", "expiration": "Expiration Date", "openint": "Open Int", "BidSize": "bid_size", "strikes": "",
	} {
		if got := Closest(word, columns); got != want {
			t.Errorf("Closest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"call_wall", "put_wall", "call_walls", "hvl"}
	for word, want := range map[string][]string{
		"call": {"call_wall", "call_walls"}, "cal_wall": {"call_wall", "call_walls"}, "puts_wall": {"put_wall"}, "hlv": {"hvl"}, "max": nil,
	} {
		if got := Nearest(word, known, 2); !slices.Equal(got, want) {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
	if got := Nearest("call", known, 1); !slices.Equal(got, []string{"call_wall"}) {
		t.Errorf("one of two: %q", got)
	}
}

func TestTypos(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"strike", "strike", 0}, {"strke", "strike", 1}, {"abc", "", 3}, {"", "abc", 3}, {"bid", "ask", 3}, {"sitrke", "strike", 2}, {"levles", "levels", 1}} {
		if got := typos(c.a, c.b); got != c.want {
			t.Errorf("typos(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if there, back := typos(c.a, c.b), typos(c.b, c.a); there != back {
			t.Errorf("typos(%q, %q) = %d, but back %d", c.a, c.b, there, back)
		}
	}
}
