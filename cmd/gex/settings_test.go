package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gex/internal/about"
	"gex/internal/fault"
	"gex/internal/settings"
)

// TestPrecedence gives one setting in every place, and takes the strongest away again and again.
func TestPrecedence(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("GEX_CONFIG", "c.toml")
	write(t, "saved.json", `{"schema": "gex.report/v1", "settings": [{"name": "wall", "value": "gross"}]}`)
	places := []struct {
		in, text string
		want     about.Setting
	}{
		{"flag", "--wall=side", about.Setting{Value: "side", Source: settings.Flag}},
		{"flag", "--like=saved.json", about.Setting{Value: "gross", Source: settings.Report, File: "saved.json"}},
		{"GEX_WALL", "side", about.Setting{Value: "side", Source: settings.Environment, Of: "GEX_WALL"}},
		{"file", "[preset.a.levels]\nwall = 'gross'\n", about.Setting{Value: "gross", Source: settings.Preset, Of: "a", Verb: "levels", File: "c.toml", Line: 2}},
		{"file", "[preset.a]\nwall = 'side'\n", about.Setting{Value: "side", Source: settings.Preset, Of: "a", File: "c.toml", Line: 2}},
		{"file", "[preset.a]\n[defaults.levels]\nwall = 'gross'\n", about.Setting{Value: "gross", Source: settings.Defaults, Verb: "levels", File: "c.toml", Line: 3}},
		{"file", "[preset.a]\n[defaults]\nwall = 'side'\n", about.Setting{Value: "side", Source: settings.Defaults, File: "c.toml", Line: 3}},
		{"file", "[preset.a]\n[defaults.strikes]\nwall = 'side'\n", about.Setting{Value: "net", Source: settings.BuiltIn}},
	}
	for i, strongest := range places {
		args, file := []string{}, ""
		t.Setenv("GEX_WALL", "")
		t.Setenv("GEX_PRESET", "a")
		for _, place := range places[i:] {
			switch place.in {
			case "flag":
				args = append(args, place.text)
			case "file":
				file += strings.TrimPrefix(place.text, strings.Repeat("[preset.a]\n", min(1, strings.Count(file, "[preset.a]\n"))))
			default:
				t.Setenv(place.in, place.text)
			}
		}
		write(t, "c.toml", file)
		strongest.want.Name = "wall"
		if diff := cmp.Diff(strongest.want, shown(t, "wall", args...)); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", strongest.in, strongest.text, diff)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestEverySettingIsTakenFromAFile: the words that the help gives as examples, as TOML would have them.
func TestEverySettingIsTakenFromAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for text, want := range map[string]string{
		`rate = 0.045`: "0.045", `rate = "4.5%"`: "4.5%", `exclude = ["0dte", "open"]`: "0dte,open", `exclude = "0dte"`: "0dte",
		`sign = [1, -0.5]`: "1,-0.5", `sign = "short"`: "short", `dte = 0`: "0", `dte = "0-7"`: "0-7", `multiplier = 1_000`: "1000",
		`as-of = 2025-11-20T09:52:00-05:00`: "2025-11-20T09:52:00-05:00", `as-of = 2025-11-20 09:52:00`: "2025-11-20 09:52:00",
		`as-of = 2025-11-20`: "2025-11-20", `expiry = [2025-11-20, 2025-11-21]`: "2025-11-20,2025-11-21", `strict = true`: "true",
		`strict = false`: "false", `delay = "15m"`: "15m", `delay = 0`: "0", `root = []`: "", `spot = 6712.5`: "6712.5", `spot = "file"`: "file",
		`dividend = { 2025-06-20 = 1.76, 2025-09-19 = 1.8 }`: "2025-06-20=1.76,2025-09-19=1.8",
		`dividend = ["2025-06-20=1.76"]`:                     "2025-06-20=1.76", `columns = { strike = "K" }`: "strike=K", `range = "20%"`: "20%",
		`max-bytes = "2G"`: "2G", `symbol = "SPX"`: "SPX", `map-to = "ES=6712.25"`: "ES=6712.25", `map-to = { ES = 6712.25 }`: "ES=6712.25",
	} {
		write(t, "c.toml", "[defaults]\n"+text+"\n")
		name, _, _ := strings.Cut(text, " ")
		if got := shown(t, name, "--config", "c.toml"); got.Value != want || got.Source != settings.Defaults {
			t.Errorf("%s is %q of %s, want %q", text, got.Value, got.Source, want)
		}
	}
}

// TestSettingsHaveOneKind: what all verbs share under a name is read alike by all, but where a flag is annotated to be
// another one.
func TestSettingsHaveOneKind(t *testing.T) {
	p := newProgram(strings.NewReader(""), io.Discard, io.Discard)
	newRootCmd(p, "")
	kinds := map[string]string{}
	for _, v := range p.verbs {
		cmd := p.newVerb(v)
		if !takesSettings(cmd) {
			continue
		}
		for _, f := range settingFlags(cmd) {
			kind := f.Value.Type()
			if len(f.Annotations[ownKey]) > 0 {
				continue
			}
			if first := kinds[f.Name]; first != "" && first != kind {
				t.Errorf("--%s of %s takes %s, of a verb before %s", f.Name, v.name, kind, first)
			}
			kinds[f.Name] = kind
		}
	}
	for name := range follows {
		if kinds[name] == "" {
			t.Errorf("no verb has --%s", name)
		}
	}
}

// TestDeskFile runs verbs with the file that docs/files.md shows.
func TestDeskFile(t *testing.T) {
	const path = "testdata/config/desk.toml"
	page, err := os.ReadFile(filepath.Join(top, "docs", "files.md"))
	if err != nil {
		t.Fatal(err)
	}
	desk, err := os.ReadFile(filepath.Join(top, path))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "```toml\n"+string(desk)+"```\n") {
		t.Errorf("docs/files.md does not show %s as it is", path)
	}
	for _, args := range []string{"report", "levels --preset spx-premarket", "strikes --preset vendor", "flows --preset spx-premarket", "check", "greeks"} {
		words := append(strings.Fields(args), "--config", path, spxFile)
		if _, stderr, code := runGex(t, words...); code != fault.Done {
			t.Errorf("gex %s: exit %d: %s", strings.Join(words, " "), code, stderr)
		}
	}
}

// BenchmarkConfigure is what settings cost a call that has none.
func BenchmarkConfigure(b *testing.B) {
	b.Setenv("GEX_CONFIG", "")
	must(os.Unsetenv("GEX_CONFIG"))
	b.Setenv("XDG_CONFIG_HOME", b.TempDir())
	p := newProgram(strings.NewReader(""), io.Discard, io.Discard)
	cmd := newReportCmd(p)
	p.addSettingFlags(cmd)
	for b.Loop() {
		must(p.configure(cmd))
	}
}

// shown is what gex config show says of a setting of gex levels.
func shown(t *testing.T, name string, args ...string) about.Setting {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(append([]string{"config", "show", "levels", "-f", "json"}, args...), strings.NewReader(""), &stdout, &stderr); code != fault.Done {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	var all []about.Setting
	if err := json.Unmarshal(stdout.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no setting %s", name)
	return about.Setting{}
}
