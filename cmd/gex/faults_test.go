package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"gex/internal/settings"
)

// faultsDir holds damaged, odd and hostile inputs, and what must come of them: its README.md says how that is written.
var faultsDir = filepath.Join(top, "testdata", "faults")

// faultLimit is how long a row may take, of the clock or of the processor, whichever is less: a busy machine is no fault.
// After five times that it is killed.
const faultLimit = 20 * time.Second

// faultCase is a row of cases.tsv.
type faultCase struct {
	kind    string
	line    int
	inputs  []string
	command string
	holds   expectation
}

func (f *faultCase) key() string { return strings.Join(f.inputs, " ") + "\t" + f.command }

// TestFaults runs every row of cases.tsv through the program as a process. A row of later.txt must not hold: when it does,
// its line comes off the list.
func TestFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("no time for two hundred processes")
	}
	later := readLater(t)
	two := make(chan bool, 2)
	for _, f := range readFaults(t) {
		reason, listed := later[f.key()]
		delete(later, f.key())
		t.Run(fmt.Sprintf("%s/line-%d", f.kind, f.line), func(t *testing.T) {
			t.Parallel()
			two <- true
			defer func() { <-two }()
			r := f.run(t)
			switch holds := f.holds.check(r); {
			case holds && listed:
				t.Errorf("this holds now: take it off later.txt (%s)\n%s", reason, f.key())
			case !holds && !listed:
				t.Errorf("%s\n%v\n%s", f.key(), &f.holds, r)
			}
		})
	}
	for key := range later {
		t.Errorf("later.txt lists what is no row of cases.tsv: %s", key)
	}
}

// readFaults reads cases.tsv: comments begin with #, one of a lone word names the kind of the rows below it.
func readFaults(t *testing.T) (all []*faultCase) {
	t.Helper()
	kind := "other"
	for n, line := range lines(t, "cases.tsv") {
		if word, isComment := strings.CutPrefix(line, "# "); isComment && !strings.Contains(word, " ") {
			kind = word
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 3 {
			t.Fatalf("cases.tsv:%d: %d columns for 3", n+1, len(columns))
		}
		f := &faultCase{kind: kind, line: n + 1, command: columns[1]}
		if columns[0] != "-" {
			f.inputs = strings.Split(columns[0], " ")
		}
		for _, name := range f.inputs {
			if _, err := os.Stat(filepath.Join(faultsDir, filepath.FromSlash(name))); err != nil {
				t.Errorf("cases.tsv:%d: %v", n+1, err)
			}
		}
		if err := f.holds.parse(columns[2]); err != nil {
			t.Fatalf("cases.tsv:%d: %v", n+1, err)
		}
		all = append(all, f)
	}
	return all
}

// readLater reads later.txt: a reason, inputs and command a line, as in cases.tsv.
func readLater(t *testing.T) map[string]string {
	t.Helper()
	later := map[string]string{}
	for n, line := range lines(t, "later.txt") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		reason, key, ok := strings.Cut(line, "\t")
		if !ok || reason == "" {
			t.Fatalf("later.txt:%d: want a reason, inputs and a command", n+1)
		}
		later[key] = reason
	}
	return later
}

func lines(t *testing.T, name string) (all []string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(faultsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		all = append(all, strings.TrimRight(line, "\r\n"))
	}
	return all
}

// run runs the command in the directory of the inputs, without settings; a command that begins with "$ " is a line of bash.
func (f *faultCase) run(t *testing.T) *faultRun {
	t.Helper()
	gex, err := exec.LookPath("gex") // this test binary under another name: see TestMain
	if err != nil {
		t.Fatal(err)
	}
	tmp := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 5*faultLimit)
	defer cancel()
	var cmd *exec.Cmd
	if line, isBash := strings.CutPrefix(f.command, "$ "); isBash {
		bash, err := exec.LookPath("bash")
		if err != nil || runtime.GOOS != "linux" {
			t.Skip("no bash with the tools of Linux")
		}
		cmd = exec.CommandContext(ctx, bash, "-c", strings.ReplaceAll(line, "{}", strings.Join(f.inputs, " ")))
	} else {
		cmd = exec.CommandContext(ctx, gex, f.arguments()...)
	}
	cmd.Dir = faultsDir
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, settings.EnvPrefix) {
			cmd.Env = append(cmd.Env, pair)
		}
	}
	cmd.Env = append(cmd.Env, "GEX_CONFIG="+settings.NoConfig, "GEX="+gex, "MAKE="+filepath.Join(filepath.Dir(gex), makeFaults),
		"TMP="+tmp, "TZ=UTC", "LC_ALL=C.UTF-8")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &stdout, &stderr, time.Second
	begin := time.Now()
	err = cmd.Run()
	r := &faultRun{inputs: f.inputs, out: decode(stdout.Bytes()), err: decode(stderr.Bytes())}
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		t.Fatal(err)
	}
	state := cmd.ProcessState
	r.code = state.ExitCode()
	r.seconds = min(time.Since(begin), state.UserTime()+state.SystemTime()).Seconds()
	r.megabytes = resident(state)
	r.late = ctx.Err() != nil || r.seconds > faultLimit.Seconds()
	return r
}

// arguments are those of the command, in single quotes where they hold a space, {} being the inputs.
func (f *faultCase) arguments() (all []string) {
	for i, part := range strings.Split(f.command, "'") {
		if i%2 == 1 {
			all = append(all, part)
			continue
		}
		for _, word := range strings.Fields(part) {
			if word == "{}" {
				all = append(all, f.inputs...)
			} else {
				all = append(all, word)
			}
		}
	}
	return all
}

// resident returns the most memory that a process had, in MB, where the system says so, else 0.
func resident(state *os.ProcessState) float64 {
	usage := reflect.Indirect(reflect.ValueOf(state.SysUsage()))
	if usage.Kind() != reflect.Struct || !usage.FieldByName("Maxrss").IsValid() {
		return 0
	}
	most := float64(usage.FieldByName("Maxrss").Int())
	if runtime.GOOS == "darwin" {
		most /= 1024 // bytes there, elsewhere kilobytes
	}
	return most / 1024
}

// makeFaults is the name under which this test binary writes inputs that are too large to keep.
const makeFaults = "gex-make-faults"

// writeFault writes one to standard output.
func writeFault() {
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	n, err := strconv.Atoi(os.Args[2])
	must(err)
	switch os.Args[1] {
	case "moves": // N STEPS: settings with N moves about 0, a percent in so many steps
		steps, err := strconv.Atoi(os.Args[3])
		must(err)
		fmt.Fprint(w, "[defaults]\nmoves = [")
		for i := range n {
			if i > 0 {
				fmt.Fprint(w, ",")
			}
			fmt.Fprint(w, float64(i-n/2)/float64(steps))
		}
		fmt.Fprintln(w, "]")
	case "expiries": // N: a chain of a call and a put on each of so many days
		fmt.Fprintln(w, "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,open_interest")
		day := time.Date(2025, 11, 21, 0, 0, 0, 0, time.UTC)
		for i := range n {
			for _, side := range "CP" {
				fmt.Fprintf(w, "SPY,600,2025-11-20T10:00:00-05:00,SPY,%s,600,%c,20,20.1,9\n", day.AddDate(0, 0, i).Format(time.DateOnly), side)
			}
		}
	default:
		panic(os.Args[1])
	}
}
