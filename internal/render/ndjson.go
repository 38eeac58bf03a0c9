package render

import (
	"bytes"

	"gex/internal/report"
)

// lines writes the records as JSON, one object per line, with the columns of the csv as keys. Underlying and time come first,
// as in csv, so that lines of several files can be mixed.
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
