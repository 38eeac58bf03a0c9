package render

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"gex/internal/escape"
	"gex/internal/report"
)

// Format is how a result is written.
type Format string

const (
	Table    Format = "table"
	Markdown Format = "md"
	CSV      Format = "csv"
	JSON     Format = "json"
	NDJSON   Format = "ndjson"
	Parquet  Format = "parquet" // the table of csv, with types
)

// ErrNoCSV is the error of CSV for a result that is not one table.
var ErrNoCSV = errors.New("a whole report is not one table")

// Func writes one document.
type Func[D report.Document] func(w io.Writer, d D, f Format, o Options) error

// view is one result in all its forms.
type view struct {
	header      *report.Header     // its underlying and time come first in every record of csv; nil: they do not
	conventions report.Conventions // which give amounts their currency; those of the header if there is one
	page        func(style) page
	document    func() any
	records     func() records     // nil: no csv
	lines       bool               // ndjson has one line per record, not per document
	short       func(style) string // the answer once more, below a page that is taller than the terminal; nil: none
}

// write writes a view in a format.
func (v view) write(w io.Writer, f Format, o Options) error {
	if f == Parquet {
		return v.table(w, o.Rows)
	}
	out, err := v.bytes(f, o)
	if err != nil {
		return err
	}
	_, err = w.Write(out)
	return err
}

// table writes the records as a Parquet file, or keeps them in all for the file of several results.
func (v view) table(w io.Writer, all *Rows) error {
	if v.records == nil {
		return ErrNoCSV
	}
	list := v.records().about(v.header)
	if all != nil {
		return all.add(list)
	}
	var own Rows
	if err := own.add(list); err != nil {
		return err
	}
	return own.Write(w)
}

func (v view) bytes(f Format, o Options) ([]byte, error) {
	if v.header != nil {
		v.conventions = v.header.Conventions
	}
	s := styleFor(o, v.conventions)
	switch f {
	case Table:
		out, err := v.text(s)
		if v.short != nil && s.Height > 0 && !s.NoHeader && bytes.Count(out, []byte{'\n'}) >= s.Height {
			out = append(out, v.short(s)...)
		}
		return out, err
	case Markdown:
		return v.page(styleFor(Options{Spell: o.Spell}, v.conventions)).markdown()
	case CSV:
		if v.records == nil {
			return nil, ErrNoCSV
		}
		return v.records().about(v.header).encode(!o.NoHeader), nil
	case NDJSON:
		if v.lines {
			return v.records().lines(v.header)
		}
		return encode(v.document(), false)
	case JSON:
		return encode(v.document(), true)
	}
	return nil, fmt.Errorf("unknown format %q", f)
}

// text is the page for a terminal. It has colors only if its text contains no escape sequence: one from a file would look
// like ours.
func (v view) text(s style) ([]byte, error) {
	if s.Color {
		plain := s
		plain.Color = false
		out, err := v.page(plain).text(plain)
		if err != nil || bytes.IndexByte(out, '\x1b') >= 0 {
			return []byte(escape.Text(string(out))), err
		}
	}
	return v.page(s).text(s)
}
