package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

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
func (p *program) savedSettings(cmd *cobra.Command) (layer, error) {
	name := p.chosen.like
	if p.chosen.preset != "" {
		return layer{}, usageError("leave one of them away", "--like has all settings of %s, and --preset others", name)
	}
	s, err := p.readSaved(name)
	if err != nil {
		return layer{}, err
	}
	l := layer{values: map[string]given{}, whole: true}
	for _, item := range *s.Settings {
		if !p.isSetting(cmd, item.Name) {
			return l, usageError("was it made by a later version?", "%s: settings: %s is not known", name, item.Name)
		}
		parts := append(l.values[item.Name].parts, item.Value)
		l.values[item.Name] = given{parts, origin{kind: fromReport, file: name}}
	}
	return l, nil
}

// readSaved reads a report in JSON, or the first of several.
func (p *program) readSaved(name string) (*saved, error) {
	in, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	s := &saved{}
	err = json.NewDecoder(in).Decode(s)
	const hint = "gex report --format json --output saved.json FILE saves one"
	var path *os.PathError
	switch {
	case errors.As(err, &path):
		return nil, fault.New(fault.Input, hint, "%s: %w", name, fault.Reason(err))
	case err != nil || s.Schema != report.Schema:
		if err == nil || errors.Is(err, io.EOF) {
			err = errors.New("its schema is not " + report.Schema)
		}
		return nil, fault.New(fault.Input, hint, "%s: no report in JSON: %w", name, err)
	case s.Settings == nil:
		return nil, fault.New(fault.Input, "make it again: "+hint, "%s: no settings stand in it: it is of an earlier version", name)
	}
	return s, nil
}
