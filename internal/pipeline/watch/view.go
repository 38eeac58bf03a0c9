package watch

import (
	"bytes"
	"cmp"
	"io"
	"strconv"
	"strings"
	"time"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/report"
)

// Screen is where reports are shown: a terminal as a whole, or a stream.
type Screen interface {
	Whole() bool
	Size() (width, height int)
	Draw(lines []string, width int) error // a terminal's lines, in the place of those that are there
	Write(text []byte) error              // to a stream, after what is there
}

// View is how reports are shown.
type View struct {
	Screen   Screen
	Page     func(w io.Writer, r *report.Report, columns int) error // writes a report; 0 columns: not for a terminal
	Apart    bool                                                   // an empty line separates versions on a stream
	ASCII    bool
	Interval time.Duration // between looks, for the last line of the screen

	page          []string // the report on a terminal
	width, height int      // of what was drawn last
}

// append writes a report after the ones before it.
func (v *View) append(r *report.Report, first bool) error {
	var out bytes.Buffer
	if !first && v.Apart {
		out.WriteString("\n")
	}
	if err := v.Page(&out, r, 0); err != nil {
		return err
	}
	return v.Screen.Write(out.Bytes())
}

// resized reports whether the terminal has another size than at the last drawing.
func (v *View) resized() bool {
	if !v.Screen.Whole() {
		return false
	}
	width, height := v.Screen.Size()
	return width != v.width || height != v.height
}

// draw shows as much of a report as fits on the terminal, what is wrong with its file, and what else there is.
func (v *View) draw(r *report.Report, of File, wrong string) error {
	width, height := v.Screen.Size()
	if v.page == nil || width != v.width {
		var out bytes.Buffer
		if err := v.Page(&out, r, width); err != nil {
			return err
		}
		v.page = strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
	}
	v.width, v.height = width, height
	return v.Screen.Draw(v.lines(of, wrong, height), width)
}

// lines are the top of the report and the foot of the screen.
func (v *View) lines(of File, wrong string, height int) []string {
	var foot []string
	if wrong != "" {
		foot = append(foot, "! still the last version: "+escape.Line(fault.Spell(wrong, fault.AsFlag)))
	}
	fits := max(height-len(foot)-1, 0)
	if more := len(v.page) - fits; more > 0 {
		foot = append(foot, v.ellipsis()+" "+report.Grouped(strconv.Itoa(more))+" more "+plural(more, "line")+": gex report "+escape.Line(cmp.Or(of.Args, of.Name)))
		return append(append([]string{}, v.page[:fits]...), foot...)
	}
	foot = append(foot, "watching "+escape.Line(of.Name)+" every "+v.Interval.String()+", Ctrl-C ends")
	return append(append([]string{}, v.page...), foot...)
}

func (v *View) ellipsis() string {
	if v.ASCII {
		return "..."
	}
	return "…"
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
