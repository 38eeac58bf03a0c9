package main

import (
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
)

// stops are the signals by which the user stops the program: a terminal that closes, too, unless nohup keeps it going.
func stops() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

// interruptible runs work and returns its exit code. When the user stops it first, it takes back what is half
// done and leaves a clean terminal.
func (p *program) interruptible(stop <-chan os.Signal, work func() int) int {
	done := make(chan int, 1)
	go func() { done <- work() }()
	select {
	case code := <-done:
		return code
	case <-stop:
		p.draft.discard()
		p.progress.end()
		if p.screen.leaveNow(stop) {
			return exitDone // a watch has no other end
		}
		return exitStopped
	}
}

// draft is the temporary file of --output, until it appears under its name.
type draft struct {
	mu   sync.Mutex
	name string
}

// create makes the file beside the one that it will become.
func (d *draft) create(path string) (*os.File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f, err := os.CreateTemp(filepath.Dir(path), ".gex-*")
	if err == nil {
		d.name = f.Name()
	}
	return f, err
}

// discard removes the file for good: the lock is kept, so that no other begins while the program ends.
func (d *draft) discard() {
	d.mu.Lock()
	if d.name != "" {
		os.Remove(d.name)
	}
}
