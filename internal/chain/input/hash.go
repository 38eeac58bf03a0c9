package input

import (
	"crypto/sha256"
	"encoding/hex"
)

// Hash computes the SHA-256 of what is written to it, in a separate goroutine.
type Hash struct {
	full, empty chan []byte
	result      chan string
}

// NewHash starts a hash. If none is true, it discards what is written and Text returns "".
func NewHash(none bool) *Hash {
	if none {
		return &Hash{}
	}
	const buffers = 4 // number of writes that may be pending
	s := &Hash{full: make(chan []byte, buffers), empty: make(chan []byte, buffers), result: make(chan string, 1)}
	for range buffers {
		s.empty <- nil
	}
	go s.run(s.full)
	return s
}

func (s *Hash) run(full <-chan []byte) {
	h := sha256.New()
	for b := range full {
		h.Write(b)
		s.empty <- b
	}
	s.result <- hex.EncodeToString(h.Sum(nil))
}

func (s *Hash) Write(p []byte) (int, error) {
	if s.full != nil {
		s.full <- append((<-s.empty)[:0], p...)
	}
	return len(p), nil
}

// Text ends the hash and returns it in hex.
func (s *Hash) Text() string {
	if s.full == nil {
		return ""
	}
	s.Stop()
	return <-s.result
}

// Stop ends the hash; calling it again does nothing.
func (s *Hash) Stop() {
	if s.full != nil {
		close(s.full)
		s.full = nil
	}
}
