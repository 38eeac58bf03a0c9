package settings

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gex/internal/fault"
	"gex/internal/suggest"
)

// NoConfig, in place of the name of a configuration file, means that none is read.
const NoConfig = "none"

// Path is the configuration file: --config, else GEX_CONFIG, else the user's; "" means none. Named reports whether the user
// named it, so that it must exist.
func (s *Sources) Path() (path string, named bool) {
	path, named = os.LookupEnv("GEX_CONFIG")
	if s.ConfigGiven {
		path, named = s.Config, true
	}
	switch {
	case path == "" && named || strings.EqualFold(path, NoConfig):
		return "", true
	case named:
		return path, true
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", false
	}
	return filepath.Join(dir, "gex", "config.toml"), false
}

// read reads the configuration file; nil when there is none.
func (s *Sources) read() (*document, error) {
	path, named := s.Path()
	if path == "" {
		return nil, nil
	}
	text, err := readUpTo(path, largest)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return nil, nil
	case err != nil:
		return nil, fault.New(fault.Input, "set "+fault.Setting("config")+" to another file, or to none for no file", "%s: %w", path, fault.Reason(err))
	}
	return readDocument(path, text)
}

// readUpTo reads a file, and of one that is too large a byte more than is allowed.
func readUpTo(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}

// fileLayers are the chosen preset and the defaults. Before each comes what it has for this verb alone.
func (s *Sources) fileLayers(v *Verb) ([]layer, error) {
	name := cmp.Or(s.Preset, os.Getenv("GEX_PRESET"))
	f, err := s.read()
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, s.noPresets(name)
	}
	if err := s.check(v, f); err != nil {
		return nil, err
	}
	var layers []layer
	if name != "" {
		preset := find(f.Presets, name)
		if preset == nil {
			return nil, unknownPreset(f, name)
		}
		layers = tableLayers(v, preset.Table, Origin{Kind: Preset, Name: name, File: f.Name})
	}
	return append(layers, tableLayers(v, f.Defaults, Origin{Kind: Defaults, File: f.Name})...), nil
}

// noPresets refuses a preset when there is no configuration file.
func (s *Sources) noPresets(name string) error {
	if name == "" {
		return nil
	}
	path, named := s.Path()
	if named || path == "" {
		return usage("set "+fault.Setting("config")+" to the file that has it", "no preset %s: there is no configuration file", name)
	}
	return usage("set "+fault.Setting("config")+" to the file that has it", "no preset %s: there is no %s", name, path)
}

func unknownPreset(f *document, name string) error {
	names := presetNames(f)
	hint := "presets are " + strings.Join(names, ", ")
	if meant := suggest.Closest(name, names); meant != "" {
		hint = "did you mean " + meant + "? " + hint
	}
	if len(names) == 0 {
		hint = "add a table [preset." + name + "]"
	}
	return usage(hint, "%s has no preset %s", f.Name, name)
}

func presetNames(f *document) []string {
	var names []string
	for _, e := range f.Presets {
		names = append(names, e.Key)
	}
	return names
}

// Presets are the names of the presets in the configuration file; nil when it cannot be read.
func (s *Sources) Presets() []string {
	f, err := s.read()
	if err != nil || f == nil {
		return nil
	}
	return presetNames(f)
}

// tableLayers are the settings of a table that are for one verb, and then those for all verbs.
func tableLayers(v *Verb, entries []entry, from Origin) []layer {
	all, own := layer{values: map[string]given{}}, layer{values: map[string]given{}}
	add := func(l layer, e entry, from Origin) {
		from.Line = e.Line
		l.values[e.Key] = given{e.values(), from}
	}
	for _, e := range entries {
		if !e.isTable() || e.Key != v.Name {
			add(all, e, from)
			continue
		}
		for _, item := range e.Table {
			mine := from
			mine.Verb = e.Key
			add(own, item, mine)
		}
	}
	return []layer{own, all}
}
