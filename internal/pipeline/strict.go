package pipeline

import (
	"gex/internal/fault"
	"gex/internal/report"
)

// notClean is what a strict run ends with, once everything that it found has been listed.
func notClean(name string) error {
	return fault.New(fault.No, "without "+fault.Setting("strict")+" it is read as far as possible", "%s: not clean, as %s requires", name, fault.Setting("strict"))
}

// doubtful refuses a result: of a file that may be cut short where whole files alone are wanted, and in a strict run, once
// they were listed, for warnings that say a number may be wrong. A verb that judges for itself is shown all the same.
func (j *Job) doubtful(out Outside, r Result) error {
	if err := j.torn(r); err != nil || !j.Strict || j.verb.Judges {
		return err
	}
	doubts := report.SeriousAmong(r.Document.WarningList())
	if len(doubts) == 0 {
		return nil
	}
	for _, w := range doubts {
		out.Note(warningLine(r, w))
	}
	return notClean(r.Where())
}

// torn refuses a result of a file that may be a part of one where whole files alone are wanted.
func (j *Job) torn(r Result) error {
	if !j.verb.Whole {
		return nil
	}
	for _, w := range r.Document.WarningList() {
		if w.Code == "truncated" || w.Code == "one-page" {
			return fault.New(fault.Input, "fetch the file again; gex report shows it as it is", "%s", warningLine(r, w))
		}
	}
	return nil
}

// unclean refuses a file in a strict run: it reads all parts before the first is used and lists everything that was repaired
// or not read. The error is also one of reading.
func unclean(name string, src *source) (notes []string, err error) {
	list := problemList{file: name, parts: src.parts}
	err = src.each(func(read part) bool {
		one, err := read()
		if err != nil {
			return true // it is reported in its turn
		}
		notes = append(notes, list.of(one)...)
		for _, c := range one.Chains {
			notes = append(notes, list.repaired(c)...)
			notes = append(notes, list.doubted(c)...)
		}
		return true
	})
	if err == nil && list.any {
		err = notClean(name)
	}
	return notes, err
}
