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

// TestNearestKey: a path with a part too many or too few finds its key, but only where no key is near it as a whole.
func TestNearestKey(t *testing.T) {
	levels := []string{"gex", "zero_gamma", "call_wall", "call_wall_share", "0dte.call_wall", "0dte.gex"}
	values := []string{"vol.gex_share.p", "vol.gex_share.t", "range.gex_share.p", "days"}
	for _, c := range []struct {
		path  string
		known []string
		want  []string
	}{
		{"walls.call_wall", levels, []string{"call_wall"}},
		{"walls.call_wal", levels, []string{"call_wall", "call_wall_share"}},
		{"a.b.zero_gama", levels, []string{"zero_gamma"}},
		{"0dte.cal_wall", levels, []string{"0dte.call_wall"}},
		{"gex.usd", levels, []string{"gex"}},
		{"totals.oi", levels, nil},
		{"study.vol.gex_share.p", values, []string{"vol.gex_share.p"}},
		{"vol.gex_share", values, []string{"vol.gex_share.p", "vol.gex_share.t"}},
		{"gex_share.p", values, []string{"vol.gex_share.p", "range.gex_share.p"}},
		{"", levels, nil}, {".", levels, nil}, {"..", values, nil},
	} {
		if got := NearestKey(c.path, c.known, 2); !slices.Equal(got, c.want) {
			t.Errorf("NearestKey(%q) = %q, want %q", c.path, got, c.want)
		}
	}
	if got := ClosestKey("walls.call_wall", levels); got != "call_wall" {
		t.Error(got)
	}
}
