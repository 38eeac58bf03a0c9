package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestInterruptTakesBackTheDraft(t *testing.T) {
	dir := t.TempDir()
	p := &program{}
	stop, begun := make(chan os.Signal), make(chan bool)
	go func() {
		<-begun
		stop <- os.Interrupt
	}()
	code := p.interruptible(stop, func() int {
		f, err := p.draft.create(filepath.Join(dir, "report.txt"))
		if err != nil {
			t.Error(err)
		} else {
			f.Close()
		}
		close(begun)
		select {} // never done
	})
	left, err := os.ReadDir(dir)
	if code != exitStopped || err != nil || len(left) > 0 {
		t.Errorf("exit %d, %v left behind, %v", code, left, err)
	}
}

func TestWorkThatEndsIsNotInterrupted(t *testing.T) {
	if code := new(program).interruptible(nil, func() int { return exitNo }); code != exitNo {
		t.Errorf("exit %d", code)
	}
}
