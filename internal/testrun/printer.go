package main

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// A printer turns the events of go test -json back into what go test prints: a line for each package, and everything that
// a failed test printed.
type printer struct {
	out     io.Writer
	verbose bool
	tests   map[key]*record
	order   map[string][]key // of each package, in which its tests began
	ran     map[key]bool
	skipped []skip
}

type key struct{ pkg, test string }

// event is a line of go test -json (go doc test2json).
type event struct {
	Action, Package, Test, Output, ImportPath, FailedBuild string
}

// record is what a test has printed so far.
type record struct {
	lines []string
	done  bool // and passed, or was skipped
}

// skip is a test that was skipped, and what it said.
type skip struct {
	key
	reason string
}

func newPrinter(out io.Writer, verbose bool) *printer {
	return &printer{out: out, verbose: verbose, tests: map[key]*record{}, order: map[string][]key{}, ran: map[key]bool{}}
}

// read prints events as they come, and returns an error where one cannot be read.
func (p *printer) read(r io.Reader) error {
	dec := json.NewDecoder(r)
	for {
		var e event
		if err := dec.Decode(&e); err == io.EOF {
			return nil
		} else if err != nil {
			rest, _ := io.ReadAll(io.MultiReader(dec.Buffered(), r))
			return fmt.Errorf("go test -json: %w: %s", err, rest)
		}
		p.take(e)
	}
}

func (p *printer) take(e event) {
	switch e.Action {
	case "build-output":
		fmt.Fprint(p.out, e.Output)
		return
	case "output":
		if p.verbose {
			fmt.Fprint(p.out, e.Output)
		}
	}
	if e.Test == "" {
		p.takePackage(e)
		return
	}
	k := key{e.Package, e.Test}
	r := p.tests[k]
	if r == nil {
		r = &record{}
		p.tests[k], p.ran[k] = r, true
		p.order[e.Package] = append(p.order[e.Package], k)
	}
	switch e.Action {
	case "output":
		if !frame.MatchString(e.Output) {
			r.lines = append(r.lines, e.Output)
		}
	case "pass":
		*r = record{done: true}
	case "skip":
		p.skipped = append(p.skipped, skip{k, reason(r.lines)})
		*r = record{done: true}
	}
}

// takePackage prints the line of a package, and before that of a failed one what its tests printed that did not pass.
func (p *printer) takePackage(e event) {
	switch e.Action {
	case "output":
		if verdict.MatchString(e.Output) {
			p.unfinished(e.Package)
		}
		if !p.verbose && e.Output != "PASS\n" && !strings.HasPrefix(e.Output, "coverage:") {
			fmt.Fprint(p.out, e.Output)
		}
	case "pass", "fail", "skip":
		p.unfinished(e.Package)
		delete(p.order, e.Package)
	}
}

// unfinished prints the tests of a package that failed, or never ended, each once.
func (p *printer) unfinished(pkg string) {
	for _, k := range p.order[pkg] {
		if r := p.tests[k]; !r.done && !p.verbose {
			fmt.Fprint(p.out, strings.Join(r.lines, ""))
			r.done = true
		}
	}
}

// frame matches the lines that go test adds for -v; verdict those that end a failed package.
var (
	frame   = regexp.MustCompile(`^=== (RUN|PAUSE|CONT|NAME) `)
	verdict = regexp.MustCompile(`^(FAIL|exit status|panic:|ok )`)
)

// position is what testing writes before a message; scriptSkip is the line of a script (testscript) that skips it.
var (
	position   = regexp.MustCompile(`^\s*\S+\.go:\d+: `)
	scriptSkip = regexp.MustCompile(`> .*\bskip '([^']*)'`)
)

// reason returns what a test said when it was skipped: its last message.
func reason(lines []string) string {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l string) bool {
		l = strings.TrimSpace(l)
		return l == "" || strings.HasPrefix(l, "--- SKIP: ")
	})
	if len(lines) == 0 {
		return "no reason given"
	}
	last := lines[len(lines)-1]
	if m := scriptSkip.FindStringSubmatch(last); m != nil {
		return m[1]
	}
	return strings.TrimSpace(position.ReplaceAllString(last, ""))
}
