package schema

import (
	"reflect"
	"slices"
	"strings"

	"gex/internal/report"
)

// field is a key of an object.
type field struct {
	key      string
	of       reflect.Type
	in       reflect.Type // the struct that declares it
	optional bool         // left out where there is nothing
}

// fieldsOf lists the keys of a struct as encoding/json writes them: those of embedded structs among its own.
func fieldsOf(of reflect.Type) []field {
	if of == reflect.TypeFor[report.Snapshot]() {
		return snapshotFields(of)
	}
	return structFields(of)
}

func structFields(of reflect.Type) []field {
	var list []field
	for i := range of.NumField() {
		f := of.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case f.Anonymous && name == "":
			list = append(list, structFields(f.Type)...)
		default:
			list = append(list, field{name, f.Type, of, options == "omitempty"})
		}
	}
	// Of two fields with a key the outer one counts, which is declared by the struct itself.
	return slices.DeleteFunc(list, func(f field) bool {
		return f.in != of && slices.ContainsFunc(list, func(g field) bool { return g.key == f.key && g.in == of })
	})
}

// snapshotFields are the columns of a history: levels are among the fields of the struct.
func snapshotFields(of reflect.Type) []field {
	own := structFields(of)
	var list []field
	for _, column := range report.SnapshotColumns() {
		at := slices.IndexFunc(own, func(f field) bool { return f.key == column })
		if at < 0 {
			list = append(list, field{column, reflect.TypeFor[report.Number](), of, false})
			continue
		}
		list = append(list, own[at])
	}
	return list
}
