package flagvalue

import (
	"errors"
	"slices"
	"strings"

	"gex/internal/fault"
	"gex/internal/report"
)

// HistoryHint is what --history takes.
const HistoryHint = "a csv or ndjson of gex history: gex history DIR -o levels.csv"

// ReadHistory reads a history as gex history wrote it, csv unless its name says ndjson, packed or not.
func ReadHistory(name string) ([]report.Snapshot, error) {
	text, err := openPacked(name, HistoryHint)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	asCSV := !slices.ContainsFunc([]string{".ndjson", ".jsonl"}, func(ending string) bool { return strings.Contains(strings.ToLower(name), ending) })
	rows, err := report.ReadSnapshots(text, asCSV)
	switch {
	case errors.Is(err, report.ErrOldHistory):
		return nil, fault.New(fault.Input, "gex history DIR -o FILE writes a new one", "%s: %w", name, err)
	case err != nil:
		return nil, fault.New(fault.Input, HistoryHint, "%s: %w", name, err)
	}
	return rows, nil
}
