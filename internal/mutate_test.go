package internal_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestMutateIsDocumented: the flags that the comment of scripts/mutate.go names are those that its -h lists, but for the number
// of workers; a seed repeats its draw, 0 draws all, and each line of the list of survivors has a reason and the name of a mutant.
func TestMutateIsDocumented(t *testing.T) {
	program := filepath.Join(t.TempDir(), "mutate.exe")
	run := func(name string, args ...string) string {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir = ".."
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
		return string(out)
	}
	run("go", "build", "-o", program, "scripts/mutate.go")
	source, err := os.ReadFile("../scripts/mutate.go")
	if err != nil {
		t.Fatal(err)
	}
	comment, _, _ := strings.Cut(string(source), "\npackage main")
	got, want := flagsIn(`[ \t](-[a-z]+)\b`, comment), flagsIn(`(?m)^  (-[a-z]+)`, run(program, "-h"))
	if want = slices.DeleteFunc(want, func(name string) bool { return name == "-j" }); !slices.Equal(got, want) {
		t.Errorf("the comment names %v, -h lists %v", got, want)
	}
	all := strings.Split(run(program, "-list", "-n", "0", "./internal/par"), "\n")
	few := run(program, "-list", "-n", "3", "-seed", "7", "./internal/par")
	if again := run(program, "-list", "-n", "3", "-seed", "7", "./internal/par"); again != few || strings.Count(few, "\n") != 3 || len(all) <= 4 {
		t.Errorf("three of %d mutants with one seed:\n%sand\n%s", len(all), few, again)
	}
	for _, m := range strings.Split(few, "\n") {
		if !slices.Contains(all, m) {
			t.Errorf("%q is drawn and is not listed", m)
		}
	}
	survivors, err := os.ReadFile("../scripts/mutants.txt")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`^((?:internal|cmd)/\S+)/\S+\.go \S+ .* ->(?: .*)? # \S.*$`)
	var packages []string
	for i, text := range strings.Split(strings.TrimSpace(string(survivors)), "\n") {
		if found := line.FindStringSubmatch(text); found != nil {
			packages = append(packages, "./"+found[1])
		} else if !strings.HasPrefix(text, "#") {
			t.Errorf("scripts/mutants.txt:%d: %q is not FILE FUNCTION BEFORE -> AFTER # REASON", i+1, text)
		}
	}
	slices.Sort(packages)
	run(program, append([]string{"-list", "-n", "0"}, slices.Compact(packages)...)...) // fails on a name that is no mutant's
}

// flagsIn returns what a pattern finds in a text, sorted, once each.
func flagsIn(pattern, text string) []string {
	var names []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}
