package chain

import (
	"bytes"
	"errors"
	"fmt"
)

// early refuses a file by its beginning, when there is more of it than that.
func early(data []byte, o Options) error {
	if len(data) < headLen || beginsJSON(bytes.TrimPrefix(data, []byte("\ufeff"))) && len(data) < keysWithin {
		return nil
	}
	src := newSource(&o)
	src.data = normalize(data)
	if err := src.mustBeText(); err != nil {
		return err
	}
	_, _, err := detect(src, &o, layouts())
	if errors.Is(err, ErrTruncated) { // of course
		return src.fail(0, "", fmt.Sprintf("no known format: its first %d bytes have the keys of none", len(data)), "see gex formats")
	}
	return err
}
