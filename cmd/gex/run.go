package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"gex/internal/escape"
	"gex/internal/report"
	"gex/internal/system"
)

// program is the outside world as verbs see it.
type program struct {
	in      io.Reader
	out     *checkedWriter // results
	err     io.Writer      // all else
	stdout  io.Writer      // what out writes to: is it a terminal?
	stderr  io.Writer      // what err writes to, likewise
	now     func() time.Time
	started bool // arguments were understood and a verb runs
	drafts  drafts

	verbs     []verbMaker
	chosen    chosen           // where settings come from
	settings  []setting        // of the verb that runs
	effective []report.Setting // what its reports carry
	known     []string         // names of all settings, once they were asked for

	progress progress
	screen   screen
}

// run is the whole program; it returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{in: stdin, out: &checkedWriter{w: &escape.Writer{W: stdout}}, err: &escape.Writer{W: stderr}, stdout: stdout, stderr: stderr, now: machineClock}
	system.WriteErrors()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, stops()...)
	defer signal.Stop(stop)
	return p.interruptible(stop, func() int { return p.run(args) })
}

// run does what the arguments say; a bug ends it like any other error.
func (p *program) run(args []string) (code int) {
	defer func() {
		if bug := recover(); bug != nil {
			code = p.complain(internalError(bug))
		}
	}()
	err := p.execute(args)
	if p.out.flush(); p.out.err != nil {
		return p.complain(cannotWrite("standard output", p.out.err))
	}
	return p.complain(err)
}

// execute finds the verb and runs it. What goes wrong before a verb starts is a matter of usage.
func (p *program) execute(args []string) error {
	root := newRootCmd(p, append(slices.Clone(args), "")[0])
	root.SetArgs(append([]string{}, args...))
	err := p.misspelt(root, args)
	if err == nil {
		err = p.blame(root.Execute())
	}
	if err != nil && !p.started {
		return asUsage(err)
	}
	return err
}

// note tells the user something that is no result, a line each.
func (p *program) note(format string, args ...any) {
	p.progress.clear()
	text := strings.TrimRight(fmt.Sprintf(format, args...), "\n")
	for line := range strings.Lines(text) {
		fmt.Fprintln(p.err, "gex: "+strings.TrimRight(line, "\n"))
	}
}
