package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// sampleRow is a row of a history in which little is known.
var sampleRow = func() Snapshot {
	s := SnapshotOf(&LevelsDocument{Levels: NoLevels()})
	s.Underlying, s.TradeDate, s.Spot, s.File, s.Format = "SPX", "2025-11-20", 6700, "a.csv", "long"
	s.AsOf = Time{time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone("", -5*3600))}
	s.SHA256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	s.Failed = None()
	return s
}()

// historyRow is that row as JSON, and historyCSV as csv with its header.
var (
	historyRow = string(must(json.Marshal(sampleRow)))
	historyCSV = strings.Join(SnapshotColumns(), ",") + "\n" + strings.Join(SnapshotCells([]Snapshot{sampleRow})[0], ",") + "\n"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestReadSnapshotsIsStrict(t *testing.T) {
	if rows, err := ReadSnapshots(strings.NewReader(historyCSV), true); err != nil || len(rows) != 1 || rows[0].Spot != 6700 || rows[0].Format != "long" {
		t.Fatalf("%v, %v", rows, err)
	}
	if rows, err := ReadSnapshots(strings.NewReader(historyRow+"\n"), false); err != nil || len(rows) != 1 || rows[0].Spot != 6700 {
		t.Fatalf("%v, %v", rows, err)
	}
	for spot, want := range map[string]string{
		"NaN": `line 2: spot: "NaN" is not a number`, "Inf": "line 2: spot: ", "-Infinity": "line 2: spot: ", "0x1p4": `line 2: spot: "0x1p4" is not`, "1_000": "line 2: spot: ",
		"1e999": "line 2: spot: ", "6700x": "line 2: spot: ", " 6700": "line 2: spot: ", "6,7": fmt.Sprintf("line 2: %d cells where the header has %d", len(SnapshotColumns())+1, len(SnapshotColumns())), "+5": "line 2: spot: ",
		"6700\n": "line 2: as_of", "67\xff00": "line 2: a byte that is not UTF-8", `"6700"x`: "line 2",
	} {
		_, err := ReadSnapshots(strings.NewReader(strings.Replace(historyCSV, "6700", spot, 1)), true)
		if err == nil || !strings.Contains(err.Error(), strings.TrimSuffix(want, "as_of")) {
			t.Errorf("%q: %v, want %s", spot, err, want)
		}
	}
	for old, to := range map[string][2]string{
		"cut":       {"\n", ""},
		"empty":     {"SPX,", ","},
		"sum":       {"0123", "xyz!"},
		"time":      {"2025-11-20T10", "2025-11-20 10"},
		"twice":     {"format", "spot"},
		"unknown":   {"format", "formats"},
		"no column": {"sha256", "format"},
		"short":     {",\n", "\n"},
	} {
		_, err := ReadSnapshots(strings.NewReader(strings.Replace(historyCSV, to[0], to[1], 1)), true)
		if err == nil {
			t.Errorf("%s is read", old)
		}
	}
	for _, bad := range []string{historyRow, historyRow + historyRow + "\n", historyRow + " x\n", "\n", "null\n", "[]\n", strings.Replace(historyRow, "6700", "1e999", 1) + "\n", strings.Replace(historyRow, "6700", "NaN", 1) + "\n",
		strings.Replace(historyRow, "6700", `"6700"`, 1) + "\n", strings.Replace(historyRow, "spot", "spots", 1) + "\n"} {
		if rows, err := ReadSnapshots(strings.NewReader(bad), false); err == nil {
			t.Errorf("%q is read as %v", bad, rows)
		}
	}
}

// FuzzReadSnapshots: what is read as a history has no number that is none, and reads the same once it is written again.
func FuzzReadSnapshots(f *testing.F) {
	f.Add([]byte(historyCSV), true)
	f.Add([]byte(historyRow+"\n"), false)
	f.Add([]byte(strings.Replace(historyCSV, "a.csv", `'=a\\b\u001b.csv`, 1)), true)
	f.Fuzz(func(t *testing.T, text []byte, asCSV bool) {
		rows, err := ReadSnapshots(bytes.NewReader(text), asCSV)
		if err != nil {
			return
		}
		var out bytes.Buffer
		enc := json.NewEncoder(&out)
		for i := range rows {
			for j, cell := range SnapshotCells(rows[i : i+1])[0] {
				if strings.Contains(cell, "Inf") && numberColumns()[SnapshotColumns()[j]] {
					t.Errorf("%s is %s", SnapshotColumns()[j], cell)
				}
			}
			if err := enc.Encode(rows[i]); err != nil {
				t.Fatal(err)
			}
		}
		again, err := ReadSnapshots(&out, false)
		if err != nil || len(again) != len(rows) {
			t.Fatalf("%d rows are %d once they are written again, %v", len(rows), len(again), err)
		}
		for i := range rows {
			a, errA := json.Marshal(rows[i])
			b, errB := json.Marshal(again[i])
			if errA != nil || errB != nil || !bytes.Equal(a, b) {
				t.Errorf("%s is %s once it is written again", a, b)
			}
		}
	})
}

// TestOldHistoryJSON: a first line without newer keys makes the file an old history, which has no line; a later one is an error
// of its line. A number where a text belongs is refused, and so is a text where a number does.
func TestOldHistoryJSON(t *testing.T) {
	old := strings.Replace(historyRow, `"gap":0,`, "", 1) + "\n"
	if _, err := ReadSnapshots(strings.NewReader(old), false); !errors.Is(err, ErrOldHistory) || strings.Contains(err.Error(), "line") || !strings.Contains(err.Error(), "without gap") {
		t.Errorf("%v", err)
	}
	if _, err := ReadSnapshots(strings.NewReader(historyRow+"\n"+old), false); err == nil || !strings.HasPrefix(err.Error(), "line 2: ") || !strings.Contains(err.Error(), "without gap") {
		t.Errorf("%v", err)
	}
	for old, to := range map[string]string{`"a.csv"`: "5", "6700": `"6700"`, `"long"`: "[]"} {
		text := strings.Replace(historyRow, old, to, 1) + "\n"
		if _, err := ReadSnapshots(strings.NewReader(text), false); err == nil || !strings.HasPrefix(err.Error(), "line 1: ") || !strings.HasSuffix(err.Error(), " is not allowed here") {
			t.Errorf("%s for %s: %v", to, old, err)
		}
	}
}
