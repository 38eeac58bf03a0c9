package tomltext

import (
	"fmt"
	"strings"
	"testing"
)

// TestStatements pins what read.go takes from the unstable part of go-toml: which statements a text has, the line of every part
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
	if err := Statements([]byte(text), Kept{100, 100}, func(s Statement) error {
		got = append(got, spelled(s))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if err := Statements([]byte("a = \n"), Kept{}, func(Statement) error { return nil }); err == nil {
		t.Error("what is not TOML has no error")
	}
}

func spelled(s Statement) string {
	var words []string
	if s.List {
		words = append(words, "[[]]")
	}
	for _, k := range s.Keys {
		words = append(words, fmt.Sprintf("%s@%d", k.Name, k.Line))
	}
	if s.Value != nil {
		words = append(words, "=", spelledValue(s.Value))
	}
	return strings.Join(words, " ")
}

func spelledValue(v *Value) string {
	var parts []string
	for _, p := range v.Parts {
		parts = append(parts, spelledValue(p))
	}
	for _, p := range v.Pairs {
		parts = append(parts, spelled(p))
	}
	switch inside := strings.Join(parts, " "); {
	case v.List:
		return "[" + inside + "]"
	case v.Table:
		return "{" + inside + "}"
	case v.number:
		return fmt.Sprintf("n%q", v.Text())
	}
	return fmt.Sprintf("%q", v.Text())
}

// TestProblem: an error of either reading has its line, counted from 1, and no name of a library.
func TestProblem(t *testing.T) {
	for text, want := range map[string]int{"a = 1\nb = \n": 2, "a = 1\n\na = 2\n": 3} {
		err := Check([]byte(text))
		if err == nil {
			t.Fatalf("%q has no error", text)
		}
		if line, what := Problem(err); line != want || what == "" || strings.Contains(what, "toml") {
			t.Errorf("%q: line %d, %s", text, line, what)
		}
	}
	if err := Check([]byte("a = 1\n[b]\na = 2\n")); err != nil {
		t.Error(err)
	}
}

// TestKept: what is beyond what is kept is counted.
func TestKept(t *testing.T) {
	err := Statements([]byte("list = [1, 2, 3]\ntable = {a = 1, b = 2}\n"), Kept{Keys: 2, Values: 2}, func(s Statement) error {
		switch v := s.Value; s.Last().Name {
		case "list":
			if v.Count != 3 || len(v.Parts) != 2 {
				t.Errorf("%+v", v)
			}
		case "table":
			if v.Count != 2 || len(v.Pairs) != 1 {
				t.Errorf("%+v", v)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
