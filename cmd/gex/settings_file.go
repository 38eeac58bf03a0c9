package main

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/config"
	"gex/internal/fault"
	"gex/internal/suggest"
)

// noConfig is the name of no configuration file.
const noConfig = "none"

// configPath is the configuration file: --config, else GEX_CONFIG, else the user's; "" when there is to be none. It is
// asked for when it must exist.
func (p *program) configPath(flag *pflag.Flag) (path string, asked bool) {
	named, set := os.LookupEnv("GEX_CONFIG")
	if flag != nil && flag.Changed {
		named, set = p.chosen.config, true
	}
	switch {
	case named == "" && set || strings.EqualFold(named, noConfig):
		return "", true
	case set:
		return named, true
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", false
	}
	return filepath.Join(dir, "gex", "config.toml"), false
}

// readConfig reads the configuration file, nil when there is none.
func (p *program) readConfig(cmd *cobra.Command) (*config.File, error) {
	path, asked := p.configPath(cmd.Flags().Lookup("config"))
	if path == "" {
		return nil, nil
	}
	text, err := readUpTo(path, config.Largest)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !asked:
		return nil, nil
	case err != nil:
		return nil, fault.New(fault.Input, "--config FILE names a configuration file, --config none does without", "%s: %w", path, fault.Reason(err))
	}
	return config.Read(path, text)
}

// readUpTo reads a file, and no more than one byte beyond what is allowed of one that does not end.
func readUpTo(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}

// fileLayers are the preset that was asked for and the defaults, before each what it has for the verb alone.
func (p *program) fileLayers(cmd *cobra.Command) ([]layer, error) {
	name := cmp.Or(p.chosen.preset, os.Getenv("GEX_PRESET"))
	f, err := p.readConfig(cmd)
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, p.noPresets(cmd, name)
	}
	if err := p.checkConfig(cmd, f); err != nil {
		return nil, err
	}
	var layers []layer
	if name != "" {
		preset := config.Find(f.Presets, name)
		if preset == nil {
			return nil, unknownPreset(f, name)
		}
		layers = tableLayers(cmd, preset.Table, origin{kind: fromPreset, name: name, file: f.Name})
	}
	return append(layers, tableLayers(cmd, f.Defaults, origin{kind: fromDefaults, file: f.Name})...), nil
}

// noPresets refuses a preset where there is no file to find it in.
func (p *program) noPresets(cmd *cobra.Command, name string) error {
	if name == "" {
		return nil
	}
	path, asked := p.configPath(cmd.Flags().Lookup("config"))
	if asked || path == "" {
		return usageError("--config FILE names a file that has it", "no preset %s: there is no configuration file", name)
	}
	return usageError("--config FILE names another", "no preset %s: there is no %s", name, path)
}

func unknownPreset(f *config.File, name string) error {
	names := presetNames(f)
	hint := "presets are " + oneOf(names)
	if meant := suggest.Closest(name, names); meant != "" {
		hint = "did you mean " + meant + "? " + hint
	}
	if len(names) == 0 {
		hint = "such as [preset." + name + "]"
	}
	return usageError(hint, "%s has no preset %s", f.Name, name)
}

func presetNames(f *config.File) []string {
	var names []string
	for _, e := range f.Presets {
		names = append(names, e.Key)
	}
	return names
}

// completePresets completes --preset by what the file has.
func (p *program) completePresets(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	f, err := p.readConfig(cmd)
	if err != nil || f == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return presetNames(f), cobra.ShellCompDirectiveNoFileComp
}

// tableLayers are the settings of a table for one verb, and then those for all.
func tableLayers(cmd *cobra.Command, entries []config.Entry, from origin) []layer {
	all, own := layer{values: map[string]given{}}, layer{values: map[string]given{}}
	add := func(l layer, e config.Entry, from origin) {
		from.line = e.Line
		l.values[e.Key] = given{e.Values(), from}
	}
	for _, e := range entries {
		if !e.IsTable() || e.Key != verbName(cmd) {
			add(all, e, from)
			continue
		}
		for _, item := range e.Table {
			mine := from
			mine.verb = e.Key
			add(own, item, mine)
		}
	}
	return []layer{own, all}
}

// checkConfig refuses keys that no verb has, and in the table of a verb those that it does not have.
func (p *program) checkConfig(cmd *cobra.Command, f *config.File) error {
	err := p.checkTable(cmd, f, f.Defaults)
	for _, preset := range f.Presets {
		err = cmp.Or(err, p.checkTable(cmd, f, preset.Table))
	}
	return err
}

func (p *program) checkTable(cmd *cobra.Command, f *config.File, entries []config.Entry) error {
	for _, e := range entries {
		if err := p.checkEntry(cmd, f, e); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) checkEntry(cmd *cobra.Command, f *config.File, e config.Entry) error {
	of := p.verbCommand(e.Key)
	switch {
	case !e.IsTable() || of == nil:
		switch known := p.isSetting(cmd, e.Key); {
		case known && e.IsTable() && !p.takesPairs(cmd, e.Key):
			return f.Wrong(e.Line, "write "+e.Key+" = VALUE", "%s is a setting and no table", e.Key)
		case known:
			return nil
		}
		return strangeKey(f, e, p.settingNames(cmd), "no setting has the name %s")
	case !takesSettings(of):
		return f.Wrong(e.Line, "put its settings elsewhere", "gex %s takes no settings", e.Key)
	}
	for _, item := range e.Table {
		if known := namesOfFlags(settingsOf(of)); !slices.Contains(known, item.Key) {
			return strangeKey(f, item, known, "gex "+e.Key+" has no setting %s")
		}
	}
	return nil
}

// strangeKey refuses a key with the one that was probably meant.
func strangeKey(f *config.File, e config.Entry, known []string, format string) error {
	hint := "keys are the long names of flags: gex config show lists them"
	if slices.Contains(notSettings, e.Key) {
		hint = "it is for the command line"
	} else if meant := suggest.Closest(e.Key, known); meant != "" {
		hint = "did you mean " + meant + "?"
	}
	return f.Wrong(e.Line, hint, format, e.Key)
}

// verbCommand makes the command of a verb, nil when there is none.
func (p *program) verbCommand(name string) *cobra.Command {
	for _, v := range p.verbs {
		if v.name == name {
			return p.newVerb(v)
		}
	}
	return nil
}

// isSetting reports whether a verb has a flag of the name: the one at hand, or any other.
func (p *program) isSetting(cmd *cobra.Command, name string) bool {
	if slices.Contains(notSettings, name) {
		return false
	}
	return cmd.Flags().Lookup(name) != nil || slices.Contains(p.settingNames(cmd), name)
}

// takesPairs reports whether a flag takes NAME=VALUE, for which a file can have a table.
func (p *program) takesPairs(cmd *cobra.Command, name string) bool {
	f := cmd.Flags().Lookup(name)
	return f == nil || strings.Contains(f.Value.Type(), "=")
}

// settingNames are the settings of all verbs. To make them takes a while, so only what is strange asks for them.
func (p *program) settingNames(cmd *cobra.Command) []string {
	if p.known == nil {
		p.known = namesOfFlags(settingsOf(cmd))
		for _, v := range p.verbs {
			for _, name := range namesOfFlags(settingsOf(p.newVerb(v))) {
				if !slices.Contains(p.known, name) {
					p.known = append(p.known, name)
				}
			}
		}
	}
	return p.known
}

func namesOfFlags(flags []*pflag.Flag) []string {
	var names []string
	for _, f := range flags {
		names = append(names, f.Name)
	}
	return names
}
