package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program: its arguments are those of go test.
func run(args []string, stdout, stderr io.Writer) int {
	text, err := os.ReadFile(list)
	if err == nil {
		var allowed []allowance
		if allowed, err = parseList(string(text)); err == nil {
			err = test(args, allowed, stdout, stderr)
		}
	}
	if err != nil {
		fmt.Fprintln(stderr, "testrun:", err)
		return 1
	}
	return 0
}

// errTests says that go test failed: it has said why.
var errTests = errors.New("tests failed")

// test runs go test, prints what it prints, and judges what was skipped.
func test(args []string, allowed []allowance, stdout, stderr io.Writer) error {
	cmd := exec.Command("go", append([]string{"test", "-json"}, args...)...)
	cmd.Stderr = stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	p := newPrinter(stdout, slices.Contains(args, "-v"))
	bad := p.read(pipe)
	failed := cmd.Wait()
	slices.SortFunc(p.skipped, func(a, b skip) int { return cmp.Or(cmp.Compare(a.pkg, b.pkg), cmp.Compare(a.test, b.test)) })
	problems := judge(p.skipped, p.ran, allowed, selects(args))
	printSkips(stdout, p.skipped)
	for _, problem := range problems {
		fmt.Fprintln(stdout, "FAIL:", problem)
	}
	switch {
	case failed != nil || bad != nil:
		return errors.Join(errTests, bad)
	case len(problems) > 0:
		return fmt.Errorf("what was skipped is not what %s allows", list)
	}
	return nil
}

// selects reports whether the arguments leave tests out, so that one which is not seen may still be there.
func selects(args []string) bool {
	return slices.ContainsFunc(args, func(a string) bool {
		name, _, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
		return strings.HasPrefix(a, "-") && slices.Contains([]string{"run", "skip", "short", "bench", "fuzz", "list", "failfast", "c"}, name)
	})
}
