package cells

import (
	"errors"
	"testing"
)

// TestLast: a cell means what reading it gives, which is called for another cell than the last alone.
func TestLast(t *testing.T) {
	var l Last[int]
	odd, calls := errors.New("odd"), 0
	read := func(text string) (int, error) {
		if calls++; len(text)%2 == 1 {
			return 0, odd
		}
		return len(text), nil
	}
	text := []byte(" ab ")
	for i, c := range []struct {
		cell  string
		want  int
		err   error
		calls int
	}{{"", 0, nil, 1}, {"", 0, nil, 1}, {" ab ", 2, nil, 2}, {" ab ", 2, nil, 2}, {"abc", 0, odd, 3}, {"abc", 0, odd, 3}, {" ab ", 2, nil, 4}, {"", 0, nil, 5}} {
		text = append(text[:0], c.cell...)
		got, err := l.Of(text, read)
		clear(text)
		if got != c.want || err != c.err || calls != c.calls {
			t.Errorf("%d: %q is %d, %v after %d calls", i, c.cell, got, err, calls)
		}
	}
}
