package input

import (
	"bytes"
	"io"
)

// Window is the part of a large file that is in memory while its rows are read: whole lines, of which those that follow
// overwrite those that have been read.
type Window struct {
	Lines int // that the file is expected to have, about
	in    io.Reader
	least int // length of buf, unless a line is longer
	buf   []byte
	n     int    // bytes in buf
	text  []byte // the whole lines at its beginning; the last one of the file may lack its end
	read  int    // bytes of text that had been read when it was filled
	line  int    // number of the line before those that had not
	ended bool
	err   error
}

// WindowLen is the length of a window that fits into the cache of a core; one is longer only where a line is. It moves on when
// fewer than Ahead bytes have not been read, and keeps Behind bytes that have been.
const (
	WindowLen = 256 << 10
	Ahead     = 128 << 10
	Behind    = 16 << 10
)

// ExpectLines estimates how many lines a file of some size has: from bytes all over it, or else from its beginning.
func ExpectLines(r io.Reader, beginning []byte, size int64) int {
	const samples = 32
	seen, lines := len(beginning), bytes.Count(beginning, []byte{'\n'})
	if at, ok := r.(io.ReaderAt); ok {
		var sample [8 << 10]byte
		read, found := 0, 0
		for i := range int64(samples) {
			n, _ := at.ReadAt(sample[:], (2*i+1)*(size/(2*samples)))
			read, found = read+n, found+bytes.Count(sample[:n], []byte{'\n'})
		}
		if found > 0 {
			seen, lines = read, found
		}
	}
	return int(float64(lines) * float64(size) / float64(max(seen, 1)))
}

// NewWindow returns a window of so many bytes of a file whose beginning has been read, and how much of that is whole lines.
func NewWindow(beginning []byte, in io.Reader, lines, length int) (w *Window, text []byte) {
	w = &Window{Lines: lines, in: in, least: length, buf: beginning, n: len(beginning)}
	w.text = beginning[:bytes.LastIndexByte(beginning, '\n')+1]
	return w, w.text
}

// Next moves on to the lines that follow. It returns the text that has not been read, which was unread before and comes after a
// line of this number. The text before that is overwritten.
func (w *Window) Next(unread []byte, line int) []byte {
	if w.ended {
		return unread
	}
	kept := w.text[max(0, len(w.text)-len(unread)-Behind):]
	w.read, w.line = len(kept)-len(unread), line
	from := len(w.text) - len(kept)
	to := w.buf
	if len(to) < w.least { // so far it is the beginning, which others use
		to = make([]byte, w.least)
	}
	if w.n-from > len(to)/2 {
		to = make([]byte, 2*len(to))
	}
	w.n, w.buf = copy(to, w.buf[from:w.n]), to
	for {
		w.fill()
		whole := bytes.LastIndexByte(w.buf[:w.n], '\n') + 1
		if w.ended {
			whole = w.n
		}
		if whole > len(kept) || w.ended {
			w.text = w.buf[:whole]
			return w.text[w.read:]
		}
		w.buf = append(w.buf, make([]byte, len(w.buf))...)
	}
}

// fill reads until the buffer is full, or the file ends.
func (w *Window) fill() {
	for w.n < len(w.buf) && !w.ended {
		n, err := w.in.Read(w.buf[w.n:])
		w.n += n
		if err != nil {
			w.ended = true
			if err != io.EOF {
				w.err = err
			}
		}
	}
}

// End reads what is left. It returns the last lines, how many lines come before them, and why the file could not be read to its
// end.
func (w *Window) End() (last []byte, before int, err error) {
	unread := w.text[w.read:]
	for !w.ended {
		unread = w.Next(nil, w.line+bytes.Count(unread, []byte{'\n'}))
	}
	return w.text, w.line - bytes.Count(w.text[:w.read], []byte{'\n'}), w.err
}
