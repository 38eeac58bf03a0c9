package parquet

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
)

// maxWindow is the largest window that is decompressed with zstd; a page has one of its own size.
const maxWindow = 32 << 20

// unpack decompresses the values of a page, which have that size then.
func unpack(codec format.CompressionCodec, data []byte, size int) ([]byte, error) {
	var out []byte
	var err error
	switch codec {
	case format.Uncompressed:
		out = data
	case format.Snappy:
		if n, err := snappy.DecodedLen(data); err != nil || n != size {
			return nil, damaged("a page that is %d bytes instead of %d when it is decompressed", n, size)
		}
		out, err = snappy.Decode(nil, data)
	case format.Gzip:
		out, err = gunzip(data, size)
	case format.Zstd:
		out, err = unzstd(data, size)
	default:
		return nil, fmt.Errorf("%w: it is compressed with %v", ErrUnsupported, codec)
	}
	switch {
	case err != nil:
		return nil, damaged("a page cannot be decompressed: %v", err)
	case len(out) != size:
		return nil, damaged("a page that is %d bytes instead of %d when it is decompressed", len(out), size)
	}
	return out, nil
}

func gunzip(data []byte, size int) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, int64(size)+1))
}

func unzstd(data []byte, size int) ([]byte, error) {
	z, err := zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return io.ReadAll(io.LimitReader(z, int64(size)+1))
}
