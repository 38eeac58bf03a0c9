package chain

import (
	"errors"
	"io"
	"io/fs"
	"sync"
	"sync/atomic"

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

// Each opens the file again and calls do for every section, in file order, until do returns an error. The bytes of a section of
// a plain file are read when the section is, and the file stays open until all are; after one where that failed, Each ends.
func (p *Plan) Each(do func(*Section) error) error {
	if p.Underlyings == nil {
		return do(&Section{plan: p})
	}
	raw, err := p.open()
	if err != nil {
		return err
	}
	again := &reopened{raw: raw}
	again.users.Store(1)
	defer again.leave()
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
	return p.each(&position{Stream: in, raw: raw}, again, do)
}

func (p *Plan) each(in *position, again *reopened, do func(*Section) error) error {
	at, anywhere := in.raw.(io.ReaderAt)
	anywhere = anywhere && p.stat != nil && in.Packing == ""
	for i, r := range p.runs {
		if again.failed.Load() {
			return nil
		}
		if !r.wanted {
			continue
		}
		s := &Section{Underlying: r.underlying, plan: p, offset: r.offset, end: p.size, line: r.line, last: i+1 == len(p.runs)}
		if !s.last {
			s.end = p.runs[i+1].offset
		}
		if anywhere {
			s.file, s.again = at, again
			again.users.Add(1)
		} else if err := s.take(in); err != nil {
			return err
		}
		if err := do(s); err != nil {
			return err
		}
	}
	return nil
}

// reopened is a file from which sections are yet to be read.
type reopened struct {
	raw    io.Closer
	users  atomic.Int64
	failed atomic.Bool // a section could not be read
}

// leave closes the file after its last user.
func (r *reopened) leave() {
	if r.users.Add(-1) == 0 {
		r.raw.Close()
	}
}

// room returns memory for the bytes of a section.
func (s *Section) room() *[]byte {
	text, _ := s.plan.released.Get().(*[]byte)
	n := int(s.end - s.offset)
	if text == nil || cap(*text) < n {
		text = new([]byte)
		*text = system.Column[byte](n)
	}
	*text = (*text)[:n]
	return text
}

// take reads the bytes of a section where the file is, as its sections come.
func (s *Section) take(in *position) error {
	text := s.room()
	err := in.skipTo(s.offset)
	if err == nil {
		_, err = fill(*text, in)
	}
	s.text, in.at = text, s.end
	return s.taken(in.Stream, err, in)
}

// load reads the bytes of a section of a plain file.
func (s *Section) load() error {
	s.text = s.room()
	defer s.again.leave()
	file := s.file
	s.file = nil
	_, err := file.ReadAt(*s.text, s.offset)
	if err = s.taken(input.Stream{}, err, io.NewSectionReader(file, s.end, 1)); err != nil {
		s.again.failed.Store(true)
	}
	return err
}

// taken returns the error of reading the bytes of a section. Nothing must follow the end of the file, where rest is.
func (s *Section) taken(in input.Stream, err error, rest io.Reader) error {
	switch {
	case err == io.EOF, err == nil && s.end == s.plan.size && !atEnd(rest):
		return s.plan.changed()
	case err != nil:
		return s.plan.inputError(in, err)
	}
	return nil
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

// ErrChanged is the cause of the error about a file that is no longer what was surveyed. Several sections may find that.
var ErrChanged = errors.New("the file changed while it was read")

func (p *Plan) changed() error { return changed(&p.options) }

func changed(o *Options) error {
	e := input.NewSource(o).Fail(0, "", ErrChanged.Error(), "read it again when it is complete")
	e.Err = ErrChanged
	return e
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

// atEnd reports whether nothing more can be read.
func atEnd(r io.Reader) bool {
	var b [1]byte
	n, err := fill(b[:], r)
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

	plan        *Plan
	offset, end int64 // in the decompressed file
	line        int   // number of lines before it
	last        bool  // of the file

	text  *[]byte     // nil: it is yet to be read
	file  io.ReaderAt // from here
	again *reopened   // the same file
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
	if s.file != nil {
		if err := s.load(); err != nil {
			return nil, err
		}
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
