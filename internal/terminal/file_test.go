package terminal

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gex/internal/fault"
)

// TestFilesAreWholeOrAbsent: what fails leaves neither a file nor a draft, and a file that was there as it was.
func TestFilesAreWholeOrAbsent(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	half := errors.New("half")
	write := func(text string, err error) error {
		return New(io.Discard, io.Discard).Write(Options{Path: path}, func(w io.Writer, page Page) error {
			if page.Color || page.Columns != 0 {
				t.Errorf("a file is a terminal: %+v", page)
			}
			if _, failed := io.WriteString(w, text); failed != nil {
				return failed
			}
			return err
		})
	}
	holds := func(what string, want ...string) {
		t.Helper()
		entries, err := os.ReadDir(dir)
		text, _ := os.ReadFile(path)
		if err != nil || len(entries) != len(want) || len(want) > 0 && string(text) != want[0] {
			t.Errorf("%s: %v, %q, %v", what, entries, text, err)
		}
	}
	if err := write("1", half); err != half {
		t.Error(err)
	}
	holds("a first version that failed")
	if err := write("1\x1b[2J", nil); err != nil {
		t.Error(err)
	}
	holds("a first version", `1\u001b[2J`)
	if err := write("2", half); err != half {
		t.Error(err)
	}
	holds("a second version that failed", `1\u001b[2J`)
	if err := write("2", nil); err != nil {
		t.Error(err)
	}
	holds("a second version", "2")

	path = filepath.Join(dir, "no", "out")
	err := write("3", nil)
	if want := "cannot write " + path + ": "; !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), want) || fault.Of(err).Code != fault.Broken || fault.HintOf(err) == "" {
		t.Errorf("%#v", err)
	}
}

// TestColorsPassWhereThereAreAny: the sequences of a colored result are text in one that is not colored.
func TestColorsPassWhereThereAreAny(t *testing.T) {
	for color, want := range map[string]string{"always": "\x1b[1m1\\u001b[2J", "never": `\u001b[1m1\u001b[2J`} {
		var out bytes.Buffer
		err := New(&out, io.Discard).Write(Options{Color: color, Colors: []string{"\x1b[1m"}}, func(w io.Writer, _ Page) error {
			_, err := io.WriteString(w, "\x1b[1m1\x1b[2J")
			return err
		})
		if err != nil || out.String() != want {
			t.Errorf("%s: %q, %v", color, out.String(), err)
		}
	}
}

// TestWriterRemembersItsFirstError: also when who writes does not look.
func TestWriterRemembersItsFirstError(t *testing.T) {
	w := newWriter(&failsOnce{})
	_, _ = io.WriteString(w, "lost")
	_, _ = io.WriteString(w, "written")
	if err := w.Flush(); !errors.Is(err, fs.ErrClosed) {
		t.Error(err)
	}
}

type failsOnce struct{ failed bool }

func (f *failsOnce) Write(b []byte) (int, error) {
	if !f.failed {
		f.failed = true
		return 0, fs.ErrClosed
	}
	return len(b), nil
}

// TestLockNamesItsHolder: a second process learns who has the output, and has it once it is free.
func TestLockNamesItsHolder(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	a, b := New(io.Discard, io.Discard), New(io.Discard, io.Discard)
	b.Patience = 0
	release, err := a.Lock(path, "first")
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Lock(path, "second")
	if want := path + " is being written by first, process "; err == nil || !strings.HasPrefix(err.Error(), want) || fault.Of(err).Code != fault.Broken || fault.HintOf(err) == "" {
		t.Errorf("%v", err)
	}
	release()
	release, err = b.Lock(path, "second")
	if err != nil {
		t.Fatal(err)
	}
	release()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v left behind, %v", left, err)
	}
}
