package input

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// linesOf reads a text through a window as rows are: some lines at a time, and on when few bytes are left.
func linesOf(t *testing.T, text string, beginning, length int, rng *rand.Rand) (lines []string, last string, before int) {
	t.Helper()
	w, rest := NewWindow([]byte(text[:beginning]), iotest.HalfReader(strings.NewReader(text[beginning:])), 0, length)
	for {
		if len(rest) < Ahead {
			rest = w.Next(rest, len(lines))
		}
		if len(rest) == 0 {
			break
		}
		for range 1 + rng.IntN(2000) {
			line, after, found := bytes.Cut(rest, []byte{'\n'})
			if len(rest) == 0 {
				break
			}
			if lines, rest = append(lines, string(line)), after; !found && len(lines) <= strings.Count(text, "\n") {
				t.Fatalf("line %d, %q, is not whole", len(lines), line)
			}
		}
	}
	end, before, err := w.End()
	if err != nil {
		t.Fatal(err)
	}
	return lines, string(end), before
}

// TestWindow: all lines come through a window, whole, whatever their lengths, and its end is that of the text.
func TestWindow(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 30 {
		var b strings.Builder
		for b.Len() < 1<<20 {
			fmt.Fprintf(&b, "%d%s\n", b.Len(), strings.Repeat("x", rng.IntN(200)))
			if rng.IntN(3000) == 0 {
				b.WriteString(strings.Repeat("long", rng.IntN(1<<18)))
			}
		}
		text := b.String()[:b.Len()-rng.IntN(3)*rng.IntN(50)]
		lines, last, before := linesOf(t, text, rng.IntN(100<<10), 200<<10, rng)
		if got := strings.Join(lines, "\n"); got != strings.TrimSuffix(text, "\n") {
			t.Fatalf("%d bytes of lines, want %d", len(got), len(text))
		}
		if !strings.HasSuffix(text, last) || before != strings.Count(text[:len(text)-len(last)], "\n") {
			t.Errorf("it ends with %d bytes after line %d", len(last), before)
		}
		if at := strings.LastIndexByte(text, '\n'); len(text) > at+1 && len(last) < len(text)-at-1+Behind {
			t.Errorf("it ends with %d bytes, and the last line has %d", len(last), len(text)-at-1)
		}
	}
}

// TestWindowUnread: what nobody has read is counted, and why the file could not be read is reported.
func TestWindowUnread(t *testing.T) {
	text := strings.Repeat("a line\n", 100_000)
	for _, read := range []int{0, 1, 50_000} {
		w, rest := NewWindow([]byte(text[:1000]), strings.NewReader(text[1000:]+"torn"), 0, 300<<10)
		for line := range read {
			if len(rest) < Ahead {
				rest = w.Next(rest, line)
			}
			rest = rest[len("a line\n"):]
		}
		if last, before, err := w.End(); err != nil || before+bytes.Count(last, []byte{'\n'}) != 100_000 || !bytes.HasSuffix(last, []byte("\ntorn")) {
			t.Errorf("after %d lines: %d lines before %q…, %v", read, before, last[:20], err)
		}
	}
	broken := errors.New("broken")
	w, _ := NewWindow([]byte(text[:1000]), io.MultiReader(strings.NewReader(text[1000:]), iotest.ErrReader(broken)), 0, 300<<10)
	if _, _, err := w.End(); err != broken {
		t.Errorf("the error is %v", err)
	}
}

// TestExpectLines: the lines of a file are counted to a hundredth wherever they are long, and from its beginning if no more can be
// seen.
func TestExpectLines(t *testing.T) {
	var b strings.Builder
	for i := range 200_000 {
		b.WriteString(strings.Repeat("x", 20+i/2000) + "\n")
	}
	text, beginning := b.String(), []byte(b.String()[:HeadLen])
	if n := ExpectLines(strings.NewReader(text), beginning, int64(len(text))); n < 198_000 || n > 202_000 {
		t.Errorf("%d lines are expected of 200,000", n)
	}
	if n, want := ExpectLines(iotest.HalfReader(nil), beginning, int64(len(text))), len(text)/21; n < want*97/100 || n > want {
		t.Errorf("%d lines are expected by the beginning, want %d", n, want)
	}
	if n := ExpectLines(strings.NewReader(""), nil, 0); n != 0 {
		t.Errorf("%d lines are expected of nothing", n)
	}
}
