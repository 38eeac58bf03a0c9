package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadme runs every "$ gex …" of the README's console blocks and compares what it prints with what stands below.
func TestReadme(t *testing.T) {
	path := filepath.Join(top, "README.md")
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got, commands := rerun(t, string(readme), printed)
	if commands == 0 {
		t.Fatal("README.md has no console block with a line like: $ gex report FILE")
	}
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(readme), got); diff != "" {
		t.Errorf("README.md shows what gex does not print (-README +gex); make golden rewrites it:\n%s", diff)
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
		t.Fatalf("README.md: gex %s: only plain words can be run", command)
	}
	stdout, stderr, _ := runGex(t, strings.Fields(command)...)
	return stdout + stderr
}
