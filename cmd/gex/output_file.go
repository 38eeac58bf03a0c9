package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/render"
	"gex/internal/system"
)

// toDevice writes to what cannot be replaced: a device, a named pipe.
func toDevice(o outputOptions, write func(io.Writer, render.Options) error) error {
	f, err := os.OpenFile(o.path, os.O_WRONLY, 0)
	if err != nil {
		return cannotWrite(o.path, err)
	}
	return finish(o.path, f, write, o.style(f))
}

// toFile writes a file that appears under its name only when all went well: until then it is a draft beside it. Links
// are followed. A file that is there keeps its mode and its owner, and when it has other names or cannot be made anew as
// it was, the draft is copied into it.
func (p *program) toFile(o outputOptions, write func(io.Writer, render.Options) error) error {
	path, err := realPath(o.path)
	if err != nil {
		return cannotWrite(o.path, err)
	}
	was, err := os.Stat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cannotWrite(o.path, err)
	}
	d, err := p.drafts.create(filepath.Dir(path))
	if was != nil && errors.Is(err, fs.ErrPermission) { // the folder is closed, the file may be open
		d, err = p.drafts.create(os.TempDir())
	}
	if err != nil {
		return cannotWrite(o.path, err)
	}
	defer p.drafts.discard(d)
	replace := was == nil || d.becomes(path, was)
	if err := finish(o.path, d.file, write, o.style(nil)); err != nil {
		return err
	}
	if replace {
		err = d.become(path)
	} else {
		err = copyInto(path, d.name)
	}
	if err != nil {
		return cannotWrite(o.path, err)
	}
	return nil
}

// becomes makes the draft like the file whose place it is to take; false when it cannot be: the file has other names, or
// an owner whom we cannot give it to.
func (d *draft) becomes(path string, was fs.FileInfo) bool {
	alone := d.file.Chmod(0o600) == nil && filepath.Dir(d.name) == filepath.Dir(path) && system.Links(was) == 1
	return alone && system.KeepOwner(d.file, was) == nil && d.file.Chmod(was.Mode().Perm()) == nil
}

// maxLinks is how many links in a row are followed, as on Linux.
const maxLinks = 40

// realPath follows links to the file at their end, which need not be there.
func realPath(path string) (string, error) {
	for range maxLinks {
		dir, err := filepath.EvalSymlinks(filepath.Dir(path))
		if err != nil {
			return "", err
		}
		path = filepath.Join(dir, filepath.Base(path))
		if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		to, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(to) {
			to = dir + string(filepath.Separator) + to // as it stands: a/../b is not b where a is a link
		}
		path = to
	}
	return "", syscall.ELOOP
}

// copyInto writes one file over another that stays where it is.
func copyInto(path, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// finish writes and closes; an error of the disk goes before one of the result.
func finish(path string, f *os.File, write func(io.Writer, render.Options) error, style render.Options) error {
	out := (&checkedWriter{w: &escape.Writer{W: f}}).styled(style)
	err := write(out, style)
	out.flush()
	if closed := f.Close(); out.err == nil {
		out.err = closed
	}
	if out.err != nil {
		return cannotWrite(path, out.err)
	}
	return err
}

// cannotWrite is an output that failed, and what to do.
func cannotWrite(where string, err error) error {
	return fault.New(fault.Broken, writeHint(err), "cannot write %s: %w", where, reason(err))
}

func writeHint(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "the folder must be there: make it first"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "you need write permission for the file or its folder; --output takes another place"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, system.ErrQuota):
		return "free some space, or write to another disk"
	case errors.Is(err, syscall.EFBIG):
		return "the file is larger than the system allows: see ulimit -f"
	case errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.ENAMETOOLONG), errors.Is(err, syscall.ELOOP):
		return "give --output the name of a file"
	}
	return ""
}
