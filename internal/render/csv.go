package render

import (
	"bytes"
	"encoding/csv"
	"iter"
	"slices"
	"strings"

	"gex/internal/escape"
	"gex/internal/report"

	"github.com/gocarina/gocsv"
)

// records are the lines of a csv file. A row is valid until the next one is produced.
type records struct {
	header []string
	rows   iter.Seq[[]string]
	texts  bool            // every column is one of texts
	words  []string        // columns of texts that hold something else in other tables
	object func(i int) any // a row as JSON has it: keys and values as in the csv; nil: there is no ndjson of rows
}

// recordsOf lists structs by their csv tags. Those of JSON are the same, so that csv and JSON cannot drift apart.
func recordsOf[T any](list []T) records {
	var cells cellRows
	if err := gocsv.MarshalCSV(list, &cells); err != nil {
		panic(err) // no field of a document can fail to be written
	}
	header := cells[0]
	for j, name := range header {
		header[j] = strings.ReplaceAll(name, gocsv.FieldsCombiner, "_") // of a struct inside it: delta_median
	}
	return records{header: header, rows: slices.Values(cells[1:]), object: func(i int) any { return &list[i] }}
}

// cellRows keeps what gocsv writes: the header and the rows.
type cellRows [][]string

func (r *cellRows) Write(row []string) error { *r = append(*r, slices.Clone(row)); return nil }
func (*cellRows) Flush()                     {}
func (*cellRows) Error() error               { return nil }

// recordsFrom makes a record of each row of cells.
func recordsFrom(header []string, rows [][]string) records {
	return records{header: header, rows: slices.Values(rows)}
}

// about puts underlying and time before every record, so that those of several files fit in one csv.
func (r records) about(h *report.Header) records {
	if h == nil {
		return r
	}
	return records{words: r.words, header: append([]string{"underlying", "as_of"}, r.header...), rows: func(yield func([]string) bool) {
		row := append([]string{h.Underlying, h.AsOf.String()}, r.header...)
		for rest := range r.rows {
			copy(row[2:], rest)
			if !yield(row) {
				return
			}
		}
	}}
}

// encode returns the csv text, with a line of headings if asked for.
func (r records) encode(header bool) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if header {
		if err := w.Write(r.header); err != nil {
			return nil, err
		}
	}
	cells := make([]string, len(r.header))
	for row := range r.rows {
		for j, text := range row {
			cells[j] = escape.Cell(text)
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}
