package terminal

import (
	"os"

	"github.com/mattn/go-isatty"
	"golang.org/x/term"
)

// Colors are what a user can ask for, the usual one first; it leaves the choice to the environment.
var Colors = []string{"auto", "always", "never"}

// Options say where a result is written, and how it may look there.
type Options struct {
	Path   string   // "" or "-": standard output
	Color  string   // always, never; anything else: on a terminal, if the environment does not object
	Colors []string // the escape sequences of a colored result, which pass where it is colored
}

// ToStdout reports whether the result goes to standard output.
func (o Options) ToStdout() bool { return o.Path == "" || o.Path == "-" }

// Page is what a result must know about where it is shown.
type Page struct {
	Color   bool
	Columns int // of the terminal; 0: not a terminal
	Lines   int // likewise
}

// pageOn describes a stream to a result.
func (o Options) pageOn(stream any) Page {
	columns, lines, _ := sizeOf(stream)
	return Page{Color: wantColor(o.Color, os.Getenv, IsTerminal(stream)), Columns: columns, Lines: lines}
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
