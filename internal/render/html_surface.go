package render

import (
	"encoding/json"
	"html/template"
	"math"
	"strconv"

	"gex/internal/report"
)

// surfaceData is exposure by expiry and strike for the script of the page, in the unit that it names.
type surfaceData struct {
	Unit     string       `json:"unit"`
	Decimals int          `json:"decimals"`
	Expiries []expiryData `json:"expiries"`
}

type expiryData struct {
	Name  string          `json:"name"`
	Cells json.RawMessage `json:"cells"` // lists of strike, calls and puts, these in units of the last decimal
}

// surfaceOf is the data of a report with a surface, as text that is safe within a script of HTML and of XML: the encoder writes
// less-than signs and ampersands as escapes.
func surfaceOf(r *report.Pictures, s style) template.JS {
	if len(r.Surface) == 0 || r.Coverage.Used == 0 {
		return ""
	}
	var all []report.Number
	for _, slice := range r.Surface {
		for _, c := range slice.Cells {
			all = append(all, c.CallGEX, c.PutGEX)
		}
	}
	const decimals, parts = 3, 1000
	scaled := s.gex.ScaleFor(all...)
	data := surfaceData{Unit: s.gex.In(scaled), Decimals: decimals, Expiries: []expiryData{}}
	for _, slice := range r.Surface {
		cells := []byte{'['}
		for i, c := range slice.Cells {
			if i > 0 {
				cells = append(cells, ',')
			}
			cells = c.Strike.Append(append(cells, '['))
			for _, n := range []report.Number{c.CallGEX, c.PutGEX} {
				cells = strconv.AppendInt(append(cells, ','), int64(math.Round(float64(n)/scaled.Divisor*parts)), 10)
			}
			cells = append(cells, ']')
		}
		data.Expiries = append(data.Expiries, expiryData{s.list(date(slice.Expiry), slice.Root, count(slice.DTE)+" d"), append(cells, ']')})
	}
	text, err := json.Marshal(data)
	if err != nil {
		panic(err) // numbers and words are always written
	}
	return template.JS(text)
}
