package internal_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheoryIsCitedAsItStands checks that every section of docs/theory.md that a comment names is there, and that the page
// links to its own sections and to files that exist.
func TestTheoryIsCitedAsItStands(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "theory.md"))
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^##+ (\d+(?:\.\d+)?)`).FindAllStringSubmatch(string(page), -1) {
		sections[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`\]\(([^)#]+)\)`).FindAllStringSubmatch(string(page), -1) {
		if _, err := os.Stat(filepath.Join("..", "docs", filepath.FromSlash(m[1]))); err != nil {
			t.Error(err)
		}
	}
	cited := 0
	cites := regexp.MustCompile(`docs/theory\.md,? (?:sections? )?(\d+(?:\.\d+)?)|[Tt]heory (\d+\.\d+)`)
	for _, dir := range []string{".", filepath.Join("..", "cmd")} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" {
				return err
			}
			src, err := os.ReadFile(path)
			for _, m := range cites.FindAllStringSubmatch(string(src), -1) {
				cited++
				if !sections[strings.Join(m[1:], "")] {
					t.Errorf("%s cites %q, which docs/theory.md does not have", path, m[0])
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if cited < 5 || len(sections) < 20 {
		t.Errorf("%d sections, cited %d times", len(sections), cited)
	}
}
