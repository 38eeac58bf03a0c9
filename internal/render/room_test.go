package render

import (
	"bytes"
	"testing"
)

// TestRoomy: after the first parts, and then alone, there is space for the rest, if it is as long; what is written stays.
func TestRoomy(t *testing.T) {
	text := bytes.Repeat([]byte("x"), 100+guessAfter*20)
	out := roomy(bytes.Clone(text), 100, guessAfter, 10*guessAfter)
	if !bytes.Equal(out, text) || cap(out)-len(out) < 9*guessAfter*20 {
		t.Errorf("%d bytes with space for %d", len(out), cap(out)-len(out))
	}
	for _, c := range [][2]int{{guessAfter - 1, 1000}, {guessAfter + 1, 1000}, {guessAfter, guessAfter}, {guessAfter, 0}, {0, 0}} {
		in := append(make([]byte, 0, len(text)+4096), text...) // with space for a line
		if out := roomy(in, 0, c[0], c[1]); cap(out) != cap(in) {
			t.Errorf("%d of %d parts: room for %d bytes", c[0], c[1], cap(out))
		}
	}
}
