package history

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"gex/internal/pipeline"
	"gex/internal/report"
)

// Options say what a history is made of and where it is kept.
type Options struct {
	Dir     string
	Output  string // the file to continue; it need not exist
	CSV     bool   // its format; otherwise a JSON object per line
	Streams bool   // the output can only be written once, at the end, and never read back
	Flags   string // the settings that the numbers rest on: rows of others do not belong in the same history
}

// Save writes all rows in the place of those that were there.
type Save func(rows []report.Snapshot) error

// SaveEvery is after how many rows the output is written, so that a run that is stopped has not been for nothing. It waits
// for the end of a file: one with rows counts as done.
const SaveEvery = 500

// history is a time series in the making.
type history struct {
	Options
	out  pipeline.Outside
	job  *pipeline.Job
	save Save

	dir     string                       // as its rows have it
	kept    []report.Snapshot            // of the output as it was
	sums    map[string]map[string]bool   // of a file that has rows of this version, by name: are they all there?
	names   map[string]string            // of a file within the directory, by its path
	made    map[string][]report.Snapshot // of a file, by name
	found   map[string]int               // underlyings of a file, by its name
	at      string                       // the file whose rows come in, by name
	unsaved int
	failed  []error // before anything was read
}

func newHistory(out pipeline.Outside, job *pipeline.Job, o Options, save Save) *history {
	return &history{
		Options: o, out: out, job: job, save: save, dir: slashed(o.Dir),
		sums: map[string]map[string]bool{}, names: map[string]string{}, made: map[string][]report.Snapshot{}, found: map[string]int{},
	}
}

// count counts what a file should have rows of, and what could not be read of it.
func (h *history) count(path string, rows int) { h.found[h.names[path]] += rows }

// missing is how many underlyings of a file have no row.
func (h *history) missing(file string) int { return max(h.found[file]-len(h.made[file]), 0) }

// take keeps the row of a result.
func (h *history) take(r pipeline.Result) error {
	row := report.SnapshotOf(r.Document.(*report.LevelsDocument))
	row.Folder, row.File, row.Options = h.dir, h.names[r.File], h.Flags
	var err error
	if row.File != h.at && h.unsaved >= SaveEvery && !h.Streams {
		err = h.saveRows()
	}
	h.at = row.File
	h.made[row.File] = append(h.made[row.File], row)
	h.unsaved++
	return err
}

// end writes what has not been written yet.
func (h *history) end(int) error {
	if h.unsaved == 0 && !h.Streams {
		return nil
	}
	return h.saveRows()
}

func (h *history) saveRows() error {
	h.unsaved = 0
	return h.save(h.rows())
}

// rows are those of the files read now, and of all others as they were, in the order of their times. Of a file that could
// not be used as a whole, what could not be used now stays as it was.
func (h *history) rows() []report.Snapshot {
	rows := slices.DeleteFunc(slices.Clone(h.kept), h.replaced)
	for file, made := range h.made {
		for _, row := range made {
			row.Failed = report.Number(h.missing(file))
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b report.Snapshot) int {
		return cmp.Or(a.AsOf.Compare(b.AsOf.Time), cmp.Compare(a.Underlying, b.Underlying), cmp.Compare(a.File, b.File), cmp.Compare(a.Folder, b.Folder), cmp.Compare(a.SHA256, b.SHA256))
	})
	return rows
}

// replaced reports whether a row is of a file that was read again.
func (h *history) replaced(row report.Snapshot) bool {
	made := h.made[row.File]
	switch {
	case made == nil:
		return false
	case row.Folder != h.dir && row.SHA256 != made[0].SHA256: // another file of the same name
		return false
	}
	return h.missing(row.File) == 0 || slices.ContainsFunc(made, func(now report.Snapshot) bool { return now.Underlying == row.Underlying })
}

// slashed is a path as every format can hold it.
func slashed(path string) string { return asUTF8(filepath.ToSlash(filepath.Clean(path))) }

func asUTF8(name string) string { return strings.ToValidUTF8(name, "\ufffd") }
