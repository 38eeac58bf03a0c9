package terminal

import (
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"syscall"
	"testing"

	"gex/internal/fault"
)

func TestInterruptTakesBackTheDraft(t *testing.T) {
	dir := t.TempDir()
	p := &Terminal{}
	stop, begun := make(chan os.Signal), make(chan bool)
	go func() {
		<-begun
		stop <- os.Interrupt
	}()
	code := p.Interruptible(stop, func() int {
		f, err := p.drafts.create(dir)
		if err != nil {
			t.Error(err)
		} else {
			f.file.Close()
		}
		close(begun)
		select {} // never done
	})
	left, err := os.ReadDir(dir)
	if code != fault.Stopped || err != nil || len(left) > 0 {
		t.Errorf("exit %d, %v left behind, %v", code, left, err)
	}
}

func TestWorkThatEndsIsNotInterrupted(t *testing.T) {
	if code := new(Terminal).Interruptible(nil, func() int { return fault.No }); code != fault.No {
		t.Errorf("exit %d", code)
	}
}

// A terminal that closes takes back the draft as well, but not under nohup.
func TestHangupStops(t *testing.T) {
	if signal.Ignored(syscall.SIGHUP) { // under nohup: a process started with the signal caught here has its default
		signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
		again := exec.Command(os.Args[0], "-test.run=^TestHangupStops$", "-test.count=1")
		if out, err := again.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	if !slices.Contains(Stops(), os.Signal(syscall.SIGHUP)) {
		t.Error("a terminal that closes does not stop gex")
	}
	signal.Ignore(syscall.SIGHUP)
	defer signal.Reset(syscall.SIGHUP)
	if slices.Contains(Stops(), os.Signal(syscall.SIGHUP)) {
		t.Error("a terminal that closes stops gex under nohup")
	}
}
