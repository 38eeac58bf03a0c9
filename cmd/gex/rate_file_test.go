package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRatesArePacked: a packed file of rates is read as it is, and one that is broken is refused.
func TestRatesArePacked(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte("Date,1 Mo,3 Mo\n11/19/2025,4.04,3.92\n")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "par.csv.gz")
	for _, c := range []struct {
		text []byte
		code int
		want string
	}{
		{packed.Bytes(), 0, `"rate_file": "par.csv.gz"`},
		{packed.Bytes()[:packed.Len()-12], 3, name + ": "},
	} {
		if err := os.WriteFile(name, c.text, 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := run([]string{"levels", "--format", "json", "--rate", name, filepath.Join(top, spxFile)}, strings.NewReader(""), &out, &errs)
		if text := out.String() + errs.String(); code != c.code || !strings.Contains(text, c.want) {
			t.Errorf("exit code %d, want %d with %s: %s", code, c.code, c.want, errs.String())
		}
	}
}
