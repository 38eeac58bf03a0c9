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

	"gex/internal/fault"
)

// TestConvertedFilesGiveTheSameReport: a chain in its vendor's layout and the same chain as canonical csv give the same
// numbers, to the last digit.
func TestConvertedFilesGiveTheSameReport(t *testing.T) {
	sameConverted(t, append(filesIn(t, filepath.Join(top, "testdata", "chains")),
		filesIn(t, filepath.Join(top, "internal", "chain", "testdata", "samples"))...))
}

// TestConvertedRealFilesGiveTheSameReport is the same over the real files of vendors.
func TestConvertedRealFilesGiveTheSameReport(t *testing.T) {
	sameConverted(t, realFiles(t))
}

// sameConverted compares the reports of files and of what gex convert makes of them. Files that give none are left to
// other tests; most must give one.
func sameConverted(t *testing.T, paths []string) {
	compared := 0
	for _, path := range paths {
		want, code := reports(t, path)
		if code != fault.Done {
			continue
		}
		compared++
		t.Run(filepath.Base(path), func(t *testing.T) { sameWhenConverted(t, path, want) })
	}
	if compared <= len(paths)/2 {
		t.Errorf("only %d of %d files give a report", compared, len(paths))
	}
}

func sameWhenConverted(t *testing.T, path string, want []map[string]any) {
	canonical := filepath.Join(t.TempDir(), "canonical.csv")
	if stderr, code := quietly("convert", path, "-o", canonical); code != fault.Done {
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
