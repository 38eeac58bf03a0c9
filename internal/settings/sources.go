package settings

import (
	"io"
	"slices"

	"gex/internal/fault"
)

// Sources are where settings come from besides the command line and the environment, and how to find other verbs.
type Sources struct {
	Config      string // the configuration file, when ConfigGiven: "" or none: none is read
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
