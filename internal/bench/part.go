package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
)

// Parts are what has to be measured inside a process, and each has one of its own: `bench part NAME JSON`.

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
