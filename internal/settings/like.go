package settings

import (
	"encoding/json"
	"errors"
	"io"
	"os"

	"gex/internal/fault"
	"gex/internal/report"
)

// saved is what --like wants of a report.
type saved struct {
	Schema   string           `json:"schema"`
	Settings *report.Settings `json:"settings"`
}

// savedSettings has the settings of a saved report. What stands not in it was built in, so but for the output nothing
// below has a say.
func (s *Sources) savedSettings(v *Verb) (layer, error) {
	name := s.Like
	if s.Preset != "" {
		return layer{}, usage("leave one of them away", fault.Setting("like")+" has all settings of %s, and "+fault.Setting("preset")+" others", name)
	}
	made, err := s.readSaved(name)
	if err != nil {
		return layer{}, err
	}
	l := layer{values: map[string]given{}, whole: true}
	for _, item := range *made.Settings {
		if !s.isSetting(v, item.Name) {
			return l, usage("was it made by a later version?", "%s: settings: %s is not known", name, item.Name)
		}
		parts := append(l.values[item.Name].parts, item.Value)
		l.values[item.Name] = given{parts, Origin{Kind: Report, File: name}}
	}
	return l, nil
}

// readSaved reads a report in JSON, or the first of several.
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
		return nil, fault.New(fault.Input, hint, "%s: no report in JSON: %w", name, err)
	case r.Settings == nil:
		return nil, fault.New(fault.Input, "make it again: "+hint, "%s: no settings stand in it: it is of an earlier version", name)
	}
	return r, nil
}
