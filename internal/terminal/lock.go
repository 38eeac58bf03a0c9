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

// lookEvery is how long Lock waits from one look at a lock to the next.
const lookEvery = 100 * time.Millisecond

// Lock keeps other processes from an output until release is called: of two that read it, add to it and write it, one
// would lose what the other has added. It waits for one that is at work there as long as Patience; then it is a BusyError
// with the name that the other has given as self. Where there are no locks the error is errors.ErrUnsupported.
func (t *Terminal) Lock(output, self string) (release func(), err error) {
	path, err := realPath(output)
	if err != nil {
		return nil, unwritable(output, err)
	}
	base := filepath.Base(path)
	name := filepath.Join(filepath.Dir(path), ".gex-lock-"+base[:min(len(base), 200)])
	for waited := time.Duration(0); ; waited += lookEvery {
		lock, holder, err := t.tryLock(name, self)
		switch {
		case errors.Is(err, errors.ErrUnsupported):
			return nil, err
		case err != nil:
			return nil, unwritable(output, err)
		case lock != nil:
			return func() { t.unlock(name, lock) }, nil
		case waited >= t.Patience:
			return nil, &BusyError{output, holder}
		}
		<-time.After(lookEvery)
	}
}

// tryLock takes the lock file, or says who has it. The file goes when its holder is done, so one that is no longer under
// its name was that of another run.
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
		lock.Close() // nothing open can be removed
	}
	t.drafts.remove(name)
	lock.Close()
}
