package flagvalue

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strings"

	"gex/internal/fault"
	"gex/internal/report"
)

// historyHint is what --history takes.
const historyHint = "a csv or ndjson of gex history: gex history DIR -o levels.csv"

// ReadHistory reads a history as gex history wrote it, csv unless its name says ndjson, packed or not; with - from what open gives,
// where the first character says which of the two it is.
func ReadHistory(open func(string) (io.ReadCloser, error), name string) (rows []report.Snapshot, err error) {
	err = read(open, name, historyHint, func(text io.Reader) (err error) {
		asCSV := !slices.ContainsFunc([]string{".ndjson", ".jsonl"}, func(ending string) bool { return strings.Contains(strings.ToLower(name), ending) })
		if name == "-" {
			peek := bufio.NewReader(text)
			first, _ := peek.Peek(1)
			asCSV, text = string(first) != "{", peek
		}
		rows, err = report.ReadSnapshots(text, asCSV)
		switch {
		case errors.Is(err, report.ErrOldHistory):
			return fault.New(fault.Input, "gex history DIR -o FILE writes a new one", "%s: %w", name, err)
		case err != nil:
			return fault.New(fault.Input, historyHint, "%s: %w", name, err)
		}
		return nil
	})
	return rows, err
}
