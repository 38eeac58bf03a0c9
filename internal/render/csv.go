package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"reflect"
	"strconv"
)

// records are the lines of a csv file.
type records struct {
	header []string
	rows   [][]string
}

// recordsOf lists structs by the names of their JSON keys, so that csv and JSON cannot drift apart.
func recordsOf[T any](list []T) records {
	t := reflect.TypeFor[T]()
	out := records{rows: make([][]string, len(list))}
	for j := range t.NumField() {
		out.header = append(out.header, t.Field(j).Tag.Get("json"))
	}
	for i := range list {
		v := reflect.ValueOf(&list[i]).Elem()
		out.rows[i] = make([]string, v.NumField())
		for j := range out.rows[i] {
			out.rows[i][j] = cell(v.Field(j))
		}
	}
	return out
}

// cell prints one value as csv carries it: absent is empty.
func cell(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	}
	return v.Interface().(fmt.Stringer).String()
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
	if err := w.WriteAll(r.rows); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
