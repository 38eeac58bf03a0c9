package chain

import (
	"bytes"
	"cmp"
	"errors"
	"io"

	"gex/internal/chain/input"
	"gex/internal/system"
)

// Survey scans a file once, without keeping it, and locates the rows of each underlying. open is called
// again to read them; use Read for what cannot be opened twice, like standard input. A small file is read right away.
//
// The sections together equal the result of Read: the same chains bit for bit, and the same problems, of which every
// section lists its first 20. An error about one underlying (no time, several times) is returned for its section only,
// and is the error that Read returns for the file. Files are read whole if a quote date is selected, separators other than
// commas and points are used, or a text in quotation marks spans lines.
func Survey(open func() (io.ReadCloser, error), o Options) (*Plan, error) {
	return survey(open, o, grain{first: 4 << 20, block: 512 << 10})
}

// grain is the number of bytes of a file that are scanned at once: first is also the limit for a small file.
type grain struct{ first, block int }

func survey(open func() (io.ReadCloser, error), o Options, g grain) (*Plan, error) {
	p := &Plan{open: open, options: o}
	raw, err := open()
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	p.stat = statOf(raw)
	hint := input.SizeHint(raw) // before anything is read
	in, err := input.Unpack(raw, &p.options)
	if err != nil {
		return nil, input.NewSource(&p.options).InputError(err)
	}
	defer in.Close()
	if err := p.survey(in, g, hint); err != nil {
		return nil, err
	}
	return p, nil
}

// survey makes the plan from the bytes of the file; hint is their number, 0 if unknown.
func (p *Plan) survey(in input.Stream, g grain, hint int64) error {
	limit := input.Limit(&p.options)
	first := min(int64(g.first), limit) + 1
	buf := bytes.NewBuffer(system.Column[byte](int(min(hint, first)) + 2*bytes.MinRead)[:0])
	n, err := buf.ReadFrom(io.LimitReader(in, first))
	switch {
	case err != nil:
		return p.inputError(in, err)
	case n < first:
		p.small = buf.Bytes()
		return nil
	case n > limit:
		return p.inputError(in, input.TooLarge(limit))
	}
	s := newScan(p, buf.Bytes())
	if s == nil {
		return nil
	}
	sum := input.NewHash(p.options.NoSum || p.options.Sum != "")
	defer sum.Stop()
	sum.Write(buf.Bytes())
	rest := io.TeeReader(io.LimitReader(in, limit+1-first), sum)
	together, err := s.passOver(io.MultiReader(bytes.NewReader(buf.Bytes()[s.offset:]), rest), g.block)
	if err == nil && s.offset > limit {
		err = input.TooLarge(limit)
	}
	if errors.Is(err, input.ErrTruncated) {
		return err
	}
	if err != nil || !together {
		return p.inputError(in, err)
	}
	p.sum = cmp.Or(p.options.Sum, sum.Text())
	return s.conclude()
}
