package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWorkedExample runs every "$ gex …" of docs/cascade.md in a directory with the files that its csv blocks name, and compares
// what it prints with what stands below.
func TestWorkedExample(t *testing.T) {
	path, err := filepath.Abs(filepath.Join(top, "docs", "cascade.md"))
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	files := 0
	for name, text := range namedBlocks(string(page)) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		files++
	}
	got, commands := rerun(t, string(page), func(_ *testing.T, command string) string {
		var stdout, stderr bytes.Buffer
		run(strings.Fields(command), strings.NewReader(""), &stdout, &stderr)
		return stdout.String() + stderr.String()
	})
	if commands < 5 || files != 2 {
		t.Fatalf("docs/cascade.md has %d commands and %d files", commands, files)
	}
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(page), got); diff != "" {
		t.Errorf("docs/cascade.md shows what gex does not print (-page +gex); make golden rewrites it:\n%s", diff)
	}
}

// namedBlocks returns the csv blocks of a page by the name of the file beside the language.
func namedBlocks(page string) map[string]string {
	blocks := map[string]string{}
	name := ""
	for line := range strings.Lines(page) {
		if rest, fence := strings.CutPrefix(line, "```"); fence {
			_, name, _ = strings.Cut(strings.TrimSpace(rest), " ")
			continue
		}
		if name != "" {
			blocks[name] += line
		}
	}
	return blocks
}
