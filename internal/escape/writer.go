package escape

import (
	"bytes"
	"io"
	"slices"
	"unicode/utf8"
)

// Writer is the exit of the program: what is written through it leaves as Text. Keep are the sequences that pass as they
// are, those that the program itself writes into its text; whatever else it says to a terminal goes through Own.
type Writer struct {
	W    io.Writer
	Keep []string

	out  []byte
	torn []byte // the beginning of a character whose rest is still to come
}

// Write writes text. A character may come in two writes; a sequence that is kept is in one.
func (w *Writer) Write(b []byte) (int, error) {
	text := b
	if len(w.torn) > 0 {
		text = append(w.torn, b...)
		w.torn = nil
	}
	whole := len(text) - tail(text)
	w.torn = append(w.torn, text[whole:]...)
	text = text[:whole]
	if !clean(text) {
		text = w.spell(text)
	}
	if len(text) == 0 {
		return len(b), nil
	}
	if _, err := w.W.Write(text); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Flush writes what is left of a character that never came to its end.
func (w *Writer) Flush() error {
	if len(w.torn) == 0 {
		return nil
	}
	text := Text(string(w.torn))
	w.torn = nil
	_, err := io.WriteString(w.W, text)
	return err
}

// Own writes what the program itself says to a terminal, as it is.
func (w *Writer) Own(s string) (int, error) {
	if err := w.Flush(); err != nil {
		return 0, err
	}
	return io.WriteString(w.W, s)
}

// Own writes what the program itself says to a terminal, where nothing may be in its way.
func Own(w io.Writer, s string) (int, error) {
	if o, ok := w.(interface{ Own(string) (int, error) }); ok {
		return o.Own(s)
	}
	return io.WriteString(w, s)
}

// Keeping is Text with some sequences as they are.
func Keeping(s string, keep []string) string {
	w := Writer{Keep: keep}
	return string(w.spell([]byte(s)))
}

// clean reports whether there is nothing to look at more closely.
func clean(text []byte) bool {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c >= ' ' && c < 0x7f || c == '\n' || c == '\t':
			i++
		case c < 0x80:
			return false
		default:
			r, n := utf8.DecodeRune(text[i:])
			if n == 1 || Forbidden(r) {
				return false
			}
			i += n
		}
	}
	return true
}

// spell is Text but for what is kept. The result is good until the next call.
func (w *Writer) spell(text []byte) []byte {
	w.out = w.out[:0]
	for len(text) > 0 {
		at := bytes.IndexByte(text, '\x1b')
		if at < 0 {
			at = len(text)
		}
		w.out = append(w.out, Text(string(text[:at]))...)
		text = text[at:]
		if len(text) == 0 {
			break
		}
		n := 1
		if k := slices.IndexFunc(w.Keep, func(s string) bool { return bytes.HasPrefix(text, []byte(s)) }); k >= 0 {
			n = len(w.Keep[k])
			w.out = append(w.out, w.Keep[k]...)
		} else {
			w.out = append(w.out, hidden('\x1b')...)
		}
		text = text[n:]
	}
	return w.out
}

// tail is how many bytes at the end of a text begin a character that does not end there.
func tail(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if c := text[len(text)-n]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(text[len(text)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}
