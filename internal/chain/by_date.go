package chain

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/tables"
	"gex/internal/chain/vendors"
	"gex/internal/fault"
	"gex/internal/market"
)

// DatePlan says how to read a file of many quote dates one date at a time, in the memory of a few of them.
type DatePlan struct {
	// Parts has the selected dates, in the order of their first rows. It is nil if the file is read as a whole, by Read or
	// Survey: because it has one date, or its rows do not say theirs.
	Parts []DatePart
	// SHA256 is of the decompressed bytes, lower-case hex; "" with Options.NoSum.
	SHA256 string
	// File is the content of a file of one date that had to be read to find that out; nil if it was not.
	File *File

	open    func() (io.ReadCloser, error)
	options Options
	stat    fs.FileInfo
	budget  int64 // bytes of text of dates that are read in one pass
	whole   []byte
	head    []byte // up to the first row
	scan    *dateScan
	rows    []*dateRows // of the parts
	size    int64
}

// DatePart is what a file has of one quote date.
type DatePart struct {
	Date        market.Date
	Underlyings []string // sorted; nil: reading shows them
	Bytes       int64    // of text, 0 if unknown
}

// passBudget bounds the text of the dates that are collected in one pass over a file. Dates whose rows are contiguous are read
// one by one; if they are scattered, the file is read once for each so many bytes.
const passBudget = 64 << 20

// SurveyDates scans a file once, without keeping it, and finds the rows of each quote date, in whatever order they are. Each
// date then reads as a file of its own that has the header and these rows, with the lines of the whole file. A row without a
// date belongs to the row before it. The order of day and month is that of the whole file. JSON, and csv with texts in
// quotation marks that span lines, are held in memory.
func SurveyDates(open func() (io.ReadCloser, error), o Options) (*DatePlan, error) {
	return surveyDates(open, o, grain{first: 1 << 20, block: 256 << 10}, passBudget)
}

func surveyDates(open func() (io.ReadCloser, error), o Options, g grain, budget int64) (*DatePlan, error) {
	p := &DatePlan{open: open, options: o, budget: budget}
	raw, err := open()
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	p.stat = statOf(raw)
	in, err := input.Unpack(raw, &p.options)
	if err != nil {
		return nil, input.NewSource(&p.options).InputError(err)
	}
	defer in.Close()
	most := int64(max(g.first, input.HeadLen+1))
	hint := min(input.SizeHint(raw), most) // of the packed file
	buf := bytes.NewBuffer(make([]byte, 0, hint+2*bytes.MinRead))
	n, err := buf.ReadFrom(io.LimitReader(in, most))
	if err != nil {
		return nil, p.inputError(in, err)
	}
	first := buf.Bytes()
	if n < most && n <= input.Limit(&p.options) {
		g.block = min(g.block, len(first)+1)
		if f, err := readBytes(first, p.options); err == nil && !merges(f.Format) {
			p.File = f // of one date, as most small files are
			return p, nil
		}
	}
	if input.BeginsJSON(bytes.TrimPrefix(first, []byte("\ufeff"))) {
		return p.inMemory()
	}
	if !p.begin(first) {
		return p, nil
	}
	return p.survey(in, first, g)
}

// merges reports whether a layout takes the last of several rows on one option, so that reading does not show their dates.
func merges(layout string) bool {
	return slices.ContainsFunc(vendors.Layouts(), func(l assembly.Layout) bool { return l.Name == layout && l.Merges })
}

// begin prepares the scan of a file by its beginning. It returns false if its rows are not dated.
func (p *DatePlan) begin(first []byte) bool {
	src := input.NewSource(&p.options)
	src.Data = input.Normalize(bytes.Clone(first))
	l, spelled, err := detect(src, &p.options, vendors.Layouts())
	if err != nil || src.MustBeText() != nil || l.Dated == nil {
		return false
	}
	if spelled != tables.PlainSpelling {
		src.Data = spelled.Recode(src.Data)
	}
	dated := l.Dated(src, &p.options)
	if dated == nil || bytes.Count(first, []byte{'\n'}) < dated.Header.Line {
		return false
	}
	at := 0
	for range dated.Header.Line {
		at += bytes.IndexByte(first[at:], '\n') + 1
	}
	p.head = bytes.Clone(first[:at])
	p.scan = newDateScan(dated, spelled, p.options.Symbol)
	p.scan.line, p.scan.offset = dated.Header.Line, int64(at)
	if len(p.options.Columns) == 0 {
		p.options.Format = l.Name
	}
	return true
}

// survey scans the file, of which the first bytes have been read.
func (p *DatePlan) survey(in input.Stream, first []byte, g grain) (*DatePlan, error) {
	limit := input.Limit(&p.options)
	sum := input.NewHash(p.options.NoSum)
	defer sum.Stop()
	sum.Write(first)
	rest := io.TeeReader(io.LimitReader(in, max(0, limit+1-int64(len(first)))), sum)
	text := io.MultiReader(bytes.NewReader(first[len(p.head):]), rest)
	switch err := p.scan.pass(text, g.block, p.scan.count); {
	case err != nil:
		return nil, p.inputError(in, err)
	case p.scan.offset > limit:
		return nil, p.inputError(in, input.TooLarge(limit))
	case p.scan.broken:
		return p.inMemory()
	}
	p.size, p.SHA256 = p.scan.offset, sum.Text()
	both, err := p.scan.settle()
	switch {
	case errors.Is(err, errNoDate):
		return p.inMemory()
	case err != nil:
		return nil, err
	case both:
		p.options.Dates = p.scan.order
	}
	return p, p.choose(p.scan.all)
}

// pass scans a text to its end.
func (s *dateScan) pass(in io.Reader, block int, visit func(*dateRows, []byte, int)) error {
	buf := make([]byte, block)
	n := 0
	for !s.broken {
		m, err := fill(buf[n:], in)
		if err != nil && err != io.EOF {
			return err
		}
		left := s.lines(buf[:n+m], err == io.EOF, visit)
		if err == io.EOF {
			return nil
		}
		if n = len(left); n > len(buf)/2 { // a long line
			buf = append(bytes.Clone(left), make([]byte, len(buf))...)
		} else {
			copy(buf, left)
		}
	}
	return nil
}

// choose makes parts of the dates that are selected.
func (p *DatePlan) choose(all []*dateRows) error {
	if len(all) < 2 {
		return nil
	}
	var dates []market.Date
	for _, r := range all {
		dates = append(dates, r.date)
		if p.options.Selects(r.date) {
			p.rows = append(p.rows, r)
		}
	}
	slices.SortFunc(dates, market.Date.Compare)
	src := input.NewSource(&p.options)
	switch {
	case len(p.rows) == 0:
		return assembly.NoSuchDate(src, &p.options, dates)
	case !p.options.AsOf.IsZero() && len(p.rows) > 1:
		return src.Misuse(fmt.Sprintf("the file has quotes from %d dates, and %s sets one time for all", len(p.rows), fault.Setting("as-of")),
			"omit it, or choose a date with "+fault.Setting("quote-date"))
	}
	slices.SortFunc(p.rows, func(a, b *dateRows) int { return cmp.Compare(a.offset, b.offset) })
	names := p.scan.underlyings()
	symbol := strings.ToUpper(strings.TrimLeft(p.options.Symbol, "^$"))
	var every []string
	p.rows = slices.DeleteFunc(p.rows, func(r *dateRows) bool {
		part := DatePart{Date: r.date, Bytes: r.bytes, Underlyings: r.underlyings(names)}
		every = append(every, part.Underlyings...)
		if symbol != "" && part.Underlyings != nil {
			if !slices.Contains(part.Underlyings, symbol) {
				return true
			}
			part.Underlyings = []string{symbol}
		}
		p.Parts = append(p.Parts, part)
		return false
	})
	if len(p.Parts) == 0 {
		slices.Sort(every)
		return assembly.NewAssembler(src, p.options).NoSuchSymbol(slices.Compact(every))
	}
	return nil
}

// underlyings returns what each cell of the underlying names, by index; "" if it names none. It is nil if they are not known.
func (s *dateScan) underlyings() []string {
	if s.name < 0 {
		return nil
	}
	names := make([]string, len(s.names))
	for cell, i := range s.names {
		names[i], _ = s.dated.Name(strings.TrimSpace(cell))
	}
	return names
}

// underlyings returns the underlyings of a date, nil if its cells do not tell.
func (r *dateRows) underlyings(names []string) (list []string) {
	for i, name := range names {
		if r.names.has(i) {
			if name == "" {
				return nil
			}
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// inMemory plans a file that is read as a whole, and again for each of its dates.
func (p *DatePlan) inMemory() (*DatePlan, error) {
	raw, err := p.open()
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	o := p.options
	data, err := input.ReadAll(raw, &o, func(data []byte) error { return early(data, o) })
	if err != nil {
		return nil, input.NewSource(&o).InputError(err)
	}
	p.options = o
	p.File, err = readBytes(data, o)
	var several *assembly.SeveralDates
	if !errors.As(err, &several) || !several.All {
		return p, err
	}
	p.File, p.whole, p.SHA256 = nil, data, hash(data, o.NoSum)()
	all := make([]*dateRows, len(several.Dates))
	for i, date := range several.Dates {
		all[i] = &dateRows{date: date}
	}
	p.scan = &dateScan{name: -1}
	return p, p.choose(all)
}

func (p *DatePlan) inputError(in input.Stream, err error) error {
	return input.NewSource(&p.options).InputError(input.PackError(in.Packing, err))
}
