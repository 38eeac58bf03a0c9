package chain

import (
	"io"
	"io/fs"
	"sync"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/chain/tables"
)

// Plan says how a file can be read in parts that are whole underlyings, so that a file with a whole market in it needs
// the memory of a few of them.
type Plan struct {
	// Underlyings names what each section is about, in the order of the file. It is nil when the file is one section:
	// it is small, or in another layout than long, or its underlyings do not stand together.
	Underlyings []string

	open    func() (io.ReadCloser, error)
	options Options
	sum     string
	small   []byte // the whole file, when it is small

	header   tables.Header
	verdict  assembly.Verdict
	runs     []run // one an underlying of the file, wanted or not
	size     int64 // of the file, unpacked
	stat     fs.FileInfo
	released sync.Pool // texts of sections that have been read
}

// run is where the rows of an underlying stand.
type run struct {
	underlying string
	wanted     bool
	offset     int64 // in the unpacked file
	line       int   // how many lines stand before it
}

// Survey passes over a file once, without keeping it, and finds where the rows of each underlying stand. open is called
// again to read them; what cannot be opened twice, like standard input, is for Read. A small file is read on the way.
//
// Sections together are what Read makes of the file: the same chains to the bit, and the same problems, of which every
// section lists its first 20. What refuses one underlying (no moment, several moments) refuses its section alone,
// with the error with which Read refuses the file. A quote date asked for, other spellings than commas and points, and
// text in quotation marks over several lines are read whole.
func Survey(open func() (io.ReadCloser, error), o Options) (*Plan, error) {
	return survey(open, o, grain{first: 4 << 20, block: 256 << 10})
}

// grain is how much of a file is looked at at once: first is also how large a small file is.
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
	in, err := input.Unpack(raw)
	if err != nil {
		return nil, input.NewSource(&o).InputError(err)
	}
	defer in.Close()
	if err := p.survey(in, g, hint); err != nil {
		return nil, err
	}
	return p, nil
}

// statOf is what the file system says of a regular file, nil for anything else.
func statOf(r io.Reader) fs.FileInfo {
	if f, ok := r.(interface{ Stat() (fs.FileInfo, error) }); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return info
		}
	}
	return nil
}

// Sections is the number of sections that Each gives.
func (p *Plan) Sections() int { return max(len(p.Underlyings), 1) }

// Each passes over the file again and calls do for every section, in the order of the file, until it returns an error.
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
	in, err := input.Unpack(raw)
	if err != nil {
		return input.NewSource(&p.options).InputError(err)
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

// text returns the bytes [offset, end) of the file. At its end nothing may follow.
func (p *Plan) text(in *position, offset, end int64) (*[]byte, error) {
	text, _ := p.released.Get().(*[]byte)
	if n := int(end - offset); text == nil || cap(*text) < n {
		text = new([]byte)
		*text = make([]byte, n)
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

// fill reads until buf is full. The error is io.EOF only where the file ends, not where its compressed data breaks off.
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

// position is a place in an unpacked file.
type position struct {
	input.Stream
	raw io.Reader
	at  int64
}

// skipTo passes over what stands before offset. A plain file need not be read for that.
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

// Section is a part of a file with every row of an underlying, or the whole file.
type Section struct {
	Underlying string // "" when it is the whole file

	plan *Plan
	text *[]byte
	line int
	last bool // of the file
}

// Read parses the section: it gives what Read gives of a file without the rows of other underlyings, with the lines of
// the whole file. It may be called once, from any goroutine, also when Each is further on.
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
		panic("chain: a section is read twice") // its text may hold another by now
	}
	s.text = nil
	defer p.released.Put(text)
	src, h := input.NewSource(&p.options), p.header
	h.Rest, h.Line = *text, s.line
	a := assembly.NewAssembler(src, p.options)
	a.MoreFollows = !s.last
	layouts.ReadLong(src, a, &h)
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
	return f, nil
}

func (p *Plan) readWhole() (*File, error) {
	raw, err := p.open()
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	return Read(raw, p.options)
}
