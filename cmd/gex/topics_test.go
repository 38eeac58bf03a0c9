package main

import (
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"gex/internal/about"
	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/help"
)

// wordsOf are the words of a text, without the marks of markdown and without the lines of a table.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// TestTopicsAreTheDocuments: gex help says what the documents say, laid out for a page.
func TestTopicsAreTheDocuments(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(top, "docs", "conventions.md"))
	if err != nil {
		t.Fatal(err)
	}
	shown, _, code := runGex(t, "help", "conventions")
	if code != fault.Done {
		t.Fatalf("gex help conventions: exit %d", code)
	}
	count := map[string]int{}
	for _, word := range wordsOf(shown) {
		count[word]++
	}
	for _, word := range wordsOf(string(page)) {
		if count[word]--; count[word] < 0 && !strings.Contains("theory md performance", word) && utf8.RuneCountInString(word) < 20 {
			t.Errorf("gex help conventions lacks a %q of docs/conventions.md", word)
		}
	}
	for line := range strings.Lines(shown) {
		line = strings.TrimSuffix(line, "\n")
		if utf8.RuneCountInString(line) > 80 || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "|") || strings.Contains(line, "**") {
			t.Errorf("gex help conventions is not laid out for a terminal: %q", line)
		}
	}
	formats, _, code := runGex(t, "help", "formats")
	for _, f := range chain.Formats() {
		if !strings.Contains(formats, "\n"+f.Name) || code != fault.Done {
			t.Errorf("gex help formats does not know %s: exit %d", f.Name, code)
		}
	}
	readme, err := os.ReadFile(filepath.Join(top, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range about.ExitMeanings {
		if row := "| " + m[0] + " | " + m[1] + " |\n"; !strings.Contains(string(readme), row) {
			t.Errorf("README.md and gex help exit-codes (internal/about/topics.go) differ: no row %s", row)
		}
	}
}

// TestHelpFits: the help goes to standard output, with examples first. Without a terminal no page is wider than 80 columns, but for
// words, and -h is short.
func TestHelpFits(t *testing.T) {
	root := newRootCmd(newProgram(strings.NewReader(""), io.Discard, io.Discard), "")
	everyVerb(root, func(cmd *cobra.Command) {
		if cmd.HasParent() && cmd.Parent().Name() == "completion" || cmd.Name() == "show" {
			return // cobra's; and one that takes the flags of a verb
		}
		args := strings.Fields(cmd.CommandPath())[1:]
		short, problems, code := runGex(t, append(args, "-h")...)
		full, more, fullCode := runGex(t, append(args, "--help")...)
		if code != fault.Done || fullCode != fault.Done || problems+more != "" {
			t.Errorf("%s: exit %d and %d, %s", cmd.CommandPath(), code, fullCode, problems+more)
		}
		if examples, flags := strings.Index(full, "\nExamples:\n"), strings.Index(full, "\nFlags:\n"); examples < 0 || 0 < flags && flags < examples {
			t.Errorf("%s --help has its examples behind its flags", cmd.CommandPath())
		}
		if n := strings.Count(short, "\n"); n > 50 {
			t.Errorf("%s -h has %d lines", cmd.CommandPath(), n)
		}
		for line := range strings.Lines(short + full) {
			if n := utf8.RuneCountInString(line) - 1; n > 80 && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%s: %d columns: %s", cmd.CommandPath(), n, line)
			}
		}
		if again, _, _ := runGex(t, append([]string{"help"}, args...)...); !strings.HasSuffix(again, full) { // formats are a topic too
			t.Errorf("gex help %s is not %s --help", args, cmd.CommandPath())
		}
	})
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
	of := root
	for _, word := range words {
		if v := help.Verb(of, word); v != nil {
			of = v
		} else if v := help.Verb(root, word); v != nil && of.DisableFlagParsing {
			return v
		}
	}
	switch {
	case of == root:
		return cmd
	case of.DisableFlagParsing:
		return help.Verb(root, "report")
	}
	return of
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
				of := calledIn(root, cmd, words[1:])
				for _, m := range exampleFlag.FindAllStringSubmatch(call, -1) {
					name := strings.TrimLeft(m[1], "-")
					if of.Flags().Lookup(name) == nil && (len(name) > 1 || of.Flags().ShorthandLookup(name) == nil) {
						t.Errorf("%s --help: %s has no flag %s", cmd.CommandPath(), of.CommandPath(), m[1])
					}
				}
			}
		}
	})
}

// manual is where make man and the release want the pages of the manual. The program itself does not write them.
var (
	manual        = flag.String("man", "", "write the pages of the manual into a directory")
	manualVersion = flag.String("man-version", "v0.0.0", "the version that they carry")
)

// TestManPages: a page for every verb and topic, with every flag, that man understands.
func TestManPages(t *testing.T) {
	dir := *manual
	if dir == "" {
		dir = t.TempDir()
	}
	root := newRootCmd(newProgram(strings.NewReader(""), io.Discard, io.Discard), "")
	made, err := help.Manual(root, about.Topics, *manualVersion, about.ExitCodes(76))
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range made {
		if err := os.WriteFile(filepath.Join(dir, page.Name), []byte(page.Text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	everyVerb(root, func(cmd *cobra.Command) {
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
			if !strings.Contains(string(page), `\fB`+strings.ReplaceAll(f[1], "-", `\-`)+`\fR`) {
				t.Errorf("%s does not describe %s", name, f[1])
			}
		}
	})
	pages, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(pages) < 18+len(about.Topics) {
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
