package tables

import (
	"fmt"
	"strings"
	"testing"

	"gex/internal/chain/input"
)

// TestJSONFinder finds records by path and by key, with the values around them, and reports them as path:bid@spot.
func TestJSONFinder(t *testing.T) {
	table := Table{Columns: []Column{Required("id", "", "", Symbol), Optional("q.bid", "", "", Bid), Optional("info.spot", "", "", Spot)}}
	byPath := func(f *JSONFinder) { f.Paths = []string{"data.list", ""} }
	byKey := func(f *JSONFinder) { f.Keys = []string{"id"} }
	member := func(f *JSONFinder) { f.Paths, f.Key = []string{"data.list"}, Symbol }
	for _, tt := range []struct {
		name       string
		how        func(f *JSONFinder)
		text, want string
	}{
		{"path", byPath, `{"data": {"list": [{"id": 1, "q": {"bid": 2}}, {"id": 3}]}}`, "data.list[0]:2@ data.list[1]:@"},
		{"one record in place of a list", byPath, `{"data": {"list": {"id": 1}}}`, "data.list:@"},
		{"records alone", byPath, `[{"id": 1, "q": {"bid": 2}}]`, "[0]:2@"},
		{"not an object", byPath, `{"data": {"list": [7, null]}}`, "data.list[0]:not an object, where a record should be@"},
		{"elsewhere", byPath, `{"data": {"other": [{"id": 1}]}}`, ""},
		{"value after the records", byPath, `{"data": {"list": [{"id": 1}], "info": {"spot": 9}}}`, "data.list[0]:@9"},
		{"raw value", byPath, `{"info": {"spot": {"raw": 9, "fmt": "9.00"}}, "data": {"list": [{"id": 1, "q": {"bid": {"raw": 2}}}]}}`, "data.list[0]:2@9"},
		{"own value", byPath, `{"info": {"spot": 9}, "data": {"list": [{"id": 1, "info": {"spot": 8}}, {"id": 1, "info": {"spot": null}}]}}`,
			"data.list[0]:@8 data.list[1]:@9"},
		{"a bid elsewhere", byPath, `{"q": {"bid": 5}, "data": {"q": {"bid": 5}, "list": [{"id": 1}]}}`, "data.list[0]:@"},
		{"pages", byPath, `[{"data": {"list": [{"id": 1}]}, "info": {"spot": 9}}, {"data": {"list": [{"id": 1}]}}]`, "[0].data.list[0]:@9 [1].data.list[0]:@"},
		{"members", member, `{"data": {"list": {"A": {"q": {"bid": 2}}, "B": {}}}}`, "data.list.A:2@ data.list.B:@"},
		{"twice", byPath, `[{"id": 1, "q": {"bid": 2, "bid": 3}}]`, "[0]:the key q.bid occurs twice@"},

		{"key", byKey, `{"a": {"b": [{"id": 1, "q": {"bid": 2}}]}}`, "a.b[0]:2@"},
		{"by name", byKey, `{"A": {"id": 1, "info": {"spot": 9}}, "B": {"id": 2}}`, "A:@9 B:@"},
		{"by name, each with its own", byKey, `{"A": {"info": {"spot": 9}, "r": {"id": 1}}, "B": {"r": {"id": 2}}}`, "A.r:@9 B.r:@"},
		{"texts", byKey, `{"info": {"spot": 9}, "list": [{"id": 1}]} {"info": {"spot": 8}, "list": [{"id": 1}]}`, "list[0]:@9 list[0]:@8"},
		{"innermost", byKey, `{"info": {"spot": 9}, "x": {"info": {"spot": 8}, "list": [{"id": 1}]}}`, "x.list[0]:@8"},
		{"a bid elsewhere, by key", byKey, `{"q": {"bid": 5}, "list": [{"id": 1}]}`, "list[0]:@"},
		{"key at the end", byKey, `[{"q": {"bid": 2}, "info": {"spot": 9}, "id": 1}, {"id": 2}]`, "[0]:2@9 [1]:@"},
		{"nothing", byKey, `{"status": "ok"}`, ""},
	} {
		f := table.NewJSONFinder(&input.Source{Name: "f.json", Data: []byte(tt.text)})
		tt.how(f)
		for range 2 { // again from the beginning
			var got []string
			f.Do = func() {
				bid := string(f.Row.Cell(Bid))
				if f.Row.Problem != "" {
					bid = f.Row.Problem
				}
				got = append(got, fmt.Sprintf("%s:%s@%s", f.Path, bid, f.Row.Cell(Spot)))
			}
			if err := f.End(f.All()); err != nil || strings.Join(got, " ") != tt.want {
				t.Errorf("%s: %q, %v, want %q", tt.name, got, err, tt.want)
			}
		}
	}
}
