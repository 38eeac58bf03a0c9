package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strconv"

	"gex/internal/escape"
	"gex/internal/report"
)

// records are the lines of a csv file. A row is good until the next one.
type records struct {
	header []string
	rows   iter.Seq[[]string]
	values iter.Seq[[]any] // of the same cells as JSON has them
}

// recordsOf lists structs by the names of their JSON keys, so that csv and JSON cannot drift apart.
func recordsOf[T any](list []T) records {
	fields := leaves(reflect.TypeFor[T]())
	header := make([]string, len(fields))
	for j, f := range fields {
		header[j] = f.name
	}
	return records{header, func(yield func([]string) bool) {
		row := make([]string, len(header))
		for i := range list {
			v := reflect.ValueOf(&list[i]).Elem()
			for j, f := range fields {
				row[j] = cell(v.FieldByIndex(f.index))
			}
			if !yield(row) {
				return
			}
		}
	}, func(yield func([]any) bool) {
		row := make([]any, len(header))
		for i := range list {
			v := reflect.ValueOf(&list[i]).Elem()
			for j, f := range fields {
				row[j] = v.FieldByIndex(f.index).Interface()
			}
			if !yield(row) {
				return
			}
		}
	}}
}

// leaf is a field that fills one cell.
type leaf struct {
	name  string
	index []int
}

// leaves lists the fields of a struct; those of a struct inside it carry its name in front: delta_median.
func leaves(t reflect.Type) []leaf {
	var list []leaf
	for j := range t.NumField() {
		f := t.Field(j)
		name := f.Tag.Get("json")
		if f.Type.Kind() != reflect.Struct || f.Type.Implements(reflect.TypeFor[fmt.Stringer]()) {
			list = append(list, leaf{name, []int{j}})
			continue
		}
		for _, inner := range leaves(f.Type) {
			list = append(list, leaf{name + "_" + inner.name, append([]int{j}, inner.index...)})
		}
	}
	return list
}

// recordsFrom lists rows of cells.
func recordsFrom(header []string, rows [][]string) records {
	return records{header: header, rows: slices.Values(rows)}
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

// about puts underlying and time before every record, so that one csv can hold those of several files.
func (r records) about(h *report.Header) records {
	if h == nil {
		return r
	}
	return records{header: append([]string{"underlying", "as_of"}, r.header...), rows: func(yield func([]string) bool) {
		row := append([]string{h.Underlying, h.AsOf.String()}, r.header...)
		for rest := range r.rows {
			copy(row[2:], rest)
			if !yield(row) {
				return
			}
		}
	}}
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
