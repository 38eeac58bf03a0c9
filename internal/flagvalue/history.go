package flagvalue

import (
	"errors"
	"os"
	"slices"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/source"
)

// HistoryHint is what --history takes.
const HistoryHint = "a csv or ndjson of gex history: gex history DIR -o levels.csv"

// ReadHistory reads a history as gex history wrote it, csv unless its name says ndjson, packed or not.
func ReadHistory(name string) ([]report.Snapshot, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, fault.New(fault.Input, HistoryHint, "%s is a directory", name)
	}
	file, err := source.OpenFile(name, HistoryHint)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := chain.Unpacked(file, chain.Options{Name: name})
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
