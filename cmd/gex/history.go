package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gex/internal/chain"
	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/par"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/terminal"
)

// history is a time series in the making.
type history struct {
	p *program
	o *historyOptions

	folder  string                       // as its rows have it
	kept    []report.Snapshot            // of the output as it was
	sums    map[string]map[string]bool   // of a file that has rows of this version, by name: are they all there?
	names   map[string]string            // of a file within the folder, by its path
	made    map[string][]report.Snapshot // of a file, by name
	found   map[string]int               // underlyings of a file, by its name
	at      string                       // the file whose rows come in, by name
	unsaved int
	failed  []error // before anything was read
}

// saveEvery is after how many rows the output is written, so that a run that is stopped has not been for nothing. It waits
// for the end of a file: one with rows counts as done.
const saveEvery = 500

// bearing are the settings that bear on the numbers, wherever they were given, in the order of their names.
func bearing(settings []report.Setting) string {
	var list []string
	for _, s := range settings {
		if !slices.Contains([]string{"jobs", "max-bytes", "strict"}, s.Name) {
			list = append(list, "--"+s.Name+" "+s.Value)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// resume reads the rows that the output has already.
func (h *history) resume() error {
	h.sums, h.made, h.found = map[string]map[string]bool{}, map[string][]report.Snapshot{}, map[string]int{}
	h.folder = asUTF8(filepath.ToSlash(filepath.Clean(h.o.folder)))
	if _, err := os.Stat(h.o.path); err != nil || h.streams() {
		return nil
	}
	in, err := h.p.open(h.o.path)
	if err != nil {
		return err
	}
	defer in.Close()
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	h.kept, err = report.ReadSnapshots(bytes.NewReader(text), h.o.format == render.CSV)
	if err == nil {
		err = report.OldHistory(text, h.o.format == render.CSV)
	}
	var old *report.OldHistoryError
	if errors.As(err, &old) {
		return h.p.outdated(h.o.path, "history "+escape.Shell(h.o.folder), old)
	}
	if err != nil {
		return fault.New(fault.Input, "give --output another name, or --format the one it was written in", "%s: no history to go on with: %w", h.o.path, err)
	}
	for _, row := range h.kept {
		if row.Options != h.o.flags {
			return usageError("give the same flags, or --output another name", "%s was made %s, and this run is %s", h.o.path, withFlags(row.Options), withFlags(h.o.flags))
		}
		if row.Version != version() {
			continue // another version may say something else of the same file
		}
		if h.sums[row.File] == nil {
			h.sums[row.File] = map[string]bool{}
		}
		h.sums[row.File][row.SHA256] = !(row.Failed > 0)
	}
	return nil
}

// asUTF8 is a name as every format can hold it.
func asUTF8(name string) string { return strings.ToValidUTF8(name, "\ufffd") }

func withFlags(flags string) string {
	if flags == "" {
		return "without flags"
	}
	return "with " + flags
}

// find lists the files of the folder that have no rows yet, in the order of their names.
func (h *history) find() error {
	info, err := os.Stat(h.o.folder)
	switch {
	case err != nil:
		return fault.New(fault.Input, "give the folder that holds the files", "%s: %w", h.o.folder, fault.Reason(err))
	case !info.IsDir():
		return usageError("gex levels "+h.o.folder, "%s is no folder", h.o.folder)
	}
	output, _ := os.Stat(h.o.path)
	found := 0
	h.names = map[string]string{}
	err = fs.WalkDir(os.DirFS(h.o.folder), ".", func(name string, entry fs.DirEntry, err error) error {
		path := filepath.Join(h.o.folder, filepath.FromSlash(name))
		switch {
		case err != nil:
			h.failed = append(h.failed, fault.New(fault.Input, "is it readable?", "%s: %w", path, fault.Reason(err)))
			return nil
		case strings.HasPrefix(entry.Name(), ".") && name != ".":
			return skipped(entry)
		case entry.IsDir() || !chainName(name):
			return nil
		}
		if info, err := os.Stat(path); err == nil && (!info.Mode().IsRegular() || output != nil && os.SameFile(info, output)) {
			return nil
		}
		found++
		if !h.has(name, path) {
			h.o.files = append(h.o.files, path)
			h.names[path] = asUTF8(name)
		}
		return nil
	})
	if err == nil && found+len(h.failed) == 0 {
		return fault.New(fault.Input, "files that end in .csv, .tsv, .txt or .json count, also with .gz or .zst behind", "%s: no chain files in it", h.o.folder)
	}
	return err
}

func skipped(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// chainName reports whether a file may be a chain, by the end of its name.
func chainName(name string) bool {
	name = strings.ToLower(name)
	for _, packed := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	return slices.Contains([]string{".csv", ".tsv", ".txt", ".json"}, filepath.Ext(name))
}

// has reports whether a file has rows of what it holds now. What cannot be read is told when it is its turn.
func (h *history) has(name, path string) bool {
	known := h.sums[asUTF8(name)]
	if known == nil {
		return false
	}
	sum, err := h.sum(path)
	return err == nil && known[sum]
}

// sum is the sum of a file as a report has it.
func (h *history) sum(path string) (string, error) {
	raw, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer raw.Close()
	in, err := chain.Unpacked(raw, h.o.reading(path))
	if err != nil {
		return "", err
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// run reads the new files on all cores, writes the history, and tells at the end what failed.
func (h *history) run() error {
	s := h.p.newSequence(&h.o.chainOptions, io.Discard, h.take, render.Options{})
	s.later = h.failed
	par.InOrder(h.p.allPieces(&h.o.chainOptions), func(f found) bool {
		h.count(f)
		return s.take(f)
	})
	h.p.term.Progress.End()
	var err error
	if s.err == nil && (h.unsaved > 0 || h.streams()) {
		err = h.save()
	}
	return cmp.Or(err, s.finish())
}

// count counts what a file should have rows of, and what could not be read of it.
func (h *history) count(f found) {
	name := h.names[f.name]
	h.found[name] += len(f.results)
	if f.err != nil {
		h.found[name]++
	}
}

// missing is how many underlyings of a file have no row.
func (h *history) missing(file string) int { return max(h.found[file]-len(h.made[file]), 0) }

// take keeps the row of a report.
func (h *history) take(_ io.Writer, r result, _ render.Options) error {
	row := report.SnapshotOf(r.document.(*report.LevelsDocument))
	row.Folder, row.File, row.Options = h.folder, h.names[r.file], h.o.flags
	var err error
	if row.File != h.at && h.unsaved >= saveEvery && !h.streams() {
		err = h.save()
	}
	h.at = row.File
	h.made[row.File] = append(h.made[row.File], row)
	h.unsaved++
	return err
}

// streams reports whether the rows go where they can be written only once.
func (h *history) streams() bool { return terminal.Streams(h.o.path) }

// save writes all rows in the order of their time.
func (h *history) save() error {
	h.unsaved = 0
	rows := h.rows()
	return h.p.toOutput(h.o.outputOptions, func(w io.Writer, style render.Options) error {
		return render.History(w, rows, h.o.format, style)
	})
}

// rows are those of the files read now, and of all others as they were. Of a file that could not be used as a whole, what
// could not be used now stays as it was.
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

// replaced reports whether a row is one of a file that was read again.
func (h *history) replaced(row report.Snapshot) bool {
	made := h.made[row.File]
	switch {
	case made == nil:
		return false
	case row.Folder != h.folder && row.SHA256 != made[0].SHA256: // another file of the same name
		return false
	}
	return h.missing(row.File) == 0 || slices.ContainsFunc(made, func(now report.Snapshot) bool { return now.Underlying == row.Underlying })
}
