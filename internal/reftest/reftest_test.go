package reftest

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte("a,b\n1,2\n")); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"plain.csv": []byte("a,b\n3,4\n"), "packed.csv.gz": packed.Bytes(), "torn.csv.gz": packed.Bytes()[:12], "empty.csv": []byte("a,b\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv(Variable, dir)
	for name, want := range map[string]string{"plain.csv": "4", "packed.csv": "2"} {
		if rows := Rows(t, name); len(rows) != 1 || rows[0]["b"] != want {
			t.Errorf("%s: %v", name, rows)
		}
	}
	for name, want := range map[string]string{
		"none.csv":  "no reference table none.csv or none.csv.gz in " + dir,
		"torn.csv":  "torn.csv.gz: unexpected EOF",
		"empty.csv": "no rows",
	} {
		if _, err := readRows(dir, name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

// TestDir checks that a relative directory starts at the top of the project and that without one the project's own is read.
func TestDir(t *testing.T) {
	for given, want := range map[string]string{"": "/testdata/reference", "testdata": "/testdata"} {
		t.Setenv(Variable, given)
		dir, err := Dir()
		if err != nil || !strings.HasSuffix(filepath.ToSlash(dir), want) {
			t.Errorf("%q: %s, %v", given, dir, err)
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(strings.TrimSuffix(filepath.ToSlash(dir), want)+"/x"), "go.mod")); err != nil {
			t.Error(err)
		}
	}
}

// TestCompressedTablesAreReproducible checks that the compressed tables carry neither a name nor a time: compressing the
// same table again changes nothing.
func TestCompressedTablesAreReproducible(t *testing.T) {
	t.Setenv(Variable, "")
	dir, err := Dir()
	if err != nil {
		t.Fatal(err)
	}
	packed, err := filepath.Glob(filepath.Join(dir, "*.gz"))
	if err != nil || len(packed) == 0 {
		t.Fatalf("%d compressed tables, %v", len(packed), err)
	}
	for _, path := range packed {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if r.Name != "" || !r.ModTime.IsZero() || r.Comment != "" {
			t.Errorf("%s: name %q, time %v: compress it with gzip -9n", path, r.Name, r.ModTime)
		}
	}
}

func TestCase(t *testing.T) {
	dir := t.TempDir()
	text := `[{"name": "other", "inputs": {"a": 1}, "expected": 2}, {"name": "this", "inputs": {"a": "0.1250"}, "expected": [3, "-4e2"]}]`
	if err := os.WriteFile(filepath.Join(dir, "cases.json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(Variable, dir)
	var in struct{ A Number }
	var want []Number
	Case(t, "cases.json", "this", &in, &want)
	if in.A != 0.125 || len(want) != 2 || want[0] != 3 || want[1] != -400 {
		t.Errorf("%v, %v", in, want)
	}
	var n Number
	if err := n.UnmarshalJSON([]byte(`"x"`)); err == nil {
		t.Error("a text is a number")
	}
}
