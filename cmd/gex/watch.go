package main

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"time"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/terminal"
)

// watch shows the report of a file again whenever the file holds something else. It looks at the file at every tick. One
// that was written to is read at the look after the one at which it stood still, so that half of it is no version; one
// that cannot be read leaves the last report where it is.
type watch struct {
	o      *watchOptions
	stat   func() (fs.FileInfo, error)
	read   func() (*report.Report, error)
	tell   func(error) // what is wrong, when there is no screen
	screen *terminal.Screen
	style  render.Options

	looked fs.FileInfo // the file at the last look
	seen   fs.FileInfo // when it was last read; nil: not yet, or it was gone
	shown  *report.Report
	wrong  string // why the file could not be read

	page          []string // the report on a terminal
	width, height int      // of what was drawn last
}

// follow looks at the file at every poll and at the terminal at every glance, until one fails or polls end.
func (w *watch) follow(polls, glances <-chan time.Time) error {
	for {
		var err error
		select {
		case _, more := <-polls:
			if !more {
				return nil
			}
			err = w.poll()
		case <-glances:
			err = w.glance()
		}
		if err != nil {
			return err
		}
	}
}

// begin is the first look, at which the file need not have stood still: an error is told at once.
func (w *watch) begin() error {
	now, err := w.stat()
	if err != nil {
		return err
	}
	w.looked = now
	return w.take(now)
}

// poll looks at the file and reads it when there is reason to.
func (w *watch) poll() error {
	now, err := w.stat()
	if err != nil {
		w.seen, w.looked = nil, nil
		return w.fail(err)
	}
	settled := unchanged(w.looked, now)
	w.looked = now
	if settled && !unchanged(w.seen, now) {
		return w.take(now)
	}
	return w.draw()
}

// unchanged reports whether a file is the one it was, as far as can be told from outside.
func unchanged(was, is fs.FileInfo) bool {
	return was != nil && os.SameFile(was, is) && was.Size() == is.Size() && was.ModTime().Equal(is.ModTime())
}

// take reads the file, and shows what it holds when that is new.
func (w *watch) take(now fs.FileInfo) error {
	r, err := w.read()
	after, gone := w.stat()
	if gone != nil || !unchanged(now, after) {
		if w.shown == nil && err != nil {
			return err
		}
		return w.draw() // the next look will tell
	}
	w.seen = now
	if err != nil {
		return w.fail(err)
	}
	w.wrong = ""
	if w.shown != nil && w.shown.Input.SHA256 == r.Input.SHA256 {
		return w.draw()
	}
	return w.show(r)
}

// fail says that the file could not be read, once for every reason. Without a report to keep it is the end.
func (w *watch) fail(err error) error {
	if w.shown == nil {
		return err
	}
	words := fault.Of(err).Error()
	if w.screen.Whole() {
		w.wrong = words
		return w.draw()
	}
	if words != w.wrong {
		w.wrong = words
		w.tell(err)
	}
	return nil
}

// show shows a version of the report, with what is new in it.
func (w *watch) show(r *report.Report) error {
	first := w.shown == nil
	if !first {
		r.Changes = report.ChangesSince(w.shown.LevelsDocument(), r.LevelsDocument())
	}
	w.shown = r
	if w.screen.Whole() {
		w.page = nil
		return w.draw()
	}
	var out bytes.Buffer
	if !first && w.o.apart() {
		out.WriteString("\n")
	}
	if err := render.Report(&out, r, w.o.format, w.style); err != nil {
		return err
	}
	return w.screen.Write(out.Bytes())
}

// lay lays the report out for a terminal of some width.
func (w *watch) lay(width int) error {
	style := w.style
	if w.o.width == 0 {
		style.Width = render.PageWidth(width)
	}
	var out bytes.Buffer
	if err := render.Report(&out, w.shown, w.o.format, style); err != nil {
		return err
	}
	w.page = strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
	return nil
}

// glance draws again when the terminal has another size.
func (w *watch) glance() error {
	if !w.screen.Whole() {
		return nil
	}
	if width, height := w.screen.Size(); width == w.width && height == w.height {
		return nil
	}
	return w.draw()
}

// draw shows as much of the report as the terminal has room for, what is wrong with the file, and what else there is.
func (w *watch) draw() error {
	if !w.screen.Whole() || w.shown == nil {
		return nil
	}
	width, height := w.screen.Size()
	if w.page == nil || width != w.width {
		if err := w.lay(width); err != nil {
			return err
		}
	}
	w.width, w.height = width, height
	return w.screen.Draw(w.lines(w.height), w.width)
}

// lines are the top of the report and the foot of the screen.
func (w *watch) lines(height int) []string {
	var foot []string
	if w.wrong != "" {
		foot = append(foot, "! still the last version: "+escape.Line(w.wrong))
	}
	room := max(height-len(foot)-1, 0)
	if more := len(w.page) - room; more > 0 {
		foot = append(foot, w.ellipsis()+" "+grouped(more)+" more "+plural(more, "line")+": gex report "+escape.Line(w.o.files[0]))
		return append(append([]string{}, w.page[:room]...), foot...)
	}
	foot = append(foot, "watching "+escape.Line(w.o.files[0])+" every "+w.o.interval.String()+", Ctrl-C ends")
	return append(append([]string{}, w.page...), foot...)
}

func (w *watch) ellipsis() string {
	if w.style.ASCII {
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
