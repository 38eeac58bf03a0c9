//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package system

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// TryLock takes the lock of an open file for this process alone, and is false when another has it. The lock ends with the
// process or when the file is closed. A file system without locks is errors.ErrUnsupported.
func TryLock(f *os.File) (bool, error) {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		case errors.Is(err, syscall.ENOTSUP), errors.Is(err, syscall.ENOLCK), errors.Is(err, syscall.ENOSYS), errors.Is(err, syscall.EINVAL):
			return false, fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
		}
		return err == nil, err
	}
}
