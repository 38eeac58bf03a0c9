package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"gex/internal/fault"
	"gex/internal/system"
)

// How long a run waits for another that writes the same output: so many looks, so far apart.
const lookEvery = 100 * time.Millisecond

var looks = 100

// lockOutput keeps other runs from the output of this one until release is called: of two that read it, add to it and
// write it, one would lose what the other has added. It waits a while for a run that is at work there.
func (p *program) lockOutput(output string) (release func(), err error) {
	path, err := realPath(output)
	if err != nil {
		return nil, cannotWrite(output, err)
	}
	base := filepath.Base(path)
	name := filepath.Join(filepath.Dir(path), ".gex-lock-"+base[:min(len(base), 200)])
	for look := 0; ; look++ {
		lock, holder, err := p.tryLock(name)
		switch {
		case errors.Is(err, errors.ErrUnsupported):
			p.note("%s: this file system has no locks: two runs at once may lose each other's rows", output)
			return func() {}, nil
		case err != nil:
			return nil, cannotWrite(output, err)
		case lock != nil:
			return func() { p.unlock(name, lock) }, nil
		case look == looks:
			return nil, fault.New(fault.Broken, "wait until it is done, or give --output another name", "%s is being written by %s", output, holder)
		}
		<-time.After(lookEvery)
	}
}

// tryLock takes the lock file, or says who has it. The file goes when its holder is done, so one that is no longer under
// its name was that of another run.
func (p *program) tryLock(name string) (lock *os.File, holder string, err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, "", err
	}
	free, err := system.TryLock(f)
	if err == nil && free && stillThere(name, f) {
		host, _ := os.Hostname()
		if err = f.Truncate(0); err == nil {
			_, err = fmt.Fprintf(f, "gex history, process %d on %s\n", os.Getpid(), cmp.Or(host, "this machine"))
		}
		p.drafts.mu.Lock()
		p.drafts.add(name)
		p.drafts.mu.Unlock()
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
	return nil, cmp.Or(holder, "another gex history"), err
}

// unlock removes the lock file while it is still held.
func (p *program) unlock(name string, lock *os.File) {
	if runtime.GOOS == "windows" {
		lock.Close() // nothing open can be removed
	}
	p.drafts.remove(name)
	lock.Close()
}
