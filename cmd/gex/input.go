package main

import (
	"io"
	"os"

	"gex/internal/chain"
	"gex/internal/fault"
)

// readAll opens a file and reads all of it.
func (p *program) readAll(name string, o *chainOptions) (*chain.File, error) {
	in, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return chain.Read(in, o.reading(name))
}

// reading are the options for a file. Its sum costs as much as the reading, and few results show it.
func (o *chainOptions) reading(name string) chain.Options {
	options := o.chain
	options.Name = name
	options.NoSum = !o.kind.sums && !o.can().sums
	return options
}

// open opens a file, or standard input for "-".
func (p *program) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(p.in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fault.New(fault.Input, nearbyFile(name, err), "%s: %w", name, fault.Reason(err))
	}
	return f, nil
}
