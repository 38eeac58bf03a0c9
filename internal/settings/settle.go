package settings

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"gex/internal/fault"
)

// Sources are where settings come from besides the command line and the environment, and how to find other verbs.
type Sources struct {
	Config      string // the configuration file, when ConfigGiven: "" or none is no file
	ConfigGiven bool
	Preset      string // "": none, or that of GEX_PRESET
	Like        string // a saved report; "": none

	Open  func(name string) (io.ReadCloser, error) // a saved report
	Verbs func() []string                          // the names of all verbs
	Verb  func(name string) *Verb                  // nil: unknown name

	known []string // names of all settings, once they were needed
}

// given is what a source has for a setting: a text, or the parts of a list.
type given struct {
	parts []string
	from  Origin
}

// layer is one source of settings.
type layer struct {
	values map[string]given
	whole  bool // what it lacks, but for settings of the output, is built in
}

// Settle sets the settings of a verb that the command line did not set, and records the origin of all of them.
func (s *Sources) Settle(v *Verb) error {
	layers, err := s.layers(v)
	if err != nil {
		return err
	}
	for i := range v.Settings {
		if err := v.settle(&v.Settings[i], layers); err != nil {
			return err
		}
	}
	return nil
}

// layers are the sources besides the command line, the strongest first.
func (s *Sources) layers(v *Verb) ([]layer, error) {
	var all []layer
	if s.Like != "" {
		saved, err := s.savedSettings(v)
		if err != nil {
			return nil, err
		}
		all = append(all, saved)
	}
	env, err := s.environment(v)
	if err != nil {
		return nil, err
	}
	file, err := s.fileLayers(v)
	if err != nil {
		return nil, err
	}
	return append(append(all, env), file...), nil
}

// settle sets a setting from the first layer that has it.
func (v *Verb) settle(s *Setting, layers []layer) error {
	s.From = Origin{Kind: BuiltIn}
	if s.Given {
		s.From.Kind = Flag
		return nil
	}
	if s.Follows != "" && v.find(s.Follows).Value.String() == "" {
		return nil
	}
	for _, l := range layers {
		g, ok := l.values[s.Name]
		if ok && g.from.sharedWithVerbs() && s.Own {
			continue
		}
		if ok {
			s.From = g.from
			return g.set(s)
		}
		if l.whole && !s.Output {
			return nil
		}
	}
	return nil
}

// set sets a setting to the value.
func (g given) set(s *Setting) error {
	var err error
	for _, text := range g.texts(s) {
		err = cmp.Or(err, s.Value.Set(text))
	}
	if err == nil {
		return nil
	}
	hint := fault.HintOf(err)
	if s.Name == "format" && g.from.Line > 0 && g.from.Verb == "" {
		hint += "; set it for one verb alone in a table such as [defaults.levels]"
	}
	if g.from.Kind == Environment {
		return usage(hint, "%s: %w", g.from.Name, err)
	}
	return usage(hint, "%s: %s: %w", g.from.place(), s.Name, err)
}

// texts are what the setting is set to, one after the other: a list is one text, unless its parts may contain commas.
func (g given) texts(s *Setting) []string {
	if s.Wholes != nil {
		return g.parts
	}
	return []string{strings.Join(g.parts, ",")}
}

// isSetting reports whether this verb or any other has a setting of the name.
func (s *Sources) isSetting(v *Verb, name string) bool {
	return IsSetting(name) && (v.find(name) != nil || slices.Contains(s.names(v), name))
}

// names are the settings of all verbs. To list them takes a while, so only an unknown name needs them.
func (s *Sources) names(v *Verb) []string {
	if s.known == nil {
		s.known = v.names()
		for _, verb := range s.Verbs() {
			for _, name := range s.Verb(verb).names() {
				if !slices.Contains(s.known, name) {
					s.known = append(s.known, name)
				}
			}
		}
	}
	return s.known
}

// usage is an error in what the user gave.
func usage(hint, format string, args ...any) error {
	return fault.New(fault.Usage, hint, format, args...)
}
