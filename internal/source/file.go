package source

import (
	"io/fs"
	"os"

	"gex/internal/fault"
)

// Spares refuses an output that is one of the inputs: it would be replaced by what was read from it.
func (i *Input) Spares(output string, inputs []string) error {
	out, err := os.Stat(output)
	if err != nil || !out.Mode().IsRegular() {
		return nil
	}
	for _, name := range inputs {
		in, err := i.Stat(name)
		if err == nil && os.SameFile(in, out) {
			return fault.New(fault.Usage, "give "+fault.Setting("output")+" another name", "%s is both input and output", output)
		}
	}
	return nil
}

// Look opens a file to see what it is now: that it can be opened is part of it. What cannot be read again is an error of usage.
func (i *Input) Look(name string) (fs.FileInfo, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, fault.New(fault.Usage, "gex report "+name+" shows it once", "%s cannot be read again", name)
	}
	f, err := i.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.(interface{ Stat() (fs.FileInfo, error) }).Stat()
}
