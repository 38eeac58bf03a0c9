package pipeline

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/report"
	"gex/internal/sample"
)

// world is an Outside of files in memory that records, in order, what is reported to it.
type world struct {
	files map[string]string
	log   []string
	steps int
	done  bool
}

func (w *world) Open(name string) (io.ReadCloser, error) {
	text, ok := w.files[name]
	if !ok {
		return nil, fault.New(fault.Input, "give another", "%s: no such file", name)
	}
	return io.NopCloser(strings.NewReader(text)), nil
}

func (w *world) Stat(string) (fs.FileInfo, error) { return nil, fs.ErrNotExist }

func (w *world) Note(line string) { w.log = append(w.log, "note "+fault.Spell(line, fault.AsFlag)) }

func (w *world) Complain(err error) int {
	f := fault.Of(err)
	if !f.Reported {
		w.log = append(w.log, "error "+fault.Spell(err.Error(), fault.AsFlag))
	}
	return f.Code
}

func (w *world) Step(int) { w.steps++ }
func (w *world) Done()    { w.done = true }

// show logs results as they come.
func (w *world) show(r Result) error {
	w.log = append(w.log, "shown "+r.Where())
	return nil
}

// crowd is a world in which no file can be read before so many were opened at once.
type crowd struct {
	world
	missing atomic.Int64
	all     chan struct{}
}

func (c *crowd) Open(name string) (io.ReadCloser, error) {
	if c.missing.Add(-1) == 0 {
		close(c.all)
	}
	select {
	case <-c.all:
	case <-time.After(time.Minute):
		return nil, fmt.Errorf("%s: no other file was opened beside it", name)
	}
	return c.world.Open(name)
}

// TestFilesAreReadSideBySide: as many as there are cores, and their results come in order.
func TestFilesAreReadSideBySide(t *testing.T) {
	const cores = 3
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	one := chains(t, 1)
	c := &crowd{world: world{files: map[string]string{}}, all: make(chan struct{})}
	c.missing.Store(cores)
	var shown []string
	q := Request{Quiet: true}
	for _, name := range []string{"a.csv", "b.csv", "c.csv", "d.csv", "e.csv"} {
		c.files[name] = one
		q.Files, shown = append(q.Files, name), append(shown, "shown "+name+": SPX")
	}
	job, err := New(q, Verb{Build: header})
	if err != nil {
		t.Fatal(err)
	}
	if err := job.Run(c, Sink{Show: c.show}); err != nil {
		t.Fatal(err)
	}
	want(t, c.log, shown...)
}

// header builds the least document there is.
func header(b *gex.Book, _ bool) report.Document { return gex.BuildBuckets(b) }

// chains is a file with so many underlyings, UND0001 and on; with one it is SPX.
func chains(t *testing.T, underlyings int) string {
	t.Helper()
	var text bytes.Buffer
	if err := sample.Write(&text, sample.Options{Contracts: 30 * underlyings, Layout: "long", Underlyings: underlyings}); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// change sets a column of the rows of an underlying, of all for "".
func change(text, underlying, column, to string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	at := slices.Index(strings.Split(lines[0], ","), column)
	for i, line := range lines[1:] {
		cells := strings.Split(line, ",")
		if underlying == "" || cells[0] == underlying {
			cells[at] = to
			lines[i+1] = strings.Join(cells, ",")
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// do runs a request over files in memory and returns what happened, without the warnings about assumed signs.
func do(t *testing.T, q Request, v Verb, files map[string]string) (log []string, code int) {
	t.Helper()
	if v.Build == nil {
		v.Build = header
	}
	job, err := New(q, v)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{files: files}
	err = job.Run(w, Sink{Show: w.show})
	if err != nil {
		code = fault.Of(err).Code
		if !fault.Of(err).Reported {
			t.Errorf("an error that was not reported: %v", err)
		}
	}
	if !w.done {
		t.Error("the end is not announced")
	}
	return slices.DeleteFunc(w.log, func(line string) bool { return strings.HasSuffix(line, "(sign-on-single-stock)") }), code
}

func want(t *testing.T, got []string, lines ...string) {
	t.Helper()
	for i := range max(len(got), len(lines)) {
		switch {
		case i >= len(lines):
			t.Errorf("also %q", got[i])
		case i >= len(got) || !strings.HasPrefix(got[i], lines[i]):
			t.Errorf("line %d: %q is not there in\n%s", i, lines[i], strings.Join(got, "\n"))
			return
		}
	}
}

// TestFailuresStandInTheirPlace: a file or an underlying that fails is reported where its result would be, the others are
// shown, and the highest code is returned.
func TestFailuresStandInTheirPlace(t *testing.T) {
	two := chains(t, 2)
	files := map[string]string{"a.csv": two, "bad.csv": "no,chain\n1,2\n", "b.csv": change(two, "UND0001", "dealer_qty", ""), "c.csv": chains(t, 1)}
	q := Request{Files: []string{"a.csv", "gone.csv", "b.csv", "bad.csv", "c.csv"}, Gex: gex.Options{Sign: "naive"}}
	log, code := do(t, q, Verb{Carries: true}, files)
	want(t, log, "shown a.csv: UND0001", "shown a.csv: UND0002", "error gone.csv: no such file", "shown b.csv: UND0001", "shown b.csv: UND0002",
		"error bad.csv", "shown c.csv: SPX")
	if code != fault.Input {
		t.Errorf("code %d, want %d", code, fault.Input)
	}

	q.Gex.Sign = "column" // of which b.csv has nothing, and no other file either
	q.Files = []string{"a.csv"}
	if log, code = do(t, q, Verb{Carries: true}, files); code != fault.Input {
		t.Errorf("code %d: %q", code, log)
	}
	want(t, log, "error a.csv: UND0001: sign column", "error a.csv: UND0002: sign column")
}

// TestAFileThatChangesIsReportedOnce: whichever of its parts find it.
func TestAFileThatChangesIsReportedOnce(t *testing.T) {
	w := &world{}
	s := &sequence{Job: &Job{}, out: w}
	changed := func(name string) found {
		return found{name: name, of: 3, err: &fault.Error{Code: fault.Input, Problem: fault.Problem{File: name, What: "changed"}, Err: chain.ErrChanged}}
	}
	other := found{name: "a.csv", of: 3, err: fault.New(fault.Input, "", "a.csv: another")}
	for _, f := range []found{changed("a.csv"), changed("a.csv"), other, other, changed("b.csv"), changed("b.csv")} {
		s.take(f)
	}
	want(t, w.log, "error a.csv: changed", "error a.csv: another", "error a.csv: another", "error b.csv: changed")
	if s.failed != 4 {
		t.Errorf("%d failures", s.failed)
	}
}

// TestFailuresAtTheEnd: a verb may want to hear of failures after all results.
func TestFailuresAtTheEnd(t *testing.T) {
	files := map[string]string{"a.csv": chains(t, 1)}
	log, code := do(t, Request{Files: []string{"gone.csv", "a.csv", "lost.csv"}}, Verb{Carries: true, FailsLast: true}, files)
	want(t, log, "shown a.csv: SPX", "note 2 of what was read could not be used:", "error gone.csv", "error lost.csv")
	if code != fault.Input {
		t.Errorf("code %d, want %d", code, fault.Input)
	}
}

// TestUnderlyingsWithoutPositions: among others one becomes a result of nulls that says why, by name; a file of nothing else
// is refused once all were shown.
func TestUnderlyingsWithoutPositions(t *testing.T) {
	two := chains(t, 2)
	one := change(two, "UND0002", "open_interest", "")
	none := change(two, "", "open_interest", "")
	q := Request{Files: []string{"one.csv", "none.csv"}}
	log, code := do(t, q, Verb{}, map[string]string{"one.csv": one, "none.csv": none})
	log = slices.DeleteFunc(log, func(line string) bool {
		return strings.HasPrefix(line, "note") && !strings.Contains(line, "(no-positions)")
	})
	want(t, log, "shown one.csv: UND0001", "note one.csv: UND0002: UND0002 has no open interest: every exposure and level is null; --weight volume counts",
		"shown one.csv: UND0002", "note none.csv: UND0001: UND0001 has no open interest", "shown none.csv: UND0001",
		"note none.csv: UND0002", "shown none.csv: UND0002", "error none.csv: none of its 2 underlyings has a usable position")
	if code != fault.Input {
		t.Errorf("code %d, want %d", code, fault.Input)
	}
	alone := change(chains(t, 1), "", "open_interest", "")
	log, _ = do(t, Request{Files: []string{"alone.csv"}}, Verb{}, map[string]string{"alone.csv": alone})
	want(t, log, "error alone.csv: SPX: the file has no open interest")
}

// TestOneUnderlyingAlone: a file that holds several is refused by its name where one is all there can be.
func TestOneUnderlyingAlone(t *testing.T) {
	files := map[string]string{"two.csv": chains(t, 2)}
	single := Single{Why: "do not fit into one picture", Hint: "--symbol picks one"}
	log, code := do(t, Request{Files: []string{"two.csv"}}, Verb{Single: single}, files)
	want(t, log, "error two.csv: 2 underlyings do not fit into one picture")
	if code != fault.Usage {
		t.Errorf("code %d, want %d", code, fault.Usage)
	}
}

// TestStrict: what could not be read is listed and goes on, but refuses the file in a strict run, before anything is shown.
func TestStrict(t *testing.T) {
	files := map[string]string{"a.csv": change(chains(t, 2), "UND0002", "bid", "n/a?")}
	q := Request{Files: []string{"a.csv"}}
	log, code := do(t, q, Verb{Carries: true}, files)
	if code != fault.Done || len(log) < 3 || !strings.HasPrefix(log[0], "note a.csv:") || !slices.Contains(log, "shown a.csv: UND0002") {
		t.Errorf("code %d: %q", code, log)
	}
	q.Strict = true
	log, code = do(t, q, Verb{Carries: true}, files)
	if n := len(log); code != fault.No || n < 2 || log[n-1] != "error a.csv: not clean, as --strict requires" || slices.ContainsFunc(log, func(l string) bool { return strings.HasPrefix(l, "shown") }) {
		t.Errorf("code %d: %q", code, log)
	}
	q.Strict, q.Quiet = false, true
	log, _ = do(t, q, Verb{}, files)
	want(t, log, "shown a.csv: UND0001", "shown a.csv: UND0002")
}

// TestWholeFilesOnly: what may be a part of a file is refused where whole ones alone are wanted.
func TestWholeFilesOnly(t *testing.T) {
	whole := strings.TrimSuffix(chains(t, 1), "\n")
	files := map[string]string{"a.csv": whole[:strings.LastIndex(whole, "\n")+1]} // the last call has no put
	q := Request{Files: []string{"a.csv"}, Quiet: true}
	log, code := do(t, q, Verb{}, files)
	want(t, log, "shown a.csv: SPX")
	if code != fault.Done {
		t.Errorf("code %d", code)
	}
	log, code = do(t, q, Verb{Whole: true}, files)
	if code != fault.Input || len(log) != 1 || !strings.HasPrefix(log[0], "error a.csv: SPX: ") || !strings.HasSuffix(log[0], "(truncated)") {
		t.Errorf("code %d: %q", code, log)
	}
}

// TestAnErrorOfTheSinkEndsTheRun: nothing is shown after it, and it is returned as it is.
func TestAnErrorOfTheSinkEndsTheRun(t *testing.T) {
	full := errors.New("disk full")
	job, err := New(Request{Files: []string{"a.csv"}, Quiet: true}, Verb{Build: header})
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	err = job.Run(&world{files: map[string]string{"a.csv": chains(t, 5)}}, Sink{
		Show: func(Result) error { shown++; return full },
		End:  func(int) error { t.Error("the end is handed on"); return nil },
	})
	if err != full || shown != 1 {
		t.Errorf("%v after %d results", err, shown)
	}
}

// disk is a world whose files are those of the system.
type disk struct{ world }

func (*disk) Open(name string) (io.ReadCloser, error) { return os.Open(name) }
func (*disk) Stat(name string) (fs.FileInfo, error)   { return os.Stat(name) }

// TestManyUnderlyingsAFewAtATime: of a file that is too large to be read as a whole, results come in the order of the file on
// any number of cores, and few books wait to be shown.
func TestManyUnderlyingsAFewAtATime(t *testing.T) {
	const n = 500
	name := filepath.Join(t.TempDir(), "market.csv")
	var text bytes.Buffer
	if err := errors.Join(sample.Write(&text, sample.Options{Contracts: 60_000, Layout: "long", Underlyings: n}), os.WriteFile(name, text.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	if text.Len() < 5<<20 {
		t.Fatalf("%d bytes are read as a whole", text.Len())
	}
	for _, cores := range []int{1, 3} {
		before := runtime.GOMAXPROCS(cores)
		var built, shown, most atomic.Int64
		count := func(b *gex.Book, among bool) report.Document {
			most.Store(max(most.Load(), built.Add(1)-shown.Load()))
			return header(b, among)
		}
		job, err := New(Request{Files: []string{name}, Quiet: true}, Verb{Build: count})
		if err != nil {
			t.Fatal(err)
		}
		out := &disk{}
		err = job.Run(out, Sink{Show: func(r Result) error {
			if i := shown.Add(1); r.Underlying != fmt.Sprintf("UND%04d", i) || !r.Among {
				t.Errorf("result %d is of %s", i, r.Underlying)
			}
			time.Sleep(100 * time.Microsecond) // slower than the work, so that it would pile up
			return nil
		}})
		runtime.GOMAXPROCS(before)
		if err != nil || shown.Load() != n || out.steps != n {
			t.Fatalf("%v: %d shown in %d steps", err, shown.Load(), out.steps)
		}
		if bound := int64(6*cores + 2); most.Load() > bound {
			t.Errorf("%d books waited on %d cores, want at most %d", most.Load(), cores, bound)
		}
	}
}
