package chain

import (
	"io"
	"os"
	"strings"
	"testing"
)

// TestJoinTraces: a contract of joined files is at its line, counted through the files in the order of their names.
func TestJoinTraces(t *testing.T) {
	lines := strings.SplitAfter(longMarket(), "\n")
	texts := map[string]string{"a": strings.Join(lines[:5], ""), "b": lines[0] + strings.Join(lines[5:9], "")}
	open := func(name string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(texts[name])), nil }
	f, err := Join([]string{"b", "a"}, open, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != "a+b" || f.Format != "long" || len(f.SHA256) != 64 {
		t.Errorf("%s, %s, checksum %s", f.Name, f.Format, f.SHA256)
	}
	whole := map[int]string{} // line: what stands there
	for i, line := range append(lines[:5:5], append([]string{lines[0]}, lines[5:9]...)...) {
		whole[i+1] = line
	}
	n := 0
	for _, c := range f.Chains {
		for _, e := range c.Expiries {
			for i := e.Lo; i < e.Hi; i++ {
				n++
				if row := whole[int(c.Line[i])]; !strings.HasPrefix(row, c.Underlying+",") || !strings.Contains(row, e.Date.String()) {
					t.Errorf("%s %v is at line %d: %s", c.Underlying, c.Strike[i], c.Line[i], row)
				}
			}
		}
	}
	if n != 8 {
		t.Errorf("%d contracts, want 8", n)
	}
}

// TestJoinInterest: a file of open interest has the time at which that was published, any of the day of the quotes.
func TestJoinInterest(t *testing.T) {
	texts := map[string]string{}
	for _, name := range []string{"thetadata.csv", "thetadata-oi.csv"} {
		text, err := os.ReadFile("testdata/samples/" + name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	open := func(name string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(texts[name])), nil }
	for _, names := range [][]string{{"thetadata.csv", "thetadata-oi.csv"}, {"thetadata-oi.csv", "thetadata.csv"}} {
		f, err := Join(names, open, Options{})
		if err != nil {
			t.Fatal(err)
		}
		c := f.Chains[0]
		if !c.AsOf.Equal(newYork(2025, 11, 20, 16, 0)) || c.Spot != 270.5 || c.OpenInterest[0] != 5400 || c.Bid[0] != 3.1 || f.Unpriced != nil {
			t.Errorf("as of %v, spot %v, open interest %v, bid %v, %v", c.AsOf, c.Spot, c.OpenInterest[0], c.Bid[0], f.Unpriced)
		}
		for _, n := range c.Notes {
			if n.Code == "interest-elsewhere" || n.Code == "no-open-interest" {
				t.Errorf("of the whole: %v", n)
			}
		}
	}
	texts["thetadata-oi.csv"] = strings.ReplaceAll(texts["thetadata-oi.csv"], "2025-11-20T06", "2025-11-19T06")
	if _, err := Join([]string{"thetadata.csv", "thetadata-oi.csv"}, open, Options{}); err == nil || !strings.Contains(err.Error(), "the time of AAPL is") {
		t.Errorf("the open interest of another day: %v", err)
	}
}
