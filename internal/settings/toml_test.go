package settings

import (
	"fmt"
	"strings"
	"testing"
)

// TestStatements pins what toml.go takes from the unstable part of go-toml: which statements a text has, the line of every part
// of every key, and the text of every value. An update of go-toml that changes one of them fails here.
func TestStatements(t *testing.T) {
	const text = "# comment\r\n" +
		"[a.\"b c\" . d] # heading\n" +
		"\n" +
		"x.y = 1_000\n" +
		"list = [ # several lines\n  -1,\n\n  0x1F, 'two', [true],\n]\n" +
		"text = \"\"\"\nof two\nlines\"\"\"\n" +
		"when = 2025-11-20T09:52:00-05:00\n" +
		"inline = { p = 1.5e3, \"q.r\" = { s = \"t\\u00e9\" } }\n" +
		"[[lists]]\nnan = nan"
	want := strings.Split(`a@2 b c@2 d@2
x@4 y@4 = n"1000"
list@5 = [n"-1" n"0x1F" "two" []]
text@10 = "of two\nlines"
when@13 = "2025-11-20T09:52:00-05:00"
inline@14 = {p@14 = n"1.5e3; "q.r@14 = {s@14 = "té"}}
[[]] lists@15
nan@16 = n"nan"`, "\n")
	want[5] = `inline@14 = {p@14 = n"1.5e3" q.r@14 = {s@14 = "té"}}`
	var got []string
	if err := statements([]byte(text), func(s statement) error {
		got = append(got, spelled(s))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if err := statements([]byte("a = \n"), func(statement) error { return nil }); err == nil {
		t.Error("what is not TOML has no error")
	}
}

func spelled(s statement) string {
	var words []string
	if s.list {
		words = append(words, "[[]]")
	}
	for _, k := range s.keys {
		words = append(words, fmt.Sprintf("%s@%d", k.name, k.line))
	}
	if s.value != nil {
		words = append(words, "=", spelledValue(s.value))
	}
	return strings.Join(words, " ")
}

func spelledValue(v *value) string {
	var parts []string
	for _, p := range v.parts {
		parts = append(parts, spelledValue(p))
	}
	for _, p := range v.pairs {
		parts = append(parts, spelled(p))
	}
	switch inside := strings.Join(parts, " "); {
	case v.list:
		return "[" + inside + "]"
	case v.table:
		return "{" + inside + "}"
	case v.number:
		return fmt.Sprintf("n%q", v.setting())
	}
	return fmt.Sprintf("%q", v.text)
}
