package parquet

import (
	"encoding/binary"
	"math/bits"
)

// errCut is the error for a page with fewer values than it says.
var errCut = damaged("a page ends too early")

// bitsAt returns width bits at a place of data, which counts bits from the lowest of the first byte. What is beyond the end
// is 0: callers check that it is there.
func bitsAt(data []byte, at int, width int) (x uint64) {
	for got := 0; got < width; {
		i, shift := at>>3, at&7
		if i >= len(data) {
			return x
		}
		n := min(8-shift, width-got)
		part := uint64(data[i]>>shift) & (1<<n - 1)
		x |= part << got
		got += n
		at += n
	}
	return x
}

// uvarint takes a number of variable length off the start of data.
func uvarint(data *[]byte) (uint64, error) {
	x, n := binary.Uvarint(*data)
	if n <= 0 {
		return 0, errCut
	}
	*data = (*data)[n:]
	return x, nil
}

// zigzag takes a signed number of variable length off the start of data.
func zigzag(data *[]byte) (int64, error) {
	u, err := uvarint(data)
	return int64(u>>1) ^ -int64(u&1), err
}

// hybrid decodes runs of one value and of values in so many bits each. A run takes no memory, however long it claims to be.
// (Encodings.md, RLE)
type hybrid struct {
	rest   []byte
	width  int
	n      uint64 // values left in the run
	value  uint32 // of a run of one
	packed []byte // nil: a run of one
	bit    int
}

func newHybrid(data []byte, width int) (*hybrid, error) {
	if width > 32 {
		return nil, damaged("values of %d bits", width)
	}
	return &hybrid{rest: data, width: width}, nil
}

// levelWidth is how many bits a level up to the highest needs.
func levelWidth(highest int) int { return bits.Len(uint(highest)) }

func (h *hybrid) next() (uint32, error) {
	for h.n == 0 {
		if err := h.run(); err != nil {
			return 0, err
		}
	}
	h.n--
	if h.packed == nil {
		return h.value, nil
	}
	if h.bit+h.width > 8*len(h.packed) {
		return 0, errCut
	}
	x := bitsAt(h.packed, h.bit, h.width)
	h.bit += h.width
	return uint32(x), nil
}

// run begins the next run.
func (h *hybrid) run() error {
	head, err := uvarint(&h.rest)
	if err != nil {
		return err
	}
	h.packed, h.n = nil, head>>1
	if head&1 == 0 {
		size := (h.width + 7) / 8
		if len(h.rest) < size {
			return errCut
		}
		h.value = uint32(bitsAt(h.rest, 0, 8*size))
		h.rest = h.rest[size:]
		return nil
	}
	size := h.n * uint64(h.width) // bytes: eight values of so many bits each
	if h.n > 1<<32 {
		return damaged("a run of %d values", h.n)
	}
	size = min(size, uint64(len(h.rest))) // writers may cut the last one short
	h.packed, h.rest, h.bit = h.rest[:size:size], h.rest[size:], 0
	if h.packed == nil {
		h.packed = []byte{}
	}
	h.n *= 8
	return nil
}

// delta decodes integers as differences, in blocks of miniblocks that have so many bits for each. (Encodings.md,
// DELTA_BINARY_PACKED)
type delta struct {
	rest   []byte
	left   uint64 // values
	value  int64
	begun  bool
	least  int64  // difference of the block, to which the others are added
	widths []byte // of the miniblocks of the block to come
	minis  int
	per    int // values in a miniblock
	mini   []byte
	bit, n int // n: values left in the miniblock
}

func newDelta(data []byte) (*delta, error) {
	d := &delta{rest: data}
	block, err := uvarint(&d.rest)
	if err != nil {
		return nil, err
	}
	minis, err := uvarint(&d.rest)
	if err != nil {
		return nil, err
	}
	if d.left, err = uvarint(&d.rest); err != nil {
		return nil, err
	}
	if block == 0 || block > 1<<20 || minis == 0 || minis > block || block%minis != 0 || block/minis%8 != 0 {
		return nil, damaged("blocks of %d values in %d parts", block, minis)
	}
	d.minis, d.per = int(minis), int(block/minis)
	d.value, err = zigzag(&d.rest)
	return d, err
}

func (d *delta) next() (int64, error) {
	if d.left == 0 {
		return 0, errCut
	}
	d.left--
	if !d.begun {
		d.begun = true
		return d.value, nil
	}
	if d.n == 0 {
		if err := d.miniblock(); err != nil {
			return 0, err
		}
	}
	width := len(d.mini) * 8 / d.per
	d.value += d.least + int64(bitsAt(d.mini, d.bit, width))
	d.bit += width
	d.n--
	return d.value, nil
}

// miniblock begins the next miniblock, of the next block if need be.
func (d *delta) miniblock() (err error) {
	if len(d.widths) == 0 {
		if d.least, err = zigzag(&d.rest); err != nil {
			return err
		}
		if len(d.rest) < d.minis {
			return errCut
		}
		d.widths, d.rest = d.rest[:d.minis], d.rest[d.minis:]
	}
	width := int(d.widths[0])
	size := d.per / 8 * width
	if width > 64 || len(d.rest) < size {
		return errCut
	}
	d.widths = d.widths[1:]
	d.mini, d.rest, d.bit, d.n = d.rest[:size], d.rest[size:], 0, d.per
	return nil
}

// after returns what follows the integers.
func (d *delta) after() ([]byte, error) {
	end := *d
	for end.left > 0 {
		if _, err := end.next(); err != nil {
			return nil, err
		}
	}
	return end.rest, nil
}
