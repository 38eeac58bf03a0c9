package pipeline

import (
	"fmt"
	"strings"

	"gex/internal/report"
)

// notes notes lines.
func notes(out Outside, lines []string) {
	for _, line := range lines {
		out.Note(line)
	}
}

// annotate notes what a reader should know of a result that does not show it itself: how it came about, and its warnings.
func (j *Job) annotate(out Outside, r Result) {
	if j.Quiet {
		return
	}
	for _, fact := range r.facts {
		out.Note(r.Where() + ": " + fact)
	}
	if j.verb.Carries {
		return
	}
	for _, w := range r.Document.WarningList() {
		if j.verb.Judges && report.Serious(w.Code) {
			continue // the verdict names it
		}
		out.Note(warningLine(r, w))
	}
}

// warningLine is a warning with what it is about, for a note.
func warningLine(r Result, w report.Warning) string {
	for _, m := range r.Document.Head().Members {
		for _, own := range m.Warnings {
			if r.File == "" && own.Code == w.Code && (own.Message == w.Message || m.Underlying+": "+own.Message == w.Message) {
				return fmt.Sprintf("%s: %s (%s)", strings.Join(m.Files, ", "), w.Message, w.Code)
			}
		}
	}
	return fmt.Sprintf("%s: %s (%s)", r.Where(), w.Message, w.Code)
}
