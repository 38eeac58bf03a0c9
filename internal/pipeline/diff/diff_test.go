package diff

import (
	"bytes"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/report"
	"gex/internal/sample"
	"gex/internal/source"
)

// world has files in memory and a standard input.
type world struct {
	*source.Input
	files map[string]string
}

func (w world) Open(name string) (io.ReadCloser, error) {
	if text, ok := w.files[name]; ok {
		return io.NopCloser(strings.NewReader(text)), nil
	}
	return w.Input.Open(name)
}

func (w world) Stat(string) (fs.FileInfo, error) { return nil, fs.ErrNotExist }
func (w world) Note(string)                      {}
func (w world) Complain(err error) int           { return fault.Of(err).Code }
func (w world) Step(int)                         {}
func (w world) Done()                            {}

// quotes is a chain at a time of 2025-11-20.
func quotes(t *testing.T, hour int, spot float64) string {
	t.Helper()
	var text bytes.Buffer
	o := sample.Options{Contracts: 60, Layout: "long", AsOf: time.Date(2025, 11, 20, hour, 0, 0, 0, time.UTC), Spot: spot}
	if err := sample.Write(&text, o); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

const saved = `{"schema": "` + report.Schema + `", "underlying": "SPX", "as_of": null, "spot": 6700}`

// TestRead: two chains, or two reports; standard input is whole after it turned out to be a chain.
func TestRead(t *testing.T) {
	morning := quotes(t, 15, 6700)
	files := map[string]string{"a.csv": morning, "b.csv": morning, "a.json": saved, "b.json": "\ufeff\n" + saved, "chain.json": `{"data": {}}`}
	for _, c := range []struct {
		a, b    string
		reports bool
		says    string
	}{
		{"a.csv", "b.csv", false, ""},
		{"a.csv", "-", false, ""},
		{"a.json", "b.json", true, ""},
		{"a.csv", "chain.json", false, ""},
		{"a.csv", "a.json", false, "a.json is a report and a.csv is none"},
		{"a.json", "-", false, "a.json is a report and - is none"},
		{"a.csv", "gone.csv", false, "gone.csv: "},
	} {
		w := world{source.New(strings.NewReader(morning)), files}
		s, err := Read(w, [2]string{c.a, c.b}, chain.Options{})
		if c.says != "" {
			if err == nil || !strings.Contains(err.Error(), c.says) || fault.HintOf(err) == "" {
				t.Errorf("%s and %s: %v, hint %q", c.a, c.b, err, fault.HintOf(err))
			}
			continue
		}
		if err != nil || s.AreReports() != c.reports {
			t.Errorf("%s and %s: %+v, %v", c.a, c.b, s, err)
			continue
		}
		if rest, err := io.ReadAll(w.Stdin()); string(rest) != morning || err != nil {
			t.Errorf("%s and %s leave %d bytes of %d of standard input, %v", c.a, c.b, len(rest), len(morning), err)
		}
	}
}

// TestChains: the first chain is the earlier one, and the later one first is an error of usage.
func TestChains(t *testing.T) {
	files := map[string]string{"a.csv": quotes(t, 15, 6700), "b.csv": quotes(t, 18, 6750)}
	between := func(a, b string) (*report.DiffDocument, error) {
		w := world{source.New(strings.NewReader("")), files}
		if s, err := Read(w, [2]string{a, b}, chain.Options{}); err != nil || s.AreReports() {
			t.Fatal(err)
		}
		job, err := pipeline.New(pipeline.Request{Files: []string{a, b}, Gex: gex.Options{Sign: "naive"}}, Verb())
		if err != nil {
			t.Fatal(err)
		}
		return Chains(job, w)
	}
	d, err := between("a.csv", "b.csv")
	if err != nil {
		t.Fatal(err)
	}
	if d.Diff.Before.File != "a.csv" || d.Input.File != "b.csv" || d.Spot != 6750 || d.Input.SHA256 == "" {
		t.Errorf("from %+v to %+v at %v", d.Diff.Before, d.Input, d.Spot)
	}
	if _, err = between("b.csv", "a.csv"); fault.Of(err).Code != fault.Usage {
		t.Errorf("the later chain first: %v", err)
	}
	if _, err := pipeline.New(pipeline.Request{Files: []string{"a", "b", "c"}}, Verb()); fault.Of(err).Code != fault.Usage {
		t.Errorf("three files: %v", err)
	}
}

// TestEarlier: what is said of the later chain too is not said again.
func TestEarlier(t *testing.T) {
	same, other := report.Warning{Code: "truncated", Message: "cut"}, report.Warning{Code: "truncated", Message: "cut at line 7"}
	got := earlier([]report.Warning{same, other}, []report.Warning{same})
	if want := []report.Warning{{Code: "truncated", Message: "of the earlier chain: cut at line 7"}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestReports: reports that differ by less than the tolerance are equal, and one that cannot be read is named.
func TestReports(t *testing.T) {
	near := strings.Replace(saved, "6700", "6700.001", 1)
	s := &Sides{files: [2]string{"a.json", "b.json"}, texts: [2][]byte{[]byte(saved), []byte(near)}, reports: true}
	for tolerance, equal := range map[float64]bool{0.01: true, 0.0001: false} {
		c, err := s.Reports(report.Comparing{RTol: []report.Tolerance{{Most: 0}}, ATol: []report.Tolerance{{Most: tolerance}}})
		if err != nil || c.Equal != equal {
			t.Errorf("within %g: %+v, %v", tolerance, c, err)
		}
	}
	s.texts[1] = []byte(saved[:len(saved)-3])
	if _, err := s.Reports(report.Comparing{}); fault.Of(err).Code != fault.Input || !strings.HasPrefix(err.Error(), "b.json: ") || fault.HintOf(err) == "" {
		t.Errorf("half a report: %v", err)
	}
}
