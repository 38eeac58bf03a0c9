package parquet

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/format"
)

// values are the values of a page one by one, as the encoding PLAIN has them, without their length.
type values interface {
	next() ([]byte, error)
}

// valuesOf decodes the values of a page. n is how many there are at most.
func valuesOf(l *leaf, encoding format.Encoding, data []byte, n int) (values, error) {
	switch {
	case encoding == format.Plain && l.physical == format.Boolean:
		return &packedBools{data: data}, nil
	case encoding == format.Plain && l.physical == format.ByteArray:
		return &variable{data}, nil
	case encoding == format.Plain:
		return &fixed{data, l.width}, nil
	case encoding == format.RLE && l.physical == format.Boolean:
		return newRunBools(data)
	case encoding == format.DeltaBinaryPacked && (l.physical == format.Int32 || l.physical == format.Int64):
		d, err := newDelta(data)
		return &deltas{d: d, width: l.width}, err
	case encoding == format.DeltaLengthByteArray && l.physical == format.ByteArray:
		return newDeltaLengths(data)
	case encoding == format.DeltaByteArray && (l.physical == format.ByteArray || l.physical == format.FixedLenByteArray):
		return newDeltaStrings(data)
	case encoding == format.ByteStreamSplit && l.width > 0:
		return split(data, l.width)
	}
	return nil, damaged("values of type %v in encoding %v", l.physical, encoding)
}

// fixed are values of so many bytes.
type fixed struct {
	data  []byte
	width int
}

func (v *fixed) next() ([]byte, error) {
	if len(v.data) < v.width {
		return nil, errCut
	}
	x := v.data[:v.width]
	v.data = v.data[v.width:]
	return x, nil
}

// variable are values after their length in four bytes.
type variable struct{ data []byte }

func (v *variable) next() ([]byte, error) {
	if len(v.data) < 4 {
		return nil, errCut
	}
	n := uint64(binary.LittleEndian.Uint32(v.data))
	if n > uint64(len(v.data)-4) {
		return nil, errCut
	}
	x := v.data[4 : 4+n]
	v.data = v.data[4+n:]
	return x, nil
}

// packedBools have a bit each.
type packedBools struct {
	data []byte
	bit  int
}

func (v *packedBools) next() ([]byte, error) {
	if v.bit >= 8*len(v.data) {
		return nil, errCut
	}
	x := byte(bitsAt(v.data, v.bit, 1))
	v.bit++
	return []byte{x}, nil
}

// runBools are runs of bits, after the length of all in four bytes.
type runBools struct{ h *hybrid }

func newRunBools(data []byte) (values, error) {
	runs, _, err := lengthThen(data)
	if err != nil {
		return nil, err
	}
	h, err := newHybrid(runs, 1)
	return &runBools{h}, err
}

func (v *runBools) next() ([]byte, error) {
	x, err := v.h.next()
	return []byte{byte(x)}, err
}

// lengthThen splits data after the bytes whose number is in its first four.
func lengthThen(data []byte) (bytes, rest []byte, err error) {
	v := variable{data}
	bytes, err = v.next()
	return bytes, v.data, err
}

// deltas are integers.
type deltas struct {
	d     *delta
	width int
	buf   [8]byte
}

func (v *deltas) next() ([]byte, error) {
	x, err := v.d.next()
	binary.LittleEndian.PutUint64(v.buf[:], uint64(x))
	return v.buf[:v.width], err
}

// deltaLengths are lengths, and after them the values. (DELTA_LENGTH_BYTE_ARRAY)
type deltaLengths struct {
	lengths *delta
	data    []byte
}

func newDeltaLengths(data []byte) (*deltaLengths, error) {
	lengths, err := newDelta(data)
	if err != nil {
		return nil, err
	}
	rest, err := lengths.after()
	return &deltaLengths{lengths, rest}, err
}

func (v *deltaLengths) next() ([]byte, error) {
	n, err := v.lengths.next()
	if err != nil || n < 0 || n > int64(len(v.data)) {
		return nil, errCut
	}
	x := v.data[:n]
	v.data = v.data[n:]
	return x, nil
}

// deltaStrings have the beginning of the value before them, and a rest. (DELTA_BYTE_ARRAY)
type deltaStrings struct {
	prefixes *delta
	rests    *deltaLengths
	value    []byte
}

func newDeltaStrings(data []byte) (values, error) {
	prefixes, err := newDelta(data)
	if err != nil {
		return nil, err
	}
	rest, err := prefixes.after()
	if err != nil {
		return nil, err
	}
	rests, err := newDeltaLengths(rest)
	return &deltaStrings{prefixes: prefixes, rests: rests}, err
}

func (v *deltaStrings) next() ([]byte, error) {
	n, err := v.prefixes.next()
	if err != nil || n < 0 || n > int64(len(v.value)) {
		return nil, errCut
	}
	rest, err := v.rests.next()
	v.value = append(v.value[:n], rest...)
	return v.value, err
}

// split puts the bytes of values together, of which the first stand together, then the second and so on. (BYTE_STREAM_SPLIT)
func split(data []byte, width int) (values, error) {
	n := len(data) / width
	if n*width != len(data) {
		return nil, errCut
	}
	whole := make([]byte, len(data))
	for i := range n {
		for b := range width {
			whole[i*width+b] = data[b*n+i]
		}
	}
	return &fixed{whole, width}, nil
}
