package schema

import (
	"reflect"
	"slices"
	"strings"
)

// Key is a key of a document.
type Key struct {
	Path  string // a list is written with []
	Type  string // in a word
	Means string // with its unit
	Null  string // when it is null; "": never
}

// Text is what the key means and when it is null.
func (k Key) Text() string {
	if k.Null == "" {
		return k.Means
	}
	return k.Means + "; null: " + k.Null
}

// Keys lists the keys of the document in their order. Those of an object that stands above are not repeated.
func (d Document) Keys() []Key {
	return (&walk{shown: map[reflect.Type]string{}}).document(d)
}

// Part is a document with its keys.
type Part struct {
	Document
	Keys []Key
}

// Everything lists all documents; what an earlier one has shown is not repeated.
func Everything() (parts []Part) {
	w := &walk{shown: map[reflect.Type]string{}}
	for _, d := range Documents() {
		w.name = d.Name + ": "
		parts = append(parts, Part{d, w.document(d)})
	}
	return parts
}

// walk goes through objects, and notes where their keys stand.
type walk struct {
	name  string // of the document, before a path that is referred to
	shown map[reflect.Type]string
	keys  []Key
}

func (w *walk) document(d Document) []Key {
	w.keys = nil
	w.object("", d.of)
	return w.keys
}

func (w *walk) object(path string, t reflect.Type) {
	w.shown[t] = w.name + strings.TrimSuffix(path, ".")
	for _, f := range fieldsOf(t) {
		what, null := split(meaning(t, f), isNull(f))
		key, inner := path+f.key, f.of
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice && !isPlain(inner) {
			if inner.Kind() == reflect.Slice {
				key += "[]"
			}
			inner = inner.Elem()
		}
		if f.optional {
			null = ""
		}
		at, again := w.shown[inner]
		if again {
			what += "; keys as in " + at
		}
		w.keys = append(w.keys, Key{key, typeName(inner), what, null})
		if inner.Kind() == reflect.Struct && !isPlain(inner) && !again {
			w.object(key+".", inner)
		}
	}
}

func isPlain(t reflect.Type) bool {
	_, one := plain[t]
	return one || byMember(t)
}

// typeName is the type in a word.
func typeName(t reflect.Type) string {
	if list := words[t]; list != nil {
		return "word"
	}
	if simple, known := plain[t]; known {
		switch names := simple.Type.([]string); {
		case simple.Format != "":
			return "time"
		case slices.Contains(names, "object"):
			return "any"
		default:
			return strings.Join(names[:len(names)-1], " or ")
		}
	}
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Int:
		return "integer"
	case reflect.Bool:
		return "boolean"
	}
	return "object"
}
