package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestConvertedFilesGiveTheSameReport: a chain in its vendor's layout and the same chain as canonical csv give the same
// numbers, to the last digit.
func TestConvertedFilesGiveTheSameReport(t *testing.T) {
	for _, dir := range []string{
		filepath.Join(top, "testdata", "chains"), filepath.Join(top, "internal", "chain", "testdata", "samples"), realChains,
	} {
		if dir == realChains && testing.Short() {
			continue
		}
		for _, path := range filesIn(t, dir) {
			t.Run(filepath.Base(path), func(t *testing.T) { sameConverted(t, path) })
		}
	}
}

// sameConverted compares the reports of a file and of what gex convert makes of it. A file that gives none is left to
// other tests.
func sameConverted(t *testing.T, path string) {
	want, code := reports(t, path)
	if code != exitDone {
		t.Skip("no report")
	}
	canonical := filepath.Join(t.TempDir(), "canonical.csv")
	if stderr, code := quietly("convert", path, "-o", canonical); code != exitDone {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	got, _ := reports(t, canonical)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-vendor +canonical:\n%s", diff)
	}
}

// reports are those of a file, without what is about the file and not about its contracts: where they were read from,
// how many rows hold them, what was assumed in reading.
func reports(t *testing.T, path string) (list []map[string]any, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run([]string{"report", "--quiet", "--format", "ndjson", path}, strings.NewReader(""), &stdout, &stderr)
	for line := range strings.Lines(stdout.String()) {
		var r map[string]any
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		delete(r, "input")
		delete(r, "warnings")
		delete(r["coverage"].(map[string]any), "rows")
		list = append(list, r)
	}
	return list, code
}

// quietly runs the program for what it does and not for what it prints.
func quietly(args ...string) (stderr string, code int) {
	var out, err bytes.Buffer
	code = run(args, strings.NewReader(""), &out, &err)
	return err.String(), code
}

// filesIn lists the files under a directory, none when it is not there.
func filesIn(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return paths
}
