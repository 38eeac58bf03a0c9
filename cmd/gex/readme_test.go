package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pages are the documents whose examples are run.
var pages = []string{"README.md", "docs/guide.md", "docs/files.md"}

// TestReadme runs every "$ gex …" of the console blocks of the README and its tour, and compares what it prints with what stands below.
func TestReadme(t *testing.T) {
	for _, name := range pages {
		path := filepath.Join(top, name)
		page, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got, commands := rerun(t, string(page), printed)
		if commands == 0 {
			t.Errorf("%s has no console block with a line like: $ gex report FILE", name)
		}
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(page), got); diff != "" {
			t.Errorf("%s shows what gex does not print (-page +gex); make golden rewrites it:\n%s", name, diff)
		}
	}
}

// TestLinksLeadSomewhere: every file that a document of the project links to is there.
func TestLinksLeadSomewhere(t *testing.T) {
	docs, err := filepath.Glob(filepath.Join(top, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(docs, filepath.Join(top, "README.md"), filepath.Join(top, "CONTRIBUTING.md"), filepath.Join(top, "CHANGELOG.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		links := regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)|src="([^":]+)"`).FindAllStringSubmatch(string(text), -1)
		for _, m := range links {
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), m[1]+m[2])); err != nil {
				t.Errorf("%s links to %s%s: %v", path, m[1], m[2], err)
			}
		}
	}
}

// rerun returns the text with the output of every command in it made again by print.
func rerun(t *testing.T, text string, print func(t *testing.T, command string) string) (string, int) {
	var out strings.Builder
	commands, inside, ours := 0, false, false
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "```"):
			inside, ours = strings.TrimSpace(line) == "```console", false
		case inside && strings.HasPrefix(line, "$ gex "):
			commands, ours = commands+1, true
			out.WriteString(line + print(t, strings.TrimPrefix(strings.TrimSpace(line), "$ gex ")))
			continue
		case inside && strings.HasPrefix(line, "$ "):
			ours = false
		case ours:
			continue // what was printed before
		}
		out.WriteString(line)
	}
	return out.String(), commands
}

// printed is what a command prints, and how it ends when not well.
func printed(t *testing.T, command string) string {
	if strings.ContainsAny(command, `'"|<>$`) {
		t.Fatalf("gex %s: only plain words can be run", command)
	}
	stdout, stderr, _ := runGex(t, strings.Fields(command)...)
	return stdout + stderr
}
