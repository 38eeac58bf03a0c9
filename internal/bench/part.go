package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
)

// Parts are what has to be measured inside a process, and each has one of its own: `bench part NAME JSON`.

// task says what a part has to do.
type task struct {
	Effort effort
	Path   string // of the kernels: on any other it fails
	Cores  int
	Only   string // the one measurement that is wanted, of parts that have several
	Chain  string // file of one underlying
	Long   string // file in the layout long
	Cboe   string // large file in Cboe's layout
	Rungs  []int  // of the spot ladders
	Times  int    // how many times the chain makes a large book
	Python python
}

// measurement is one pair by name.
type measurement struct {
	Name string
	Pair pair
}

// outcome is what a part found.
type outcome struct {
	Path      string // of the kernels
	Contracts int    // in the book
	Quotes    int
	Totals    totals
	Measured  []measurement
}

// pair returns the pair of a name, empty when it was not measured.
func (o *outcome) pair(name string) pair {
	for _, m := range o.Measured {
		if m.Name == name {
			return m.Pair
		}
	}
	return pair{}
}

// measure takes one pair of functions in this process.
func (o *outcome) measure(e effort, name string, ours, ref func() (usage, error)) error {
	p, err := e.alternate(ours, ref)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	o.Measured = append(o.Measured, measurement{name, p})
	return nil
}

// parts are the parts by name.
var parts = map[string]func(task, *outcome) error{
	"greeks": greeksPart, "cells": cellsPart, "implied": impliedPart, "profile": profilePart,
	"ingest": ingestPart, "naive": naivePart, "steps": stepsPart,
	"path": func(task, *outcome) error { return nil },
}

// runPart is the program as a part.
func runPart(name, request string, stdout io.Writer) error {
	part := parts[name]
	if part == nil {
		return fmt.Errorf("no part %q", name)
	}
	var t task
	if err := json.Unmarshal([]byte(request), &t); err != nil {
		return err
	}
	if t.Cores > 0 {
		runtime.GOMAXPROCS(t.Cores)
	}
	o := outcome{Path: simdPath()}
	if t.Path != "" && t.Path != o.Path {
		return fmt.Errorf("the kernels took the path %s, not %s", o.Path, t.Path)
	}
	if err := part(t, &o); err != nil {
		return err
	}
	return json.NewEncoder(stdout).Encode(o)
}

// naivePart is the naive program as a whole: read, price, profile, zero gamma.
func naivePart(t task, o *outcome) error {
	chains, err := readNaive(t.Chain)
	if err != nil {
		return err
	}
	o.Totals = chains[0].totals()
	return nil
}
