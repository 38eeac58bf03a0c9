package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRealChains reports and checks every real file there is: it is understood or refused in words, and never breaks the
// program.
func TestRealChains(t *testing.T) {
	dir := filepath.Join(top, "..", "shared", "chains")
	if _, err := os.Stat(dir); err != nil || testing.Short() {
		t.Skip("no real chains beside the repository, or no time for them")
	}
	must(filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		for verb, last := range map[string]string{"report": "COVERAGE", "check": "OUTLIERS"} {
			t.Run(verb+"/"+d.Name(), func(t *testing.T) {
				var stdout, stderr bytes.Buffer
				code := run([]string{verb, path}, strings.NewReader(""), &stdout, &stderr)
				if code != exitDone && (code != exitInput || !strings.HasPrefix(stderr.String(), "gex: "+path+":")) {
					t.Errorf("exit %d: %s", code, stderr.String())
				}
				if code == exitDone && !strings.Contains(stdout.String(), last) {
					t.Errorf("the page is cut short:\n%s", stdout.String())
				}
			})
		}
		return nil
	}))
}
