//go:build unix

package system

import (
	"io/fs"
	"os"
	"os/signal"
	"syscall"
)

// Links is the number of names of a file.
func Links(info fs.FileInfo) int {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(s.Nlink)
	}
	return 1
}

// KeepOwner gives an open file the owner and group of another. Only the superuser may do so for any.
func KeepOwner(f *os.File, of fs.FileInfo) error {
	now, err := f.Stat()
	if err != nil {
		return err
	}
	is, known := now.Sys().(*syscall.Stat_t)
	was, ok := of.Sys().(*syscall.Stat_t)
	if !known || !ok || is.Uid == was.Uid && is.Gid == was.Gid {
		return nil
	}
	return f.Chown(int(was.Uid), int(was.Gid))
}

// WriteErrors makes a limit on the size of files (ulimit -f) an error of Write; otherwise it ends the process.
func WriteErrors() { signal.Ignore(syscall.SIGXFSZ) }

// ErrQuota is a disk on which this user may not write any more.
var ErrQuota error = syscall.EDQUOT
