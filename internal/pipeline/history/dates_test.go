package history

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/pipeline"
	"gex/internal/report"
	"gex/internal/sample"
)

// disk is an Outside of real files that keeps what it is told.
type disk struct {
	notes, errors []string
	shares        []float64
}

func (d *disk) Open(name string) (io.ReadCloser, error) { return os.Open(name) }
func (d *disk) Stat(name string) (fs.FileInfo, error)   { return os.Stat(name) }
func (d *disk) Note(line string)                        { d.notes = append(d.notes, line) }
func (d *disk) Step(int)                                {}
func (d *disk) Done()                                   {}
func (d *disk) Advance(done, files int, share float64)  { d.shares = append(d.shares, share) }
func (d *disk) Complain(err error) int {
	d.errors = append(d.errors, err.Error())
	return fault.Of(err).Code
}

// days are the samples of some trading days, by their dates.
func days(t *testing.T, n, contracts, underlyings int) (dates []string, files map[string]string) {
	t.Helper()
	files = map[string]string{}
	at := time.Date(2025, 11, 3, 12, 0, 0, 0, market.NewYork)
	for i := 0; len(dates) < n; i++ {
		if day := at.AddDate(0, 0, i); market.IsTradingDay(market.DateOf(day)) {
			var text bytes.Buffer
			o := sample.Options{Layout: "long", Underlyings: underlyings, Contracts: contracts, Seed: uint64(i + 1), AsOf: day}
			if err := sample.Write(&text, o); err != nil {
				t.Fatal(err)
			}
			date := day.Format(time.DateOnly)
			dates, files[date] = append(dates, date), text.String()
		}
	}
	return dates, files
}

// joined is a file with the rows of all days, which arrange may put into another order.
func joined(dates []string, files map[string]string, arrange func(rows []string)) string {
	var header string
	var rows []string
	for _, date := range dates {
		first, rest, _ := strings.Cut(files[date], "\n")
		header = first + "\n"
		rows = append(rows, slices.Collect(strings.Lines(rest))...)
	}
	arrange(rows)
	return header + strings.Join(rows, "")
}

// write puts files into a new directory.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name+".csv"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// run makes a history and returns its last rows; every save is counted.
func run(t *testing.T, out *disk, q pipeline.Request, o Options, saved *[][]report.Snapshot) ([]report.Snapshot, error) {
	t.Helper()
	q.Gex.Sign = "naive"
	var last []report.Snapshot
	err := Run(out, q, o, func(rows []report.Snapshot) error {
		last = rows
		if saved != nil {
			*saved = append(*saved, slices.Clone(rows))
		}
		return nil
	})
	return last, err
}

// values is every value of rows but what names their file.
func values(t *testing.T, rows []report.Snapshot) string {
	t.Helper()
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].File, rows[i].Folder, rows[i].SHA256 = "", "", ""
	}
	text, err := json.MarshalIndent(rows, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	levels := ""
	for _, row := range rows {
		levels += fmt.Sprintln(row.Levels)
	}
	return string(text) + levels
}

// TestDatesEqualSingleFiles: a file of many dates makes the rows of a file for each date, every value of them, whatever the
// order of its rows.
func TestDatesEqualSingleFiles(t *testing.T) {
	dates, files := days(t, 6, 600, 3)
	want, err := run(t, &disk{}, pipeline.Request{}, Options{Dir: write(t, files)}, nil)
	if err != nil || len(want) != 18 {
		t.Fatal(len(want), err)
	}
	r := rand.New(rand.NewPCG(3, 3))
	for name, arrange := range map[string]func(rows []string){
		"by date": func([]string) {}, "falling": slices.Reverse[[]string],
		"by underlying": func(rows []string) {
			slices.SortStableFunc(rows, func(a, b string) int { return strings.Compare(a[:7], b[:7]) })
		},
		"scattered": func(rows []string) { r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] }) },
	} {
		out := &disk{}
		dir := write(t, map[string]string{"month": joined(dates, files, arrange)})
		got, err := run(t, out, pipeline.Request{}, Options{Files: []string{filepath.Join(dir, "month.csv")}}, nil)
		if err != nil || len(out.errors) > 0 {
			t.Fatal(name, err, out.errors)
		}
		if diff := cmp.Diff(values(t, want), values(t, got)); diff != "" {
			t.Errorf("%s: rows differ from those of single files (-want +got):\n%s", name, diff)
		}
		for _, row := range got {
			if row.File != "month.csv" || row.Failed != 0 {
				t.Errorf("%s: a row of %s with %v failed", name, row.File, row.Failed)
			}
		}
		if n := len(out.shares); n != 6 || !slices.IsSorted(out.shares) || out.shares[n-1] < 0.999 {
			t.Errorf("%s: progress %v", name, out.shares)
		}
	}
}

// TestDatesAreSavedAsTheyCome: a file of many dates is saved on the way, with rows that say that it is not complete.
func TestDatesAreSavedAsTheyCome(t *testing.T) {
	dates, files := days(t, 12, 60, 1)
	dir := write(t, map[string]string{"month": joined(dates, files, func([]string) {})})
	var saved [][]report.Snapshot
	rows, err := run(t, &disk{}, pipeline.Request{}, Options{Dir: dir, Output: filepath.Join(t.TempDir(), "out")}, &saved)
	if err != nil || len(rows) != 12 || len(saved) < 6 {
		t.Fatalf("%d rows, saved %d times, %v", len(rows), len(saved), err)
	}
	for i, some := range saved {
		for _, row := range some {
			if complete := i == len(saved)-1; complete != (row.Failed == 0) {
				t.Errorf("save %d of %d: a row with %v failed", i+1, len(saved), row.Failed)
			}
		}
	}
}

// TestDatesResume: what is there of a file of many dates is not made again, and the rest is.
func TestDatesResume(t *testing.T) {
	dates, files := days(t, 5, 300, 2)
	dir := write(t, map[string]string{"month": joined(dates, files, func([]string) {})})
	whole, err := run(t, &disk{}, pipeline.Request{}, Options{Dir: dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, lost := range map[string]func(r report.Snapshot) bool{
		"nothing": func(report.Snapshot) bool { return false },
		"the end": func(r report.Snapshot) bool { return r.AsOf.Format(time.DateOnly) > dates[2] },
		"a date":  func(r report.Snapshot) bool { return r.AsOf.Format(time.DateOnly) == dates[1] },
		"one of two": func(r report.Snapshot) bool {
			return r.Underlying == "UND0002" && r.AsOf.Format(time.DateOnly) == dates[3]
		},
	} {
		job, err := pipeline.New(pipeline.Request{Files: []string{filepath.Join(dir, "month.csv")}}, verb)
		if err != nil {
			t.Fatal(err)
		}
		var last []report.Snapshot
		h := newHistory(&disk{}, job, Options{Dir: dir}, func(rows []report.Snapshot) error { last = rows; return nil })
		h.names[job.Files[0]] = "month.csv"
		n := 0
		for _, row := range whole {
			if !lost(row) {
				row.Failed = 3
				row.GEX = 42 // shows that it is not made again
				h.kept = append(h.kept, row)
			} else {
				n++
			}
		}
		if err := h.known(); err != nil {
			t.Fatal(err)
		}
		if err := h.read(); err != nil {
			t.Fatal(err)
		}
		again := 0
		for i, row := range last {
			if row.GEX != 42 {
				again++
				if row.GEX != whole[i].GEX || !lost(row) {
					t.Errorf("%s: %v of %s", name, row.GEX, row.AsOf)
				}
			}
			if row.Failed != 0 {
				t.Errorf("%s: %v failed", name, row.Failed)
			}
		}
		if len(last) != len(whole) || again != n {
			t.Errorf("%s: %d rows, %d of them new; want %d and %d", name, len(last), again, len(whole), n)
		}
	}
}

// TestBadDate: a date that cannot be used ends its file, or is skipped; other files are not affected, and the rows say that
// something is missing.
func TestBadDate(t *testing.T) {
	dates, files := days(t, 5, 300, 2)
	text := joined(dates, files, func([]string) {})
	bad := strings.ReplaceAll(text, dates[1]+"T12:00:00-05:00,UND0001", dates[1]+"T12:30:00-05:00,UND0001") // two times on a day
	bad = strings.Replace(bad, dates[1]+"T12:30", dates[1]+"T12:00", 1)
	for _, c := range []struct {
		skip  bool
		rows  int
		notes int
	}{{false, 2 + 2, 1}, {true, 8 + 2, 0}} {
		out := &disk{}
		dir := write(t, map[string]string{"a": bad, "b": files[dates[0]]})
		rows, err := run(t, out, pipeline.Request{SkipBad: c.skip}, Options{Dir: dir}, nil)
		if fault.Of(err).Code != fault.Input || len(rows) != c.rows || len(out.errors) != 1 || !strings.Contains(out.errors[0], "UND0001 has quotes from several times") {
			t.Errorf("skip %v: %d rows, %v, %v", c.skip, len(rows), err, out.errors)
		}
		hints := 0
		for _, note := range out.notes {
			if strings.Contains(note, "3 more dates come after the one that could not be used; "+fault.Setting("skip-bad")) {
				hints++
			}
		}
		if hints != c.notes {
			t.Errorf("skip %v: notes %q", c.skip, out.notes)
		}
		for _, row := range rows {
			if want := row.File == "a.csv"; want != (row.Failed > 0) {
				t.Errorf("%s has %v failed", row.File, row.Failed)
			}
		}
	}
}
