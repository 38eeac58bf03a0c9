package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"gex/internal/chain"
)

// ingestPart reads a large file: chain.Read, which also checks, sorts and hashes, against gocsv.Unmarshal into structs.
func ingestPart(t task, o *outcome) error {
	path, unmarshal := t.Long, countLong
	if t.Only == "cboe" {
		path, unmarshal = t.Cboe, countCboe
	}
	var ours, theirs int
	err := o.measure(t.Effort, t.Only,
		reading(path, &ours, func(in io.Reader) (int, error) { return countChains(in, path) }),
		reading(path, &theirs, unmarshal))
	if err == nil && ours != theirs {
		err = fmt.Errorf("we read %d contracts, gocsv %d", ours, theirs)
	}
	o.Contracts = ours
	return err
}

func countLong(in io.Reader) (int, error) {
	rows, err := unmarshalLong(in)
	return len(rows), err
}

func countCboe(in io.Reader) (int, error) {
	_, rows, err := unmarshalCboe(bufio.NewReader(in))
	return 2 * len(rows), err
}

// reading measures one reading of a file, and keeps how many contracts it held.
func reading(path string, count *int, read func(io.Reader) (int, error)) func() (usage, error) {
	return func() (u usage, err error) {
		f, err := os.Open(path)
		if err != nil {
			return usage{}, err
		}
		defer f.Close()
		elapsed := timed(func() { *count, err = read(f) })
		return usage{Wall: elapsed.Seconds()}, err
	}
}

// countChains counts the records of a file.
func countChains(in io.Reader, path string) (int, error) {
	file, err := chain.Read(in, chain.Options{Name: path})
	if err != nil {
		return 0, err
	}
	n := 0
	for _, c := range file.Chains {
		n += c.Len() + c.Unread
	}
	return n, nil
}
