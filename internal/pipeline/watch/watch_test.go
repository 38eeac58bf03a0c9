package watch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/terminal"
)

// What a watch writes to a terminal besides its lines, as xterm documents it.
const (
	enterScreen = "\x1b[?1049h\x1b[?25l\x1b[?7l"
	leaveScreen = "\x1b[?7h\x1b[?25h\x1b[?1049l"
	home        = "\x1b[H"
	clearRight  = "\x1b[K"
	clearBelow  = "\x1b[J"
)

// watched is a watch of a file whose text is the spot of its report: "half" is none.
type watched struct {
	Watch
	path   string
	out    bytes.Buffer
	failed []string
	reads  int
	clock  time.Time // of the file
	style  render.Options
}

func newWatched(t *testing.T, format render.Format, size func() (int, int)) *watched {
	w := &watched{path: filepath.Join(t.TempDir(), "chain.csv"), clock: time.Date(2025, 11, 20, 10, 0, 0, 0, time.UTC)}
	w.File = File{
		Name: "chain.csv",
		Stat: func() (fs.FileInfo, error) { return os.Stat(w.path) },
		Read: w.readFile,
		Fail: func(err error) { w.failed = append(w.failed, err.Error()) },
	}
	screen := &terminal.Screen{}
	screen.Begin(&w.out, render.Colors, size)
	w.View = View{Screen: screen, Apart: format == render.Table, Interval: 2 * time.Second}
	w.Page = func(out io.Writer, r *report.Report, columns int) error {
		if columns > 0 {
			w.style.Width = render.PageWidth(columns)
		}
		return render.Report(out, r, format, w.style)
	}
	return w
}

func (w *watched) readFile() (*report.Report, error) {
	w.reads++
	text, err := os.ReadFile(w.path)
	if err != nil {
		return nil, err
	}
	var spot float64
	if _, err := fmt.Sscan(string(text), &spot); err != nil {
		return nil, errors.New("chain.csv: half")
	}
	r := &report.Report{Header: report.Header{Underlying: "SPX", AsOf: report.Time{Time: w.clock}, Spot: report.Number(spot)}}
	r.Input.SHA256 = string(text)
	return r, nil
}

// write writes the file again, a minute later by its clock.
func (w *watched) write(t *testing.T, text string) {
	t.Helper()
	w.clock = w.clock.Add(time.Minute)
	if err := errors.Join(os.WriteFile(w.path, []byte(text), 0o644), os.Chtimes(w.path, w.clock, w.clock)); err != nil {
		t.Fatal(err)
	}
}

// polls looks n times and returns what was written meanwhile.
func (w *watched) polls(t *testing.T, n int) string {
	t.Helper()
	w.out.Reset()
	for range n {
		if err := w.poll(); err != nil {
			t.Fatal(err)
		}
	}
	return w.out.String()
}

func TestWatchShowsVersions(t *testing.T) {
	w := newWatched(t, render.NDJSON, nil)
	if err := w.Begin(); err == nil {
		t.Fatal("a file that is not there is watched")
	}
	w.write(t, "6700")
	if err := w.Begin(); err != nil || strings.Count(w.out.String(), "\n") != 1 || strings.Contains(w.out.String(), "changes") {
		t.Fatalf("%v: %s", err, w.out.String())
	}
	if out := w.polls(t, 3); out != "" || w.reads != 1 {
		t.Errorf("nothing happened, and yet %d reads: %s", w.reads, out)
	}

	w.write(t, "6710")
	if out := w.polls(t, 1); out != "" || w.reads != 1 {
		t.Errorf("read before it stood still: %s", out)
	}
	if out := w.polls(t, 1); strings.Count(out, "\n") != 1 || !strings.Contains(out, `"key":"spot","before":6700,"after":6710,`) {
		t.Errorf("a new version is shown as %q", out)
	}

	w.write(t, "6710") // touched
	if out := w.polls(t, 3); out != "" || w.reads != 3 {
		t.Errorf("the same version in %d reads: %q", w.reads, out)
	}
}

// TestWatchSurvives: a file that is half written, gone, or replaced leaves the last version where it is.
func TestWatchSurvives(t *testing.T) {
	w := newWatched(t, render.NDJSON, nil)
	w.write(t, "6700")
	if err := w.Begin(); err != nil {
		t.Fatal(err)
	}
	w.write(t, "half")
	if out := w.polls(t, 4); out != "" || len(w.failed) != 1 || w.reads != 2 {
		t.Errorf("%q after %d reads, failed %q", out, w.reads, w.failed)
	}
	if err := os.Remove(w.path); err != nil {
		t.Fatal(err)
	}
	if out := w.polls(t, 2); out != "" || len(w.failed) != 2 {
		t.Errorf("%q, failed %q", out, w.failed)
	}
	w.write(t, "6700")
	if out := w.polls(t, 3); out != "" || w.wrong != "" {
		t.Errorf("the same version again: %q, still wrong: %q", out, w.wrong)
	}
	// Another file of the same size and time under the name.
	other := w.path + ".new"
	if err := errors.Join(os.WriteFile(other, []byte("6725"), 0o644), os.Chtimes(other, w.clock, w.clock), os.Rename(other, w.path)); err != nil {
		t.Fatal(err)
	}
	if out := w.polls(t, 2); !strings.Contains(out, `"spot":6725`) {
		t.Errorf("a renamed file is shown as %q", out)
	}
}

// TestWatchWaitsForAWriter: what changes while it is read is not shown.
func TestWatchWaitsForAWriter(t *testing.T) {
	w := newWatched(t, render.NDJSON, nil)
	w.write(t, "6700")
	if err := w.Begin(); err != nil {
		t.Fatal(err)
	}
	whole := w.Read
	w.Read = func() (*report.Report, error) {
		defer w.write(t, "6710")
		return whole()
	}
	w.write(t, "67")
	if out := w.polls(t, 2); out != "" || len(w.failed) > 0 {
		t.Errorf("half of a version is shown as %q, failed %q", out, w.failed)
	}
	w.Read = whole
	if out := w.polls(t, 2); !strings.Contains(out, `"before":6700,"after":6710,`) {
		t.Errorf("the whole is shown as %q", out)
	}
}

func TestWatchOfTables(t *testing.T) {
	w := newWatched(t, render.Table, nil)
	w.write(t, "6700")
	if err := w.Begin(); err != nil || strings.HasPrefix(w.out.String(), "\n") || strings.ContainsRune(w.out.String(), 0x1b) {
		t.Fatalf("%v: %q", err, w.out.String())
	}
	w.write(t, "6710")
	if out := w.polls(t, 2); !strings.HasPrefix(out, "\nSPX 6,710.00") || !strings.Contains(out, "\nsince 10:01: spot +0.15%\n") {
		t.Errorf("%q", out)
	}
}

// TestWatchOnATerminal: the screen is taken with the first report and given back as it was, whatever is drawn between.
func TestWatchOnATerminal(t *testing.T) {
	width, height := 40, 12
	w := newWatched(t, render.Table, func() (int, int) { return width, height })
	w.write(t, "6700")
	if err := w.Begin(); err != nil {
		t.Fatal(err)
	}
	first := w.out.String()
	if !strings.HasPrefix(first, enterScreen+home+"SPX 6,700.00") || strings.Count(first, "\r\n") != height-1 {
		t.Errorf("%q", first)
	}
	lines := strings.Split(first, "\r\n")
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "… ") || !strings.HasSuffix(last, " more lines: gex report chain.csv"+clearRight+clearBelow) {
		t.Errorf("the last line is %q", last)
	}
	for _, line := range lines {
		line = strings.NewReplacer(enterScreen, "", home, "", clearRight, "", clearBelow, "").Replace(line)
		if n := len([]rune(line)); n > width {
			t.Errorf("%d columns on %d: %q", n, width, line)
		}
	}

	w.write(t, "half")
	if out := w.polls(t, 2); !strings.Contains(out, "\r\n! still the last version: chain.csv: half"[:40]) || len(w.failed) > 0 {
		t.Errorf("%q", out)
	}
	width = 100
	if err := w.glance(); err != nil || !strings.Contains(w.out.String(), "\r\nKEY LEVELS") || len(w.page[0]) > 100 {
		t.Errorf("%v: a wider terminal: %q", err, w.out.String())
	}
	w.out.Reset()
	if err := w.glance(); err != nil || w.out.Len() > 0 {
		t.Errorf("%v: a terminal of the same size is drawn again: %q", err, w.out.String())
	}
	width, height = 100, 500
	if err := w.glance(); err != nil || !strings.Contains(w.out.String(), "watching chain.csv every 2s, Ctrl-C ends") {
		t.Errorf("%v: %q", err, w.out.String())
	}

	w.out.Reset()
	if !w.Screen.(*terminal.Screen).LeaveNow(nil) || w.out.String() != leaveScreen {
		t.Errorf("left with %q", w.out.String())
	}
	w.Screen.(*terminal.Screen).Leave()
	if out := w.polls(t, 2); out != "" || w.Screen.(*terminal.Screen).LeaveNow(nil) {
		t.Errorf("after the end %q", out)
	}
}

// TestNothingIsTakenBeforeAReport: what fails at once is reported on the terminal as it is.
func TestNothingIsTakenBeforeAReport(t *testing.T) {
	w := newWatched(t, render.Table, func() (int, int) { return 80, 24 })
	w.write(t, "half")
	err := w.Begin()
	w.Screen.(*terminal.Screen).Leave()
	if err == nil || w.out.Len() > 0 {
		t.Errorf("%v, %q", err, w.out.String())
	}
}

func TestWatchFollows(t *testing.T) {
	w := newWatched(t, render.NDJSON, nil)
	w.write(t, "6700")
	if err := w.Begin(); err != nil {
		t.Fatal(err)
	}
	w.write(t, "6710")
	polls := make(chan time.Time)
	go func() {
		polls <- time.Time{}
		polls <- time.Time{}
		close(polls)
	}()
	if err := w.Follow(polls, nil); err != nil || strings.Count(w.out.String(), "\n") != 2 {
		t.Errorf("%v: %s", err, w.out.String())
	}
}

// TestWatchEscapes: what a file or an error brings along is text on the screen of a watch, whose own sequences pass.
func TestWatchEscapes(t *testing.T) {
	w := newWatched(t, render.Table, func() (int, int) { return 80, 24 })
	w.Name = "c\x1b[2J\u202e.csv"
	w.Read = func() (*report.Report, error) { return nil, errors.New("\x1b]52;c;eA==\x07\x1b[1m\u009b2J") }
	w.write(t, "6700")
	w.shown = &report.Report{Header: report.Header{Underlying: "S\x1b[?1049lX", Spot: 6700}}
	w.style.Color = true
	out := w.polls(t, 3)
	if !strings.Contains(out, enterScreen) || !strings.Contains(out, `still the last version: \u001b]52`) || !strings.Contains(out, `gex report c\u001b[2J\u202e.csv`) {
		t.Fatalf("%q", out)
	}
	out = strings.ReplaceAll(strings.ReplaceAll(out, enterScreen, ""), "\r\n", "\n")
	for _, own := range append([]string{home, clearRight, clearBelow}, render.Colors...) {
		out = strings.ReplaceAll(out, own, "")
	}
	control := func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == 0x202e }
	if bad := strings.IndexFunc(out, control); bad >= 0 {
		t.Errorf("%q in %q", out[bad:], out)
	}
}
