package main

import (
	"fmt"
	"io"
	"os"

	"gex/internal/chain"
)

// read opens and reads a file, and tells what could not be understood in it.
func (p *program) read(name string, o *chainOptions) (*chain.File, error) {
	in, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	options := o.chain
	options.Name = name
	f, err := chain.Read(in, options)
	if err != nil {
		return nil, err
	}
	if o.strict {
		return f, p.mustBeClean(name, f)
	}
	if !o.quiet {
		p.problems(name, f)
	}
	return f, nil
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

// problems lists what could not be understood in a file.
func (p *program) problems(name string, f *chain.File) {
	for _, problem := range f.Problems {
		p.note("%s", problem)
	}
	if f.More > 0 {
		p.note("%s: %d more like these", name, f.More)
	}
}

// mustBeClean is --strict: it lists everything that was mended or left unread, and refuses the file for it.
func (p *program) mustBeClean(name string, f *chain.File) error {
	p.problems(name, f)
	clean := len(f.Problems)+f.More == 0
	for _, c := range f.Chains {
		clean = clean && c.Unread == 0
		for _, r := range chain.RepairNames {
			if n := repaired(c, r.Bit); n > 0 {
				clean = false
				p.note("%s: %s: %d contracts repaired: %s", name, c.Underlying, n, r.Name)
			}
		}
	}
	if clean {
		return nil
	}
	return &failure{
		code: exitNo, err: fmt.Errorf("%s: not clean, as --strict asks", name),
		hint: "without --strict it is read as far as possible",
	}
}

// repaired counts the contracts that were mended in one way.
func repaired(c *chain.Chain, way chain.Repair) int {
	n := 0
	for _, bits := range c.Repaired {
		if bits&way != 0 {
			n++
		}
	}
	return n
}
