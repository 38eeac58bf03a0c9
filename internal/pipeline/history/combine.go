package history

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/pipeline"
)

// combine makes books of the files of one instant, and leaves out those that have rows. Files that are in no book are reported.
func (h *history) combine() {
	h.books, h.paths = map[string]book{}, map[string][]string{}
	var usable []pipeline.Look
	for _, l := range h.job.Look(h.out, h.job.Files) {
		if l.Err != nil {
			h.failed = append(h.failed, ofOneDate(l))
		} else {
			usable = append(usable, l)
		}
	}
	instants, left := pipeline.Instants(h.job.Combine, usable)
	for _, l := range left {
		if e := fault.Of(l.Why); e.Code != fault.Done {
			h.failed = append(h.failed, l.Why)
		} else if !h.job.Quiet {
			h.out.Note(e.Error())
		}
	}
	books := [][]string{}
	for _, i := range instants {
		b := h.bookOf(i.Files)
		h.paths[b.name] = i.Names()
		for _, l := range i.Files {
			h.books[h.names[l.Name]] = b
		}
		if h.names[keyOf(i.Names())] = b.name; !h.sums[b.name][b.sum] {
			books = append(books, i.Names())
		}
	}
	h.job.Divide(books)
}

// ofOneDate is the error about a file that cannot be used, which for one of many dates says how to make files of one instant of it.
func ofOneDate(l pipeline.Look) error {
	var many *chain.SeveralDates
	if !errors.As(l.Err, &many) || len(many.Dates) == 0 {
		return l.Err
	}
	e := *fault.Of(l.Err)
	e.Hint = fmt.Sprintf("files of one instant make a book: gex convert %s %s %s %s DAY.csv makes one of a date; or choose one date with %s",
		fault.Setting("quote-date"), many.Dates[0], filepath.Base(l.Name), fault.Setting("output"), fault.Setting("quote-date"))
	return &e
}

// bookOf identifies the book of files.
func (h *history) bookOf(files []pipeline.Look) book {
	b := book{name: h.names[files[0].Name], sum: files[0].SHA256, folder: h.folder(files[0].Name)}
	if len(files) == 1 {
		return b
	}
	var names []string
	sum := sha256.New()
	for _, l := range files {
		names = append(names, h.names[l.Name])
		fmt.Fprintln(sum, l.SHA256)
	}
	b.name, b.sum = strings.Join(names, "+"), hex.EncodeToString(sum.Sum(nil))
	return b
}

// keyOf stands for files in maps.
func keyOf(files []string) string { return strings.Join(files, "\x00") }
