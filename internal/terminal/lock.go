package terminal

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"gex/internal/system"
)

// lookEvery is how often Lock tries again.
const lookEvery = 100 * time.Millisecond

// Lock keeps other processes from an output until release is called: of two that read it, add rows and write it, one would lose
// the rows of the other. When another process holds the lock it waits up to Patience; then the error names that process by what
// it passed as self. On a file system without locks the error is errors.ErrUnsupported.
func (t *Terminal) Lock(output, self string) (release func(), err error) {
	path, err := realPath(output)
	if err != nil {
		return nil, Unwritable(output, err)
	}
	base := filepath.Base(path)
	name := filepath.Join(filepath.Dir(path), ".gex-lock-"+base[:min(len(base), 200)])
	for waited := time.Duration(0); ; waited += lookEvery {
		lock, holder, err := t.tryLock(name, self)
		switch {
		case errors.Is(err, errors.ErrUnsupported):
			return nil, err
		case err != nil:
			return nil, Unwritable(output, err)
		case lock != nil:
			return func() { t.unlock(name, lock) }, nil
		case waited >= t.Patience:
			return nil, busy(output, holder)
		}
		<-time.After(lookEvery)
	}
}

// tryLock takes the lock file, or returns who has it. The holder removes the file when it is done, so a locked file that has lost
// its name belonged to another run.
func (t *Terminal) tryLock(name, self string) (lock *os.File, holder string, err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, "", err
	}
	free, err := system.TryLock(f)
	if err == nil && free && stillThere(name, f) {
		host, _ := os.Hostname()
		if err = f.Truncate(0); err == nil {
			_, err = fmt.Fprintf(f, "%s, process %d on %s\n", self, os.Getpid(), cmp.Or(host, "this machine"))
		}
		t.drafts.mu.Lock()
		t.drafts.add(name)
		t.drafts.mu.Unlock()
		if err == nil {
			return f, "", nil
		}
	}
	text := make([]byte, 300)
	n, _ := f.ReadAt(text, 0)
	f.Close()
	if errors.Is(err, errors.ErrUnsupported) {
		os.Remove(name)
	}
	holder, _, _ = strings.Cut(string(text[:n]), "\n")
	return nil, cmp.Or(holder, "another "+self), err
}

// unlock removes the lock file while it is still held.
func (t *Terminal) unlock(name string, lock *os.File) {
	if runtime.GOOS == "windows" {
		lock.Close() // an open file cannot be removed
	}
	t.drafts.remove(name)
	lock.Close()
}
