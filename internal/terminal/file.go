package terminal

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"gex/internal/system"
)

// Write runs write on standard output, or on the file of the options. An error of the disk takes precedence over one of write.
func (t *Terminal) Write(o Options, write func(io.Writer, Page) error) error {
	if o.ToStdout() {
		page := o.pageOn(t.stdout)
		return write(t.Out.passing(o, page), page)
	}
	if Streams(o.Path) {
		return toDevice(o, write)
	}
	return t.toFile(o, write)
}

// Streams reports whether a path cannot be replaced, only written to: standard output, a device, a named pipe.
func Streams(path string) bool {
	info, err := os.Stat(path)
	return path == "" || path == "-" || err == nil && !info.Mode().IsRegular()
}

// toDevice writes to a path that cannot be replaced.
func toDevice(o Options, write func(io.Writer, Page) error) error {
	f, err := os.OpenFile(o.Path, os.O_WRONLY, 0)
	if err != nil {
		return Unwritable(o.Path, err)
	}
	return o.finish(f, write, o.pageOn(f))
}

// toFile writes a file that appears under its name only when all went well; until then it is a draft in the same directory.
// Links are followed. An existing file keeps its mode and owner; when it has other hard links, or its owner cannot be kept, the
// draft is copied into it instead.
func (t *Terminal) toFile(o Options, write func(io.Writer, Page) error) error {
	path, err := realPath(o.Path)
	if err != nil {
		return Unwritable(o.Path, err)
	}
	was, err := os.Stat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Unwritable(o.Path, err)
	}
	d, err := t.drafts.create(filepath.Dir(path))
	if was != nil && errors.Is(err, fs.ErrPermission) { // the directory is read-only, the file may not be
		d, err = t.drafts.create(os.TempDir())
	}
	if err != nil {
		return Unwritable(o.Path, err)
	}
	defer t.drafts.discard(d)
	replace := was == nil || d.becomes(path, was)
	if err := o.finish(d.file, write, o.pageOn(nil)); err != nil {
		return err
	}
	if replace {
		return Unwritable(o.Path, d.become(path))
	}
	return Unwritable(o.Path, copyInto(path, d.name))
}

// becomes gives the draft the mode and owner of the file that it will replace; false when it must not replace it: the file has
// other hard links, or an owner that we cannot set.
func (d *draft) becomes(path string, was fs.FileInfo) bool {
	alone := d.file.Chmod(0o600) == nil && filepath.Dir(d.name) == filepath.Dir(path) && system.Links(was) == 1
	return alone && system.KeepOwner(d.file, was) == nil && d.file.Chmod(was.Mode().Perm()) == nil
}

// maxLinks is how many links in a row are followed, as on Linux.
const maxLinks = 40

// realPath follows links to the file at their end, which need not exist.
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
			to = dir + string(filepath.Separator) + to // not cleaned: a/../b is not b where a is a link
		}
		path = to
	}
	return "", syscall.ELOOP
}

// copyInto overwrites a file in place with another.
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

// finish writes and closes; an error of the disk takes precedence over one of the result.
func (o Options) finish(f *os.File, write func(io.Writer, Page) error, page Page) error {
	out := newWriter(f).passing(o, page)
	err := write(out, page)
	failed := out.Flush()
	if closed := f.Close(); failed == nil {
		failed = closed
	}
	if failed != nil {
		return Unwritable(o.Path, failed)
	}
	return err
}
