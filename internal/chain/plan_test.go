package chain

import (
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// counted is a file that says when it is closed.
type counted struct {
	*os.File
	closed func()
}

func (f counted) Close() error {
	f.closed()
	return f.File.Close()
}

// marketFile writes a market to a file, and surveys it: closed is how often it was closed since.
func marketFile(t *testing.T) (name string, p *Plan, closed func() int) {
	t.Helper()
	name = filepath.Join(t.TempDir(), "market.csv")
	text := strings.Join(testMarket(rand.New(rand.NewPCG(1, 1)), someNames, 150), "")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	n, counting := 0, sync.Mutex{}
	open := func() (io.ReadCloser, error) {
		f, err := os.Open(name)
		return counted{f, func() { counting.Lock(); n++; counting.Unlock() }}, err
	}
	p, err := survey(open, Options{Name: name}, fine)
	if err != nil || p.Sections() != len(someNames) {
		t.Fatal(p, err)
	}
	n = 0
	return name, p, func() int { counting.Lock(); defer counting.Unlock(); return n }
}

// A file is closed when Each has ended and every section is read, in whatever order that is.
func TestPlanCloses(t *testing.T) {
	_, p, closed := marketFile(t)
	var later []*Section
	err := p.Each(func(s *Section) error {
		if s.Underlying == "GME" {
			_, err := s.Read()
			return err
		}
		later = append(later, s)
		return nil
	})
	if err != nil || closed() != 0 {
		t.Fatalf("%v, closed %d times before the sections are read", err, closed())
	}
	for i := range later {
		s := later[len(later)-1-i]
		f, err := s.Read()
		if err != nil || f.Chains[0].Underlying != s.Underlying || f.Chains[0].Len() != 150 {
			t.Fatal(s.Underlying, err)
		}
	}
	if closed() != 1 {
		t.Errorf("closed %d times", closed())
	}
	if err := p.Each(func(s *Section) error { _, err := s.Read(); return err }); err != nil || closed() != 2 {
		t.Errorf("%v, closed %d times", err, closed())
	}
}

// What happens to a file between two sections shows where it matters, once; a read section does not change.
func TestPlanFileChanges(t *testing.T) {
	for what, change := range map[string]func(f *os.File, size int64) error{
		"cut":    func(f *os.File, size int64) error { return f.Truncate(size - 1) },
		"halved": func(f *os.File, size int64) error { return f.Truncate(size / 2) },
		"longer": func(f *os.File, size int64) error { _, err := f.WriteAt([]byte("\n"), size); return err },
	} {
		name, p, closed := marketFile(t)
		read, failed := 0, 0
		err := p.Each(func(s *Section) error {
			if read == 0 {
				f, err := os.OpenFile(name, os.O_RDWR, 0)
				if err != nil {
					return err
				}
				defer f.Close()
				info, err := f.Stat()
				if err != nil {
					return err
				}
				if err := change(f, info.Size()); err != nil {
					return err
				}
			}
			read++
			if _, err := s.Read(); err != nil {
				failed++
				if !strings.Contains(err.Error(), "the file changed while it was read") {
					t.Errorf("%s: %v", what, err)
				}
			}
			return nil
		})
		if err != nil || failed != 1 || closed() != 1 {
			t.Errorf("%s: %v, %d sections failed of %d, closed %d times", what, err, failed, read, closed())
		}
	}
}
