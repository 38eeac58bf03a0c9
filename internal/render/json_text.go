package render

import (
	"bytes"
	"encoding"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"gex/internal/report"
)

// jsonText is JSON as encoding/json writes it without its escapes for HTML, byte for byte, but indented as it is written: the
// numbers of a document are appended to the text, where encoding/json asks each of them for its own, copies it, and
// goes over the whole once more to indent it.
type jsonText struct {
	out    []byte
	indent bool
	depth  int
}

// jsonWriter appends a value of one type.
type jsonWriter func(t *jsonText, v reflect.Value) error

// value appends a value of any type.
func (t *jsonText) value(v reflect.Value) error {
	if !v.IsValid() {
		t.out = append(t.out, "null"...)
		return nil
	}
	return jsonWriterOf(v.Type())(t, v)
}

// jsonWriters keeps the writers by type.
var jsonWriters sync.Map

func jsonWriterOf(of reflect.Type) jsonWriter {
	if w, ok := jsonWriters.Load(of); ok {
		return w.(jsonWriter)
	}
	w := newJSONWriter(of)
	jsonWriters.Store(of, w)
	return w
}

var (
	numberType   = reflect.TypeFor[report.Number]()
	textType     = reflect.TypeFor[report.Text]()
	marshalers   = reflect.TypeFor[json.Marshaler]()
	textMarshals = reflect.TypeFor[encoding.TextMarshaler]()
)

// newJSONWriter chooses how to write a type. What is rare in documents is left to encoding/json.
func newJSONWriter(of reflect.Type) jsonWriter {
	switch of {
	case numberType:
		return (*jsonText).number
	case textType:
		return (*jsonText).text
	}
	if marshalsItself(of) {
		return (*jsonText).marshal
	}
	switch of.Kind() {
	case reflect.Bool:
		return func(t *jsonText, v reflect.Value) error {
			t.out = strconv.AppendBool(t.out, v.Bool())
			return nil
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(t *jsonText, v reflect.Value) error {
			t.out = strconv.AppendInt(t.out, v.Int(), 10)
			return nil
		}
	case reflect.String:
		return (*jsonText).string
	case reflect.Interface:
		return func(t *jsonText, v reflect.Value) error { return t.value(v.Elem()) }
	case reflect.Pointer:
		write := laterWriter(of.Elem())
		return orNull(func(t *jsonText, v reflect.Value) error { return write()(t, v.Elem()) })
	case reflect.Slice:
		if of.Elem().Kind() != reflect.Uint8 { // bytes are written as base64
			return orNull(listWriter(of.Elem()))
		}
	case reflect.Array:
		return listWriter(of.Elem())
	case reflect.Struct:
		if fields := jsonFields(of); fields != nil {
			return func(t *jsonText, v reflect.Value) error { return t.object(fields, v) }
		}
	}
	return (*jsonText).marshal
}

func marshalsItself(of reflect.Type) bool {
	pointer := reflect.PointerTo(of)
	return pointer.Implements(marshalers) || pointer.Implements(textMarshals)
}

// laterWriter finds the writer of a type when it is first needed: a type can hold pointers to itself, or a list.
func laterWriter(of reflect.Type) func() jsonWriter {
	return sync.OnceValue(func() jsonWriter { return jsonWriterOf(of) })
}

// orNull writes nil as null.
func orNull(write jsonWriter) jsonWriter {
	return func(t *jsonText, v reflect.Value) error {
		if v.IsNil() {
			t.out = append(t.out, "null"...)
			return nil
		}
		return write(t, v)
	}
}

func (t *jsonText) number(v reflect.Value) error {
	before := len(t.out)
	if t.out = report.Number(v.Float()).Append(t.out); len(t.out) == before {
		t.out = append(t.out, "null"...)
	}
	return nil
}

func (t *jsonText) string(v reflect.Value) error {
	s := v.String()
	if !plainString(s) {
		return t.marshal(v)
	}
	t.out = append(append(append(t.out, '"'), s...), '"')
	return nil
}

// text is null when empty, and escapes for HTML as it always did.
func (t *jsonText) text(v reflect.Value) error {
	if s := v.String(); s == "" || strings.ContainsAny(s, "<>&") {
		return t.marshal(v)
	}
	return t.string(v)
}

// plainString reports whether a text is written as it is.
func plainString(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// marshal leaves a value to encoding/json.
func (t *jsonText) marshal(v reflect.Value) error {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v.Interface()); err != nil {
		return err
	}
	one := bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	if !t.indent {
		t.out = append(t.out, one...)
		return nil
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, one, strings.Repeat(jsonIndent, t.depth), jsonIndent); err != nil {
		return err
	}
	t.out = append(t.out, indented.Bytes()...)
	return nil
}

const jsonIndent = "  "

// line begins the next line of an object or a list, where there are lines.
func (t *jsonText) line() {
	if t.indent {
		t.out = append(t.out, '\n')
		for range t.depth {
			t.out = append(t.out, jsonIndent...)
		}
	}
}

// listWriter writes lists.
func listWriter(of reflect.Type) jsonWriter {
	later := laterWriter(of)
	return func(t *jsonText, v reflect.Value) error {
		n, write := v.Len(), later()
		t.out = append(t.out, '[')
		t.depth++
		begin := len(t.out)
		for i := range n {
			if t.out = roomy(t.out, begin, i, n); i > 0 {
				t.out = append(t.out, ',')
			}
			t.line()
			if err := write(t, v.Index(i)); err != nil {
				return err
			}
		}
		t.depth--
		if n > 0 {
			t.line()
		}
		t.out = append(t.out, ']')
		return nil
	}
}

// jsonField is a field of a struct.
type jsonField struct {
	index     []int
	key       string // with quotation marks and colon
	omitEmpty bool
	write     jsonWriter
}

// jsonFields are those of a struct and of the structs embedded in it, in their order; nil when that is beyond what documents
// have: a key twice, an embedded pointer, other options than omitempty.
func jsonFields(of reflect.Type) []jsonField {
	fields, seen := []jsonField{}, map[string]bool{}
	for i := range of.NumField() {
		f := of.Field(i)
		tag, tagged := f.Tag.Lookup("json")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case f.Anonymous && !tagged:
			inner := []jsonField(nil)
			if f.Type.Kind() == reflect.Struct && !marshalsItself(f.Type) {
				inner = jsonFields(f.Type)
			}
			if inner == nil {
				return nil
			}
			for _, in := range inner {
				in.index = append([]int{i}, in.index...)
				fields = append(fields, in)
			}
			continue
		case !f.IsExported() || tag == "-":
			continue
		case name == "" || options != "" && options != "omitempty":
			return nil
		}
		fields = append(fields, jsonField{[]int{i}, strconv.Quote(name) + ":", options != "", jsonWriterOf(f.Type)})
	}
	for _, f := range fields {
		if seen[f.key] {
			return nil
		}
		seen[f.key] = true
	}
	return fields
}

// object writes a struct.
func (t *jsonText) object(fields []jsonField, v reflect.Value) error {
	t.out = append(t.out, '{')
	t.depth++
	empty := true
	for i := range fields {
		f := &fields[i]
		in := v
		for _, at := range f.index {
			in = in.Field(at)
		}
		if f.omitEmpty && isEmpty(in) {
			continue
		}
		if !empty {
			t.out = append(t.out, ',')
		}
		empty = false
		t.line()
		t.out = append(t.out, f.key...)
		if t.indent {
			t.out = append(t.out, ' ')
		}
		if err := f.write(t, in); err != nil {
			return err
		}
	}
	t.depth--
	if !empty {
		t.line()
	}
	t.out = append(t.out, '}')
	return nil
}

// isEmpty reports what omitempty leaves out.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String, reflect.Array:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
