package render

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	count  int             // of those objects
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
	return records{header: header, rows: slices.Values(cells[1:]), object: func(i int) any { return &list[i] }, count: len(list)}
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
	return records{words: r.words, count: r.count, header: append([]string{"underlying", "as_of"}, r.header...), rows: func(yield func([]string) bool) {
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
func (r records) encode(header bool) []byte {
	var out []byte
	if header {
		out = appendRow(out, r.header, func(name string) string { return name })
	}
	n := 0
	for row := range r.rows {
		out = appendRow(roomy(out, 0, n, r.count), row, escape.Cell)
		n++
	}
	return out
}

// guessAfter is after how many parts the length of all is guessed at the earliest.
const guessAfter = 64

// roomy returns a text, which has done of n parts from begin on, with space for another line. After a sixteenth of the parts it
// makes space for the others at once, as many as long as those are, and again where they are longer; n is 0 where it is not known.
// Before that it doubles, where append adds a quarter to a long one and copies it that much more often.
func roomy(out []byte, begin, done, n int) []byte {
	const line = 4096
	full := cap(out)-len(out) < line
	switch at := max(guessAfter, n/16); {
	case n > done && (done == at || done > at && full):
		return slices.Grow(out, max(line, len(out)/16, (len(out)-begin)/done*(n-done)*9/8))
	case full:
		return slices.Grow(out, max(line, len(out)))
	}
	return out
}

// appendRow appends a line of csv as encoding/csv writes it.
func appendRow(out []byte, row []string, cell func(string) string) []byte {
	for j, text := range row {
		if j > 0 {
			out = append(out, ',')
		}
		text = cell(text)
		if needsQuotes(text) {
			text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		}
		out = append(out, text...)
	}
	return append(out, '\n')
}

// needsQuotes reports what encoding/csv would quote.
func needsQuotes(cell string) bool {
	for i := range len(cell) {
		if c := cell[i]; c == ',' || c == '"' || c == '\r' || c == '\n' {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(cell)
	return unicode.IsSpace(first) || cell == `\.`
}
