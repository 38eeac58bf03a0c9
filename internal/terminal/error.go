package terminal

import (
	"errors"
	"io/fs"
	"syscall"

	"gex/internal/fault"
	"gex/internal/system"
)

// Unwritable is the error of an output that failed, with what to do about it; nil when err is. The output is named by its path,
// or in words.
func Unwritable(output string, err error) error {
	if err == nil {
		return nil
	}
	return fault.New(fault.Broken, writeHint(err), "cannot write %s: %w", output, fault.Reason(err))
}

// busy is the error of an output that another process writes.
func busy(output, holder string) error {
	return fault.New(fault.Broken, "wait until it is done, or set "+fault.Setting("output")+" to another name", "%s is being written by %s", output, holder)
}

func writeHint(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "the directory does not exist: create it first"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "you need write permission for the file or its directory; set " + fault.Setting("output") + " to another place"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, system.ErrQuota):
		return "free some space, or write to another disk"
	case errors.Is(err, syscall.EFBIG):
		return "the file is larger than the system allows: see ulimit -f"
	case errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.ENAMETOOLONG), errors.Is(err, syscall.ELOOP):
		return "set " + fault.Setting("output") + " to the name of a file"
	}
	return ""
}
