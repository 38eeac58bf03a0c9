package settings

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gex/internal/fault"
	"gex/internal/report"
)

// word is a setting that takes any text but "bad".
type word struct{ is string }

func (t *word) String() string { return t.is }

func (t *word) Set(s string) error {
	if s == "bad" {
		return fault.New(fault.Usage, "give a good one", "%q is bad", s)
	}
	t.is = s
	return nil
}

// several is a setting that can be given again.
type several struct{ each []string }

func (s *several) String() string        { return strings.Join(s.each, "; ") }
func (s *several) Texts() []string       { return s.each }
func (s *several) Set(text string) error { s.each = append(s.each, text); return nil }

// verbOf makes verbs: one has settings of all kinds, two shares one of them, three takes none.
func verbOf(name string) *Verb {
	switch name {
	case "one":
		rules := &several{}
		return &Verb{Name: name, Takes: true, Settings: []Setting{
			{Name: "wall", Value: &word{"net"}, BuiltIn: "net"},
			{Name: "map", Value: &word{}},
			{Name: "map-by", Value: &word{"ratio"}, BuiltIn: "ratio", Follows: "map"},
			{Name: "spot", Value: &word{"auto"}, BuiltIn: "auto", Own: true},
			{Name: "rule", Value: rules, Wholes: rules},
			{Name: "format", Value: &word{"table"}, BuiltIn: "table", Output: true},
		}}
	case "two":
		return &Verb{Name: name, Takes: true, Settings: []Setting{{Name: "wall", Value: &word{}}, {Name: "top", Value: &word{}}}}
	case "three":
		return &Verb{Name: name}
	}
	return nil
}

// sources are those of a test, with a configuration file and a saved report when there is a text for them.
func sources(t *testing.T, config, saved string) *Sources {
	t.Helper()
	s := &Sources{
		ConfigGiven: true, Verb: verbOf, Verbs: func() []string { return []string{"one", "two", "three"} },
		Open: func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(saved)), nil },
	}
	if config != "" {
		s.Config = filepath.Join(t.TempDir(), "c.toml")
		if err := os.WriteFile(s.Config, []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if saved != "" {
		s.Like = "saved.json"
	}
	return s
}

const (
	aFile   = "[defaults]\nwall = 'a'\nmap-by = 'price'\nspot = 'a'\nrule = ['x, y', 'z']\n[defaults.one]\nformat = 'csv'\n[preset.p]\nwall = 'b'\n[preset.p.one]\nwall = 'c'\n"
	aReport = `{"schema": "` + report.Schema + `", "settings": [{"name": "rule", "value": "v, w"}]}`
)

// settled are the values of a verb and their origins.
func settled(t *testing.T, s *Sources, given ...string) map[string]string {
	t.Helper()
	v := verbOf("one")
	for _, name := range given {
		v.find(name).Given = true
	}
	if err := s.Settle(v); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, set := range v.Settings {
		from := set.From
		from.File = filepath.Base(from.File)
		out[set.Name] = set.Value.String() + " < " + from.String()
	}
	return out
}

func TestTheStrongestSourceWins(t *testing.T) {
	builtIn := map[string]string{
		"wall": "net < built-in", "map": " < built-in", "map-by": "ratio < built-in", "spot": "auto < built-in", "rule": " < built-in", "format": "table < built-in",
	}
	with := func(pairs ...string) map[string]string {
		out := map[string]string{}
		for k, v := range builtIn {
			out[k] = v
		}
		for i := 0; i < len(pairs); i += 2 {
			out[pairs[i]] = pairs[i+1]
		}
		return out
	}
	check := func(what string, got, want map[string]string) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	check("no source", settled(t, sources(t, "", "")), builtIn)

	// spot means something else to this verb, and map-by waits for map.
	inFile := with("wall", "a < defaults of c.toml:2", "rule", "x, y; z < defaults of c.toml:5", "format", "csv < defaults.one of c.toml:7")
	check("defaults", settled(t, sources(t, aFile, "")), inFile)

	preset := sources(t, aFile, "")
	preset.Preset = "p"
	inFile["wall"] = "c < preset p.one of c.toml:11"
	check("preset", settled(t, preset), inFile)

	t.Setenv("GEX_WALL", "d")
	t.Setenv("GEX_MAP", "ES")
	inFile["wall"], inFile["map"], inFile["map-by"] = "d < GEX_WALL", "ES < GEX_MAP", "price < defaults of c.toml:3"
	check("environment", settled(t, preset), inFile)

	inFile["wall"] = "net < flag"
	check("flag", settled(t, preset, "wall"), inFile)

	check("saved report: what it does not say was built in, but for the output", settled(t, sources(t, aFile, aReport)),
		with("rule", "v, w < like saved.json", "format", "csv < defaults.one of c.toml:7"))
}

func TestWhatIsWrongNamesItsPlace(t *testing.T) {
	for config, want := range map[string]string{
		"[defaults]\nwall = 'bad'\n":              `c.toml:2: wall: "bad" is bad`,
		"[defaults]\nwalls = 'a'\n":               "c.toml:2: walls is not a setting",
		"[defaults]\nconfig = 'a'\n":              "c.toml:2: config is not a setting",
		"[preset.x.two]\nmap = 'a'\n":             "c.toml:2: gex two has no setting map",
		"[defaults.three]\nwall = 'a'\n":          "c.toml:1: gex three takes no settings",
		"[defaults]\nwall = { a = 'b' }\n":        "c.toml:2: wall is a setting, not a table",
		"[defaults]\ntop = 1\n[defaults.one]\n\n": "",
	} {
		err := sources(t, config, "").Settle(verbOf("one"))
		if want == "" {
			if err != nil {
				t.Errorf("%q: %v", config, err)
			}
			continue
		}
		if err == nil || !strings.HasSuffix(err.Error(), want) || fault.Of(err).Code != fault.Usage {
			t.Errorf("%q: %v, want %q", config, err, want)
		}
	}
	t.Setenv("GEX_WALLS", "a")
	err := sources(t, "", "").Settle(verbOf("one"))
	if err == nil || err.Error() != "GEX_WALLS is not a setting" || fault.HintOf(err) != "did you mean GEX_WALL?" {
		t.Errorf("%v, %q", err, fault.HintOf(err))
	}
}

func TestEffectiveIsEnoughToMakeItAgain(t *testing.T) {
	t.Setenv("GEX_WALL", "net") // as it is built in
	v := verbOf("one")
	if err := sources(t, aFile, "").Settle(v); err != nil {
		t.Fatal(err)
	}
	want := []report.Setting{{Name: "rule", Value: "x, y"}, {Name: "rule", Value: "z"}}
	if diff := cmp.Diff(want, Effective(v.Settings)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBlame: an error about a setting that comes from elsewhere says where, and one about another setting does not.
func TestBlame(t *testing.T) {
	all := []Setting{
		{Name: "map", From: Origin{Kind: Environment, Name: "GEX_MAP"}},
		{Name: "map-by", From: Origin{Kind: Defaults, File: "c.toml", Line: 3}},
		{Name: "wall", From: Origin{Kind: Flag}},
	}
	for _, c := range []struct{ what, hint, want string }{
		{fault.Setting("map") + " and " + fault.Setting("wall") + " exclude each other", "take one", "take one; --map is from GEX_MAP"},
		{fault.Setting("map-by") + " without " + fault.Setting("mapping"), "", "--map-by is from defaults of c.toml:3"},
		{fault.Setting("map"), "", "--map is from GEX_MAP"},
		{fault.Setting("wall") + " is bad", "take another", "take another"},
		{"a --map in a value", "", ""},
	} {
		if got := fault.HintOf(Blame(fault.New(fault.Usage, c.hint, "%s", c.what), all)); got != c.want {
			t.Errorf("%s: hint %q, want %q", c.what, got, c.want)
		}
	}
	input := fault.New(fault.Input, "", "%s", fault.Setting("map"))
	if Blame(nil, all) != nil || Blame(input, all) != error(input) {
		t.Error("what is no usage error is blamed on a setting")
	}
}
