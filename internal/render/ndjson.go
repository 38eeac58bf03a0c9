package render

import (
	"bytes"
	"reflect"

	"gex/internal/report"
)

// lines writes the records as JSON, one object per line, with the columns of the csv as keys. Underlying and time come first,
// as in csv, so that lines of several files can be mixed; without a header they do not.
func (r records) lines(h *report.Header) ([]byte, error) {
	if h == nil {
		var t jsonText
		for i := range r.count {
			t.out = roomy(t.out, 0, i, r.count)
			if err := t.value(reflect.ValueOf(r.object(i))); err != nil {
				return nil, err
			}
			t.out = append(t.out, '\n')
		}
		return t.out, nil
	}
	about, err := encode(struct {
		Underlying string      `json:"underlying"`
		AsOf       report.Time `json:"as_of"`
	}{h.Underlying, h.AsOf}, false)
	if err != nil {
		return nil, err
	}
	about = bytes.TrimSuffix(about, []byte("}\n"))
	var t jsonText
	for i := range r.count {
		t.out = append(roomy(t.out, 0, i, r.count), about...)
		brace := len(t.out)
		if err := t.value(reflect.ValueOf(r.object(i))); err != nil {
			return nil, err
		}
		t.out[brace] = ','
		t.out = append(t.out, '\n')
	}
	return t.out, nil
}
