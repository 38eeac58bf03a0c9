package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strconv"
)

// records are the lines of a csv file. A row is good until the next one.
type records struct {
	header []string
	rows   iter.Seq[[]string]
}

// recordsOf lists structs by the names of their JSON keys, so that csv and JSON cannot drift apart.
func recordsOf[T any](list []T) records {
	t := reflect.TypeFor[T]()
	header := make([]string, t.NumField())
	for j := range header {
		header[j] = t.Field(j).Tag.Get("json")
	}
	return records{header, func(yield func([]string) bool) {
		row := make([]string, len(header))
		for i := range list {
			v := reflect.ValueOf(&list[i]).Elem()
			for j := range row {
				row[j] = cell(v.Field(j))
			}
			if !yield(row) {
				return
			}
		}
	}}
}

// recordsFrom lists rows that stand ready.
func recordsFrom(header []string, rows [][]string) records {
	return records{header, slices.Values(rows)}
}

// cell prints one field of a struct as csv carries it: absent is empty.
func cell(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	}
	return v.Addr().Interface().(fmt.Stringer).String()
}

// encode is the csv text, its first line only when asked for.
func (r records) encode(header bool) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if header {
		if err := w.Write(r.header); err != nil {
			return nil, err
		}
	}
	for row := range r.rows {
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}
