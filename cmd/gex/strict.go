package main

import (
	"fmt"

	"gex/internal/fault"
	"gex/internal/report"
)

// notClean is what --strict ends with, once everything that it found has been listed.
func notClean(name string) error {
	return fault.New(fault.No, "without --strict it is read as far as possible", "%s: not clean, as "+fault.Setting("strict")+" asks", name)
}

// doubtful is --strict of a result: it lists the warnings that say a number may be wrong, and refuses the result for them.
// A check is shown all the same: it judges for itself.
func (p *program) doubtful(r result, o *chainOptions) error {
	if err := o.torn(r); err != nil || !o.strict || o.kind.audits {
		return err
	}
	doubts := report.SeriousAmong(r.warnings())
	if len(doubts) == 0 {
		return nil
	}
	for _, w := range doubts {
		p.note("%s", warningLine(r, w))
	}
	return notClean(r.where)
}

// torn refuses a result of a file that may be a part of one where whole files alone are wanted.
func (o *chainOptions) torn(r result) error {
	if !o.kind.whole {
		return nil
	}
	for _, w := range r.warnings() {
		if w.Code == "truncated" {
			return fault.New(fault.Input, "fetch the file again; gex report shows it as it is", "%s", warningLine(r, w))
		}
	}
	return nil
}

// warningLine is a warning with whom it is about, for standard error.
func warningLine(r result, w report.Warning) string {
	return fmt.Sprintf("%s: %s (%s)", r.where, w.Message, w.Code)
}

// unclean is --strict of a file: it reads all pieces before the first is used, lists everything that was repaired or left
// unread, and refuses the file for it.
func unclean(name string, src *source) found {
	var f found
	told := problemList{file: name, pieces: src.pieces}
	f.err = src.each(func(read piece) bool {
		part, err := read()
		if err != nil {
			return true // it is reported in its turn
		}
		f.notes = append(f.notes, told.of(part)...)
		for _, c := range part.Chains {
			f.notes = append(f.notes, told.mended(c)...)
			f.notes = append(f.notes, told.doubted(c)...)
		}
		return true
	})
	if f.err == nil && told.any {
		f.err = notClean(name)
	}
	return f
}
