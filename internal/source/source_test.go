package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "quotes.csv")
	if err := os.WriteFile(name, []byte("file"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := New(strings.NewReader("standard input"))
	for path, want := range map[string]string{"-": "standard input", name: "file"} {
		r, err := in.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(r); string(text) != want || err != nil || r.Close() != nil {
			t.Errorf("%s holds %q, %v", path, text, err)
		}
	}
	_, err := in.Open(filepath.Join(dir, "quote.csv"))
	if f := fault.Of(err); f.Code != fault.Input || !errors.Is(err, fs.ErrNotExist) || !strings.Contains(f.Hint, "quotes.csv") {
		t.Errorf("%v, hint %q", err, fault.HintOf(err))
	}
	if _, err := in.Stat("-"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a reader is described as a file: %v", err)
	}
	if info, err := in.Stat(name); err != nil || info.Size() != 4 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestUnread(t *testing.T) {
	in := New(strings.NewReader("cde"))
	in.Unread(strings.NewReader("ab"))
	if text, err := io.ReadAll(in.Stdin()); string(text) != "abcde" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
}

// TestAwait: a pipe with data is read from its first byte, one that ends or stays silent has none.
func TestAwait(t *testing.T) {
	pipe := func() (*Input, *os.File) {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close() })
		return New(r), w
	}
	in, w := pipe()
	if _, err := w.WriteString("data"); err != nil || !in.Piped() {
		t.Fatal(err)
	}
	w.Close()
	if err := in.Await(time.Minute); err != nil || !in.Piped() {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(in.Stdin()); string(text) != "data" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	if info, err := in.Stat("-"); err != nil || info.Mode().IsRegular() {
		t.Errorf("%v, %v", info, err)
	}

	in, w = pipe()
	w.Close()
	if err := in.Await(time.Minute); err != ErrEmpty {
		t.Error(err)
	}
	in, w = pipe()
	defer w.Close()
	if err := in.Await(time.Millisecond); err != ErrSilent {
		t.Error(err)
	}
	if err := New(strings.NewReader("")).Await(0); err != nil {
		t.Errorf("a reader is awaited: %v", err)
	}
}

// TestMember: what stands behind the name of a file and a colon is a member of it, unless a file has the whole name.
func TestMember(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "a.zip")
	if err := os.WriteFile(archive, []byte("archive"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := New(nil)
	for name, want := range map[string]string{archive: "", archive + ":x": "x", archive + ":d/x:y.csv": "d/x:y.csv"} {
		f, err := in.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		m, _ := f.(interface{ Member() string })
		if want == "" && m != nil || want != "" && (m == nil || m.Member() != want) {
			t.Errorf("%s opens %v, want member %q", name, f, want)
		}
		if text, err := io.ReadAll(f); string(text) != "archive" || err != nil {
			t.Errorf("%s holds %q, %v", name, text, err)
		}
		if info, err := in.Stat(name); err != nil || info.Size() != 7 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	for _, name := range []string{archive + ":", dir + ":x", filepath.Join(dir, "b.zip") + ":x", ":x", "C:"} {
		if _, err := in.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if filepath.Separator == '\\' {
		return // no file has a colon in its name
	}
	if err := os.WriteFile(archive+":x", []byte("itself"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := in.Open(archive + ":x")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if text, err := io.ReadAll(f); string(text) != "itself" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
}
