package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"gex/internal/report"
)

// node is a JSON Schema.
type node struct {
	Dialect     string     `json:"$schema,omitempty"`
	ID          string     `json:"$id,omitempty"`
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Ref         string     `json:"$ref,omitempty"`
	Type        any        `json:"type,omitempty"` // a name, or several
	Format      string     `json:"format,omitempty"`
	Enum        []any      `json:"enum,omitempty"`
	AnyOf       []*node    `json:"anyOf,omitempty"`
	AllOf       []*node    `json:"allOf,omitempty"`
	Items       *node      `json:"items,omitempty"`
	Properties  properties `json:"properties,omitempty"`
	Required    []string   `json:"required,omitempty"`
	Others      *node      `json:"additionalProperties,omitempty"` // nil: keys that are not listed are allowed
	Defs        properties `json:"$defs,omitempty"`
}

// properties are schemas by name, in their order.
type properties []property

type property struct {
	name string
	of   *node
}

// MarshalJSON writes an object.
func (p properties) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for i, one := range p {
		out.WriteByte("{,"[min(i, 1)])
		if err := e.Encode(one.name); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := e.Encode(one.of); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// words are the types with a few possible values.
var words = map[reflect.Type][]any{
	reflect.TypeFor[report.Regime]():    {string(report.LongGamma), string(report.ShortGamma), string(report.NearZero), nil},
	reflect.TypeFor[report.Verdict]():   {string(report.Firm), string(report.BySign), string(report.Open), nil},
	reflect.TypeFor[report.Direction](): {string(report.NegToPos), string(report.PosToNeg)},
	reflect.TypeFor[report.Side]():      {string(report.Buy), string(report.Sell), string(report.Still)},
	reflect.TypeFor[report.What]():      {string(report.OtherValue), string(report.OnlyInA), string(report.OnlyInB)},
}

// plain are the types that are written as one value, with that value's types.
var plain = map[reflect.Type]node{
	reflect.TypeFor[report.Number](): {Type: []string{"number", "null"}},
	reflect.TypeFor[report.Text]():   {Type: []string{"string", "null"}},
	reflect.TypeFor[report.Time]():   {Type: []string{"string", "null"}, Format: "date-time"},
	reflect.TypeFor[report.Scalar](): {Type: []string{"number", "string", "null"}},
	reflect.TypeFor[report.Value]():  {Type: []string{"number", "string", "boolean", "object", "array", "null"}},
}

// JSON returns the schema of the document, to be encoded.
func (d Document) JSON() any {
	b := builder{}
	one := b.of(d.of)
	root := &node{
		Dialect: "https://json-schema.org/draft/2020-12/schema",
		ID:      "urn:gex:report:v1:" + d.Name,
		Title:   d.By,

		Description: "Keys may be added in later versions.",
	}
	if d.Kind == Line {
		root.AllOf = []*node{b.lead(), one}
	} else {
		root.Ref = one.Ref
	}
	slices.SortStableFunc(b.defs, func(a, b property) int { return bytes.Compare([]byte(a.name), []byte(b.name)) })
	root.Defs = b.defs
	return root
}

// byMember reports whether a type is written as an object of numbers by the symbol of a member.
func byMember(t reflect.Type) bool { return t == reflect.TypeFor[report.ByMember]() }

// builder collects the schemas of structs, which are defined once.
type builder struct{ defs properties }

// of returns the schema of a type.
func (b *builder) of(t reflect.Type) *node {
	if list := words[t]; list != nil {
		return &node{Enum: list}
	}
	if simple, known := plain[t]; known {
		return &simple
	}
	if byMember(t) {
		return &node{Type: "object", Others: b.of(reflect.TypeFor[report.Number]())}
	}
	switch t.Kind() {
	case reflect.String:
		return &node{Type: "string"}
	case reflect.Int:
		return &node{Type: "integer"}
	case reflect.Bool:
		return &node{Type: "boolean"}
	case reflect.Slice:
		return &node{Type: "array", Items: b.of(t.Elem())}
	case reflect.Pointer:
		return b.of(t.Elem())
	case reflect.Struct:
		return b.object(t)
	}
	panic(fmt.Sprintf("a document holds a %v", t))
}

// object defines a struct and refers to it.
func (b *builder) object(t reflect.Type) *node {
	ref := &node{Ref: "#/$defs/" + t.Name()}
	if slices.ContainsFunc(b.defs, func(p property) bool { return p.name == t.Name() }) {
		return ref
	}
	at := len(b.defs)
	b.defs = append(b.defs, property{t.Name(), nil})
	out := &node{Type: "object"}
	for _, f := range fieldsOf(t) {
		what, null := split(meaning(t, f), isNull(f))
		value := b.of(f.of)
		if null != "" && !f.optional {
			what += "; null: " + null
			value = orNull(value)
		}
		value.Description = what
		out.Properties = append(out.Properties, property{f.key, value})
		if !f.optional {
			out.Required = append(out.Required, f.key)
		}
	}
	if t == reflect.TypeFor[report.Mapped]() {
		out.Required, out.Others = nil, ref // of a combined book, objects by the symbol of a member, with or without an instrument
	}
	b.defs[at].of = out
	return ref
}

// lead are the keys before those of a row in ndjson.
func (b *builder) lead() *node {
	out := &node{Type: "object"}
	for _, f := range fieldsOf(reflect.TypeFor[report.Header]()) {
		if f.key == "underlying" || f.key == "as_of" {
			value := b.of(f.of)
			value.Description, _ = split(meaning(f.in, f), false)
			out.Properties, out.Required = append(out.Properties, property{f.key, value}), append(out.Required, f.key)
		}
	}
	return out
}

// isNull reports whether the type of a field has a value that is written as null.
func isNull(f field) bool {
	if f.optional {
		return false
	}
	_, one := plain[f.of]
	return one || slices.Contains(words[f.of], nil) || f.of.Kind() == reflect.Pointer
}

// orNull allows null besides.
func orNull(n *node) *node {
	switch {
	case n.Ref != "":
		return &node{AnyOf: []*node{n, {Type: "null"}}}
	case n.Type != nil:
		if one, single := n.Type.(string); single {
			n.Type = []string{one, "null"}
		}
	}
	return n
}
