package input

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"gex/internal/chain/model"
)

// Unpacked reads a file as decompressed text, up to the limit in the options. It is for callers that look at a file before
// it is known to be a chain, or only at its bytes.
func Unpacked(r io.Reader, o model.Options) (io.ReadCloser, error) {
	o.NoSum = true
	in, err := Unpack(r, &o)
	if err != nil {
		return nil, NewSource(&o).InputError(err)
	}
	return &limited{in: in, o: o, left: Limit(&o)}, nil
}

// Checksum is the SHA-256 of a file, decompressed, in lower-case hex.
func Checksum(r io.Reader, o model.Options) (string, error) {
	o.NoSum = false
	in, err := Unpack(r, &o)
	if err != nil {
		return "", NewSource(&o).InputError(err)
	}
	defer in.Close()
	if o.Sum != "" {
		return o.Sum, nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, &limited{in: in, o: o, left: Limit(&o)}); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// limited is a file whose Read fails beyond the limit.
type limited struct {
	in   Stream
	o    model.Options
	left int64
}

func (l *limited) Read(to []byte) (int, error) {
	n, err := l.in.Read(to)
	l.left -= int64(n)
	switch {
	case l.left < 0:
		return n, NewSource(&l.o).InputError(TooLarge(Limit(&l.o)))
	case err != nil && err != io.EOF:
		return n, NewSource(&l.o).InputError(PackError(l.in.Packing, err))
	}
	return n, err
}

func (l *limited) Close() error {
	l.in.Close()
	return nil
}

// IsJSON reports whether a text begins as a JSON object.
func IsJSON(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"), []byte("{"))
}
