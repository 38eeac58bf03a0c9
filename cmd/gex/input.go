package main

import (
	"fmt"
	"io"
	"os"

	"gex/internal/chain"
)

// readAll opens a file and reads all of it.
func (p *program) readAll(name string, o *chainOptions) (*chain.File, error) {
	in, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	options := o.chain
	options.Name = name
	return chain.Read(in, options)
}

// open opens a file, or standard input for "-".
func (p *program) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(p.in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, &failure{
			code: exitInput, err: fmt.Errorf("%s: %w", name, reason(err)),
			hint: "give the path of a file, or - for standard input",
		}
	}
	return f, nil
}
