package main

import (
	"io"
	"os"
	"os/signal"
	"slices"

	"gex/internal/settings"
	"gex/internal/system"
	"gex/internal/terminal"
)

// run is the whole program; it returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := newProgram(stdin, stdout, stderr)
	system.WriteErrors()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, terminal.Stops()...)
	defer signal.Stop(stop)
	return p.term.Interruptible(stop, func() int { return p.run(args) })
}

// run does what the arguments say; a bug ends it like any other error.
func (p *program) run(args []string) (code int) {
	defer func() {
		if bug := recover(); bug != nil {
			code = p.Complain(internalError(bug))
		}
	}()
	err := p.execute(args)
	if failed := p.term.Out.Flush(); failed != nil {
		return p.Complain(terminal.Unwritable("standard output", failed))
	}
	return p.Complain(err)
}

// execute finds the verb and runs it. What goes wrong before a verb starts is a matter of usage.
func (p *program) execute(args []string) error {
	root := newRootCmd(p, append(slices.Clone(args), "")[0])
	root.SetArgs(append([]string{}, args...))
	err := p.misspelt(root, args)
	if err == nil {
		err = settings.Blame(root.Execute(), p.settings)
	}
	if err != nil && !p.started {
		return asUsage(err)
	}
	return err
}
