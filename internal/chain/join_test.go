package chain

import (
	"io"
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
