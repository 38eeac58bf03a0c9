package tables

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
)

// FuzzQuotes compares the two ways of splitting a line: a line without quotation marks reads the same
// with both, and after a repaired line the careful path is still in step.
func FuzzQuotes(f *testing.F) {
	for _, line := range []string{`a,b,c`, `"a",b,c`, `"a,b`, `a,"b,c`, `"a""b",c,d`, `"a"b,c,d`, `,,`, `"`, `"",",`} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if bytes.ContainsAny(line, "\n\r") || IsBlank(line) {
			return
		}
		h := Header{Fields: []Field{Bid, Ask, Last}, Rest: append(line[:len(line):len(line)], "\n1,2,3\n"...)}
		fast, careful := NewRows(&input.Source{}, &h), NewRows(&input.Source{Careful: true}, &h)
		for fast.Next() {
			if !careful.Next() {
				t.Fatalf("%q: the careful path ends early", line)
			}
			a, b := &fast.Row, &careful.Row
			if (a.Problem == "") != (b.Problem == "") || a.Line != b.Line {
				t.Fatalf("%q: line %d %q, carefully line %d %q", line, a.Line, a.Problem, b.Line, b.Problem)
			}
			for _, field := range h.Fields {
				if a.Problem == "" && !bytes.Equal(a.Cell(field), b.Cell(field)) {
					t.Fatalf("%q: %q, carefully %q", line, a.Cell(field), b.Cell(field))
				}
			}
		}
		if last := &careful.Row; string(last.Cell(Bid)) != "1" || string(last.Cell(Last)) != "3" {
			t.Fatalf("%q: the row after it is %q, %q", line, last.Cell(Bid), last.Cell(Last))
		}
	})
}

// FuzzSpelling respells any text: the number of lines and cells stays, and what encoding/csv wrote with another separator
// reads the same.
func FuzzSpelling(f *testing.F) {
	for _, line := range []string{`a;"b;c";1,5`, `"a" ; b`, `"a;b`, ";;", "1.234,5;x", `"a""b";c`} {
		f.Add(line, "second", true)
	}
	f.Fuzz(func(t *testing.T, first, second string, european bool) {
		s := Spelling{';', '.', true}
		if european {
			s.decimal = ','
		}
		out := s.Recode([]byte(first))
		if got, want := bytes.Count(out, []byte("\n")), countLines(first); got != want {
			t.Fatalf("%q has %d lines, %q %d", first, want, out, got)
		}
		if european || strings.ContainsAny(first+second, "\r\n") {
			return
		}
		cells := []string{first, second}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = ';'
		w.Write(cells)
		w.Flush()
		again, err := csv.NewReader(bytes.NewReader(s.Recode(b.Bytes()))).Read()
		if err != nil || len(again) != 2 || trimmed(again[0]) != trimmed(first) || trimmed(again[1]) != trimmed(second) {
			t.Fatalf("%q reads as %q: %v", cells, again, err)
		}
	})
}

func countLines(s string) (n int) {
	for l := NewLines([]byte(s), 0); l.More(); n++ {
		l.Next()
	}
	return n
}

func trimmed(s string) string { return strings.Trim(s, " \t") }

func TestSpellingLines(t *testing.T) {
	semicolons := Spelling{';', ',', true}
	for in, want := range map[string]string{
		"":                         "",
		"a;b":                      "a,b",
		";;":                       ",,",
		`"a;b";c`:                  `"a;b",c`,
		`"a""b" ; c `:              `"a""b",c`,
		"1,5;2":                    "1.5,2",
		`"1,5";"2"`:                "1.5,2",
		"-1.234,5;12,5 %;1,5e3":    "-1234.5,12.5%,1.5e3",
		"a,b;c":                    `"a,b",c`,
		`a,"b;c`:                   `"a,""b",c`,
		`"open;b`:                  `"open,b`,
		"01.02.2025;1.2.3":         "01.02.2025,1.2.3",
		"0,123;1.23;12.345;1.2345": "0.123,1.23,12345,1.2345",
	} {
		if got := string(semicolons.line(nil, []byte(in))); got != want {
			t.Errorf("%q is respelled %q, want %q", in, got, want)
		}
	}
	padded := Spelling{',', '.', true}
	if got := string(padded.line(nil, []byte(`"a"  , "b,c" ,1.5  ,"d"`))); got != `"a","b,c",1.5,"d"` {
		t.Errorf("padded: %q", got)
	}
}

// FuzzJSON compares JSONText with the standard library: it accepts whatever that accepts, and cells have the same content.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{`{"a":[1,"b",null,true,{"c":-1.5e3}],"d":"é\n\ud83d\ude00"}`, `[]`, ` [ { } , 01 ] `,
		`NaN`, `[-Infinity,NaN]`, `[1,]`, `{"a" 1}`, `"\u12"`, strings.Repeat("[", 200), `{"a":1}x`, "\"\x00\"", `-`, ``} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		j := JSONText{text: text}
		cell, err := j.Cell()
		whole := err == nil && j.Peek() == 0 && j.at == len(text)
		if json.Valid(text) && !whole && bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) <= maxDepth {
			t.Fatalf("%q is refused: %v", text, err)
		}
		var s string
		if whole && json.Unmarshal(text, &s) == nil && bytes.HasPrefix(bytes.TrimSpace(text), []byte(`"`)) && cells.UTF8(string(cell)) != s {
			if strings.ContainsRune(s, '\ufffd') {
				return // the library replaces what is not UTF-8
			}
			t.Fatalf("%q is %q, want %q", text, cell, s)
		}
	})
}

func TestCarefulRowHasAllFields(t *testing.T) {
	cells, _ := reflect.TypeOf(carefulRow{}).FieldByName("Cells")
	if got := cells.Type.Len(); got != int(NumFields) || cells.Tag.Get("csv[]") != strconv.Itoa(int(NumFields)) {
		t.Errorf("carefulRow has %d cells, tag %q; there are %d fields", got, cells.Tag, NumFields)
	}
}
