package settings

import (
	"cmp"
	"strings"

	"gex/internal/fault"
)

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
