package report

import (
	"bytes"
	"encoding/json"
)

// object writes a JSON object of n keys in their order.
func object(n int, at func(i int) (key string, value any)) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	out.WriteByte('{')
	for i := range n {
		key, value := at(i)
		if i > 0 {
			out.WriteByte(',')
		}
		if err := e.Encode(key); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := e.Encode(value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}
