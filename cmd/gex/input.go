package main

import (
	"io"
	"os"

	"gex/internal/fault"
)

// Open opens a file, or standard input for "-".
func (p *program) Open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(p.in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fault.New(fault.Input, nearbyFile(name, err), "%s: %w", name, fault.Reason(err))
	}
	return f, nil
}
