package parquet

import (
	"errors"
	"hash/crc32"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// plainDictionary is the number of PLAIN_DICTIONARY, the older name in data pages of what RLE_DICTIONARY is now: older writers
// use it (Apache Parquet, Encodings.md).
const plainDictionary format.Encoding = 2

// column is a place in a column of a row group.
type column struct {
	f     *File
	leaf  *leaf
	codec format.CompressionCodec
	at    int64 // of the next page
	left  int64 // values after this page
	dict  [][]byte

	n       int     // values left in this page
	levels  *hybrid // definition levels; nil: every value is there
	values  values
	indices *hybrid // into the dictionary, instead of values
	held    int64   // of the budget, by the page
	scratch []byte
}

// begin goes to the first page of a chunk with so many rows.
func (f *File) begin(l *leaf, c *format.ColumnChunk, rows int64) (column, error) {
	m := &c.MetaData
	switch {
	case l.text == nil:
		return column{leaf: l}, nil
	case c.FilePath != "":
		return column{}, damaged("its columns are in another file")
	case len(c.EncryptedColumnMetadata) > 0 || c.CryptoMetadata.Value != nil:
		return column{}, ErrEncrypted
	case m.Type != l.physical || m.NumValues != rows:
		return column{}, damaged("column %s has %d values of type %v for %d rows of type %v", l.name, m.NumValues, m.Type, rows, l.physical)
	}
	out := column{f: f, leaf: l, codec: m.Codec, at: m.DataPageOffset, left: rows}
	if d := m.DictionaryPageOffset; d > 0 && d < out.at {
		out.at = d
	}
	return out, nil
}

// end gives the memory of a column back.
func (c *column) end() {
	if c.f != nil {
		c.f.room.left += c.held
		for _, text := range c.dict {
			c.f.room.left += entry(text)
		}
	}
	*c = column{}
}

// entry is what an entry of a dictionary takes of the budget.
func entry(text []byte) int64 { return int64(len(text)) + 24 }

// cell appends the next value as a cell of csv.
func (c *column) cell(to []byte) ([]byte, error) {
	if c.leaf.text == nil {
		return append(to, "<list>"...), nil
	}
	for c.n == 0 {
		if err := c.page(); err != nil {
			return nil, err
		}
	}
	c.n--
	if c.levels != nil {
		level, err := c.levels.next()
		if err != nil || int(level) < c.leaf.nulls {
			return to, err
		}
	}
	if c.indices != nil {
		i, err := c.indices.next()
		if err == nil && uint64(i) >= uint64(len(c.dict)) {
			err = damaged("a value that is not in the dictionary")
		}
		if err != nil {
			return nil, err
		}
		return append(to, c.dict[i]...), nil
	}
	v, err := c.values.next()
	if err != nil {
		return nil, err
	}
	c.scratch = c.leaf.text(c.scratch[:0], v)
	return appendCell(to, c.scratch), nil
}

// page reads the next page of values, and the dictionary before it.
func (c *column) page() error {
	if c.left == 0 {
		return damaged("it has fewer values than rows")
	}
	h, size, err := c.header()
	if err != nil {
		return err
	}
	if h.CompressedPageSize < 0 || h.UncompressedPageSize < 0 {
		return damaged("a page of negative size")
	}
	c.f.room.left += c.held
	c.held = int64(h.CompressedPageSize) + int64(h.UncompressedPageSize)
	if err := c.f.room.take(c.held); err != nil {
		return err
	}
	if int64(h.CompressedPageSize) > c.f.size-c.at-size {
		return damaged("a page lies outside the file")
	}
	data := make([]byte, h.CompressedPageSize)
	if err := c.f.readAt(data, c.at+size); err != nil {
		return err
	}
	c.at += size + int64(len(data))
	if h.CRC != 0 && uint32(h.CRC) != crc32.ChecksumIEEE(data) {
		return damaged("a page does not have its checksum")
	}
	return c.take(h, data)
}

// header reads the header of the next page, of which the length is not known before.
func (c *column) header() (*format.PageHeader, int64, error) {
	const most = 16 << 20 // it has the least and the largest value of the page
	for size := int64(1 << 10); ; size *= 16 {
		buf := make([]byte, max(min(size, c.f.size-c.at), 0))
		if err := c.f.readAt(buf, c.at); err != nil {
			return nil, 0, err
		}
		n, err := walk(buf)
		if errors.Is(err, errShort) && int64(len(buf)) == size && size < most {
			continue
		}
		if err != nil {
			return nil, 0, damaged("the description of a page: %v", err)
		}
		h := &format.PageHeader{}
		if err := thrift.Unmarshal(&thrift.CompactProtocol{}, buf[:n], h); err != nil {
			return nil, 0, damaged("the description of a page: %v", err)
		}
		return h, int64(n), nil
	}
}

// take begins to read a page.
func (c *column) take(h *format.PageHeader, data []byte) error {
	switch {
	case h.Type == format.DictionaryPage && h.DictionaryPageHeader.Valid:
		return c.dictionary(&h.DictionaryPageHeader.V, h, data)
	case h.Type == format.DataPage && h.DataPageHeader.Valid:
		return c.data(&h.DataPageHeader.V, h, data)
	case h.Type == format.DataPageV2 && h.DataPageHeaderV2.Valid:
		return c.dataV2(&h.DataPageHeaderV2.V, h, data)
	case h.Type == format.IndexPage:
		return nil
	}
	return damaged("a page of type %v", h.Type)
}

func (c *column) dictionary(d *format.DictionaryPageHeader, h *format.PageHeader, data []byte) error {
	if c.dict != nil {
		return damaged("it has two dictionaries")
	}
	data, err := unpack(c.codec, data, int(h.UncompressedPageSize))
	if err != nil {
		return err
	}
	if d.NumValues < 0 || int(d.NumValues) > len(data) {
		return damaged("a dictionary of %d values in %d bytes", d.NumValues, len(data))
	}
	all, err := valuesOf(c.leaf, format.Plain, data, int(d.NumValues))
	if err != nil {
		return err
	}
	c.dict = make([][]byte, 0, d.NumValues)
	for range d.NumValues {
		v, err := all.next()
		if err != nil {
			return err
		}
		text := appendCell(nil, c.leaf.text(nil, v))
		if err := c.f.room.take(entry(text)); err != nil {
			return err
		}
		c.dict = append(c.dict, text)
	}
	return nil
}

// data begins a page whose levels are compressed with its values.
func (c *column) data(d *format.DataPageHeader, h *format.PageHeader, data []byte) error {
	data, err := unpack(c.codec, data, int(h.UncompressedPageSize))
	if err != nil {
		return err
	}
	var levels []byte
	if c.leaf.nulls > 0 {
		if d.DefinitionLevelEncoding != format.RLE {
			return damaged("levels in encoding %v", d.DefinitionLevelEncoding)
		}
		if levels, data, err = lengthThen(data); err != nil {
			return err
		}
	}
	return c.start(d.NumValues, d.Encoding, levels, data)
}

// dataV2 begins a page whose levels stand before its compressed values.
func (c *column) dataV2(d *format.DataPageHeaderV2, h *format.PageHeader, data []byte) error {
	n, repeated := int64(d.DefinitionLevelsByteLength), int64(d.RepetitionLevelsByteLength)
	before := n + repeated
	if n < 0 || repeated < 0 || before > int64(len(data)) || before > int64(h.UncompressedPageSize) {
		return damaged("levels of %d bytes", before)
	}
	levels, data := data[repeated:before], data[before:]
	if !d.IsCompressed.Valid || d.IsCompressed.V {
		var err error
		if data, err = unpack(c.codec, data, int(int64(h.UncompressedPageSize)-before)); err != nil {
			return err
		}
	}
	return c.start(d.NumValues, d.Encoding, levels, data)
}

// start begins n values.
func (c *column) start(n int32, encoding format.Encoding, levels, data []byte) (err error) {
	if n < 0 || int64(n) > c.left {
		return damaged("a page of %d values where %d are left", n, c.left)
	}
	c.n, c.left = int(n), c.left-int64(n)
	c.levels, c.indices, c.values = nil, nil, nil
	if c.leaf.nulls > 0 {
		if c.levels, err = newHybrid(levels, levelWidth(c.leaf.nulls)); err != nil {
			return err
		}
	}
	if encoding != format.RLEDictionary && encoding != plainDictionary {
		c.values, err = valuesOf(c.leaf, encoding, data, c.n)
		return err
	}
	if len(data) == 0 { // every value is null
		c.indices = &hybrid{}
		return nil
	}
	c.indices, err = newHybrid(data[1:], int(data[0]))
	return err
}
