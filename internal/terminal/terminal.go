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

// Terminal is the outside of a process as far as something is written there.
type Terminal struct {
	Out      *Writer   // standard output: results
	Err      io.Writer // standard error: all else
	Progress Progress  // on standard error
	Screen   Screen    // on standard output

	Patience time.Duration // how long Lock waits for another process

	stdout, stderr io.Writer // what is behind them: is it a terminal?
	drafts         drafts
}

// New takes the streams of a process.
func New(stdout, stderr io.Writer) *Terminal {
	return &Terminal{Out: newWriter(stdout), Err: &escape.Writer{W: stderr}, stdout: stdout, stderr: stderr, Patience: 10 * time.Second}
}

// Options say where a result is written, and how it may look there.
type Options struct {
	Path   string   // "" or "-": standard output
	Color  string   // always, never; anything else: where a person looks and the environment does not object
	Colors []string // the sequences of a colored result: they pass where it is colored
}

// Page is what a result must know of where it goes.
type Page struct {
	Color   bool
	Columns int // of the terminal; 0: it is none
}

// ToStdout reports whether the result goes to standard output.
func (o Options) ToStdout() bool { return o.Path == "" || o.Path == "-" }

// Note tells the user something that is no result, a line each.
func (t *Terminal) Note(format string, args ...any) {
	t.Progress.Clear()
	text := strings.TrimRight(fmt.Sprintf(format, args...), "\n")
	for line := range strings.Lines(text) {
		fmt.Fprintln(t.Err, "gex: "+strings.TrimRight(line, "\n"))
	}
}

// Watched reports whether a person sees standard error, and results do not pass by there when they go to standard output.
func (t *Terminal) Watched(toStdout bool) bool {
	return !(toStdout && IsTerminal(t.stdout)) && IsTerminal(t.stderr)
}

// Watch begins to show one version of a result after the other on standard output: on a terminal as a whole, when that
// is wanted and possible, elsewhere one after the other. The caller leaves the screen at the end.
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

// size is how large the terminal behind standard output is, or what most are when it does not say.
func (t *Terminal) size() (width, height int) {
	width, height, ok := sizeOf(t.stdout)
	if !ok {
		return 100, 24
	}
	return width, height
}

// pageOn is what a result must know of a stream.
func (o Options) pageOn(stream any) Page {
	columns, _, _ := sizeOf(stream)
	return Page{Color: wantColor(o.Color, os.Getenv, IsTerminal(stream)), Columns: columns}
}

// sizeOf measures the terminal that a stream ends at.
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

// wantColor decides on color: the user, then NO_COLOR, then CLICOLOR_FORCE, then whether somebody looks.
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

// IsTerminal reports whether a stream ends at a person.
func IsTerminal(stream any) bool {
	f, ok := stream.(interface{ Fd() uintptr })
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}
