package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"time"

	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/settings"
	"gex/internal/system"
	"gex/internal/terminal"
)

// program is the outside world as verbs see it.
type program struct {
	in      io.Reader
	term    *terminal.Terminal // where everything is written
	now     func() time.Time
	started bool // arguments were understood and a verb runs

	verbs     []verbMaker
	sources   settings.Sources   // where settings come from
	settings  []settings.Setting // of the verb that runs
	effective []report.Setting   // what its reports carry
}

// newProgram is the program with the streams and the clock of a process.
func newProgram(stdin io.Reader, stdout, stderr io.Writer) *program {
	return &program{in: stdin, term: terminal.New(stdout, stderr), now: machineClock}
}

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

// note tells the user something that is no result, a line each.
func (p *program) note(format string, args ...any) { p.Note(fmt.Sprintf(format, args...)) }

// Note, Step and Done are the rest of what package pipeline needs of the outside.
func (p *program) Note(line string) { p.term.Note("%s", fault.Spell(line, fault.AsFlag)) }
func (p *program) Step(of int)      { p.term.Progress.Step(of) }
func (p *program) Done()            { p.term.Progress.End() }
