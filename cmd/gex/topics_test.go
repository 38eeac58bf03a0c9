package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"gex/internal/fault"
)

// TestTopicsAreTheDocuments: what gex help says is what the documents say.
func TestTopicsAreTheDocuments(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(top, "docs", "conventions.md"))
	if err != nil {
		t.Fatal(err)
	}
	if stdout, _, code := runGex(t, "help", "conventions"); code != fault.Done || stdout != string(page) {
		t.Errorf("gex help conventions is not docs/conventions.md: exit %d", code)
	}
	list, _, _ := runGex(t, "formats")
	if stdout, _, code := runGex(t, "help", "formats"); code != fault.Done || !strings.HasPrefix(stdout, list) {
		t.Errorf("gex help formats does not begin with gex formats: exit %d", code)
	}
	readme, err := os.ReadFile(filepath.Join(top, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range exitMeanings {
		if row := "| " + m[0] + " | " + m[1] + " |\n"; !strings.Contains(string(readme), row) {
			t.Errorf("README.md and gex help exit-codes (topics.go) differ: no row %s", row)
		}
	}
}

// everyVerb walks over all commands that a user sees.
func everyVerb(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			everyVerb(c, visit)
		}
	}
}

// calledIn is the verb whose flags a call has: that of cmd, or the one it names, of gex config show the one it is about.
func calledIn(root, cmd *cobra.Command, words []string) *cobra.Command {
	about := root
	for _, word := range words {
		if v := verb(about, word); v != nil {
			about = v
		} else if v := verb(root, word); v != nil && about.DisableFlagParsing {
			return v
		}
	}
	switch {
	case about == root:
		return cmd
	case about.DisableFlagParsing:
		return verb(root, "report")
	}
	return about
}

var exampleFlag = regexp.MustCompile(`(?:^| )(--[a-z-]+|-[a-z])\b`)

// TestExamples: every help has some, and they know only flags that there are.
func TestExamples(t *testing.T) {
	root := newRootCmd(newProgram(strings.NewReader(""), io.Discard, io.Discard), "")
	everyVerb(root, func(cmd *cobra.Command) {
		if cmd.HasParent() && cmd.Parent().Name() == "completion" {
			return // cobra's
		}
		if cmd.Example == "" {
			t.Errorf("%s --help has no example", cmd.CommandPath())
		}
		for line := range strings.Lines(cmd.Example) {
			command, _, _ := strings.Cut(strings.TrimSpace(line), "   ") // what it does comes after
			for call := range strings.SplitSeq(command, "|") {
				words := strings.Fields(call)
				if len(words) < 2 || words[0] != "gex" {
					continue
				}
				about := calledIn(root, cmd, words[1:])
				for _, m := range exampleFlag.FindAllStringSubmatch(call, -1) {
					name := strings.TrimLeft(m[1], "-")
					if about.Flags().Lookup(name) == nil && (len(name) > 1 || about.Flags().ShorthandLookup(name) == nil) {
						t.Errorf("%s --help: %s has no flag %s", cmd.CommandPath(), about.CommandPath(), m[1])
					}
				}
			}
		}
	})
}

// TestManPages: a page for every verb and topic, with every flag, that man understands.
func TestManPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "man")
	if _, stderr, code := runGex(t, "man", dir); code != fault.Done || stderr != "" {
		t.Fatalf("gex man: exit %d: %s", code, stderr)
	}
	everyVerb(newRootCmd(newProgram(strings.NewReader(""), io.Discard, io.Discard), ""), func(cmd *cobra.Command) {
		if cmd.HasParent() && cmd.Parent().HasParent() {
			return
		}
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
		page, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			return
		}
		if !cmd.HasParent() {
			return
		}
		for _, f := range exampleFlag.FindAllStringSubmatch(cmd.Flags().FlagUsages(), -1) {
			if !strings.Contains(string(page), `\fB`+escaped(f[1])+`\fR`) {
				t.Errorf("%s does not tell of %s", name, f[1])
			}
		}
	})
	pages, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(pages) < 18+len(topics) {
		t.Errorf("%d pages, %v", len(pages), err)
	}
	t.Run("mandoc", func(t *testing.T) { lintPages(t, pages) })
}

// lintPages has mandoc read the pages, where it is.
func lintPages(t *testing.T, pages []string) {
	mandoc, err := exec.LookPath("mandoc")
	if err != nil {
		t.Skip("no mandoc (Debian: apt-get install mandoc)")
	}
	out, _ := exec.Command(mandoc, append([]string{"-Tlint", "-Wwarning"}, pages...)...).CombinedOutput()
	for line := range strings.Lines(string(out)) {
		if !strings.Contains(line, "missing date") { // the machine's clock is never read
			t.Error(line)
		}
	}
}
