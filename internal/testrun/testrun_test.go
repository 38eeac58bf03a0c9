package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A run as go test -json writes it: a failed test beside one that passed, a subtest that was skipped, a test that never
// ended, a package without tests, and one that does not compile.
const events = `
{"Action":"run","Package":"p","Test":"TestBad"}
{"Action":"output","Package":"p","Test":"TestBad","Output":"=== RUN   TestBad\n"}
{"Action":"output","Package":"p","Test":"TestBad","Output":"    a_test.go:3: is 1, want 2\n"}
{"Action":"output","Package":"p","Test":"TestBad","Output":"--- FAIL: TestBad (0.00s)\n"}
{"Action":"fail","Package":"p","Test":"TestBad","Elapsed":0}
{"Action":"run","Package":"p","Test":"TestGood"}
{"Action":"output","Package":"p","Test":"TestGood","Output":"    a_test.go:9: chatter\n"}
{"Action":"pass","Package":"p","Test":"TestGood"}
{"Action":"run","Package":"p","Test":"TestIn"}
{"Action":"run","Package":"p","Test":"TestIn/zsh"}
{"Action":"output","Package":"p","Test":"TestIn/zsh","Output":"    a_test.go:7: no zsh\n"}
{"Action":"output","Package":"p","Test":"TestIn/zsh","Output":"    --- SKIP: TestIn/zsh (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestIn/zsh"}
{"Action":"pass","Package":"p","Test":"TestIn"}
{"Action":"run","Package":"p","Test":"TestDies"}
{"Action":"output","Package":"p","Test":"TestDies","Output":"panic: index out of range\n"}
{"Action":"output","Package":"p","Output":"FAIL\tp\t0.01s\n"}
{"Action":"fail","Package":"p"}
{"Action":"output","Package":"none","Output":"?   \tnone\t[no test files]\n"}
{"Action":"skip","Package":"none"}
{"Action":"run","Package":"q","Test":"TestFine"}
{"Action":"pass","Package":"q","Test":"TestFine"}
{"Action":"output","Package":"q","Output":"PASS\n"}
{"Action":"output","Package":"q","Output":"ok  \tq\t0.02s\n"}
{"Action":"pass","Package":"q"}
{"ImportPath":"r","Action":"build-output","Output":"r.go:1:1: undefined: x\n"}
{"Action":"output","Package":"r","Output":"FAIL\tr [build failed]\n"}
{"Action":"fail","Package":"r","FailedBuild":"r"}
`

const printed = `    a_test.go:3: is 1, want 2
--- FAIL: TestBad (0.00s)
panic: index out of range
FAIL	p	0.01s
?   	none	[no test files]
ok  	q	0.02s
r.go:1:1: undefined: x
FAIL	r [build failed]
`

func TestPrintsAsGoTest(t *testing.T) {
	var out strings.Builder
	p := newPrinter(&out, false)
	if err := p.read(strings.NewReader(events)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(printed, out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(p.skipped) != 1 || p.skipped[0] != (skip{key{"p", "TestIn/zsh"}, "no zsh"}) {
		t.Errorf("skipped %v", p.skipped)
	}
}

func TestReadsEventsAlone(t *testing.T) {
	p := newPrinter(new(strings.Builder), false)
	if err := p.read(strings.NewReader("flag provided but not defined")); err == nil {
		t.Error("what is no event is taken for one")
	}
}

func TestReason(t *testing.T) {
	for want, lines := range map[string][]string{
		"no zsh":          {"    script.go:5: > [!exec:zsh] skip 'no zsh'\n"},
		"no fish":         {"        > [!exec:fish] skip 'no fish'\n", "    --- SKIP: TestScripts/fish (0.00s)\n"},
		"no time":         {"    a_test.go:1: chatter\n", "    a_test.go:4: no time\n", "--- SKIP: TestX (0.00s)\n"},
		"no reason given": {"--- SKIP: TestX (0.00s)\n"},
	} {
		if got := reason(lines); got != want {
			t.Errorf("%q: %q, want %q", lines, got, want)
		}
	}
}

func TestJudge(t *testing.T) {
	allowed, err := parseList("# shells\np TestIn/* no shell on this machine\n\np   TestReal   files that are not ours\n")
	if err != nil {
		t.Fatal(err)
	}
	ran := map[key]bool{{"p", "TestIn"}: true, {"p", "TestIn/zsh"}: true, {"p", "TestBad"}: true}
	skipped := []skip{{key{"p", "TestIn/zsh"}, "no zsh"}, {key{"p", "TestBad"}, "not today"}}
	unlisted := "p TestBad was skipped and is not on " + list
	gone := list + " names p TestReal, and there is no such test"
	if diff := cmp.Diff([]string{unlisted, gone}, judge(skipped, ran, allowed, false)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{unlisted}, judge(skipped, ran, allowed, true)); diff != "" {
		t.Errorf("with tests selected: -want +got:\n%s", diff)
	}
	if other := judge(nil, map[key]bool{{"q", "TestFine"}: true}, allowed, false); other != nil {
		t.Errorf("of a package that did not run: %v", other)
	}
}

func TestParseList(t *testing.T) {
	for _, bad := range []string{"p TestX", "p", "p [ a reason"} {
		if _, err := parseList("# first\n" + bad); err == nil || !strings.Contains(err.Error(), list+":2: ") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestSelects(t *testing.T) {
	for arg, want := range map[string]bool{"-run=X": true, "--run": true, "-short": true, "-count=1": false, "./...": false, "run": false, "-v": false} {
		if got := selects([]string{arg}); got != want {
			t.Errorf("%s: %v", arg, got)
		}
	}
}
