package settings

import (
	"errors"
	"strings"
	"testing"

	"gex/internal/fault"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const desk = `# the desk
[defaults]
iv = "file"
rate = 0.045
exclude = ["0dte", 'open'] # today
moves = [-2, -0.5,
  +1_000]
strict = true
as-of = 2025-11-20T09:52:00-05:00
trade-date = 2025-11-20
columns = { strike = "K", "type" = "c p" }
none = []

[defaults.levels]
top = 10

[preset.spx-premarket]
spot = "implied"
strikes.top = 5
[preset."a b"]
`

func TestDocument(t *testing.T) {
	got, err := readDocument("desk.toml", []byte(desk))
	if err != nil {
		t.Fatal(err)
	}
	want := &document{
		Name: "desk.toml",
		Defaults: []entry{
			{Key: "iv", Line: 3, Text: "file"},
			{Key: "rate", Line: 4, Text: "0.045"},
			{Key: "exclude", Line: 5, Text: "0dte,open", Parts: []string{"0dte", "open"}},
			{Key: "moves", Line: 6, Text: "-2,-0.5,+1000", Parts: []string{"-2", "-0.5", "+1000"}},
			{Key: "strict", Line: 8, Text: "true"},
			{Key: "as-of", Line: 9, Text: "2025-11-20T09:52:00-05:00"},
			{Key: "trade-date", Line: 10, Text: "2025-11-20"},
			{Key: "columns", Line: 11, table: true, Table: []entry{{Key: "strike", Line: 11, Text: "K"}, {Key: "type", Line: 11, Text: "c p"}}},
			{Key: "none", Line: 12},
			{Key: "levels", Line: 14, table: true, Table: []entry{{Key: "top", Line: 15, Text: "10"}}},
		},
		Presets: []entry{
			{Key: "spx-premarket", Line: 17, table: true, Table: []entry{
				{Key: "spot", Line: 18, Text: "implied"},
				{Key: "strikes", Line: 19, table: true, Table: []entry{{Key: "top", Line: 19, Text: "5"}}},
			}},
			{Key: "a b", Line: 20, table: true},
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(entry{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for key, want := range map[string][]string{
		"columns": {"strike=K", "type=c p"}, "exclude": {"0dte", "open"}, "rate": {"0.045"}, "none": {},
	} {
		if diff := cmp.Diff(want, find(got.Defaults, key).values(), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", key, diff)
		}
	}
	if find(got.Defaults, "nothing") != nil {
		t.Error("found what is not there")
	}
}

func TestWhatIsWrongHasALine(t *testing.T) {
	for text, want := range map[string]string{
		"[defaults]\nrate = \n":                          "f:2: not valid TOML: ",
		"[defaults]\nrate = 4.5%\n":                      "f:2: not valid TOML: ",
		"[defaults]\nas-of = 2025-02-31\n":               "f:2: not valid TOML: ",
		"[defaults":                                      "f:1: not valid TOML: ",
		"[defaults]\niv = \"file\"\n\niv = 'auto'\n":     "f:4: ",
		"[defaults]\n[preset.a]\n[defaults]\n":           "f:3: ",
		"[defaults]\ntop = 1\n[defaults.top]\nx = 1\n":   "f:3: ",
		"[defaults]\na = {b = 1, b = 2}\n":               "f:2: ",
		"\nrate = 1\n":                                   "f:2: rate is outside any table",
		"[levels]\ntop = 1\n":                            "f:1: unknown table levels",
		"[[defaults]]\ntop = 1\n":                        "f:1: lists of tables are not used here",
		"[preset]\nfast = 1\n":                           "f:2: preset.fast is not a table",
		"preset = 1\n":                                   "f:1: preset is outside any table",
		"[defaults]\nmoves = [[1], [2]]\n":               "f:2: moves is a list of lists",
		"[defaults]\n\xff\n":                             "f:2: not valid TOML: ",
		"defaults = {rate = 1}\n[defaults]\nyield = 1\n": "f:2: ",
	} {
		_, err := readDocument("f", []byte(text))
		if err == nil || len(err.Error()) < len(want) || err.Error()[:len(want)] != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestNothingIsFine(t *testing.T) {
	for _, text := range []string{"", "\n# nothing\n", "\ufeff[defaults]\r\n"} {
		if f, err := readDocument("f", []byte(text)); err != nil || len(f.Defaults)+len(f.Presets) > 0 {
			t.Errorf("%q: %v, %v", text, f, err)
		}
	}
}

// FuzzDocument: whatever the text, a file is read, with a line inside the text for every entry and no key twice in a table, or
// refused with a line.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{
		desk, "\ufeff[defaults]\r\niv='file'\r\n", "[defaults]\n\"a\\u001b[2J\" = 1", "a.b.c = 1", "[[preset]]", "[preset]\nx = 1",
		"[defaults]\na = 1_000\na = 2", "[defaults]\nx = [[1]]", "[defaults]\nx = nan\ny = -inf\nz = 1979-05-27T07:32:00Z", "\x00", "[defaults", "[preset.\"\"]",
		"[defaults]\nmoves = [-1, 1]\n[defaults.levels]\ntop = 5\n[preset.a]\ncolumns = { strike = \"K\" }\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines := 1 + strings.Count(text, "\n")
		file, err := readDocument("f", []byte(text))
		if err != nil {
			var at *fault.Error
			if !errors.As(err, &at) || at.Line < 1 || at.Line > lines || at.What == "" {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		var check func([]entry)
		check = func(entries []entry) {
			seen := map[string]bool{}
			for _, e := range entries {
				if e.Line < 1 || e.Line > lines || seen[e.Key] {
					t.Fatalf("%q: %q again, or at line %d", text, e.Key, e.Line)
				}
				seen[e.Key] = true
				check(e.Table)
			}
		}
		check(file.Defaults)
		check(file.Presets)
	})
}
