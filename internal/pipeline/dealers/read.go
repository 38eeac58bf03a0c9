package dealers

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/inventory"
	"gex/internal/par"
	"gex/internal/pipeline"
)

// outcome is what came of a file.
type outcome struct {
	name  string
	again string // the checksum of a file that the ledger has
	file  *inventory.File
	err   error
}

// expand names the files in archives of several one by one.
func (r *run) expand() error {
	for _, name := range r.Files {
		if info, err := r.out.Stat(name); err == nil && info.IsDir() {
			return fault.New(fault.Input, "give its files: "+filepath.Join(name, "*.csv"), "%s is a directory", name)
		}
		members := []string{""}
		if strings.EqualFold(filepath.Ext(name), ".zip") {
			members = r.members(name)
		}
		for _, m := range members {
			r.names = append(r.names, name+m)
		}
	}
	return nil
}

// members are what stands behind the name of an archive to name the files in it. What cannot be read is reported in its turn.
func (r *run) members(name string) []string {
	itself := []string{""}
	in, err := r.out.Open(name)
	if err != nil {
		return itself
	}
	defer in.Close()
	names, err := chain.Members(in, chain.Options{Name: name, MaxBytes: r.MaxBytes})
	if err != nil || len(names) < 2 {
		return itself
	}
	for i := range names {
		names[i] = ":" + names[i]
	}
	return names
}

// text opens a file as decompressed text.
func (r *run) text(name string) (io.ReadCloser, io.Closer, error) {
	in, err := r.out.Open(name)
	if err != nil {
		return nil, nil, err
	}
	text, err := chain.Unpacked(in, chain.Options{Name: name, MaxBytes: r.MaxBytes})
	if err != nil {
		in.Close()
		return nil, nil, err
	}
	return text, in, nil
}

// read reads a file, unless the ledger has it under its name and it is still the same.
func (r *run) read(name string, known []string) (found outcome) {
	found.name = name
	if len(known) > 0 && name != "-" {
		if sum, err := r.sum(name); err == nil && slices.Contains(known, sum) {
			found.again = sum
			return found
		}
	}
	text, in, err := r.text(name)
	if err != nil {
		found.err = err
		return found
	}
	defer in.Close()
	defer text.Close()
	o := r.Reading
	o.Name = name
	found.file, found.err = inventory.Read(text, o)
	if found.file != nil {
		found.file.Rename(baseName(name))
	}
	return found
}

// sum is the checksum of a file.
func (r *run) sum(name string) (string, error) {
	in, err := r.out.Open(name)
	if err != nil {
		return "", err
	}
	defer in.Close()
	return chain.Checksum(in, chain.Options{Name: name, MaxBytes: r.MaxBytes})
}

// baseName is the name of a file without its directory; a member of an archive keeps that of the archive.
func baseName(name string) string {
	archive, member, ok := strings.Cut(name, ".zip:")
	if ok {
		return filepath.Base(archive) + ".zip:" + member
	}
	return filepath.Base(name)
}

// readAll reads all files, and adds them to the ledger in their order.
func (r *run) readAll() error {
	if err := r.expand(); err != nil {
		return err
	}
	r.update = r.ledger.Update()
	meter, _ := r.out.(pipeline.Meter)
	known := make([][]string, len(r.names))
	for i, name := range r.names {
		known[i] = r.ledger.Sums(baseName(name))
	}
	var failed error
	done := 0
	par.InOrder(func(yield func(work func() outcome) bool) {
		for i, name := range r.names {
			if !yield(func() outcome { return r.read(name, known[i]) }) {
				return
			}
		}
	}, func(found outcome) bool {
		failed = r.take(found)
		if done++; meter != nil {
			meter.Advance(done, 1, float64(done)/float64(len(r.names)))
		}
		r.out.Step(len(r.names))
		return failed == nil
	})
	r.out.Done()
	return failed
}

// take adds a file to the ledger.
func (r *run) take(found outcome) error {
	switch {
	case found.err != nil:
		return found.err
	case found.again != "":
		r.update.Again(baseName(found.name), found.again)
		return nil
	case !r.update.Add(found.file):
		r.note(fmt.Sprintf("%s: the same file as one before it: counted once", found.name))
		return nil
	}
	for _, d := range found.file.Days {
		r.unsaved += len(d.Entries)
	}
	if r.unsaved < max(saveRows, r.kept/saveShare) {
		return nil
	}
	r.kept, r.unsaved = r.update.Compact(), 0
	return r.save()
}

// saveRows and saveShare say after how many new rows the state is saved: so few that little is lost, and so many, a part of all,
// that saving costs little beside reading.
const (
	saveRows  = 2000
	saveShare = 4
)
