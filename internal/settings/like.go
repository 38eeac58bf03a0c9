package settings

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"os"

	"gex/internal/fault"
	"gex/internal/report"
)

// saved is the part of a saved report that --like needs.
type saved struct {
	Schema   string           `json:"schema"`
	Settings *report.Settings `json:"settings"`
}

// savedSettings has the settings of a saved report. A setting that it lacks had its built-in value then, so weaker sources
// matter only for the settings of the output.
func (s *Sources) savedSettings(v *Verb) (layer, error) {
	name := s.Like
	if s.Preset != "" {
		return layer{}, usage("omit one of them", fault.Setting("like")+" takes all settings from %s, and "+fault.Setting("preset")+" others", name)
	}
	made, err := s.readSaved(name)
	if err != nil {
		return layer{}, err
	}
	l := layer{values: map[string]given{}, whole: true}
	for _, item := range *made.Settings {
		if !s.isSetting(v, item.Name) {
			return l, usage(cmp.Or(Removed[item.Name], "a later version of gex may have written it"), "%s: unknown setting %s", name, item.Name)
		}
		parts := append(l.values[item.Name].parts, item.Value)
		l.values[item.Name] = given{parts, Origin{Kind: Report, File: name}}
	}
	return l, nil
}

// readSaved reads a JSON report, or the first of several.
func (s *Sources) readSaved(name string) (*saved, error) {
	in, err := s.Open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	r := &saved{}
	err = json.NewDecoder(in).Decode(r)
	hint := "gex report " + fault.Setting("format") + " json " + fault.Setting("output") + " saved.json FILE saves one"
	var path *os.PathError
	switch {
	case errors.As(err, &path):
		return nil, fault.New(fault.Input, hint, "%s: %w", name, fault.Reason(err))
	case err != nil || r.Schema != report.Schema:
		if err == nil || errors.Is(err, io.EOF) {
			err = errors.New("its schema is not " + report.Schema)
		}
		return nil, fault.New(fault.Input, hint, "%s is not a JSON report: %w", name, err)
	case r.Settings == nil:
		return nil, fault.New(fault.Input, hint, "%s has no settings: an earlier version of gex wrote it", name)
	}
	return r, nil
}
