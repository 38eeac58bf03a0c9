package flagvalue

import (
	"io"
	"os"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/source"
)

// packedFile is the text of a file that is read as it is or unpacked.
type packedFile struct {
	io.ReadCloser
	file io.Closer
}

// Close closes the text and then the file that it comes from.
func (p packedFile) Close() error {
	err := p.ReadCloser.Close()
	if closed := p.file.Close(); err == nil {
		err = closed
	}
	return err
}

// openPacked opens a file besides the chains that a setting names, packed or not; the hint of its errors says what the setting
// takes.
func openPacked(name, hint string) (io.ReadCloser, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, fault.New(fault.Input, hint, "%s is a directory", name)
	}
	file, err := source.OpenFile(name, hint)
	if err != nil {
		return nil, err
	}
	text, err := chain.Unpacked(file, chain.Options{Name: name})
	if err != nil {
		file.Close()
		return nil, err
	}
	return packedFile{text, file}, nil
}
