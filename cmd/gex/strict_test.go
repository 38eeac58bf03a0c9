package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"gex/internal/report"
)

// TestSeriousWarningsAreDocumented holds the table of docs/conventions.md against the list that the program goes by.
func TestSeriousWarningsAreDocumented(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(top, "docs", "conventions.md"))
	if err != nil {
		t.Fatal(err)
	}
	section := regexp.MustCompile(`(?s)## Serious warnings\n.*?\n## `).Find(page)
	var codes []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllSubmatch(section, -1) {
		codes = append(codes, string(m[1]))
	}
	if !slices.Equal(codes, report.SeriousCodes()) {
		t.Errorf("docs/conventions.md has %q, the program goes by %q", codes, report.SeriousCodes())
	}
}
