package parquet

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// Kind is what a column of a written table holds.
type Kind uint8

const (
	Text    Kind = iota // BYTE_ARRAY, STRING
	Number              // DOUBLE
	Count               // INT64
	Day                 // INT32, DATE
	Instant             // INT64, TIMESTAMP in UTC, in microseconds unless there are shorter parts of a second
)

// Column is a column of a written table.
type Column struct {
	Name string
	Kind Kind
}

// groupRows is how many rows a row group has; a page has as many.
const groupRows = 1 << 16

// createdBy stands in every file instead of a version, so that the bytes are those of the table.
const createdBy = "gex"

// Table is a table that is written as a whole.
type Table struct {
	columns []Column
	cells   [][]string // of each column
}

// NewTable is a table without rows.
func NewTable(columns []Column) *Table {
	return &Table{columns, make([][]string, len(columns))}
}

// Add appends a row of cells as csv has them: empty for null, dates as 2025-11-21, instants in RFC 3339.
func (t *Table) Add(row []string) error {
	if len(row) != len(t.columns) {
		return fmt.Errorf("a row of %d cells in a table of %d columns", len(row), len(t.columns))
	}
	for j, cell := range row {
		t.cells[j] = append(t.cells[j], cell)
	}
	return nil
}

func (t *Table) rows() int {
	if len(t.cells) == 0 {
		return 0
	}
	return len(t.cells[0])
}

// Write writes the table. The error of a cell that is not of its column's kind names both.
func (t *Table) Write(to io.Writer) error {
	w := &writer{to: to}
	w.bytes([]byte(Magic))
	meta := format.FileMetaData{Version: 2, NumRows: int64(t.rows()), CreatedBy: createdBy, Schema: t.schema()}
	for lo := 0; lo < t.rows(); lo += groupRows {
		g, err := t.group(w, lo, min(lo+groupRows, t.rows()))
		if err != nil {
			return err
		}
		g.Ordinal = int16(len(meta.RowGroups))
		meta.RowGroups = append(meta.RowGroups, g)
	}
	footer, err := thrift.Marshal(&thrift.CompactProtocol{}, &meta)
	if err != nil {
		return err
	}
	w.bytes(footer)
	w.bytes(binary.LittleEndian.AppendUint32(nil, uint32(len(footer))))
	w.bytes([]byte(Magic))
	return w.err
}

// writer counts what is written and keeps the first error.
type writer struct {
	to  io.Writer
	at  int64
	err error
}

func (w *writer) bytes(b []byte) {
	if w.err == nil {
		_, w.err = w.to.Write(b)
	}
	w.at += int64(len(b))
}

// schema has every column, any of which may have nulls.
func (t *Table) schema() []format.SchemaElement {
	list := []format.SchemaElement{{Name: "schema", NumChildren: thrift.New(int32(len(t.columns)))}}
	for j, c := range t.columns {
		e := format.SchemaElement{Name: c.Name, RepetitionType: thrift.New(format.Optional), Type: thrift.New(physical(c.Kind))}
		switch c.Kind {
		case Text:
			e.ConvertedType, e.LogicalType.Value = thrift.New(deprecated.UTF8), &format.StringType{}
		case Day:
			e.ConvertedType, e.LogicalType.Value = thrift.New(deprecated.Date), &format.DateType{}
		case Instant:
			stamp := &format.TimestampType{IsAdjustedToUTC: true}
			if t.nanoseconds(j) {
				stamp.Unit.Value = &format.NanoSeconds{} // which have no converted type
			} else {
				e.ConvertedType, stamp.Unit.Value = thrift.New(deprecated.TimestampMicros), &format.MicroSeconds{}
			}
			e.LogicalType.Value = stamp
		}
		list = append(list, e)
	}
	return list
}

func physical(k Kind) format.Type {
	switch k {
	case Number:
		return format.Double
	case Count, Instant:
		return format.Int64
	case Day:
		return format.Int32
	}
	return format.ByteArray
}

// nanoseconds reports whether an instant of a column has a part of a microsecond.
func (t *Table) nanoseconds(j int) bool {
	for _, cell := range t.cells[j] {
		at, err := time.Parse(time.RFC3339Nano, cell)
		if cell != "" && err == nil && at.Nanosecond()%1000 != 0 {
			return true
		}
	}
	return false
}

// group writes the rows [lo, hi) as a row group.
func (t *Table) group(w *writer, lo, hi int) (format.RowGroup, error) {
	g := format.RowGroup{NumRows: int64(hi - lo), FileOffset: w.at}
	for j, c := range t.columns {
		page, nulls, err := t.page(j, lo, hi)
		if err != nil {
			return g, err
		}
		packed := pack(page)
		stats := format.Statistics{NullCount: int64(nulls)}
		h := format.PageHeader{
			Type: format.DataPage, UncompressedPageSize: int32(len(page)), CompressedPageSize: int32(len(packed)), CRC: int32(crc32.ChecksumIEEE(packed)),
			DataPageHeader: thrift.New(format.DataPageHeader{
				NumValues: int32(hi - lo), Encoding: format.Plain, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE, Statistics: stats,
			}),
		}
		header, err := thrift.Marshal(&thrift.CompactProtocol{}, &h)
		if err != nil {
			return g, err
		}
		m := format.ColumnMetaData{
			Type: physical(c.Kind), Encoding: []format.Encoding{format.Plain, format.RLE}, PathInSchema: []string{c.Name}, Codec: format.Zstd,
			NumValues: int64(hi - lo), TotalUncompressedSize: int64(len(header) + len(page)), TotalCompressedSize: int64(len(header) + len(packed)),
			DataPageOffset: w.at, Statistics: stats,
		}
		w.bytes(header)
		w.bytes(packed)
		g.Columns = append(g.Columns, format.ColumnChunk{MetaData: m})
		g.TotalByteSize += m.TotalUncompressedSize
		g.TotalCompressedSize += m.TotalCompressedSize
	}
	return g, nil
}

// page returns the definition levels and the values of some rows of a column, and the number of nulls.
func (t *Table) page(j, lo, hi int) (page []byte, nulls int, err error) {
	var levels, data []byte
	fine := t.columns[j].Kind == Instant && t.nanoseconds(j)
	for i := lo; i < hi; {
		present, from := t.cells[j][i] != "", i
		for ; i < hi && (t.cells[j][i] != "") == present; i++ {
			if !present {
				nulls++
				continue
			}
			if data, err = appendValue(data, t.columns[j].Kind, t.cells[j][i], fine); err != nil {
				return nil, 0, fmt.Errorf("column %s, row %d: %w", t.columns[j].Name, i+1, err)
			}
		}
		levels = binary.AppendUvarint(levels, uint64(i-from)<<1) // a run of one level
		if present {
			levels = append(levels, 1)
		} else {
			levels = append(levels, 0)
		}
	}
	page = binary.LittleEndian.AppendUint32(nil, uint32(len(levels)))
	return append(append(page, levels...), data...), nulls, nil
}

// appendValue appends a cell in the encoding PLAIN; fine says that instants are in nanoseconds.
func appendValue(to []byte, k Kind, cell string, fine bool) ([]byte, error) {
	switch k {
	case Number:
		x, err := strconv.ParseFloat(cell, 64)
		return binary.LittleEndian.AppendUint64(to, math.Float64bits(x)), err
	case Count:
		n, err := strconv.ParseInt(cell, 10, 64)
		return binary.LittleEndian.AppendUint64(to, uint64(n)), err
	case Day:
		at, err := time.Parse(time.DateOnly, cell)
		return binary.LittleEndian.AppendUint32(to, uint32(int32(at.Unix()/86400))), err
	case Instant:
		at, err := time.Parse(time.RFC3339Nano, cell)
		n := at.UnixMicro()
		if fine {
			n = at.UnixNano()
		}
		return binary.LittleEndian.AppendUint64(to, uint64(n)), err
	}
	return append(binary.LittleEndian.AppendUint32(to, uint32(len(cell))), cell...), nil
}

// pack compresses a page. The encoder has one goroutine and no clock, so its bytes are those of its input.
func pack(page []byte) []byte {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // its options are valid
	}
	defer z.Close()
	return z.EncodeAll(page, nil)
}
