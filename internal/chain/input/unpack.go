package input

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"

	"github.com/klauspost/compress/zstd"

	"gex/internal/chain/model"
	"gex/internal/parquet"
)

// Unpack detects gzip, zstd and zip by their magic bytes and returns the decompressed stream. Of a zip archive it is that of
// one member, which it names in o; the member may be compressed with gzip or zstd. A Parquet file is read as the csv of its
// table.
func Unpack(r io.Reader, o *model.Options) (Stream, error) {
	packed := &counted{Reader: r}
	peeking := bufio.NewReader(packed)
	magic, err := peeking.Peek(4)
	if err != nil && err != io.EOF {
		return Stream{}, err
	}
	if !isZip(magic) {
		if member := wantedMember(r); member != "" {
			return Stream{}, NewSource(o).notArchive(member)
		}
		if parquet.IsFile(magic) {
			return tableStream(r, peeking, packed, o)
		}
		return unpack(peeking, packed, "", magic)
	}
	in, packed, err := zipStream(r, peeking, o)
	if err != nil {
		return Stream{}, err
	}
	peeking = bufio.NewReader(in)
	magic, err = peeking.Peek(4)
	if err != nil && err != io.EOF {
		return Stream{}, NewSource(o).InputError(PackError("zip", err))
	}
	var out Stream
	if parquet.IsFile(magic) {
		out, err = tableStream(peeking, peeking, packed, o)
	} else {
		out, err = unpack(peeking, packed, "zip", magic)
	}
	if err != nil {
		return Stream{}, NewSource(o).InputError(err)
	}
	inner := out.Close
	out.Close = func() { inner(); in.Close() }
	return out, nil
}

// unpack decompresses what is packed as its first bytes say, and passes on anything else.
func unpack(in *bufio.Reader, packed *counted, packing string, magic []byte) (Stream, error) {
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(in)
		return Stream{&guard{in: z, packed: packed}, "gzip", func() {}}, PackError("gzip", err)
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return Stream{}, PackError("zstd", err)
		}
		return Stream{&guard{in: z, packed: packed}, "zstd", z.Close}, nil
	case packing == "":
		packed = nil
	}
	return Stream{&guard{in: in, packed: packed}, packing, func() {}}, nil
}
