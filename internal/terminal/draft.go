package terminal

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"sync"

	"gex/internal/system"
)

// drafts are the files that are being written until they appear under their names, and what else must not be left behind
// when the program is stopped.
type drafts struct {
	mu    sync.Mutex
	names map[string]bool
}

// draft is one of them. It is locked as long as it is one, so that the next run can tell it from what a killed one has
// left behind.
type draft struct {
	name string
	file *os.File // to write
	lock *os.File // nil where there are no locks
}

// draftName is what a draft is called: the folder's listing hides it, and it is nobody else's.
var draftName = regexp.MustCompile(`^\.gex-[0-9]+$`)

// create makes a draft in a folder, after it has removed those of killed runs.
func (d *drafts) create(dir string) (*draft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	removeStale(dir)
	for {
		name := filepath.Join(dir, fmt.Sprintf(".gex-%d", rand.Uint64()))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		lock, ours := hold(name, f)
		if !ours { // another run took it for a stale one in the moment before the lock
			f.Close()
			continue
		}
		d.add(name)
		return &draft{name, f, lock}, nil
	}
}

// hold locks a new draft by a second handle, as it stays a draft after it was closed; false when it is gone.
func hold(name string, f *os.File) (lock *os.File, ours bool) {
	lock, err := os.Open(name)
	if err != nil { // a umask that keeps us from reading it keeps others likewise
		return nil, !errors.Is(err, os.ErrNotExist)
	}
	locked, err := system.TryLock(lock)
	if err != nil { // there are no locks: nobody takes it for stale either
		lock.Close()
		return nil, true
	}
	return lock, locked && stillThere(name, f)
}

// stillThere reports whether an open file is the one that stands under a name.
func stillThere(name string, f *os.File) bool {
	is, err := os.Stat(name)
	if err != nil {
		return false
	}
	was, err := f.Stat()
	return err == nil && os.SameFile(is, was)
}

// removeStale removes the drafts of a folder that no living process has locked. What cannot be removed stays: it is in
// nobody's way.
func removeStale(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !draftName.MatchString(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		name := filepath.Join(dir, e.Name())
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		if free, err := system.TryLock(f); err == nil && free && stillThere(name, f) {
			if runtime.GOOS == "windows" {
				f.Close() // nothing open can be removed
			}
			os.Remove(name)
		}
		f.Close()
	}
}

// become gives the draft its name.
func (d *draft) become(path string) error {
	if runtime.GOOS == "windows" {
		d.release() // nothing open can be renamed
	}
	return os.Rename(d.name, path)
}

// discard removes a draft that did not become what it was to be.
func (d *drafts) discard(one *draft) {
	one.file.Close()
	if runtime.GOOS == "windows" {
		one.release()
	}
	d.remove(one.name)
	one.release()
}

// release gives the lock back.
func (d *draft) release() {
	if d.lock != nil {
		d.lock.Close()
		d.lock = nil
	}
}

func (d *drafts) add(name string) {
	if d.names == nil {
		d.names = map[string]bool{}
	}
	d.names[name] = true
}

// remove removes a file that must not be left behind, when it is still there under its name.
func (d *drafts) remove(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	os.Remove(name) // fails after the rename, as it should
	delete(d.names, name)
}

// removeAll removes everything for good: the lock is kept, so that nothing new begins while the program ends.
func (d *drafts) removeAll() {
	d.mu.Lock()
	for name := range d.names {
		os.Remove(name)
	}
}
