package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// compared are the commands that two commits run in turn; the chain comes last.
var compared = [][]string{
	{"version"}, {"report"}, {"report", "-f", "html"}, {"levels"}, {"profile"}, {"greeks", "-f", "csv"}, {"greeks", "-f", "json"}, {"sensitivity"}, {"cascade"},
}

// compareCommits builds two commits, runs what they have in turn, and prints the least of each figure and what the first takes in
// times of the second.
func compareCommits(o options, stdout, stderr io.Writer) (err error) {
	b := &bench{options: o, dir: o.dir, stderr: stderr, words: map[string]int{}}
	done, err := b.enter()
	if err != nil {
		return err
	}
	defer done()
	var programs [2]string
	for i, commit := range o.compare {
		if programs[i], err = b.built(commit, i); err != nil {
			return err
		}
	}
	b.data.gex, b.data.chain = programs[1], file{contracts: b.contracts, underlyings: 1}
	if err := b.sample(&b.data.chain, "cboe"); err != nil {
		return err
	}
	for _, chain := range b.chains() {
		s := &section{title: label(chain), about: fmt.Sprintf("%s against %s: the least of up to %s each, run in turn; x is the first over the second.",
			o.compare[0], o.compare[1], count(b.effort.Runs, "run")),
			heads: []string{"command", "CPU", "CPU", "x", "faults", "faults", "x", "wall", "wall", "x"}}
		for _, args := range compared {
			b.note("%s", strings.Join(args, " "))
			s.rows = append(s.rows, b.inTurn(programs, args, chain))
		}
		var text strings.Builder
		s.markdown(&text)
		fmt.Fprint(stdout, text.String())
	}
	return nil
}

// built builds gex of a commit in a tree of its own.
func (b *bench) built(commit string, i int) (program string, err error) {
	b.note("building %s", commit)
	dir, err := filepath.Abs(b.dir)
	if err != nil {
		return "", err
	}
	tree := filepath.Join(dir, fmt.Sprint("tree", i))
	program = filepath.Join(dir, fmt.Sprint("gex", i))
	if _, _, err := process(false, nil, "git", "worktree", "add", "-q", "--force", "--detach", tree, commit); err != nil {
		return "", err
	}
	defer func() {
		if _, _, failed := process(false, nil, "git", "worktree", "remove", "--force", tree); err == nil {
			err = failed
		}
	}()
	return program, build(program, "./cmd/gex", "-C", tree, "-buildvcs=false")
}

// inTurn is the row of one command. A commit that does not have it yet leaves its cells empty.
func (b *bench) inTurn(programs [2]string, args []string, chain string) []string {
	row := []string{"gex " + strings.Join(args, " ")}
	if args[0] != "version" {
		args = append(args[:len(args):len(args)], chain)
	}
	run := func(i int) func() (usage, error) {
		return func() (usage, error) {
			u, _, err := process(false, nil, programs[i], args...)
			return u, err
		}
	}
	p, err := b.effort.alternate(run(0), run(1))
	if err != nil {
		return append(row, make([]string, 9)...)
	}
	was, is := least(p.Ours), least(p.Ref)
	return append(row,
		spent(was.CPU), spent(is.CPU), times(was.CPU/is.CPU),
		faults(was.Faults), faults(is.Faults), times(was.Faults/is.Faults),
		duration(was.Wall), duration(is.Wall), times(was.Wall/is.Wall))
}
