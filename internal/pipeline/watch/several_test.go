package watch

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestTogether: several files are unchanged while each of them is, and cannot be looked at when one cannot.
func TestTogether(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	look := func(names ...string) fs.FileInfo {
		state, err := Together(names, os.Stat)
		if err != nil {
			t.Fatal(err)
		}
		return state
	}
	write(a, "1")
	write(b, "1")
	before := look(a, b)
	if unchanged(nil, before) || !unchanged(before, look(a, b)) || unchanged(before, look(b, a)) || unchanged(before, look(a)) {
		t.Error("what did not change is not what it was")
	}
	for _, path := range []string{a, b} {
		before = look(a, b)
		if err := os.Chtimes(path, time.Time{}, time.Unix(1e9, 0)); err != nil {
			t.Fatal(err)
		}
		if unchanged(before, look(a, b)) {
			t.Errorf("another time of %s is no change", filepath.Base(path))
		}
		before = look(a, b)
		write(path, "12")
		if unchanged(before, look(a, b)) {
			t.Errorf("another size of %s is no change", filepath.Base(path))
		}
	}
	if _, err := Together([]string{a, filepath.Join(dir, "c")}, os.Stat); err == nil {
		t.Error("a file that is missing is looked at")
	}
	if one := look(b); one.Name() != "b" {
		t.Errorf("one file is %v", one)
	}
}
