package schema

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gex/internal/report"
)

// structs lists every type of a document, each with its fields.
func structs() map[reflect.Type][]field {
	all := map[reflect.Type][]field{}
	var add func(reflect.Type)
	add = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || isPlain(t) || all[t] != nil {
			return
		}
		all[t] = fieldsOf(t)
		for _, f := range all[t] {
			if !isPlain(f.of) {
				add(f.of)
			}
		}
	}
	for _, d := range Documents() {
		add(d.of)
	}
	return all
}

// TestEveryKeyHasMeaning: no key of a document goes without a text.
func TestEveryKeyHasMeaning(t *testing.T) {
	for of, list := range structs() {
		for _, f := range list {
			if meaning(of, f) == "" {
				t.Errorf("%s.%s has no meaning: give it a line in fields.txt", of.Name(), f.key)
			}
		}
	}
}

// TestEveryMeaningHasKey: a text whose key is gone goes, too.
func TestEveryMeaningHasKey(t *testing.T) {
	used := map[string]map[string]bool{"*": {}}
	for of, list := range structs() {
		for _, f := range list {
			for _, name := range []string{of.Name(), f.in.Name(), "*"} {
				if used[name] == nil {
					used[name] = map[string]bool{}
				}
				if meanings()[name][f.key] != "" {
					used[name][f.key] = true
					break
				}
			}
		}
	}
	for name, keys := range meanings() {
		for key := range keys {
			if !used[name][key] {
				t.Errorf("fields.txt: %s: %s is the text of no key", name, key)
			}
		}
	}
}

// TestEveryLevelHasMeaning: the registry says of each level what it is.
func TestEveryLevelHasMeaning(t *testing.T) {
	for _, v := range report.AllLevels() {
		if v.Means == "" {
			t.Errorf("%s", v.Key)
		}
	}
}

// TestFields: the keys of a struct are those that encoding/json writes, in its order.
func TestFields(t *testing.T) {
	for of, list := range structs() {
		text, err := json.Marshal(reflect.New(of).Elem().Interface())
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		d := json.NewDecoder(strings.NewReader(string(text)))
		_, _ = d.Token()
		for d.More() {
			key, _ := d.Token()
			want = append(want, key.(string))
			var skip json.RawMessage
			if err := d.Decode(&skip); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		for _, f := range list {
			if !f.optional {
				got = append(got, f.key)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, written: %v", of.Name(), got, want)
		}
	}
}

// TestSplit: what a value is, and when it is null.
func TestSplit(t *testing.T) {
	for _, c := range []struct {
		text       string
		nullable   bool
		what, null string
	}{
		{"price. null: none", true, "price", "none"},
		{"price", true, "price", "not known"},
		{"price", false, "price", ""},
		{"a list. null: no impact", false, "a list", "no impact"},
	} {
		if what, null := split(c.text, c.nullable); what != c.what || null != c.null {
			t.Errorf("%q: %q, %q", c.text, what, null)
		}
	}
}

// TestKeys: paths, types and the words for null.
func TestKeys(t *testing.T) {
	d, ok := Find("levels")
	if !ok {
		t.Fatal("no levels")
	}
	keys := map[string]Key{}
	for _, k := range d.Keys() {
		if _, twice := keys[k.Path]; twice {
			t.Errorf("%s twice", k.Path)
		}
		keys[k.Path] = k
	}
	for path, want := range map[string][2]string{
		"levels.zero_gamma":             {"number", "none in the range that was searched"},
		"levels.flips[].direction":      {"word", ""},
		"levels.expected_move.straddle": {"number", "no such expiry"},
		"as_of":                         {"time", "of gex inventory without a chain"},
		"members[].warnings[].code":     {"string", ""},
		"levels_0dte":                   {"object", "nothing does"},
	} {
		if k := keys[path]; k.Type != want[0] || k.Null != want[1] {
			t.Errorf("%s: %q, want %q", path, k, want)
		}
	}
	if k := keys["levels_0dte"]; !strings.HasSuffix(k.Means, "keys as in levels") {
		t.Errorf("levels_0dte: %q", k)
	}
}
