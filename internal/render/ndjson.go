package render

import (
	"bytes"

	"gex/internal/report"
)

// lines are the records as JSON, an object a line under the names of the csv's columns, with underlying and time first as
// there: those of several files can stand in one.
func (r records) lines(h *report.Header) ([]byte, error) {
	about, err := encode(struct {
		Underlying string      `json:"underlying"`
		AsOf       report.Time `json:"as_of"`
	}{h.Underlying, h.AsOf}, false)
	if err != nil {
		return nil, err
	}
	about = bytes.TrimSuffix(about, []byte("}\n"))
	var out bytes.Buffer
	i := 0
	for range r.rows {
		row, err := encode(r.object(i), false)
		if err != nil {
			return nil, err
		}
		out.Write(about)
		out.WriteByte(',')
		out.Write(row[1:]) // without its brace
		i++
	}
	return out.Bytes(), nil
}
