package report

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestSnapshotColumns: every level that the registry has in a history is a column once, all others are not, and each cell
// is that level of that scope.
func TestSnapshotColumns(t *testing.T) {
	all, today := NoLevels(), NoLevels()
	all.ExpectedMove = &ExpectedMove{}
	want := map[string]Number{"gex_0dte": 1e9}
	today.GEX = 1e9
	n := Number(0)
	for _, v := range registry {
		if v.Of == nil {
			continue
		}
		n++
		*v.Of(&all) = n
		if v.History {
			want[v.Stem()] = n
		}
		if at := v.Of(&today); at != nil {
			n++
			*at = n
			if v.Today {
				want[v.Stem()+"_0dte"] = n
			}
		}
	}
	s := SnapshotOf(&LevelsDocument{Levels: all, Levels0DTE: &today})
	for name, value := range want {
		if s.Level(name) != value {
			t.Errorf("%s is %v, want %v", name, s.Level(name), value)
		}
	}
	if len(s.Levels) != len(want) {
		t.Errorf("%d levels in a row, want %d", len(s.Levels), len(want))
	}
	columns := SnapshotColumns()
	for i, name := range columns {
		if name == "" || slices.Contains(columns[:i], name) {
			t.Errorf("column %d is %q", i, name)
		}
	}
	if blank := SnapshotOf(&LevelsDocument{Levels: NoLevels()}); slices.ContainsFunc(blank.Levels, Number.OK) || s.Level("no_level").OK() {
		t.Errorf("%v is there of no levels", blank.Levels)
	}
}

// TestSnapshotJSON: the keys of a row are the columns in their order, and a row reads back to the same text.
func TestSnapshotJSON(t *testing.T) {
	text, err := json.Marshal(Snapshot{Underlying: `A<B,"warnings":`, File: "a.csv", GEX: 5, AsOf: sampleRow.AsOf, SHA256: sampleRow.SHA256})
	if err != nil {
		t.Fatal(err)
	}
	root, err := readNode(json.NewDecoder(strings.NewReader(string(text))), 0)
	if err != nil || !slices.Equal(root.keys, SnapshotColumns()) {
		t.Errorf("%v: keys %v", err, root)
	}
	rows, err := ReadSnapshots(strings.NewReader(string(text)+"\n"), false)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := json.Marshal(rows[0]); err != nil || string(back) != string(text) || rows[0].GEX != 5 || rows[0].Underlying != `A<B,"warnings":` {
		t.Errorf("%v: %s is %s once it is read", err, text, back)
	}
}

// TestTagsAgree: the columns of csv are the keys of JSON, in every record that has both. Objects have no column.
func TestTagsAgree(t *testing.T) {
	for _, record := range []any{Snapshot{}, Strike{}, Expiry{}, Bucket{}, ExpiryCheck{}, Difference{}, Effect{}} {
		for v, i := reflect.TypeOf(record), 0; i < v.NumField(); i++ {
			if f := v.Field(i); f.Tag.Get("csv") != "-" && f.Tag.Get("json") != f.Tag.Get("csv") || f.Tag.Get("csv") == "" {
				t.Errorf("%s.%s has %s", v, f.Name, f.Tag)
			}
		}
	}
}

// TestLatestColumns: columns that were added later come behind those that histories already had: levels, then the members of
// a combined book, what was opened, and what a study needs. Rows of before have no members and are read all the same.
func TestLatestColumns(t *testing.T) {
	columns := SnapshotColumns()
	last := []string{"members", "opened_share", "known_at", "open_interest", "expected_move_expiry", "max_pain_expiry", "max_pain_style", "strike_step"}
	n := len(columns) - len(last)
	if !slices.Equal(columns[n:], last) || !slices.Contains(levelNames, columns[n-1]) {
		t.Errorf("the last columns are %v", columns[n-1:])
	}
	lacking := strings.Replace(historyRow, `"members":"",`, "", 1)
	if rows, err := ReadSnapshots(strings.NewReader(lacking+"\n"), false); err != nil || len(rows) != 1 || rows[0].Members != "" || lacking == historyRow {
		t.Errorf("%v: %v", err, rows)
	}
	with := strings.Replace(historyRow, `"members":""`, `"members":"SPX=1"`, 1)
	if rows, err := ReadSnapshots(strings.NewReader(with+"\n"), false); err != nil || len(rows) != 1 || rows[0].Members != "SPX=1" {
		t.Errorf("%v: %v", err, rows)
	}
}
