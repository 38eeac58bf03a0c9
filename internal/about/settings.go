package about

import (
	"strings"

	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/settings"
)

// SettingsText explains the sources of settings.
const SettingsText = `Every setting is a flag, and other sources can set it under its long name. The strongest source
comes first:

  flag          --iv file
  saved report  --like saved.json: all settings except those of the output
  environment   GEX_IV=file, GEX_AS_OF for --as-of; an empty variable counts as unset
  preset        [preset.NAME] of the configuration file, with --preset NAME or GEX_PRESET
  defaults      [defaults] of that file
  built-in      the default that --help names

The configuration file is named by --config, else by GEX_CONFIG, else it is gex/config.toml in the
user's configuration directory, if that exists; the directory of the data is not searched. The name
none, or an empty one, means no file: same input, same bytes on every machine.

  [defaults]
  iv = "file"
  rate = "4.5%"                   # or 0.045

  [defaults.levels]               # for one verb alone
  top = 100

  [preset.spx-premarket]
  spot = "implied"
  exclude = ["0dte", "open"]
  moves = [-2, -1, 1, 2]

Keys that a verb does not have are ignored; a key or a variable GEX_* that no verb has is an error.
JSON reports include the settings that are not built in.`

// Setting is a setting in JSON.
type Setting struct {
	Name   string      `json:"name"`
	Value  string      `json:"value"`
	Source string      `json:"source"` // flag, like, environment, preset, defaults or built-in
	Of     report.Text `json:"of"`     // the variable or the preset
	Verb   report.Text `json:"verb"`   // of the table for one verb
	File   report.Text `json:"file"`
	Line   int         `json:"line"` // 0: the source has no lines
}

// Settings has a line for every setting. Usage is what the help says of the setting of a name.
func Settings(all []settings.Setting, usage func(name string) string) render.List {
	l := render.List{Columns: []string{"setting", "value", "source"}, Wrap: 30}
	entries := []Setting{}
	for _, s := range all {
		from, text := s.From, shownValue(s, usage(s.Name))
		entries = append(entries, Setting{
			s.Name, text, from.Kind, report.Text(from.Name), report.Text(from.Verb), report.Text(from.File), from.Line,
		})
		l.Rows = append(l.Rows, []string{s.Name, text, from.String()})
	}
	l.JSON = entries
	return l
}

// shownValue is the value of a setting; for a built-in one without a text, the default in its help.
func shownValue(s settings.Setting, usage string) string {
	text := s.Value.String()
	if _, byDefault, found := strings.Cut(usage, "(default"); found && text == "" {
		byDefault, _, _ = strings.Cut(byDefault, ")")
		return strings.TrimLeft(byDefault, ": ")
	}
	return text
}
