package chain

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path/filepath"
)

// Read reads one file, plain, gzip or zstd, in any known layout. What is wrong with the file as a whole comes back
// as *Error; what is wrong with rows and cells stands in the File, which holds all that could be read.
func Read(r io.Reader, o Options) (*File, error) {
	src, data, err := load(r, o)
	if err != nil {
		return nil, err
	}
	sum := hash(data)
	l, err := choose(src, &o, layouts())
	if err != nil {
		return nil, err
	}
	f, err := parse(src, l, o)
	if err != nil {
		return nil, err
	}
	f.SHA256 = <-sum
	return f, nil
}

// hash sums beside the parsing, which does not change the bytes.
func hash(data []byte) <-chan string {
	sum := make(chan string, 1)
	go func() {
		h := sha256.Sum256(data)
		sum <- hex.EncodeToString(h[:])
	}()
	return sum
}

// parse reads a source in a layout.
func parse(src *source, l layout, o Options) (*File, error) {
	a := newAssembler(src, o)
	if err := l.parse(src, a); err != nil {
		return nil, err
	}
	chains, err := a.finish()
	if err != nil {
		return nil, err
	}
	return &File{Name: filepath.Base(src.name), Format: l.Name, Chains: chains, Problems: a.problems, More: a.more}, nil
}
