package inventory

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash/maphash"
	"io"
	"slices"

	"gex/internal/chain/cells"
	"gex/internal/market"
)

// File is what a file says.
type File struct {
	Name   string
	SHA256 string // of its decompressed text, lower-case hex; with the last date where it was not read to its end
	Days   []*Day // in the order of their dates, then exchanges
}

// Read reads a file of one of the layouts, as text. Errors are fault.Input, with file, line and column.
func Read(in io.Reader, o Options) (*File, error) {
	if o.Dealers == "" {
		o.Dealers = Dealers[0]
	}
	sum := sha256.New()
	text := bufio.NewReaderSize(io.TeeReader(in, sum), 1<<16)
	head, err := text.Peek(512)
	if err != nil && err != io.EOF {
		return nil, unreadable(o.Name, err)
	}
	if err := recognize(head); err != nil {
		return nil, at(o.Name, 0, err)
	}
	r := &reader{Options: o, lines: newLines(text), days: map[dayKey]*dayBuilder{}, when: map[*market.Venue]*cells.Memo[moments]{}, seed: maphash.MakeSeed()}
	if err := r.read(); err != nil {
		return nil, err
	}
	f := &File{Name: o.Name, SHA256: hex.EncodeToString(sum.Sum(nil))}
	if r.cut { // it is not the file that a later run reads to its end
		f.SHA256 += " through " + o.Through.String()
	}
	for _, d := range r.order {
		day, err := d.finish()
		if err != nil {
			return nil, at(o.Name, 0, err)
		}
		day.File, day.SHA256 = f.Name, f.SHA256
		f.Days = append(f.Days, day)
	}
	slices.SortFunc(f.Days, compareDays)
	return f, nil
}

// Rename gives the file another name, by which the state knows it.
func (f *File) Rename(name string) {
	f.Name = name
	for _, d := range f.Days {
		d.File = name
	}
}

// recognize refuses what is not csv at all, by its first bytes.
func recognize(head []byte) error {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case len(text) == 0:
		return &misread{what: "the file is empty", hint: whatIsRead}
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		return &misread{what: "the file is UTF-16 and not UTF-8", hint: "save it as UTF-8"}
	case bytes.IndexByte(text, 0) >= 0:
		return &misread{what: "a binary file is not csv", hint: whatIsRead}
	case text[0] == '<':
		return &misread{what: "a web page or XML is not csv", hint: whatIsRead}
	case text[0] == '{', text[0] == '[':
		return &misread{what: "JSON is not csv", hint: whatIsRead}
	}
	return nil
}

// read reads all lines.
func (r *reader) read() error {
	for {
		cells, err := r.lines.next()
		switch {
		case err != nil && ended(err) && r.layout == nil:
			return at(r.Name, 0, &misread{what: "the file is empty", hint: whatIsRead})
		case err != nil && ended(err):
			return nil
		case err == errLongLine:
			return at(r.Name, r.lines.line+1, err)
		case err != nil:
			return unreadable(r.Name, err)
		}
		if r.layout == nil {
			r.layout, err = header(cells, &r.Options)
		} else {
			err = r.row(cells)
		}
		if err != nil {
			return at(r.Name, r.lines.line, err)
		}
	}
}

// row reads a row.
func (r *reader) row(cells [][]byte) error {
	if r.isHeader(cells) {
		return nil
	}
	if r.layout.source == Trades {
		return r.trade(cells)
	}
	if len(cells) != r.layout.width {
		return cutShort(len(cells), r.layout.width)
	}
	return r.openClose(cells)
}

// isHeader reports whether a row is the line of names again, as in files that were put one behind the other.
func (r *reader) isHeader(cells [][]byte) bool {
	for name, at := range r.layout.at {
		if at >= len(cells) || string(cells[at]) != r.layout.names[name] {
			return false
		}
	}
	return true
}

// finish is the day, with its entries in order.
func (d *dayBuilder) finish() (*Day, error) {
	if d.Source == Intervals {
		if err := d.joinParts(); err != nil {
			return nil, err
		}
	}
	if d.Source != EndOfDay {
		d.Until = clockOf(max(d.last, 0))
	}
	slices.SortFunc(d.Entries, compareEntries)
	day := d.Day
	return &day, nil
}
