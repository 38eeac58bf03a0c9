package system

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockAt is the offset of the lock: beyond what is written, as a lock of this system keeps others from reading, too.
const lockAt = 1 << 30

// TryLock takes the lock of an open file for this process alone, and is false when another has it. The lock ends with the
// process or when the file is closed.
func TryLock(f *os.File) (bool, error) {
	const now = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), now, 0, 1, 0, &windows.Overlapped{OffsetHigh: lockAt})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}
