package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// OldHistoryError is a history of an earlier version, which lacks columns that rows have now.
type OldHistoryError struct{ Missing []string }

func (e *OldHistoryError) Error() string {
	const few = 3
	names := e.Missing[:min(few, len(e.Missing))]
	text := strings.Join(names, ", ")
	if more := len(e.Missing) - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return "an earlier version wrote it, without " + text
}

// missingColumns is the error about the columns of a snapshot that a history does not have, nil when it has all.
func missingColumns(has func(name string) bool) error {
	var missing []string
	for _, c := range snapshotColumns {
		if !has(c.name) {
			missing = append(missing, c.name)
		}
	}
	if missing == nil {
		return nil
	}
	return &OldHistoryError{missing}
}

// OldHistory is an *OldHistoryError when a history that can be read lacks columns: rows with and without them do not belong
// in one table.
func OldHistory(text []byte, asCSV bool) error {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if len(first) == 0 {
		return nil
	}
	if asCSV {
		header, err := csv.NewReader(bytes.NewReader(first)).Read()
		if err != nil {
			return err
		}
		return missingColumns(func(name string) bool { return slices.Contains(header, name) })
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(first, &keys); err != nil {
		return err
	}
	return missingColumns(func(name string) bool { _, has := keys[name]; return has })
}
