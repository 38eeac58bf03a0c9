package main

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// realChains are real files of vendors, where there are any beside the repository.
var realChains = filepath.Join(top, "..", "shared", "chains")

// refused is what a file that cannot be used is answered with: one line that says why, and one that says what to do.
var refused = regexp.MustCompile(`^gex: [^\n]+: [^\n]+\ngex: hint: [^\n]+\n$`)

// TestRealChains reports, checks and walks every real file there is through flows: it is understood or refused in words,
// and never breaks the program.
func TestRealChains(t *testing.T) {
	paths := filesIn(t, realChains)
	if len(paths) == 0 || testing.Short() {
		t.Skip("no real chains beside the repository, or no time for them")
	}
	for _, path := range paths {
		for verb, last := range map[string]string{"report": "COVERAGE", "check": "OUTLIERS", "flows": "SPOT AND TIME", "levels": "OUTLOOK"} {
			t.Run(verb+"/"+filepath.Base(path), func(t *testing.T) {
				var stdout, stderr bytes.Buffer
				code := run([]string{verb, path}, strings.NewReader(""), &stdout, &stderr)
				switch {
				case code == exitDone:
					if !strings.Contains(stdout.String(), last) {
						t.Errorf("the page is cut short:\n%s", stdout.String())
					}
				case code != exitInput || !refused.MatchString(stderr.String()) || !strings.HasPrefix(stderr.String(), "gex: "+path+":"):
					t.Errorf("exit %d: %s", code, stderr.String())
				}
			})
		}
	}
}
