package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"gex/internal/escape"
)

// Terminal is where a process writes.
type Terminal struct {
	Out      *Writer   // standard output: results
	Err      io.Writer // standard error: everything else
	Progress Progress  // on standard error
	Screen   Screen    // on standard output

	Patience time.Duration // how long Lock waits for another process

	stdout, stderr io.Writer // the streams behind them, which may be terminals
	drafts         drafts
}

// New takes the streams of a process.
func New(stdout, stderr io.Writer) *Terminal {
	return &Terminal{Out: newWriter(stdout), Err: &escape.Writer{W: stderr}, stdout: stdout, stderr: stderr, Patience: 10 * time.Second}
}

// Note prints a message for the user on standard error, line by line.
func (t *Terminal) Note(format string, args ...any) {
	t.Progress.Clear()
	text := strings.TrimRight(fmt.Sprintf(format, args...), "\n")
	for line := range strings.Lines(text) {
		fmt.Fprintln(t.Err, "gex: "+strings.TrimRight(line, "\n"))
	}
}

// Start begins to count: text is the line for so many parts done, of so many.
func (t *Terminal) Start(text func(done, of int) string) { t.Progress.start(t.Err, text) }

// Watched reports whether a person sees standard error, and no results appear on the same terminal.
func (t *Terminal) Watched(toStdout bool) bool {
	return !(toStdout && IsTerminal(t.stdout)) && IsTerminal(t.stderr)
}

// Watch begins to show the versions of a result on standard output: on the whole terminal, when that is wanted and possible,
// elsewhere one after the other. The caller leaves the screen at the end.
func (t *Terminal) Watch(o Options, whole bool) Page {
	page := o.pageOn(t.stdout)
	var size func() (width, height int)
	if whole && IsTerminal(t.stdout) && os.Getenv("TERM") != "dumb" {
		size = t.size
	}
	t.Screen.Begin(t.Out.passing(o, page), o.Colors, size)
	return page
}

// OutColumns is how many columns the terminal behind standard output has, 0 when there is none.
func (t *Terminal) OutColumns() int {
	columns, _, _ := sizeOf(t.stdout)
	return columns
}

// ErrColumns is OutColumns of standard error.
func (t *Terminal) ErrColumns() int {
	columns, _, _ := sizeOf(t.stderr)
	return columns
}

// size is how large the terminal behind standard output is, or a usual size when it does not say.
func (t *Terminal) size() (width, height int) {
	width, height, ok := sizeOf(t.stdout)
	if !ok {
		return 100, 24
	}
	return width, height
}
