package main

import (
	"errors"
	"io"

	"gex/internal/chain"
	"gex/internal/fault"
)

// piece is a part of a file that is read and analysed on its own: one underlying.
type piece func() (*chain.File, error)

// source is a file as the pieces it comes in.
type source struct {
	pieces int
	each   func(yield func(piece) bool) error // can be called again
}

// found is what came of a piece, to be told and shown in its turn.
type found struct {
	name    string // of the file
	of      int    // pieces in all; 0: the file has none
	notes   []string
	file    *chain.File
	results []result
	errs    []error // of each result
	err     error   // of the piece, or of the file when it has none
}

// allPieces feeds the pieces of all files, and in the place of a file that fails its error.
func (p *program) allPieces(o *chainOptions) func(yield func(work func() found) bool) {
	return func(yield func(work func() found) bool) {
		for _, name := range o.files {
			if !p.piecesOf(name, o, yield) {
				return
			}
		}
	}
}

// piecesOf feeds the pieces of a file; it is false when nothing more is wanted.
func (p *program) piecesOf(name string, o *chainOptions, yield func(work func() found) bool) bool {
	refused := func(f found, err error) bool {
		f.name, f.err = name, err
		return yield(func() found { return f })
	}
	src, err := p.source(name, o)
	if err != nil {
		return refused(found{}, err)
	}
	if err := o.fits(src.pieces, underlyings); err != nil {
		return refused(found{}, fault.At(name, err))
	}
	if o.strict {
		if f := unclean(name, src); f.err != nil {
			return refused(f, f.err)
		}
	}
	among, more := len(o.files) > 1 || src.pieces > 1, true
	err = src.each(func(read piece) bool {
		more = yield(func() found {
			f := o.analysePiece(read, among, src.pieces > 1)
			f.name, f.of = name, src.pieces
			return f
		})
		return more
	})
	if err != nil && more {
		return refused(found{}, err)
	}
	return more
}

// source opens a file. One that holds many underlyings one after the other is passed over twice, and never held as a
// whole; what can be read only once is.
func (p *program) source(name string, o *chainOptions) (*source, error) {
	if info, err := p.stat(name); name == "-" || err != nil || !info.Mode().IsRegular() {
		f, err := p.readAll(name, o)
		if err != nil {
			return nil, err
		}
		return inMemory(f), nil
	}
	plan, err := chain.Survey(func() (io.ReadCloser, error) { return p.open(name) }, o.reading(name))
	if err != nil {
		return nil, err
	}
	if plan.Underlyings == nil {
		return wholeOf(plan)
	}
	return &source{pieces: plan.Sections(), each: func(yield func(piece) bool) error {
		return ended(plan.Each(func(s *chain.Section) error {
			if !yield(s.Read) {
				return errEnough
			}
			return nil
		}))
	}}, nil
}

// wholeOf reads the one section of a plan.
func wholeOf(plan *chain.Plan) (*source, error) {
	var f *chain.File
	err := plan.Each(func(s *chain.Section) (err error) {
		f, err = s.Read()
		return err
	})
	if err != nil {
		return nil, err
	}
	return inMemory(f), nil
}

// errEnough ends a pass over a file early.
var errEnough = errors.New("enough")

func ended(err error) error {
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// inMemory is a file that was read as a whole. What could not be understood in it is told with the first piece.
func inMemory(f *chain.File) *source {
	return &source{pieces: len(f.Chains), each: func(yield func(piece) bool) error {
		for i, c := range f.Chains {
			part := *f
			part.Chains = []*chain.Chain{c}
			if i > 0 {
				part.Problems, part.More = nil, 0
			}
			if !yield(func() (*chain.File, error) { return &part, nil }) {
				break
			}
		}
		return nil
	}}
}
