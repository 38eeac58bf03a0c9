package history

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"gex/internal/fault"
	"gex/internal/pipeline"
)

// combine makes books of the files of one instant, and leaves out those that have rows. Files that are in no book are reported.
func (h *history) combine() {
	h.books, h.paths = map[string]book{}, map[string][]string{}
	var usable []pipeline.Look
	for _, l := range h.job.Look(h.out, h.job.Files) {
		if l.Err != nil {
			h.failed = append(h.failed, l.Err)
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
