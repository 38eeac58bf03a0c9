package render

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"gex/internal/report"
)

// TestJSONIsThatOfTheStandardLibrary: documents, and every kind of value that they may come to have.
func TestJSONIsThatOfTheStandardLibrary(t *testing.T) {
	type embedded struct {
		Inner report.Number `json:"inner"`
		list  []int
	}
	type twice struct {
		embedded
		Inner string `json:"inner"`
	}
	type odd struct {
		embedded
		Text    report.Text     `json:"text"`
		Word    string          `json:"word"`
		Left    string          `json:"left,omitempty"`
		At      report.Time     `json:"at"`
		Any     any             `json:"any"`
		None    any             `json:"none"`
		Number  *report.Number  `json:"number"`
		Numbers []report.Number `json:"numbers,omitempty"`
		Bytes   []byte          `json:"bytes"`
		Pair    [2]bool         `json:"pair"`
		Count   uint8           `json:"count"`
		Real    float64         `json:"real"`
		Map     map[string]any  `json:"map"`
		Deep    []struct{}      `json:"deep"`
		Twice   twice           `json:"twice"`
		Hidden  int             `json:"-"`
	}
	type quoted struct {
		Number int `json:"number,string"`
	}
	type tree struct {
		Name     string `json:"name"`
		Next     *tree  `json:"next"`
		Branches []tree `json:"branches,omitempty"`
	}
	one := report.Number(1.5)
	documents := []any{
		nil, "<&>", report.Text("<&>\u2028"), report.None(), []int(nil), []int{}, struct{}{}, &odd{},
		odd{
			embedded: embedded{Inner: report.Number(math.Inf(1)), list: []int{1}}, Text: `a "b" \`, Word: "ä<b>\x00\xff\n", Any: []any{1, "x", nil, map[string]int{"b": 1, "a": 2}},
			Number: &one, Numbers: []report.Number{0, -1e-7, 1e21, report.None()}, Bytes: []byte("abc"), Count: 3, Real: 1e-9,
			Map: map[string]any{"z": []any{}, "a": map[string]any{"<": 1.5}}, Deep: make([]struct{}, 2), At: at(20, 9, 52),
			Twice: twice{embedded{1, nil}, "outer"},
		},
		quoted{7}, tree{"a", &tree{Name: "b"}, []tree{{Name: "c", Branches: make([]tree, 2)}}},
		greeksDocument(&report.GreeksDocument{About: report.About{Header: header()}, Contracts: contracts()}),
	}
	for _, r := range pages() {
		documents = append(documents, complete(r), levelsOf(r), profileOf(r), checkOf(r))
	}
	for _, document := range documents {
		for _, indent := range []bool{false, true} {
			var want bytes.Buffer
			e := json.NewEncoder(&want)
			e.SetEscapeHTML(false)
			if indent {
				e.SetIndent("", "  ")
			}
			if err := e.Encode(document); err != nil {
				t.Fatal(err)
			}
			got, err := encode(document, indent)
			if err != nil || string(got) != want.String() {
				t.Errorf("%T, indented %v (%v):\n%s\nwant\n%s", document, indent, err, got, want.String())
			}
		}
	}
	if _, err := encode(math.NaN(), false); err == nil {
		t.Error("a float that is no number is written")
	}
}
