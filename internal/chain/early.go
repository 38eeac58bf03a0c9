package chain

import (
	"bytes"
	"errors"
	"fmt"

	"gex/internal/chain/input"
	"gex/internal/chain/vendors"
)

// early refuses a file by its beginning, if it is longer than that.
func early(data []byte, o Options) error {
	if len(data) < input.HeadLen || input.BeginsJSON(bytes.TrimPrefix(data, []byte("\ufeff"))) && len(data) < input.KeysWithin {
		return nil
	}
	src := input.NewSource(&o)
	src.Data = input.Normalize(data)
	if err := src.MustBeText(); err != nil {
		return err
	}
	_, _, err := detect(src, &o, vendors.Layouts())
	if errors.Is(err, input.ErrTruncated) { // expected: data is only the beginning
		return src.Fail(0, "", fmt.Sprintf("no known format: its first %d bytes have the keys of no layout", len(data)), "see gex formats")
	}
	return err
}
