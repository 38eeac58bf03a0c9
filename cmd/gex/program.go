package main

import (
	"fmt"
	"io"
	"time"

	"gex/internal/about"
	"gex/internal/fault"
	"gex/internal/pipeline/check"
	"gex/internal/report"
	"gex/internal/settings"
	"gex/internal/source"
	"gex/internal/terminal"

	"github.com/spf13/cobra"
)

// program is the outside world as verbs see it.
type program struct {
	*source.Input                    // where files come from
	term          *terminal.Terminal // where everything is written
	now           func() time.Time
	started       bool // arguments were understood and a verb runs

	verbs     []verbMaker
	sources   settings.Sources   // where settings come from
	settings  []settings.Setting // of the verb that runs
	effective []report.Setting   // what its reports carry
}

// newProgram is the program with the streams and the clock of a process.
func newProgram(stdin io.Reader, stdout, stderr io.Writer) *program {
	return &program{Input: source.New(stdin), term: terminal.New(stdout, stderr), now: check.Clock}
}

// note prints a message for the user on standard error.
func (p *program) note(format string, args ...any) { p.Note(fmt.Sprintf(format, args...)) }

// Note, Step and Done are the rest of what package pipeline needs of the outside.
func (p *program) Note(line string) { p.term.Note("%s", fault.Spell(line, fault.AsFlag)) }

func (p *program) Step(of int) { p.term.Progress.Step(of) }

func (p *program) Done() { p.term.Progress.End() }

// buildVersion and buildRevision are set by the linker: -ldflags "-X main.buildVersion=v1.2.3". Otherwise the build knows
// its version, and mostly the revision.
var buildVersion, buildRevision string

// version is what reports carry.
func version() string { return about.Version(buildVersion) }

// Groups of verbs in the help.
const (
	groupResults = "results"
	groupFiles   = "files"
	groupGex     = "gex"
)

// verbMaker is a verb before it is made.
type verbMaker struct {
	group, name string
	make        func(*program) *cobra.Command
}
