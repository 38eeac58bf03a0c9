package render

import (
	"bytes"
	"testing"
)

// TestRoomy: after a sixteenth of the parts, or the first of few, and then alone, there is space for the rest, if it is as long;
// what is written stays.
func TestRoomy(t *testing.T) {
	text := bytes.Repeat([]byte("x"), 100+guessAfter*20)
	for _, n := range []int{10 * guessAfter, 16*guessAfter + 15} {
		out := roomy(bytes.Clone(text), 100, guessAfter, n)
		if !bytes.Equal(out, text) || cap(out)-len(out) < (n-guessAfter)*20 {
			t.Errorf("%d parts: %d bytes with space for %d", n, len(out), cap(out)-len(out))
		}
	}
	if out := roomy(bytes.Clone(text), 100, 2*guessAfter, 32*guessAfter); cap(out)-len(out) < 30*guessAfter*10 {
		t.Errorf("many parts: %d bytes with space for %d", len(out), cap(out)-len(out))
	}
	full := bytes.Repeat([]byte("x"), 100_000) // near the end there is space for the rest again, not for as much as there is
	if out := roomy(full[:len(full):len(full)], 0, 9*guessAfter, 10*guessAfter); cap(out)-len(out) < len(full)/9 || cap(out)-len(out) > len(full)/2 {
		t.Errorf("near the end: %d bytes with space for %d", len(out), cap(out)-len(out))
	}
	for _, c := range [][2]int{{guessAfter - 1, 1000}, {guessAfter + 1, 1000}, {guessAfter, 32 * guessAfter}, {guessAfter, guessAfter}, {guessAfter, 0}, {0, 0}} {
		in := append(make([]byte, 0, len(text)+4096), text...) // with space for a line
		if out := roomy(in, 0, c[0], c[1]); cap(out) != cap(in) {
			t.Errorf("%d of %d parts: room for %d bytes", c[0], c[1], cap(out))
		}
	}
}
