package watch

import (
	"io/fs"
	"slices"
	"time"

	"gex/internal/fault"
	"gex/internal/report"
)

// Watch shows the report of a file, version after version.
type Watch struct {
	File
	View

	looked fs.FileInfo // the file at the last look
	seen   fs.FileInfo // when it was last read; nil: not yet, or it was gone
	shown  *report.Report
	wrong  string // why the file could not be read
}

// Begin is the first look, at which the file need not have stood still. An error ends the watch before it began.
func (w *Watch) Begin() error {
	now, err := w.Stat()
	if err != nil {
		return err
	}
	w.looked = now
	return w.take(now)
}

// Follow looks at the file at every poll and at the size of the terminal at every glance, until one fails or polls end.
func (w *Watch) Follow(polls, glances <-chan time.Time) error {
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

// poll looks at the file and reads it when there is reason to.
func (w *Watch) poll() error {
	now, err := w.Stat()
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

// take reads the file, and shows what it holds when that is new.
func (w *Watch) take(now fs.FileInfo) error {
	r, err := w.Read()
	after, gone := w.Stat()
	if gone != nil || !unchanged(now, after) {
		if w.shown == nil && err != nil {
			return err
		}
		return w.draw() // the next look decides
	}
	w.seen = now
	if err != nil {
		return w.fail(err)
	}
	w.wrong = ""
	if w.shown != nil && sameFiles(w.shown, r) {
		return w.draw()
	}
	return w.show(r)
}

// sameFiles reports whether two reports are of the same bytes.
func sameFiles(a, b *report.Report) bool {
	return a.Input.SHA256 == b.Input.SHA256 && slices.EqualFunc(a.Members, b.Members, func(m, n report.Member) bool { return slices.Equal(m.SHA256, n.SHA256) })
}

// fail says that the file could not be read, once for every reason. Without a report to keep it ends the watch.
func (w *Watch) fail(err error) error {
	if w.shown == nil {
		return err
	}
	text := fault.Of(err).Error()
	if w.Screen.Whole() {
		w.wrong = text
		return w.draw()
	}
	if text != w.wrong {
		w.wrong = text
		w.Fail(err)
	}
	return nil
}

// show shows a version of the report, with what is new in it.
func (w *Watch) show(r *report.Report) error {
	first := w.shown == nil
	if !first {
		r.Changes = report.ChangesSince(w.shown.LevelsDocument(), r.LevelsDocument())
	}
	w.shown = r
	if w.Screen.Whole() {
		w.page = nil
		return w.draw()
	}
	return w.append(r, first)
}

// glance draws again when the terminal has another size.
func (w *Watch) glance() error {
	if !w.resized() {
		return nil
	}
	return w.draw()
}

// draw shows the report on a terminal, with what is wrong with the file.
func (w *Watch) draw() error {
	if !w.Screen.Whole() || w.shown == nil {
		return nil
	}
	return w.View.draw(w.shown, w.File, w.wrong)
}
