package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"

	"gex/internal/chain"
	"gex/internal/par"
)

// ingestPart reads a large file: chain.Read, or chain.Survey and its sections, which also check, sort and hash, against
// gocsv.Unmarshal into structs.
func ingestPart(t task, o *outcome) error {
	path, count, unmarshal := t.Long, countChains, countLong
	switch t.Only {
	case "cboe":
		path, unmarshal = t.Cboe, countCboe
	case "sections":
		count = countSections
	}
	var ours, theirs int
	err := o.measure(t.Effort, t.Only, reading(path, &ours, count), reading(path, &theirs, unmarshal))
	if err == nil && ours != theirs {
		err = fmt.Errorf("we read %d contracts, gocsv %d", ours, theirs)
	}
	o.Contracts = ours
	return err
}

// reading measures one reading of a file, and keeps how many contracts it held.
func reading(path string, contracts *int, count func(path string) (int, error)) func() (usage, error) {
	return func() (u usage, err error) {
		elapsed := timed(func() { *contracts, err = count(path) })
		return usage{Wall: elapsed.Seconds()}, err
	}
}

func countLong(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	rows, err := unmarshalLong(f)
	return len(rows), err
}

func countCboe(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	_, rows, err := unmarshalCboe(bufio.NewReader(f))
	return 2 * len(rows), err
}

// countChains reads a file as a whole.
func countChains(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	file, err := chain.Read(f, chain.Options{Name: path, NoSum: true})
	if err != nil {
		return 0, err
	}
	return records(file), nil
}

// countSections reads a file one underlying at a time, as many at once as there are cores.
func countSections(path string) (int, error) {
	plan, err := chain.Survey(func() (io.ReadCloser, error) { return os.Open(path) }, chain.Options{Name: path, NoSum: true})
	if err != nil {
		return 0, err
	}
	type count struct {
		n   int
		err error
	}
	var pass, fail error
	n := 0
	par.InOrder(func(yield func(func() count) bool) {
		pass = plan.Each(func(s *chain.Section) error {
			yield(func() count {
				file, err := s.Read()
				if err != nil {
					return count{err: err}
				}
				return count{n: records(file)}
			})
			return nil
		})
	}, func(c count) bool {
		n, fail = n+c.n, cmp.Or(fail, c.err)
		return true
	})
	return n, cmp.Or(pass, fail)
}

// records counts what a file held.
func records(file *chain.File) (n int) {
	for _, c := range file.Chains {
		n += c.Len() + c.Unread
	}
	return n
}
