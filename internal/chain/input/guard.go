package input

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Limits on what is read before it is known to be a chain. Real files compress to about a tenth and have lines of about
// 100 bytes, except JSON, which may be a single line.
const (
	maxRatio     = 100      // decompressed bytes per compressed byte, beyond freelyPacked
	freelyPacked = 64 << 20 // decompressed bytes
	longestLine  = 8 << 20  // bytes
	smallFile    = 16 << 20 // bytes that may be read before they are checked
	KeysWithin   = 64 << 20 // bytes within which the keys of JSON must occur
)

// errNoChain is the cause of an error about a file that was not read to its end because it cannot be a chain.
var errNoChain = errors.New("not a chain")

// counted counts the bytes that are read.
type counted struct {
	io.Reader
	n int64
}

func (c *counted) Read(to []byte) (int, error) {
	n, err := c.Reader.Read(to)
	c.n += int64(n)
	return n, err
}

// guard passes decompressed bytes on as long as they can be a chain.
type guard struct {
	in     io.Reader
	packed *counted // nil: the file is not compressed
	n      int64
	line   int64 // bytes since the last line end
	json   bool  // any line may be long
}

func (g *guard) Read(to []byte) (int, error) {
	n, err := g.in.Read(to)
	if g.n == 0 {
		g.json = BeginsJSON(bytes.TrimPrefix(to[:n], []byte("\ufeff")))
	}
	g.n += int64(n)
	if end := bytes.LastIndexAny(to[:n], "\n\r"); end >= 0 {
		g.line = int64(n - end - 1)
	} else {
		g.line += int64(n)
	}
	switch {
	case g.packed != nil && g.n > freelyPacked && g.n > maxRatio*g.packed.n:
		return 0, fmt.Errorf("%w: it decompresses to more than %d times its size", errNoChain, maxRatio)
	case !g.json && g.line > longestLine:
		return 0, fmt.Errorf("%w: it has a line of more than %d bytes", errNoChain, longestLine)
	}
	return n, err
}

// BeginsJSON reports whether a text begins as an object or an array.
func BeginsJSON(text []byte) bool {
	text = bytes.TrimLeft(text[:min(len(text), HeadLen)], " \t\r\n")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}
