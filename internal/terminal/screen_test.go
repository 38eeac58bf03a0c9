package terminal

import (
	"bytes"
	"os"
	"testing"
)

// stuck is a reader that takes nothing.
type stuck struct{ begun chan bool }

func (s stuck) Write([]byte) (int, error) {
	close(s.begun)
	select {}
}

// TestSecondInterruptDoesNotWait: the first lets a write end, the second does not.
func TestSecondInterruptDoesNotWait(t *testing.T) {
	s, stop, out := &Screen{}, make(chan os.Signal, 1), stuck{make(chan bool)}
	s.Begin(out, nil, nil)
	go s.Write([]byte("report"))
	<-out.begun
	stop <- os.Interrupt
	if !s.LeaveNow(stop) {
		t.Error("nothing was watched")
	}
}

// TestBugsGiveTheTerminalBack: a panic leaves the screen before it is reported.
func TestBugsGiveTheTerminalBack(t *testing.T) {
	var out bytes.Buffer
	var s Screen
	func() {
		defer func() { _ = recover() }()
		s.Begin(&out, nil, func() (int, int) { return 80, 24 })
		defer s.Leave()
		_ = s.Draw([]string{"report"}, 80)
		panic("bug")
	}()
	if want := enterScreen + home + "report" + clearRight + clearBelow + leaveScreen; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

func TestClip(t *testing.T) {
	const blue = "\x1b[38;5;33m"
	for _, c := range []struct {
		line  string
		width int
		want  string
	}{
		{"spot 6,700", 4, "spot"},
		{"spot", 4, "spot"},
		{"─── · ±", 5, "─── ·"},
		{"日経225", 3, "日"},
		{"日経225", 4, "日経"},
		{"e\u0301t\u00e9", 1, "e\u0301"},
		{blue + "LONG" + colorOff + " GAMMA", 6, blue + "LONG" + colorOff + " G"},
		{blue + "LONG" + colorOff, 2, blue + "LO" + colorOff},
		{"", 3, ""},
		{"spot", 0, ""},
		{"spot", -1, ""},
	} {
		s := Screen{colors: []string{blue, colorOff}}
		if got := s.clip(c.line, c.width); got != c.want {
			t.Errorf("clip(%q, %d) = %q, want %q", c.line, c.width, got, c.want)
		}
	}
}
