package terminal

import (
	"os"
	"os/signal"
	"syscall"

	"gex/internal/fault"
)

// Stops are the signals by which the user stops the program: a terminal that closes, too, unless nohup keeps it going.
func Stops() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

// Interruptible runs work and returns its exit code. When the user stops it first, it takes back what is half
// done and leaves a clean terminal.
func (t *Terminal) Interruptible(stop <-chan os.Signal, work func() int) int {
	done := make(chan int, 1)
	go func() { done <- work() }()
	select {
	case code := <-done:
		return code
	case <-stop:
		t.drafts.removeAll()
		t.Progress.End()
		if t.Screen.LeaveNow(stop) {
			return fault.Done // a watch has no other end
		}
		return fault.Stopped
	}
}
