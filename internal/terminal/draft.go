package terminal

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"gex/internal/lazy"
	"gex/internal/system"
)

// drafts are the files that are being written and do not have their names yet, and whatever else must be removed when the
// program is stopped.
type drafts struct {
	mu    sync.Mutex
	names map[string]bool
}

// draft is one of them. It stays locked until it has its name, so that the next run can distinguish it from the draft of a killed
// run.
type draft struct {
	name string
	file *os.File // to write
	lock *os.File // nil on a file system without locks
}

// draftName matches the names of drafts, which directory listings hide and nothing else uses.
var draftName = lazy.Regexp(`^\.gex-[0-9]+$`)

// create makes a draft in a directory, after it has removed those of killed runs.
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
		if !ours { // another run took it for stale before it was locked
			f.Close()
			continue
		}
		d.add(name)
		return &draft{name, f, lock}, nil
	}
}

// hold locks a new draft through a second handle, as it must stay locked after the first is closed; false when it is gone.
func hold(name string, f *os.File) (lock *os.File, ours bool) {
	lock, err := os.Open(name)
	if err != nil { // a umask that keeps us from opening it keeps others too
		return nil, !errors.Is(err, os.ErrNotExist)
	}
	locked, err := system.TryLock(lock)
	if err != nil { // no locks here, so nobody takes it for stale either
		lock.Close()
		return nil, true
	}
	return lock, locked && stillThere(name, f)
}

// stillThere reports whether an open file still has a name.
func stillThere(name string, f *os.File) bool {
	is, err := os.Stat(name)
	if err != nil {
		return false
	}
	was, err := f.Stat()
	return err == nil && os.SameFile(is, was)
}

// removeStale removes the drafts in a directory that no running process has locked. What cannot be removed stays, and does
// no harm.
func removeStale(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !draftName().MatchString(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		name := filepath.Join(dir, e.Name())
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		if free, err := system.TryLock(f); err == nil && free && stillThere(name, f) {
			if runtime.GOOS == "windows" {
				f.Close() // an open file cannot be removed
			}
			os.Remove(name)
		}
		f.Close()
	}
}

// become gives the draft its name.
func (d *draft) become(path string) error {
	if runtime.GOOS == "windows" {
		d.release() // an open file cannot be renamed
	}
	return os.Rename(d.name, path)
}

// discard removes a draft that did not get its name.
func (d *drafts) discard(one *draft) {
	one.file.Close()
	if runtime.GOOS == "windows" {
		one.release()
	}
	d.remove(one.name)
	one.release()
}

// release releases the lock.
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

// remove removes a file that must not be left behind, if it still exists under its name.
func (d *drafts) remove(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	os.Remove(name) // fails after the rename, as it should
	delete(d.names, name)
}

// removeAll removes everything and keeps the mutex, so that nothing new begins while the program ends.
func (d *drafts) removeAll() {
	d.mu.Lock()
	for name := range d.names {
		os.Remove(name)
	}
}
