package terminal

import (
	"os"
	"os/signal"
	"syscall"

	"gex/internal/fault"
	"gex/internal/par"
)

// Stops are the signals by which the user stops the program, SIGHUP among them unless nohup ignores it.
func Stops() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

// Interruptible runs work and returns its exit code. When the user stops it first, it removes unfinished files and restores the
// terminal.
func (t *Terminal) Interruptible(stop <-chan os.Signal, work func() int) int {
	done := make(chan int, 1)
	go func() {
		par.GrowStack()
		done <- work()
	}()
	select {
	case code := <-done:
		return code
	case <-stop:
		t.drafts.removeAll()
		t.Progress.End()
		if t.Screen.LeaveNow(stop) {
			return fault.Done // gex watch ends no other way
		}
		return fault.Stopped
	}
}
