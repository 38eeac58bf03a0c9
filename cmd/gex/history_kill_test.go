package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/pipeline/history"
	"gex/internal/report"
	"gex/internal/sample"
	"gex/internal/soaktest"
	"gex/internal/terminal"
)

// asGex is a command line of gex as a process of its own: this test, under the name by which it is the program.
func asGex(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "gex")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if err := os.Link(self, name); err != nil {
		if err := os.Symlink(self, name); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "GEX_CONFIG=none")
	return cmd
}

// manyChains fills a directory with small chains, more than a history saves at once.
func manyChains(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		var out strings.Builder
		out.WriteString("underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest\n")
		for _, strike := range []int{95, 100, 105} {
			for _, right := range []string{"C", "P"} {
				fmt.Fprintf(&out, "%s,100,2025-11-20T10:00:00-05:00,2025-12-19,%d,%s,6,6.2,%d\n", letters(i), strike, right, 10+i)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.csv", i)), []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestHistoryKilledAnywhere kills runs at random moments. Whatever was killed, the output is a history or is not there,
// and the run that comes to its end makes the bytes of one that was never disturbed.
func TestHistoryKilledAnywhere(t *testing.T) {
	killAnywhere(t, manyChains(t, 2*history.SaveEvery+100), some(12))
}

// TestMonthKilledAnywhere does the same to a file of many dates, which is saved within.
func TestMonthKilledAnywhere(t *testing.T) {
	var rows bytes.Buffer
	at := time.Date(2025, 3, 3, 12, 0, 0, 0, market.NewYork)
	for i := range 120 {
		if day := at.AddDate(0, 0, i); market.IsTradingDay(market.DateOf(day)) {
			var text bytes.Buffer
			if err := sample.Write(&text, sample.Options{Layout: "long", Underlyings: 2, Contracts: 400, Seed: uint64(i), AsOf: day}); err != nil {
				t.Fatal(err)
			}
			if _, err := text.ReadBytes('\n'); err != nil {
				t.Fatal(err)
			}
			rows.Write(text.Bytes())
		}
	}
	dir := t.TempDir()
	header := "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,last,volume,open_interest,iv,delta,gamma,multiplier,dealer_qty\n"
	if err := os.WriteFile(filepath.Join(dir, "months.csv"), append([]byte(header), rows.Bytes()...), 0o600); err != nil {
		t.Fatal(err)
	}
	killAnywhere(t, dir, some(8))
}

// some is how many of so many random moments a test tries: a third, or all of them in make soak.
func some(all int) int {
	if soaktest.Long() {
		return all
	}
	return (all + 2) / 3
}

// killAnywhere kills so many runs over a directory.
func killAnywhere(t *testing.T, in string, kills int) {
	t.Helper()
	dir := t.TempDir()
	whole, out := filepath.Join(dir, "whole.csv"), filepath.Join(dir, "out.csv")
	begun := time.Now()
	if text, err := asGex(t, "history", "-q", in, "-o", whole).CombinedOutput(); err != nil {
		t.Fatal(err, string(text))
	}
	lasts := time.Since(begun)
	want, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 11))
	killed, resumed := 0, 0
	for i := range kills {
		if startAndKill(t, r, lasts, "history", "-q", in, "-o", out) {
			killed++
		}
		text, err := os.ReadFile(out)
		if os.IsNotExist(err) {
			continue
		}
		rows, bad := report.ReadSnapshots(bytes.NewReader(text), true)
		if err != nil || bad != nil || len(rows) == 0 {
			t.Fatalf("kill %d leaves %d rows, %v, %v", i, len(rows), err, bad)
		}
		if resumed++; i%3 == 0 {
			os.Remove(out) // so that others are killed from the beginning
		}
	}
	if text, err := asGex(t, "history", "-q", in, "-o", out).CombinedOutput(); err != nil {
		t.Fatal(err, string(text))
	}
	got, err := os.ReadFile(out)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("after %d kills, %d of them with an output, it is not as if nothing had happened: %v", killed, resumed, err)
	}
	if t.Logf("%d killed, %d left an output", killed, resumed); killed == 0 {
		t.Error("no run was killed")
	}
	left, err := filepath.Glob(filepath.Join(dir, ".gex-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestHistoryWriters: of several runs that write one output at once, none loses what another has added.
func TestHistoryWriters(t *testing.T) {
	in, out := manyChains(t, 5), filepath.Join(t.TempDir(), "out.csv")
	const writers = 5
	var done sync.WaitGroup
	for i := range writers {
		dir := filepath.Join(t.TempDir(), "in")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%04d.csv", i)
		if err := os.Rename(filepath.Join(in, name), filepath.Join(dir, "day.csv")); err != nil { // one name for all
			t.Fatal(err)
		}
		cmd := asGex(t, "history", "-q", dir, "-o", out)
		done.Go(func() {
			if text, err := cmd.CombinedOutput(); err != nil {
				t.Error(err, string(text))
			}
		})
	}
	done.Wait()
	text, err := os.ReadFile(out)
	if rows := bytes.Count(text, []byte("\n")) - 1; err != nil || rows != writers {
		t.Errorf("%d rows of %d writers, %v:\n%s", rows, writers, err, text)
	}
}

// TestHistoryWaitsAWhile: who cannot have the output says who has it.
func TestHistoryWaitsAWhile(t *testing.T) {
	in, out := manyChains(t, 1), filepath.Join(t.TempDir(), "out.csv")
	release, err := terminal.New(io.Discard, io.Discard).Lock(out, "gex history")
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	p := newProgram(strings.NewReader(""), io.Discard, &stderr)
	p.term.Patience = 200 * time.Millisecond
	code := p.run([]string{"history", in, "-o", out})
	want := fmt.Sprintf("out.csv is being written by gex history, process %d on ", os.Getpid())
	if code != fault.Broken || !strings.Contains(stderr.String(), want) || !strings.Contains(stderr.String(), "hint: wait until it is done, or set --output to another name\n") {
		t.Errorf("exit %d, %s", code, stderr.String())
	}
	release()
	if _, stderr, code := runGex(t, "history", in, "-o", out); code != fault.Done {
		t.Errorf("exit %d, %s", code, stderr)
	}
}

// letters is a number in letters, for names that are no adjusted roots.
func letters(i int) string {
	return strings.NewReplacer(digitsAsLetters...).Replace(fmt.Sprintf("U%04d", i))
}

var digitsAsLetters = []string{"0", "A", "1", "B", "2", "C", "3", "D", "4", "E", "5", "F", "6", "G", "7", "H", "8", "I", "9", "J"}

// startAndKill starts gex and kills it at a random moment of a run that lasts so long. It reports whether the run was alive.
func startAndKill(t *testing.T, r *rand.Rand, lasts time.Duration, args ...string) bool {
	t.Helper()
	cmd := asGex(t, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Duration(r.Int64N(int64(lasts))))
	alive := cmd.Process.Kill() == nil
	cmd.Wait() // says that it was killed
	return alive
}
