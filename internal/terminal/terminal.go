package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"golang.org/x/term"

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

// Options say where a result is written, and how it may look there.
type Options struct {
	Path   string   // "" or "-": standard output
	Color  string   // always, never; anything else: on a terminal, if the environment does not object
	Colors []string // the escape sequences of a colored result, which pass where it is colored
}

// Page is what a result must know about where it is shown.
type Page struct {
	Color   bool
	Columns int // of the terminal; 0: not a terminal
}

// ToStdout reports whether the result goes to standard output.
func (o Options) ToStdout() bool { return o.Path == "" || o.Path == "-" }

// Note prints a message for the user on standard error, line by line.
func (t *Terminal) Note(format string, args ...any) {
	t.Progress.Clear()
	text := strings.TrimRight(fmt.Sprintf(format, args...), "\n")
	for line := range strings.Lines(text) {
		fmt.Fprintln(t.Err, "gex: "+strings.TrimRight(line, "\n"))
	}
}

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

// pageOn describes a stream to a result.
func (o Options) pageOn(stream any) Page {
	columns, _, _ := sizeOf(stream)
	return Page{Color: wantColor(o.Color, os.Getenv, IsTerminal(stream)), Columns: columns}
}

// sizeOf measures the terminal behind a stream.
func sizeOf(stream any) (width, height int, ok bool) {
	f, ok := stream.(interface{ Fd() uintptr })
	if !ok || !IsTerminal(stream) {
		return 0, 0, false
	}
	width, height, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 || height <= 0 {
		return 0, 0, false
	}
	return width, height, true
}

// wantColor decides on color: the user, then NO_COLOR, then CLICOLOR_FORCE, then whether there is a terminal.
func wantColor(asked string, env func(string) string, terminal bool) bool {
	switch {
	case asked == "always" || asked == "never":
		return asked == "always"
	case env("NO_COLOR") != "":
		return false
	case env("CLICOLOR_FORCE") != "" && env("CLICOLOR_FORCE") != "0":
		return true
	}
	return terminal && env("TERM") != "dumb"
}

// IsTerminal reports whether a stream is a terminal.
func IsTerminal(stream any) bool {
	f, ok := stream.(interface{ Fd() uintptr })
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}
