package about

import (
	"encoding/json"
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/render"
	"gex/internal/series"
	"gex/internal/settings"
)

// TestFormats: the list names every layout, and each layout has its columns, in the table and in JSON.
func TestFormats(t *testing.T) {
	all, beside := chain.Formats(), series.Formats()
	if l := Formats(); len(l.Rows) != len(all)+len(beside) || len(FormatNames()) != len(l.Rows) {
		t.Errorf("%d of %d layouts", len(l.Rows), len(all)+len(beside))
	}
	for _, f := range beside {
		if l := Format(f.Name); l.Title != f.Title || l.Sample != f.Example || len(l.Rows) != len(f.Columns) {
			t.Errorf("%s: %+v", f.Name, l)
		}
	}
	for _, f := range all {
		l := Format(f.Name)
		if l.Title != f.Title || len(l.Rows) != len(f.Columns) {
			t.Errorf("%s: %q with %d of %d columns", f.Name, l.Title, len(l.Rows), len(f.Columns))
		}
		text, err := json.Marshal(l.JSON)
		if err != nil || strings.Count(string(text), `"required"`) != len(f.Columns) || strings.ContainsAny(string(text), "\ue000\ue001") {
			t.Errorf("%s in JSON: %s, %v", f.Name, text, err)
		}
	}
	if l := Format(""); l.Title != "" || len(l.Rows) != len(all)+len(beside) {
		t.Errorf("no name: %+v", l)
	}
}

// text is the value of a setting.
type text string

func (t *text) Set(s string) error { *t = text(s); return nil }
func (t *text) String() string     { return string(*t) }

// TestSettings: a setting that has no text is shown with the default of its help, if that names one.
func TestSettings(t *testing.T) {
	none, given := text(""), text("5%")
	all := []settings.Setting{{Name: "rate", Value: &none}, {Name: "range", Value: &none}, {Name: "yield", Value: &given}, {Name: "root", Value: &none}}
	usage := map[string]string{"rate": "a rate (default by parity; 0 for flat)", "range": "a range (default: 20%) around spot", "yield": "a yield (default 0)", "root": "roots"}
	l := Settings(all, func(name string) string { return usage[name] })
	for i, want := range []string{"by parity; 0 for flat", "20%", "5%", ""} {
		if got := l.Rows[i][1]; got != want {
			t.Errorf("%s is %q, want %q", l.Rows[i][0], got, want)
		}
	}
}

// TestLevelNames: the text has every name, or the scope and the name in it.
func TestLevelNames(t *testing.T) {
	shown := LevelNames()
	for _, name := range render.LevelNames() {
		scope, key, scoped := strings.Cut(name, ".")
		if scoped && (!strings.Contains(shown, scope+".NAME") || !strings.Contains(shown, key)) || !scoped && !strings.Contains(shown, name) {
			t.Errorf("no %s in %s", name, shown)
		}
	}
}

// TestBuild: what the linker says comes before what the build knows.
func TestBuild(t *testing.T) {
	facts := Build("v1.2.3", "abc").JSON.(map[string]string)
	if facts["version"] != "v1.2.3" || facts["revision"] != "abc" || facts["go"] == "" {
		t.Errorf("%v", facts)
	}
	if got := Build("v1.2.3", "").JSON.(map[string]string)["revision"]; got == "" {
		t.Error("no revision")
	}
	if Version("v1.2.3") != "v1.2.3" || Version("") == "" {
		t.Errorf("version %q, without one %q", Version("v1.2.3"), Version(""))
	}
	if got := VersionLine("v1.2.3", "abc"); got != "v1.2.3 (revision abc)" {
		t.Error(got)
	}
}

// TestExitCodes: the line and the table have the same codes.
func TestExitCodes(t *testing.T) {
	for _, m := range ExitMeanings {
		for code := range strings.SplitSeq(m[0], ", ") {
			if !strings.Contains(ExitCodesLine, " "+code+" ") {
				t.Errorf("no %s in %s", code, ExitCodesLine)
			}
		}
	}
}
