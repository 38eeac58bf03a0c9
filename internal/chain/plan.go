package chain

import (
	"io"
	"io/fs"
	"sync"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/chain/tables"
	"gex/internal/system"
)

// Plan says how to read a file in sections of one underlying each, so that a file with a whole market needs only
// the memory of a few underlyings.
type Plan struct {
	// Underlyings lists the underlying of each section, in file order. It is nil if the file is one section:
	// because it is small, in another layout than long, or the rows of an underlying are not contiguous.
	Underlyings []string

	open    func() (io.ReadCloser, error)
	options Options
	sum     string
	small   []byte // the whole file, when it is small

	header   tables.Header
	verdict  assembly.Verdict
	runs     []run // one per underlying of the file, selected or not
	size     int64 // of the file, decompressed
	stat     fs.FileInfo
	released sync.Pool // texts of sections that have been read
	readers  layouts.LongReaders
	dropped  sync.Pool // assemblers of sections whose chains nobody uses any more
}

// run is the position of the rows of an underlying.
type run struct {
	underlying string
	wanted     bool
	offset     int64 // in the decompressed file
	line       int   // number of lines before it
}

// Sections returns the number of sections that Each calls do with.
func (p *Plan) Sections() int { return max(len(p.Underlyings), 1) }

// Each reads the file again and calls do for every section, in file order, until do returns an error.
func (p *Plan) Each(do func(*Section) error) error {
	if p.Underlyings == nil {
		return do(&Section{plan: p})
	}
	raw, err := p.open()
	if err != nil {
		return err
	}
	defer raw.Close()
	if p.stat != nil {
		if now := statOf(raw); now == nil || now.Size() != p.stat.Size() || !now.ModTime().Equal(p.stat.ModTime()) {
			return p.changed()
		}
	}
	o := p.options // sections are being read with the plan's
	in, err := input.Unpack(raw, &o)
	if err != nil {
		return input.NewSource(&o).InputError(err)
	}
	defer in.Close()
	return p.each(&position{Stream: in, raw: raw}, do)
}

func (p *Plan) each(in *position, do func(*Section) error) error {
	for i, r := range p.runs {
		if !r.wanted {
			continue
		}
		end := p.size
		if i+1 < len(p.runs) {
			end = p.runs[i+1].offset
		}
		text, err := p.text(in, r.offset, end)
		if err != nil {
			return err
		}
		if err := do(&Section{Underlying: r.underlying, plan: p, text: text, line: r.line, last: i+1 == len(p.runs)}); err != nil {
			return err
		}
	}
	return nil
}

// text returns the bytes [offset, end) of the file. It checks that nothing follows the end of the file.
func (p *Plan) text(in *position, offset, end int64) (*[]byte, error) {
	text, _ := p.released.Get().(*[]byte)
	if n := int(end - offset); text == nil || cap(*text) < n {
		text = new([]byte)
		*text = system.Column[byte](n)
	}
	*text = (*text)[:end-offset]
	err := in.skipTo(offset)
	if err == nil {
		_, err = fill(*text, in)
	}
	switch {
	case err == io.EOF, err == nil && end == p.size && !in.atEnd():
		return nil, p.changed()
	case err != nil:
		return nil, p.inputError(in.Stream, err)
	}
	in.at = end
	return text, nil
}

// fill reads until buf is full. The error is io.EOF only at the end of the file, not if its compressed data is truncated.
func fill(buf []byte, r io.Reader) (n int, err error) {
	for n < len(buf) && err == nil {
		var more int
		more, err = r.Read(buf[n:])
		n += more
	}
	if n == len(buf) {
		err = nil
	}
	return n, err
}

func (p *Plan) changed() error {
	return input.NewSource(&p.options).Fail(0, "", "the file changed while it was read", "read it again when it is complete")
}

func (p *Plan) inputError(in input.Stream, err error) error {
	if err == nil {
		return nil
	}
	return input.NewSource(&p.options).InputError(input.PackError(in.Packing, err))
}

// position is a position in a decompressed file.
type position struct {
	input.Stream
	raw io.Reader
	at  int64
}

// skipTo moves forward to offset. A plain file is not read for that.
func (p *position) skipTo(offset int64) (err error) {
	if offset == p.at {
		return nil
	}
	if s, ok := p.raw.(io.Seeker); ok && p.Packing == "" {
		_, err = s.Seek(offset, io.SeekStart)
		p.Stream.Reader = p.raw
	} else {
		_, err = io.CopyN(io.Discard, p, offset-p.at)
	}
	return err
}

func (p *position) atEnd() bool {
	var b [1]byte
	n, err := fill(b[:], p)
	return n == 0 && err == io.EOF
}

// statOf returns the file info of a regular file, nil for anything else.
func statOf(r io.Reader) fs.FileInfo {
	if f, ok := r.(interface{ Stat() (fs.FileInfo, error) }); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return info
		}
	}
	return nil
}

// Section is a part of a file with every row of an underlying, or the whole file.
type Section struct {
	Underlying string // "" if it is the whole file

	plan *Plan
	text *[]byte
	line int
	last bool // of the file
}

// Read parses the section. The result is that of Read for a file without the rows of other underlyings, with the lines of
// the whole file. It may be called once, from any goroutine, even after Each has moved on.
func (s *Section) Read() (*File, error) {
	p := s.plan
	switch {
	case p.small != nil:
		return readBytes(p.small, p.options)
	case p.Underlyings == nil:
		return p.readWhole()
	}
	text := s.text
	if text == nil {
		panic("chain: a section is read twice") // its text may be reused by now
	}
	s.text = nil
	defer p.released.Put(text)
	src, h := input.NewSource(&p.options), p.header
	h.Rest, h.Line = *text, s.line
	a := p.assembler(src)
	a.MoreFollows = !s.last
	p.readers.Read(src, a, &h)
	if a.Refusal != nil {
		return nil, a.Refusal
	}
	chains, err := a.FinishPart(p.verdict)
	if err != nil {
		return nil, err
	}
	if len(chains) != 1 || chains[0].Underlying != s.Underlying {
		return nil, p.changed()
	}
	f := newFile(src, layouts.Long.Name, chains, a)
	f.SHA256 = p.sum
	f.drop = func() {
		if a.Contracts() <= MostHandedOn {
			p.dropped.Put(a)
		}
	}
	return f, nil
}

// assembler is one for a section, in the memory of one that was dropped if there is any.
func (p *Plan) assembler(src *input.Source) *assembly.Assembler {
	a, _ := p.dropped.Get().(*assembly.Assembler)
	if a == nil {
		return assembly.NewAssembler(src, p.options)
	}
	a.Renew()
	a.Src = src
	return a
}

func (p *Plan) readWhole() (*File, error) {
	raw, err := p.open()
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	return Read(raw, p.options)
}
