package tables

import (
	"errors"
	"strings"
	"testing"

	"gex/internal/chain/input"
	"gex/internal/fault"
)

// TestEndRecords reads texts whose records stand in the list "options".
func TestEndRecords(t *testing.T) {
	for name, c := range map[string]struct{ text, column, what, hint string }{
		"records":        {`{"options": [{"bid": 1}, {"bid": 2}]}`, "", "", ""},
		"an empty list":  {`{"options": []}`, "options", "the file has no options", "ask again"},
		"no list":        {`{"status": "ok"}`, "options", "the file has no options", "ask again"},
		"text after it":  {`{"options": []} x`, "", "byte 16: text after the end", "fetch it again"},
		"another text":   {`{"options": [{"bid": 1}]}{"options": []}`, "", "another JSON text begins at byte 25", "split them"},
		"cut off":        {`{"options": [{"bid": 1},`, "", "cut off at byte 24", "fetch the file again"},
		"cut off, empty": {`{"options": [`, "", "cut off at byte 13", "fetch the file again"},
	} {
		rows := NewJSONRows(&input.Source{Name: "f.json", Data: []byte(c.text)}, []Column{Required("bid", "", "", Bid)})
		err := rows.EndRecords(rows.Object(func(key []byte) error {
			if string(key) != "options" {
				return nil
			}
			return rows.Array(func(int) error { return rows.Read("options") })
		}), "options", "ask again")
		if c.what == "" {
			if err != nil || rows.Count != 2 {
				t.Errorf("%s: %d records, %v", name, rows.Count, err)
			}
			continue
		}
		var e *fault.Error
		if !errors.As(err, &e) || e.Column != c.column || !strings.Contains(e.What, c.what) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("%s: %v; want %q", name, err, c.what)
		}
	}
}
