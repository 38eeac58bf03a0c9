package chain

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/vendors"
	"gex/internal/fault"
	"gex/internal/market"
)

// DateSection is what a file has of one quote date, to be read.
type DateSection struct {
	DatePart

	plan *DatePlan
	text []byte
	runs []lineRun
	last bool // it has the last line of the file
}

// lineRun is a run of lines of a section that are consecutive in the file.
type lineRun struct{ line, inFile int } // of the first

// Each reads the file again and calls do for every part that is wanted, by its index, in order, until do returns an error.
func (p *DatePlan) Each(want func(int) bool, do func(int, *DateSection) error) error {
	var chosen []int
	for i := range p.Parts {
		if want(i) {
			chosen = append(chosen, i)
		}
	}
	r := &dateReader{plan: p}
	defer r.close()
	for len(chosen) > 0 {
		n := p.together(chosen)
		batch := chosen[:n]
		chosen = chosen[n:]
		sections, err := r.collect(batch)
		if err != nil {
			return err
		}
		for k, i := range batch {
			s := sections[k]
			sections[k] = nil
			if err := do(i, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// together returns how many of the first parts are collected in one pass: those between which others lie, up to the budget.
func (p *DatePlan) together(parts []int) int {
	if p.whole != nil {
		return 1
	}
	first := p.rows[parts[0]]
	end, bytes := first.end, first.bytes
	for n, i := range parts[1:] {
		r := p.rows[i]
		if r.offset >= end || bytes+r.bytes > p.budget {
			return n + 1
		}
		end, bytes = max(end, r.end), bytes+r.bytes
	}
	return len(parts)
}

// dateReader reads a file forward, and again from the beginning where it has to.
type dateReader struct {
	plan *DatePlan
	raw  io.ReadCloser
	in   *position
}

func (r *dateReader) close() {
	if r.raw != nil {
		r.in.Close()
		r.raw.Close()
	}
	r.raw, r.in = nil, nil
}

// seek moves to an offset.
func (r *dateReader) seek(offset int64) error {
	p := r.plan
	if r.raw != nil {
		if _, ok := r.raw.(io.Seeker); offset < r.in.at && (!ok || r.in.Packing != "") {
			r.close()
		}
	}
	if r.raw == nil {
		raw, err := p.open()
		if err != nil {
			return err
		}
		if now := statOf(raw); p.stat != nil && (now == nil || now.Size() != p.stat.Size() || !now.ModTime().Equal(p.stat.ModTime())) {
			raw.Close()
			return p.changed()
		}
		o := p.options // sections are being read with the plan's
		in, err := input.Unpack(raw, &o)
		if err != nil {
			raw.Close()
			return input.NewSource(&o).InputError(err)
		}
		r.raw, r.in = raw, &position{Stream: in, raw: raw}
	}
	switch err := r.in.skipTo(offset); {
	case err == io.EOF:
		return p.changed()
	case err != nil:
		return p.inputError(r.in.Stream, err)
	}
	r.in.at = offset
	return nil
}

// collect reads the text of parts in one pass.
func (r *dateReader) collect(parts []int) ([]*DateSection, error) {
	p := r.plan
	sections := make([]*DateSection, len(parts))
	if p.whole != nil {
		sections[0] = &DateSection{DatePart: p.Parts[parts[0]], plan: p}
		return sections, nil
	}
	of := map[*dateRows]*DateSection{}
	first, end := p.rows[parts[0]], int64(0)
	for k, i := range parts {
		rows := p.rows[i]
		s := &DateSection{DatePart: p.Parts[i], plan: p, last: rows.end == p.size}
		s.text = append(make([]byte, 0, int64(len(p.head))+rows.bytes), p.head...)
		of[rows], sections[k] = s, s
		end = max(end, rows.end)
	}
	if err := r.seek(first.offset); err != nil {
		return nil, err
	}
	scan, lines := p.scan, map[*DateSection]int{}
	scan.begin(first)
	text := &io.LimitedReader{R: r.in, N: end - first.offset}
	err := scan.pass(text, 256<<10, func(rows *dateRows, text []byte, n int) {
		if s := of[rows]; s != nil {
			s.add(text, lines[s], scan.line)
			lines[s] += n
		}
	})
	r.in.at = end - text.N
	if err != nil {
		return nil, p.inputError(r.in.Stream, err)
	}
	for k, i := range parts {
		if got := int64(len(sections[k].text) - len(p.head)); text.N > 0 || got != p.rows[i].bytes {
			return nil, p.changed()
		}
	}
	if end == p.size && !atEnd(r.in) {
		return nil, p.changed()
	}
	return sections, nil
}

// add appends lines of the file that follow inFile lines of it; the section has n rows already.
func (s *DateSection) add(text []byte, n, inFile int) {
	line := s.plan.scan.dated.Header.Line + n + 1
	s.text = append(s.text, text...)
	if k := len(s.runs); k == 0 || s.runs[k-1].inFile+line-s.runs[k-1].line != inFile+1 {
		s.runs = append(s.runs, lineRun{line, inFile + 1})
	}
}

// fileLine returns the line of the file for a line of the section.
func (s *DateSection) fileLine(line int) int {
	k, found := slices.BinarySearchFunc(s.runs, line, func(r lineRun, line int) int { return cmp.Compare(r.line, line) })
	if !found {
		k--
	}
	if k < 0 {
		return line // of the header
	}
	return s.runs[k].inFile + line - s.runs[k].line
}

// Read parses the section. The result is that of Read for a file that has only the rows of this date, with the lines of the
// whole file; if the date has no rows of the selected underlying, the file has no chains. It may be called once, from any goroutine, even after Each has moved on.
func (s *DateSection) Read() (*File, error) {
	p := s.plan
	o := p.options
	if p.whole != nil {
		o.QuoteDate, o.QuoteFrom, o.QuoteUntil = s.Date, market.Date{}, market.Date{}
		return s.checked(readBytes(p.whole, o))
	}
	src := input.NewSource(&o)
	src.Data, src.LineOf = input.Normalize(s.text), s.fileLine
	s.text = nil
	l, err := choose(src, &o, vendors.Layouts())
	if err != nil {
		return s.checked(nil, err)
	}
	f, err := parsePart(src, l, o, !s.last)
	if errors.Is(err, assembly.ErrNoSymbol) {
		return &File{Name: src.Base(), SHA256: p.SHA256, Format: l.Name}, nil
	}
	if err != nil {
		return s.checked(nil, err)
	}
	f.SHA256 = p.SHA256
	f.Unpriced = s.dated(f.Unpriced)
	for _, c := range f.Chains {
		for i, line := range c.Line {
			c.Line[i] = int32(s.fileLine(int(line)))
		}
	}
	return f, nil
}

// checked names the date in an error about the file as a whole, which is about the rows of that date.
func (s *DateSection) checked(f *File, err error) (*File, error) {
	var e *fault.Error
	if errors.As(err, &e) {
		return nil, s.dated(e)
	}
	if err == nil {
		f.Unpriced = s.dated(f.Unpriced)
	}
	return f, err
}

// dated names the date in an error, unless it is about a line.
func (s *DateSection) dated(e *fault.Error) *fault.Error {
	if e == nil || e.Line > 0 {
		return e
	}
	dated := *e
	dated.What = s.Date.String() + ": " + e.What
	return &dated
}

func (p *DatePlan) changed() error { return changed(&p.options) }
