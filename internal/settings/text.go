package settings

import (
	"slices"
	"strings"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/report"
)

// Bearing is a text of the settings that bear on numbers, but for some, wherever they were given, in the order of their names: two
// documents are comparable when it is the same.
func Bearing(effective []report.Setting, except ...string) string {
	var list []string
	for _, s := range effective {
		if !slices.Contains([]string{"jobs", "max-bytes", "strict", "skip-bad"}, s.Name) && !slices.Contains(except, s.Name) {
			list = append(list, fault.AsFlag(s.Name)+" "+s.Value)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// Given is the text of the flags that the command line had, as a shell takes them, a blank before each.
func (s *Sources) Given(all []Setting) string {
	var out strings.Builder
	add := func(name, text string) { out.WriteString(" " + fault.AsFlag(name) + "=" + escape.Shell(text)) }
	for _, c := range []struct{ name, text string }{{"config", s.Config}, {"preset", s.Preset}, {"like", s.Like}} {
		if c.text != "" {
			add(c.name, c.text)
		}
	}
	for _, setting := range all {
		if setting.From.Kind == Flag {
			for _, text := range setting.Texts() {
				add(setting.Name, text)
			}
		}
	}
	return out.String()
}
