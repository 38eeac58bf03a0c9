package chain

import (
	"crypto/sha256"
	"encoding/hex"
)

// summing computes the SHA-256 of what is written to it, beside the writer.
type summing struct {
	full, empty chan []byte
	result      chan string
}

// newSumming begins a sum; none takes everything and says nothing.
func newSumming(none bool) *summing {
	if none {
		return &summing{}
	}
	const buffers = 4 // that the writer may be ahead
	s := &summing{full: make(chan []byte, buffers), empty: make(chan []byte, buffers), result: make(chan string, 1)}
	for range buffers {
		s.empty <- nil
	}
	go s.run(s.full)
	return s
}

func (s *summing) run(full <-chan []byte) {
	h := sha256.New()
	for b := range full {
		h.Write(b)
		s.empty <- b
	}
	s.result <- hex.EncodeToString(h.Sum(nil))
}

func (s *summing) Write(p []byte) (int, error) {
	if s.full != nil {
		s.full <- append((<-s.empty)[:0], p...)
	}
	return len(p), nil
}

// text ends the sum.
func (s *summing) text() string {
	if s.full == nil {
		return ""
	}
	s.stop()
	return <-s.result
}

// stop ends the sum, once.
func (s *summing) stop() {
	if s.full != nil {
		close(s.full)
		s.full = nil
	}
}
