package history

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/report"
)

// Options say what a history is made of and where it is kept.
type Options struct {
	Dir     string
	Files   []string // instead of a directory
	Output  string   // the file to continue; it need not exist
	CSV     bool     // its format; otherwise a JSON object per line
	Table   bool     // it is a Parquet file, which is read as csv
	Streams bool     // the output can only be written once, at the end, and never read back
	Flags   string   // the settings that the numbers rest on: rows of others do not belong in the same history

	Alone string // those without what is about combined books: of the row of a book that has one file
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

	folders  map[string]string            // of a file by its path, as its rows have it
	kept     []report.Snapshot            // of the output as it was
	done     map[rowKey]bool              // its rows of this version
	dated    map[string]*datedFile        // the files of many dates, by name
	sums     map[string]map[string]bool   // of a file that has rows of this version, by name: are they all there?
	names    map[string]string            // of a file within the directory, by its path
	made     map[string][]report.Snapshot // of a file, by name
	found    map[string]int               // underlyings of a file, by its name
	at       string                       // the file whose rows come in, by name, and its date if it has many
	unsaved  int
	rowsMade int
	failed   []error // before anything was read
	opened   *opened

	books map[string]book     // the combined book that each file is in, by name
	paths map[string][]string // the files of each book, by its name
}

// datedFile is a file of many dates that was read in this run.
type datedFile struct {
	sum  string
	left int // dates that have not come in yet
}

// book is a combined book of files, as its row has it.
type book struct {
	name   string // of its files, with + between
	sum    string // of its one file, or of the sums of all
	folder string
}

// day is what a row is made of.
type day struct {
	*report.LevelsDocument
	held *gex.Held
}

// dates notes that a file of many dates begins.
func (h *history) dates(d pipeline.Dates) {
	file := h.names[d.File]
	h.dated[file] = &datedFile{d.SHA256, d.Parts}
	if _, known := h.sums[file][d.SHA256]; known {
		h.unsaved++ // the rows that it has change at least in how many are missing
	}
}

// count counts what a file should have rows of, and what could not be read of it.
func (h *history) count(path string, rows int) {
	h.found[h.names[path]] += rows
	if d := h.dated[h.names[path]]; d != nil {
		d.left--
	}
}

// missing is how many underlyings of a file have no row; each date that has not been read counts as one.
func (h *history) missing(file string) int {
	n := max(h.found[file]-len(h.made[file]), 0)
	if d := h.dated[file]; d != nil {
		n += max(d.left, 0)
	}
	return n
}

// ready reports whether the rows are to be saved before those of another part come: at the end of a file, and in a file of
// many dates after so few that little is lost and so many that saving costs little.
func (h *history) ready(next string, many bool) bool {
	switch {
	case next == h.at || h.Streams:
		return false
	case many:
		return saveShare*h.unsaved >= min(len(h.kept)+h.rowsMade, saveShare*SaveEvery)
	}
	return h.unsaved >= SaveEvery
}

// saveShare says how many times as many rows there may be as have not been saved.
const saveShare = 16

// take keeps the row of a result.
func (h *history) take(r pipeline.Result) error {
	d := r.Document.(*day)
	row := report.SnapshotOf(d.LevelsDocument)
	row.Folder, row.File, row.Options = h.folder(r.File), h.names[r.File], h.Flags
	if h.books != nil {
		h.identify(&row, r)
	}
	var err error
	part := row.File
	if !r.Date.IsZero() {
		part += " " + r.Date.String()
	}
	if h.ready(part, !r.Date.IsZero()) {
		err = h.saveRows()
	}
	h.at = part
	h.opened.add(row, d.held)
	h.made[row.File] = append(h.made[row.File], row)
	h.unsaved++
	h.rowsMade++
	return err
}

// identify says which book a row is of.
func (h *history) identify(row *report.Snapshot, r pipeline.Result) {
	b := h.books[h.names[r.Files[0]]]
	row.File, row.SHA256, row.Folder = b.name, b.sum, b.folder
	if r.Lone {
		row.Options = h.Alone
	}
}

// end writes what has not been written yet, and says what became of a history that was continued.
func (h *history) end(failed int) error {
	if h.unsaved > 0 || h.Streams {
		if err := h.saveRows(); err != nil {
			return err
		}
	}
	if !h.job.Quiet {
		for _, line := range h.odd() {
			h.out.Note(line)
		}
	}
	if len(h.kept) > 0 && !h.job.Quiet {
		h.out.Note(h.summary(failed))
	}
	return nil
}

// summary counts the rows of a history that was continued: those added, those in the place of earlier ones, if any, and
// those that are as they were; and what could not be used.
func (h *history) summary(failed int) string {
	dropped := 0
	for _, row := range h.kept {
		if h.replaced(row) {
			dropped++
		}
	}
	replaced := min(dropped, h.rowsMade)
	words := ""
	if replaced > 0 {
		words = fmt.Sprintf(" %d replaced,", replaced)
	}
	return fmt.Sprintf("%s: %d added,%s %d unchanged, %d failed", h.Output, h.rowsMade-replaced, words, len(h.kept)-dropped, failed)
}

func (h *history) saveRows() error {
	h.unsaved = 0
	return h.save(h.rows())
}

// rows are those of the files read now, and of all others as they were, in the order of their times. Of a file that could
// not be used as a whole, what could not be used now stays as it was.
func (h *history) rows() []report.Snapshot {
	rows := slices.DeleteFunc(slices.Clone(h.kept), h.replaced)
	for i := range rows {
		if h.current(rows[i]) {
			rows[i].Failed = report.Number(h.missing(rows[i].File))
		}
	}
	for file, made := range h.made {
		for _, row := range made {
			row.Failed = report.Number(h.missing(file))
			rows = append(rows, row)
		}
	}
	h.opened.fill(rows, h.isHere)
	slices.SortFunc(rows, func(a, b report.Snapshot) int {
		return cmp.Or(a.AsOf.Compare(b.AsOf.Time), cmp.Compare(a.Underlying, b.Underlying), cmp.Compare(a.File, b.File), cmp.Compare(a.Folder, b.Folder), cmp.Compare(a.SHA256, b.SHA256))
	})
	return rows
}

// isHere reports whether a folder is one of those that this run reads.
func (h *history) isHere(folder string) bool {
	if len(h.Files) == 0 {
		return folder == slashed(h.Dir)
	}
	for _, name := range h.Files {
		if folder == slashed(filepath.Dir(name)) {
			return true
		}
	}
	return false
}

// replaced reports whether a row is of a file that was read again.
func (h *history) replaced(row report.Snapshot) bool {
	if h.superseded(row) {
		return true
	}
	made := h.made[row.File]
	if made == nil || row.Folder != made[0].Folder && row.SHA256 != made[0].SHA256 { // another file of the same name
		return false
	}
	again := slices.ContainsFunc(made, func(now report.Snapshot) bool {
		return now.Underlying == row.Underlying && (h.dated[row.File] == nil || now.AsOf.Day() == row.AsOf.Day())
	})
	return again || h.missing(row.File) == 0 && !h.current(row)
}

// superseded reports whether one of the files of a row is in another book now, which has a row.
func (h *history) superseded(row report.Snapshot) bool {
	for file, b := range h.books {
		in := strings.Contains("+"+row.File+"+", "+"+file+"+")
		if in && b.name != row.File && b.folder == row.Folder && (h.made[b.name] != nil || h.sums[b.name][b.sum]) {
			return true
		}
	}
	return false
}

// current reports whether a row is of what a file of many dates, read in this run, still holds.
func (h *history) current(row report.Snapshot) bool {
	d := h.dated[row.File]
	return d != nil && row.SHA256 == d.sum && row.Version == h.job.Version
}

// folder is that of a file, by its path.
func (h *history) folder(path string) string {
	if folder, given := h.folders[path]; given {
		return folder
	}
	return slashed(h.Dir)
}

// slashed is a path as every format can hold it.
func slashed(path string) string { return asUTF8(filepath.ToSlash(filepath.Clean(path))) }

func asUTF8(name string) string { return strings.ToValidUTF8(name, "\ufffd") }

// odd notes what is in a history and may surprise: rows of what a file was before it changed, when it cannot be used now, and files
// that are the same under several names.
func (h *history) odd() (lines []string) {
	for _, path := range h.job.Files {
		name, n := h.names[path], 0
		if h.missing(name) == 0 {
			continue
		}
		for _, row := range h.kept {
			if row.File == name && row.Folder == h.folder(path) && !h.replaced(row) && !h.current(row) {
				n++
			}
		}
		if n > 0 {
			lines = append(lines, fmt.Sprintf("%s: rows of it as it was before stay in the history: %d", name, n))
		}
	}
	type content struct{ sum, underlying, at string }
	first, noted := map[content]string{}, map[string]bool{}
	look := func(row report.Snapshot, made bool) {
		c := content{row.SHA256, row.Underlying, row.AsOf.String()}
		switch other, seen := first[c]; {
		case row.SHA256 == "":
		case !seen:
			first[c] = row.File
		case made && other != row.File && !noted[row.File]:
			noted[row.File] = true
			lines = append(lines, fmt.Sprintf("%s: the same content as %s: both have rows", row.File, other))
		}
	}
	for _, row := range h.kept {
		if !h.replaced(row) {
			look(row, false)
		}
	}
	for _, path := range h.job.Files {
		for _, row := range h.made[h.names[path]] {
			look(row, true)
		}
	}
	return lines
}
