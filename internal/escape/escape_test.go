package escape

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// alphabet has a piece of every kind that a terminal, a spreadsheet or a reader might take for more than text.
var alphabet = []string{
	"a", "Z", "7", " ", ".", "é", "日", "😀", "\t", "\n", "\r", "\x00", "\x07", "\x1b", "\x1b[2J", "\x1b]52;c;eA==\x07", "\x7f",
	"\u0080", "\u009b2J", "\u061c", "\u200e", "\u200f", "\u2028", "\u202a", "\u202e", "\u2066", "\u2069", "\xff", "\xed\xa0\x80", "\xe2\x80",
	"=", "+", "-", "@", "'", "＝", "＠", `\`, `\u`, `\u001b`, `\x`, `"`, ",", "1e5", "-3", "+30 min", "%",
}

func text(r *rand.Rand) string {
	var out strings.Builder
	for range r.IntN(8) {
		out.WriteString(alphabet[r.IntN(len(alphabet))])
	}
	return out.String()
}

// raw lists what must not leave, written out a second time from the lists of Unicode and ECMA-48.
func raw(s string) bool {
	return !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool {
		return r < 0x20 && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r)
	})
}

func TestTextHasNothingToObey(t *testing.T) {
	for i := range rune(0x3000) {
		if got := Text(string(i)); raw(got) || !raw(string(i)) && i != 0x2028 && i != 0x2029 && got != string(i) {
			t.Errorf("%U becomes %q", i, got)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		s := text(r)
		if got := Text(s); raw(got) || Text(got) != got {
			t.Fatalf("%q becomes %q, and that %q", s, got, Text(got))
		}
		if got := Line(s); raw(got) || strings.ContainsAny(got, "\n\t") {
			t.Fatalf("%q becomes %q on a line", s, got)
		}
	}
}

// TestWriterIsText: in whatever pieces a text is written, what comes out is Text of the whole.
func TestWriterIsText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		s := text(r) + text(r)
		var out bytes.Buffer
		w := &Writer{W: &out}
		for rest := s; rest != ""; {
			n := 1 + r.IntN(len(rest))
			if got, err := w.Write([]byte(rest[:n])); got != n || err != nil {
				t.Fatalf("%d bytes of %d are written: %v", got, n, err)
			}
			rest = rest[n:]
		}
		if err := w.Flush(); err != nil || raw(out.String()) {
			t.Fatalf("%q leaves as %q, %v", s, out.String(), err)
		}
		if want := Text(s); utf8.ValidString(s) && out.String() != want {
			t.Fatalf("%q leaves as %q, want %q", s, out.String(), want)
		}
	}
}

func TestWriterKeepsWhatIsOurs(t *testing.T) {
	var out bytes.Buffer
	w := &Writer{W: &out, Keep: []string{"\x1b[1m", "\x1b[0m"}}
	w.Write([]byte("\x1b[1mé\x1b[0m \x1b[31m \x1b"))
	Own(w, "\x1b[K")
	if got, want := out.String(), "\x1b[1mé\x1b[0m "+`\u001b[31m \u001b`+"\x1b[K"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Keeping("\x1b[1m\x1b[2m", w.Keep); got != "\x1b[1m"+`\u001b[2m` {
		t.Errorf("%q", got)
	}
}

func TestCellsComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 50000 {
		s := text(r)
		cell := Cell(s)
		if raw(cell) || strings.ContainsAny(cell, "\n\t") {
			t.Fatalf("%q becomes the cell %q", s, cell)
		}
		if first, _ := utf8.DecodeRuneInString(cell); strings.ContainsRune("=+-@＝＋－＠", first) && !decimal().MatchString(cell) {
			t.Fatalf("%q becomes the cell %q, which a spreadsheet computes", s, cell)
		}
		want := strings.Map(func(r rune) rune { return r }, s) // bytes that are no UTF-8 are U+FFFD
		if got := Uncell(cell); got != want {
			t.Fatalf("%q comes back from %q as %q", s, cell, got)
		}
	}
}

func TestCell(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "SPX": "SPX", "-1.5e-07": "-1.5e-07", "+3": "+3", "-.5": "-.5", "-5.": "-5.", "+30 min": "+30 min", "-2 %": "-2 %", "2025-11-20": "2025-11-20",
		"=1+1": "'=1+1", "--dte 0-7": "'--dte 0-7", "-": "'-", "-1+1": "'-1+1", "-1e+-7": "'-1e+-7", "-1e": "'-1e", "-1.2.3": "'-1.2.3", "-1e7": "-1e7", "-0x1p4": "'-0x1p4", "@SUM(A1)": "'@SUM(A1)", "+1 cmd|' /C calc'!A0": "'+1 cmd|' /C calc'!A0",
		"'=1": "''=1", "'tis": "''tis", "\t=1": `\u0009=1`, "\r=1": `\u000d=1`, `a\b`: `a\\b`, "＝1": "'＝1", "a=1": "a=1",
	} {
		if got := Cell(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}

func FuzzCell(f *testing.F) {
	for _, s := range alphabet {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cell := Cell(s)
		if raw(cell) || utf8.ValidString(s) && Uncell(cell) != s {
			t.Errorf("%q becomes %q, and comes back as %q", s, cell, Uncell(cell))
		}
		Uncell(s) // any cell can be read
	})
}

func BenchmarkWriter(b *testing.B) {
	line := bytes.Repeat([]byte("6700,12.5,-3.25e+06,SPXW · 2025-11-20\n"), 1000)
	w := &Writer{W: discard{}}
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		w.Write(line)
	}
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }
