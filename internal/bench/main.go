package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program. `bench part NAME JSON` is how it starts itself for what has to be measured inside a process.
func run(args []string, stdout, stderr io.Writer) int {
	err := func() error {
		if len(args) == 3 && args[0] == "part" {
			return runPart(args[1], args[2], stdout)
		}
		o, err := parse(args, stderr)
		if err != nil {
			return err
		}
		if len(o.compare) > 0 {
			return compareCommits(o, stdout, stderr)
		}
		return benchmark(o, stdout, stderr)
	}()
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "bench: error:", err)
		return 1
	}
	return 0
}

// benchmark measures everything and writes it down.
func benchmark(o options, stdout, stderr io.Writer) (err error) {
	b := &bench{options: o, dir: o.dir, stderr: stderr, load: load(), words: map[string]int{}}
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	done, err := b.enter()
	if err != nil {
		return err
	}
	defer done()
	b.python = findPython(o.script)
	b.duck = findDuck(b.python)
	for _, step := range []func() error{
		b.prepare, b.findPaths, b.agree, b.reports, b.steps, b.profiles, b.greeks, b.cells, b.implied, b.ingest, b.markets, b.folders, b.serialShares,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	text := b.text()
	fmt.Fprint(stdout, text)
	if o.output != "" {
		return writePage(o.output, text)
	}
	return nil
}
