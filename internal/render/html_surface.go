package render

import (
	"encoding/json"
	"html/template"
	"math"

	"gex/internal/report"
)

// surfaceData is exposure by expiry and strike for the script of the page, in the unit that it names.
type surfaceData struct {
	Unit     string       `json:"unit"`
	Decimals int          `json:"decimals"`
	Expiries []expiryData `json:"expiries"`
}

type expiryData struct {
	Name  string             `json:"name"`
	Cells [][3]report.Number `json:"cells"` // strike, calls, puts
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
	const decimals, unit = 3, 1000 // of the numbers, whose last decimal is one part of so many
	scaled := s.gex.ScaleFor(all...)
	round := func(n report.Number) report.Number {
		return report.Number(math.Round(float64(n)/scaled.Divisor*unit) / unit)
	}
	data := surfaceData{Unit: s.gex.In(scaled), Decimals: decimals, Expiries: []expiryData{}}
	for _, slice := range r.Surface {
		e := expiryData{Name: s.list(date(slice.Expiry), slice.Root, count(slice.DTE)+" d"), Cells: [][3]report.Number{}}
		for _, c := range slice.Cells {
			e.Cells = append(e.Cells, [3]report.Number{c.Strike, round(c.CallGEX), round(c.PutGEX)})
		}
		data.Expiries = append(data.Expiries, e)
	}
	text, err := json.Marshal(data)
	if err != nil {
		panic(err) // numbers and words are always written
	}
	return template.JS(text)
}
