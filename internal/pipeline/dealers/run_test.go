package dealers

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/inventory"
	"gex/internal/sample"
)

// disk is an Outside of real files that keeps what it is given.
type disk struct {
	notes  []string
	shares []float64
}

func (d *disk) Open(name string) (io.ReadCloser, error) { return os.Open(name) }
func (d *disk) Stat(name string) (fs.FileInfo, error)   { return os.Stat(name) }
func (d *disk) Note(line string)                        { d.notes = append(d.notes, line) }
func (d *disk) Complain(err error) int                  { return fault.Of(err).Code }
func (d *disk) Step(int)                                {}
func (d *disk) Done()                                   {}
func (d *disk) Advance(_, _ int, share float64)         { d.shares = append(d.shares, share) }

// days are Open-Close files by date.
func days(t *testing.T, n, contracts int) (dates []string, files map[string]string) {
	t.Helper()
	var text bytes.Buffer
	if err := sample.WriteOpenClose(&text, sample.OpenClose{Options: sample.Options{Contracts: contracts}, Days: n}); err != nil {
		t.Fatal(err)
	}
	header, rows, _ := strings.Cut(text.String(), "\n")
	files = map[string]string{}
	for row := range strings.Lines(rows) {
		date := row[:len("2025-11-20")]
		if files[date] == "" {
			dates, files[date] = append(dates, date), header+"\n"
		}
		files[date] += row
	}
	return dates, files
}

// TestRun: files are read in any number, the state is saved on the way and at the end, and what is left in it is what it was made of.
func TestRun(t *testing.T) {
	dates, files := days(t, 12, 1200)
	dir := t.TempDir()
	var names []string
	for _, d := range dates {
		name := filepath.Join(dir, d+".csv")
		if err := os.WriteFile(name, []byte(files[d]), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	var states []string
	save := func(write func(io.Writer) error) error {
		var out bytes.Buffer
		err := write(&out)
		states = append(states, out.String())
		return err
	}
	out := &disk{}
	result, err := Run(out, nil, Options{Files: append(names, names[3]), State: filepath.Join(dir, "book.csv")}, save)
	if err != nil {
		t.Fatal(err)
	}
	in := result.Document.Inventory
	if in.Files != len(dates) || in.First != dates[0] || in.Last != dates[len(dates)-1] || len(in.Book) == 0 || in.ExchangeShare != 1 {
		t.Errorf("%d files from %s to %s, %d series, share %v", in.Files, in.First, in.Last, len(in.Book), in.ExchangeShare)
	}
	if len(out.notes) != 1 || !strings.HasSuffix(out.notes[0], "the same file as one before it: counted once") {
		t.Errorf("notes %q", out.notes)
	}
	if len(states) < 3 {
		t.Errorf("saved %d times", len(states))
	}
	for i, text := range states {
		if _, err := inventory.ReadState(strings.NewReader(text), "book.csv"); err != nil {
			t.Errorf("state %d: %v", i, err)
		}
	}
	if n := len(out.shares); n != len(names)+1 || out.shares[n-1] != 1 {
		t.Errorf("progress %v", out.shares)
	}
}

// TestMembers: the files in an archive count one by one, and a directory is refused with what to give.
func TestMembers(t *testing.T) {
	dates, files := days(t, 3, 100)
	dir := t.TempDir()
	name := filepath.Join(dir, "month.zip")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, d := range dates {
		w, err := z.Create(d + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[d]); err != nil {
			t.Fatal(err)
		}
	}
	if z.Close() != nil || f.Close() != nil {
		t.Fatal("the archive is not written")
	}
	r := &run{Options: Options{Files: []string{name}}, out: &disk{}}
	if err := r.expand(); err != nil || len(r.names) != 3 || r.names[0] != name+":"+dates[0]+".csv" {
		t.Errorf("%v, %v", r.names, err)
	}
	_, err = Run(&disk{}, nil, Options{Files: []string{dir}}, nil)
	if err == nil || !strings.HasSuffix(err.Error(), "is a directory") || !strings.Contains(fault.HintOf(err), "*.csv") {
		t.Errorf("%v, hint %q", err, fault.HintOf(err))
	}
}
