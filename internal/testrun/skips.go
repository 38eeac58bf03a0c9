package main

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// list is the list of skips that are allowed, from the top of the project, where make runs.
const list = "testdata/skips.txt"

// allowance is a line of the list: tests that may be skipped, and why.
type allowance struct{ pkg, test, why string }

func parseList(text string) ([]allowance, error) {
	var all []allowance
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		pkg, rest, _ := strings.Cut(line, " ")
		test, why, _ := strings.Cut(strings.TrimSpace(rest), " ")
		a := allowance{pkg, test, strings.TrimSpace(why)}
		if _, err := path.Match(test, ""); err != nil || a.why == "" {
			return nil, fmt.Errorf("%s:%d: want a package, a test and a reason: %q", list, n, line)
		}
		all = append(all, a)
	}
	return all, nil
}

func (a allowance) covers(k key) bool {
	ok, _ := path.Match(a.test, k.test)
	return ok && a.pkg == k.pkg
}

// judge returns what is wrong: skips that no line allows and, unless tests were selected, lines whose test is not there.
func judge(skipped []skip, ran map[key]bool, allowed []allowance, selected bool) []string {
	var problems []string
	for _, s := range skipped {
		if !slices.ContainsFunc(allowed, func(a allowance) bool { return a.covers(s.key) }) {
			problems = append(problems, fmt.Sprintf("%s %s was skipped and is not on %s", s.pkg, s.test, list))
		}
	}
	for _, a := range allowed {
		if !selected && tested(ran, a.pkg) && !exists(ran, a) {
			problems = append(problems, fmt.Sprintf("%s names %s %s, and there is no such test", list, a.pkg, a.test))
		}
	}
	return problems
}

func tested(ran map[key]bool, pkg string) bool {
	for k := range ran {
		if k.pkg == pkg {
			return true
		}
	}
	return false
}

// exists reports whether a test ran that a line can be about: of a subtest, the test that it belongs to.
func exists(ran map[key]bool, a allowance) bool {
	parent, _, sub := strings.Cut(a.test, "/")
	for k := range ran {
		if k.pkg != a.pkg {
			continue
		}
		if top, _, _ := strings.Cut(k.test, "/"); sub && top == parent || a.covers(k) {
			return true
		}
	}
	return false
}

// printSkips prints what was skipped, and what each test said.
func printSkips(w io.Writer, skipped []skip) {
	fmt.Fprintf(w, "skipped: %d\n", len(skipped))
	for _, s := range skipped {
		fmt.Fprintf(w, "skip\t%s %s: %s\n", s.pkg, s.test, s.reason)
	}
}
