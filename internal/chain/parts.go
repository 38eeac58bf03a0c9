package chain

import (
	"bytes"
	"cmp"
	"io"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/tables"
	"gex/internal/chain/vendors"
)

// parts says how to read a large file while only a part of it is in memory.
type parts struct {
	layout  assembly.Layout
	columns int // of its header
	lines   int // that the file is expected to have
	window  int // bytes that are in memory
}

// partsOf returns how to read a file of some size that begins with these bytes in parts, nil if it has to be in memory as a whole.
func partsOf(r io.Reader, beginning []byte, size int64, o Options) *parts {
	const fewest = 4 * tables.HeaderLines // lines: the header, and enough rows to show how dates are written
	text := beginning[:bytes.LastIndexByte(beginning, '\n')+1]
	if bytes.Count(text, []byte{'\n'}) < fewest || o.Decimal == ',' {
		return nil
	}
	src := input.NewSource(&o)
	src.Data = input.Normalize(text)
	l, spelled, err := detect(src, &o, vendors.Layouts())
	if err != nil || spelled != tables.PlainSpelling || l.InParts == nil {
		return nil
	}
	h := l.InParts(src, &o)
	if h == nil {
		return nil
	}
	return &parts{l, len(h.Fields), input.ExpectLines(r, beginning, size), input.WindowLen}
}

// read reads the file: its beginning, and the rest.
func (p *parts) read(beginning []byte, rest io.Reader, o Options) (*File, error) {
	sum := input.NewHash(o.NoSum || o.Sum != "")
	defer sum.Stop()
	sum.Write(beginning)
	src := input.NewSource(&o)
	var text []byte
	src.Window, text = input.NewWindow(beginning, io.TeeReader(rest, sum), p.lines, p.window)
	src.Data = input.Normalize(text)
	f, err := parse(src, p.layout, o)
	if torn := tables.MustEndWhole(src, p.columns); torn != nil { // whatever its rows say
		return nil, torn
	}
	if err != nil {
		return nil, err
	}
	f.SHA256 = cmp.Or(o.Sum, sum.Text())
	return f, nil
}
