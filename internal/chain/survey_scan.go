package chain

import (
	"bytes"
	"io"
	"math"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/chain/tables"
	"gex/internal/chain/vendors"
	"gex/internal/par"
)

// scan is the state of the first pass: the position of the rows of each underlying, and what a sample of them shows about the
// file as a whole.
type scan struct {
	plan          *Plan
	sample        *layouts.LongReader
	column        int             // index of the underlying in a row
	seen          map[string]bool // underlyings
	key           []byte          // the last row's cell with the comma after it
	start, offset int64           // offsets of the first row and of the next line
	noSpot        bool            // the underlying has no price yet, which may be in any of its rows
	leading       bool            // the file begins with rows without an underlying
	unit          IVUnit
	census        assembly.Census
	interest      bool   // the open interest of an underlying in the sample is readable or absent
	live          bool   // a contract in the sample is not settled yet
	tail          []byte // the text before the current one, needed to check the last line
}

// newScan starts a scan from the beginning of a file. It returns nil if the file cannot be read in parts.
func newScan(p *Plan, first []byte) *scan {
	text := first[:bytes.LastIndexByte(first, '\n')+1]
	src, o := input.NewSource(&p.options), p.options
	if o.SelectsDates() || o.Dates != DatesByContent || bytes.Count(text, []byte{'\n'}) < tables.HeaderLines {
		return nil
	}
	src.Data = input.Normalize(text)
	l, spelled, err := detect(src, &o, vendors.Layouts())
	if err != nil || src.MustBeText() != nil || l.Name != layouts.Long.Name || spelled != tables.PlainSpelling || o.Decimal == ',' {
		return nil
	}
	h := layouts.LongTable.Find(src.Data)
	if layouts.LongTable.Check(src, h) != nil || layouts.WritesNumericDates(src, &h) {
		return nil
	}
	offset := int64(len(text) - len(h.Rest))
	h.Rest = nil
	p.header = h
	s := &scan{plan: p, seen: map[string]bool{}, start: offset, offset: offset}
	for h.Fields[s.column] != tables.Underlying {
		s.column++
	}
	s.sample = layouts.NewLongReader(src, assembly.NewAssembler(src, o), &p.header)
	s.unit = s.sample.A.AskedIVUnit()
	return s
}

// passOver scans every line after the header, in blocks of so many bytes. It stops if the rows of an underlying are not
// contiguous, or if that cannot be determined.
func (s *scan) passOver(text io.Reader, size int) (together bool, err error) {
	r := blocks{in: text, size: size}
	par.Ahead(func(yield func(func() *block) bool) { r.each(s.column, yield) }, func(b *block) bool {
		switch {
		case b.err == errLongLine:
			together = false
		case b.err != nil:
			together, err = false, b.err
		case b.final:
			together, err = s.end(b)
		default:
			together = s.lines(b)
			s.keep(b.text)
		}
		r.used.Put(b)
		return together
	})
	return together, err
}

// keep keeps the end of a text of whole lines.
func (s *scan) keep(text []byte) {
	s.tail = append(s.tail[:0], text[max(0, len(text)-tables.TailLen):]...)
}

// end scans the last lines, and refuses a file whose last line is cut off.
func (s *scan) end(b *block) (together bool, err error) {
	text := b.text[:len(b.text)-1]
	s.tail = append(s.tail, text...)
	s.plan.size = s.offset + int64(len(text))
	if !s.lines(b) {
		return false, nil
	}
	s.offset = s.plan.size
	if s.offset > input.Limit(&s.plan.options) {
		return true, nil // that is reported instead
	}
	if t, ok := tables.TailOf(s.tail, len(s.plan.header.Fields)); ok {
		if why := t.BrokenOff(); why != "" {
			return false, s.sample.A.Src.Truncated(s.sample.Rows.Lines.Number, why)
		}
	}
	return true, nil
}

// lines scans the lines of a block. It returns false if the file cannot be read in parts.
func (s *scan) lines(b *block) bool {
	offset, number := s.offset, &s.sample.Rows.Lines.Number
	before, turns := *number, b.turns
	for i := 0; i < len(b.ends); {
		text, start := b.line(i)
		s.offset, *number = offset+int64(start), before+i+1
		if b.quoted || s.mustRead() || !s.continues(text) {
			line, _ := tables.CutLine(text)
			if b.quoted && tables.Unclosed(line) >= 0 || !s.line(line, b.quoted) {
				return false
			}
		}
		i++
		if b.quoted || s.noSpot || len(s.key) == 0 || !bytes.Equal(s.key, firstOf(cellsFrom(text, s.column))) {
			continue
		}
		for len(turns) > 0 && int(turns[0]) < i {
			turns = turns[1:]
		}
		next := len(b.ends)
		if len(turns) > 0 {
			next = int(turns[0])
		}
		i = min(next, assembly.NextSampled(*number)-before-1)
	}
	s.offset, *number = offset+int64(len(b.text)), before+len(b.ends)
	return true
}

// mustRead reports whether the next line must be read even if it continues the same underlying.
func (s *scan) mustRead() bool { return s.noSpot || assembly.Sampled(s.sample.Rows.Lines.Number) }

// line scans a line. It returns false if the line belongs to an underlying whose run has ended.
func (s *scan) line(line []byte, quoted bool) bool {
	if tables.IsBlank(line) {
		return true
	}
	s.sample.Rows.Take(line)
	if (quoted || !s.continues(line)) && !s.turn(&s.sample.Rows.Row) {
		return false
	}
	s.sample.Read(&s.sample.Rows.Row)
	d := s.sample.A.Current
	s.noSpot = !d.Skip && math.IsNaN(d.Spot)
	return true
}

// continues reports whether a line has the underlying of the line before. It must not contain quotation marks.
func (s *scan) continues(line []byte) bool {
	return len(s.key) > 0 && bytes.HasPrefix(cellsFrom(line, s.column), s.key)
}

// turn begins a run at a row of another underlying. Rows that cannot be read belong to the run before them.
func (s *scan) turn(row *tables.Row) bool {
	cell := row.Cell(tables.Underlying)
	name, err := cells.ParseName(string(bytes.TrimSpace(cell)))
	runs := s.plan.runs
	if row.Problem != "" || err != nil || s.sample.IsStray() {
		if !s.passable(row) {
			return false
		}
		s.leading = s.leading || len(runs) == 0
		return true
	}
	s.key = append(append(s.key[:0], cell...), ',')
	if len(runs) > 0 && runs[len(runs)-1].underlying == name {
		return true
	}
	if s.seen[name] || len(runs) == assembly.MaxSections {
		return false
	}
	s.begin(name)
	return true
}

// passable reports whether a row without an underlying may be skipped. A header or a web page is left to the
// reader of the whole file.
func (s *scan) passable(row *tables.Row) bool {
	r := s.sample.Rows
	return !s.sample.IsStray() || r.NamesOf(r.Words()) == 0 && !input.IsMarkup(r.Line)
}

func (s *scan) begin(name string) {
	s.count()
	symbol := s.sample.A.Options.Symbol
	r := run{name, symbol == "" || symbol == name, s.offset, s.sample.Rows.Lines.Number - 1}
	if len(s.plan.runs) == 0 {
		r.offset, r.line = s.start, s.plan.header.Line // including the rows without an underlying before it
	}
	s.seen[name] = true
	s.plan.runs = append(s.plan.runs, r)
}

// count adds the sample of an underlying to the census, and forgets the underlying.
func (s *scan) count() {
	a := s.sample.A
	s.census.Add(a)
	s.interest = s.interest || a.MustHaveInterest() == nil
	s.live = s.live || a.AnyLive()
	s.sample.Renew()
}

// conclude makes sections of the runs, unless the sample leaves a question that only the whole file can decide.
func (s *scan) conclude() error {
	s.count()
	p := s.plan
	var names, wanted []string
	for _, r := range p.runs {
		names = append(names, r.underlying)
		if r.wanted {
			wanted = append(wanted, r.underlying)
		}
	}
	switch {
	case len(wanted) == 0 && len(names) > 0:
		return s.sample.A.NoSuchSymbol(names)
	case s.census.Open() || !s.live || !s.interest:
		return nil
	case s.leading && !p.runs[0].wanted:
		return nil // these rows count as rows of the selected underlying
	}
	p.Underlyings, p.verdict = wanted, s.census.Verdict(s.unit)
	return nil
}
