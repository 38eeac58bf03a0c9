package render

import (
	"bytes"
	"encoding/json"
	"fmt"

	"gex/internal/report"
)

// lines are the records as JSON, an object a line under the names of the csv's columns, with underlying and time first as
// there: those of several files can stand in one.
func (r records) lines(h *report.Header) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	add := func(before, name string, value any) error {
		fmt.Fprintf(&out, "%s%q:", before, name)
		if err := enc.Encode(value); err != nil {
			return err
		}
		out.Truncate(out.Len() - 1) // the line end of the encoder
		return nil
	}
	for row := range r.values {
		if err := add("{", "underlying", h.Underlying); err != nil {
			return nil, err
		}
		if err := add(",", "as_of", h.AsOf); err != nil {
			return nil, err
		}
		for j, name := range r.header {
			if err := add(",", name, row[j]); err != nil {
				return nil, err
			}
		}
		out.WriteString("}\n")
	}
	return out.Bytes(), nil
}
