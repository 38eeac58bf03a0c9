package history

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/report"
)

// resume reads the rows that the output has already.
func (h *history) resume() error {
	if _, err := os.Stat(h.Output); err != nil || h.Streams {
		return nil
	}
	in, err := h.out.Open(h.Output)
	if err != nil {
		return err
	}
	defer in.Close()
	text, err := h.text(in)
	if err != nil {
		return err
	}
	h.kept, err = report.ReadSnapshots(bytes.NewReader(text), h.CSV)
	switch {
	case errors.Is(err, report.ErrOldHistory):
		return err
	case err != nil:
		return fault.New(fault.Input, otherOutput(), "%s: no history to go on with: %w", h.Output, err)
	}
	h.opened.keep(h.kept)
	return h.known()
}

// text is the output as csv or JSON lines.
func (h *history) text(in io.Reader) ([]byte, error) {
	text, err := io.ReadAll(in)
	if err != nil || !h.Table || len(text) == 0 {
		return text, err
	}
	if !chain.IsParquet(text) {
		return nil, fault.New(fault.Input, otherOutput(), "%s: no history to go on with: it is not a Parquet file", h.Output)
	}
	table, err := chain.Unpacked(bytes.NewReader(text), chain.Options{Name: h.Output})
	if err != nil {
		return nil, err
	}
	defer table.Close()
	return io.ReadAll(table)
}

// otherOutput says what to do about an output that is no history, or one in another format.
func otherOutput() string {
	return "restore it from a copy, or remove it, and all its rows are made again; if it is whole, give " + fault.Setting("output") + " another name or " +
		fault.Setting("format") + " the one it was written in"
}

// known notes which files have rows of this version.
func (h *history) known() error {
	for _, row := range h.kept {
		if row.Options != h.Flags && !h.isAlone(row) {
			return fault.New(fault.Usage, "give the same flags, or "+fault.Setting("output")+" another name", "%s was made %s, and this run is %s", h.Output, withFlags(row.Options), withFlags(h.Flags))
		}
		if row.Version != h.job.Version {
			continue // another version may say something else of the same file
		}
		if h.sums[row.File] == nil {
			h.sums[row.File] = map[string]bool{}
		}
		whole, known := h.sums[row.File][row.SHA256]
		h.sums[row.File][row.SHA256] = !(row.Failed > 0) && (whole || !known)
		h.done[rowKeyOf(row)] = true
		if h.job.Priced.Date.IsZero() {
			h.job.Priced = pipeline.Priced{Date: row.AsOf.Day(), Where: row.File + " in " + h.Output}
		}
	}
	return nil
}

// isAlone reports whether a row is that of a book of one file, which has no settings of combined books.
func (h *history) isAlone(row report.Snapshot) bool {
	return h.job.Combine != "" && row.Members == "" && row.Options == h.Alone && gex.SameSymbol(row.Underlying, h.job.Combine)
}

func withFlags(flags string) string {
	if flags == "" {
		return "without flags"
	}
	return "with " + flags
}

// find lists the files below the directory that have no rows yet, in the order of their names.
func (h *history) find() error {
	if len(h.Files) > 0 {
		return h.given()
	}
	info, err := os.Stat(h.Dir)
	switch {
	case err != nil:
		return fault.New(fault.Input, "give the directory that holds the files", "%s: %w", h.Dir, fault.Reason(err))
	case !info.IsDir():
		return fault.New(fault.Usage, "gex levels "+h.Dir, "%s is not a directory", h.Dir)
	}
	output, _ := os.Stat(h.Output)
	found := 0
	err = fs.WalkDir(os.DirFS(h.Dir), ".", func(name string, entry fs.DirEntry, err error) error {
		path := filepath.Join(h.Dir, filepath.FromSlash(name))
		switch {
		case err != nil:
			h.failed = append(h.failed, fault.New(fault.Input, "is it readable?", "%s: %w", path, fault.Reason(err)))
			return nil
		case strings.HasPrefix(entry.Name(), ".") && name != ".":
			return skipped(entry)
		case entry.IsDir() || !pipeline.ChainName(name):
			return nil
		}
		if info, err := os.Stat(path); err == nil && (!info.Mode().IsRegular() || output != nil && os.SameFile(info, output)) {
			return nil
		}
		for _, member := range h.job.Members(h.out, path) {
			found++
			h.add(name+member, path+member)
		}
		return nil
	})
	if err == nil && found+len(h.failed) == 0 {
		return fault.New(fault.Input, "files that end in .csv, .tsv, .txt, .json, .parquet or .zip count, also with .gz or .zst behind", "%s: no chain files in it", h.Dir)
	}
	return err
}

// given takes files that were named one by one.
func (h *history) given() error {
	output, _ := os.Stat(h.Output)
	named := map[string]string{}
	for _, path := range h.Files {
		info, err := h.out.Stat(path)
		switch {
		case err != nil:
			h.failed = append(h.failed, fault.New(fault.Input, "give a file, or the directory that holds them", "%s: %w", path, fault.Reason(err)))
			continue
		case info.IsDir():
			return fault.New(fault.Usage, "give one directory, or files", "%s is a directory", path)
		case output != nil && os.SameFile(info, output):
			return fault.New(fault.Usage, "give "+fault.Setting("output")+" another name", "%s is both a chain and the output", path)
		}
		for _, member := range h.job.Members(h.out, path) {
			name := asUTF8(filepath.Base(path) + member)
			if other := named[name]; other != "" && other != path {
				return fault.New(fault.Usage, "give the directory that holds both", "%s and %s have one name, by which their rows are known", other, path)
			}
			named[name] = path
			h.folders[path+member] = slashed(filepath.Dir(path))
			h.add(filepath.Base(path)+member, path+member)
		}
	}
	return nil
}

// add takes a file that has no rows yet.
func (h *history) add(name, path string) {
	if h.job.Combine != "" || !h.has(name, path) {
		h.job.Files = append(h.job.Files, path)
		h.names[path] = asUTF8(name)
	}
}

func skipped(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// has reports whether a file has all rows of what it holds now. What cannot be read is reported when it is its turn.
func (h *history) has(name, path string) bool {
	known := h.sums[asUTF8(name)]
	if known == nil {
		return false
	}
	sum, err := h.sum(path)
	return err == nil && known[sum]
}

// sum is the SHA-256 of a file as a report has it.
func (h *history) sum(path string) (string, error) {
	raw, err := h.out.Open(path)
	if err != nil {
		return "", err
	}
	defer raw.Close()
	return chain.Checksum(raw, h.job.Reading(path))
}
