package chain

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/zstd"

	"gex/internal/fault"
)

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstandard(t testing.TB, text string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}

func TestInputPacked(t *testing.T) {
	text := "\ufeff" + quotedataTop + row6700
	sum := sha256.Sum256([]byte(text))
	for name, packed := range map[string]string{
		"plain": text, "gzip": gzipped(t, text), "gzip in parts": gzipped(t, text[:100]) + gzipped(t, text[100:]), "zstd": zstandard(t, text),
	} {
		f, c := readOne(t, packed, Options{})
		if f.SHA256 != hex.EncodeToString(sum[:]) || c.Len() != 2 {
			t.Errorf("%s: hash %s, %d contracts", name, f.SHA256, c.Len())
		}
	}
}

// The reader may return one byte at a time, and may be standard input.
func TestInputSlowReader(t *testing.T) {
	f, err := Read(iotest.OneByteReader(strings.NewReader(quotedataTop+row6700)), Options{Name: "-"})
	if err != nil || f.Name != "-" || f.Chains[0].Len() != 2 {
		t.Errorf("Read = %v, %v", f, err)
	}
}

func TestInputRefused(t *testing.T) {
	whole := quotedataTop + strings.Repeat(row6700, 100)
	cut := func(s string) string { return s[:len(s)-20] }
	for name, c := range map[string]struct {
		text, what string
		max        int64
	}{
		"empty":           {"", "the file is empty", 0},
		"blank":           {"\ufeff \r\n\n", "the file is empty", 0},
		"empty gzip":      {gzipped(t, ""), "the file is empty", 0},
		"binary":          {"\x00\x01\x02\x03", "the file is not text", 0},
		"spreadsheet":     {"PK\x03\x04\x14\x00\x06\x00", "the file is truncated: its zip directory", 0},
		"UTF-16":          {"\xff\xfeC\x00a\x00", "the file is text in UTF-16", 0},
		"cut gzip":        {cut(gzipped(t, whole)), "the file is truncated: its gzip data is cut off", 0},
		"cut zstd":        {cut(zstandard(t, whole)), "the file is truncated: its zstd data is cut off", 0},
		"gzip magic only": {"\x1f\x8b", "the file is truncated: its gzip data is cut off", 0},
		"zstd magic only": {"\x28\xb5\x2f\xfd", "the file is truncated: its zstd data is cut off", 0},
		"damaged gzip":    {strings.Replace(gzipped(t, whole), "\x1f\x8b\x08", "\x1f\x8b\x07", 1), "damaged gzip data", 0},
		"too large":       {whole, "too large: more than 1000 bytes", 1000},
		"gzip bomb":       {gzipped(t, whole), "too large: more than 1000 bytes", 1000},
		"zstd bomb":       {zstandard(t, whole), "too large: more than 1000 bytes", 1000},
		"prose":           {"Dear Sir,\nplease find enclosed", `no known format: the file begins with "Dear Sir,"`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			e := refused(t, c.text, Options{MaxBytes: c.max})
			if !strings.Contains(e.What, c.what) {
				t.Errorf("error %v, want %q", e, c.what)
			}
		})
	}
	readOne(t, whole, Options{MaxBytes: int64(len(whole))})
}

func TestInputDirectory(t *testing.T) {
	dir, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	_, err = Read(dir, Options{Name: "quotes"})
	var e *fault.Error
	var cause *fs.PathError
	if !errors.As(err, &e) || !errors.As(err, &cause) || e.File != "quotes" || strings.Contains(e.What, "read ") {
		t.Errorf("error %v", err)
	}
}

func TestInputFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "quotes.csv")
	if err := os.WriteFile(name, []byte(quotedataTop+row6700), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if f, err := Read(file, Options{Name: name}); err != nil || f.Name != "quotes.csv" {
		t.Errorf("Read = %v, %v", f, err)
	}
}
