package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/fault"
	"gex/internal/report"
)

// Settings are the flags of a verb, whoever gives them: the command line, a saved report (--like), GEX_* of the
// environment, a preset or the defaults of a configuration file, or nobody. This file puts them together.

// setting is a flag and where its value comes from.
type setting struct {
	flag *pflag.Flag
	from origin
}

// Kinds of origins, the strongest first.
const (
	fromFlag        = "flag"
	fromReport      = "like"
	fromEnvironment = "environment"
	fromPreset      = "preset"
	fromDefaults    = "defaults"
	builtIn         = "built-in"
)

// origin is where a value comes from.
type origin struct {
	kind string
	name string // of the variable or the preset
	verb string // of the table for one verb
	file string
	line int
}

// String is the origin as people read it.
func (o origin) String() string {
	switch o.kind {
	case fromReport:
		return "like " + o.file
	case fromEnvironment:
		return o.name
	case fromPreset, fromDefaults:
		table := strings.TrimSpace(o.kind + " " + o.name)
		if o.verb != "" {
			table += "." + o.verb
		}
		return table + " of " + o.place()
	}
	return o.kind
}

// place is what an error begins with.
func (o origin) place() string {
	switch {
	case o.line > 0:
		return fmt.Sprintf("%s:%d", o.file, o.line)
	case o.file != "":
		return o.file
	}
	return o.name
}

// given is what some source has for a flag: a text, or the parts of a list.
type given struct {
	parts []string
	from  origin
}

// layer is one source of settings.
type layer struct {
	values map[string]given
	whole  bool // says by silence that a setting of the report is built in
}

// chosen are the flags that say where settings come from. They are none themselves.
type chosen struct{ config, preset, like string }

// notSettings are flags that no other source can give.
var notSettings = []string{"config", "preset", "like", "help", "version"}

// addSettingFlags gives a verb the flags that choose where settings come from.
func (p *program) addSettingFlags(cmd *cobra.Command) {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(textValue(&p.chosen.preset, "NAME"), "preset", "the settings of [preset.NAME] in the configuration file")
	if cmd.Flags().Lookup("input-format") != nil {
		f.Var(textValue(&p.chosen.like, "FILE"), "like", "the settings of a report that was saved as JSON: all but those of the output")
	}
	f.Var(textValue(&p.chosen.config, "FILE"), "config", "configuration file, or none (default GEX_CONFIG, else the user's: gex config path)")
	addGroup(cmd, "Setting", f)
	must(cmd.RegisterFlagCompletionFunc("preset", p.completePresets))
}

// settingsOf lists the flags of a verb that can be set elsewhere, in the order of the help.
func settingsOf(cmd *cobra.Command) []*pflag.Flag {
	var out []*pflag.Flag
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !slices.Contains(notSettings, f.Name) {
			out = append(out, f)
		}
	})
	return out
}

// takesSettings reports whether a verb has settings that can be given elsewhere.
func takesSettings(cmd *cobra.Command) bool { return cmd.Flags().Lookup("config") != nil }

// ofOutput reports whether a flag says how and where a result is shown, not what it is.
func ofOutput(f *pflag.Flag) bool {
	return f.Name == "interval" || f.Name == "output" || slices.Contains(f.Annotations[headingKey], "Output")
}

// verbName is the verb that a command stands for.
func verbName(cmd *cobra.Command) string {
	if !cmd.HasParent() && cmd.Flags().Lookup("input-format") != nil && verb(cmd, "report") != nil {
		return "report"
	}
	return cmd.Name()
}

// configure gives the flags of a verb that the command line left open their values.
func (p *program) configure(cmd *cobra.Command) error {
	if !takesSettings(cmd) {
		return nil
	}
	layers, err := p.layers(cmd)
	if err != nil {
		return err
	}
	p.settings = nil
	for _, f := range settingsOf(cmd) {
		s, err := settle(cmd, f, layers)
		if err != nil {
			return err
		}
		p.settings = append(p.settings, s)
	}
	p.effective = effective(p.settings)
	return nil
}

// layers are the sources of settings besides the command line, the strongest first.
func (p *program) layers(cmd *cobra.Command) ([]layer, error) {
	var all []layer
	if p.chosen.like != "" {
		saved, err := p.savedSettings(cmd)
		if err != nil {
			return nil, err
		}
		all = append(all, saved)
	}
	env, err := p.environment(cmd)
	if err != nil {
		return nil, err
	}
	file, err := p.fileLayers(cmd)
	if err != nil {
		return nil, err
	}
	return append(append(all, env), file...), nil
}

// follows are flags that mean something only beside another one: set elsewhere, they wait for it.
var follows = map[string]string{"map-by": "map-to"}

// settle sets a flag from the first layer that has it.
func settle(cmd *cobra.Command, f *pflag.Flag, layers []layer) (setting, error) {
	if f.Changed {
		return setting{f, origin{kind: fromFlag}}, nil
	}
	if first := follows[f.Name]; first != "" && cmd.Flags().Lookup(first).Value.String() == "" {
		return setting{f, origin{kind: builtIn}}, nil
	}
	for _, l := range layers {
		v, ok := l.values[f.Name]
		if ok && v.from.sharedWithVerbs() && means(f) != "" {
			continue
		}
		if ok {
			return setting{f, v.from}, v.set(f)
		}
		if l.whole && !ofOutput(f) {
			break
		}
	}
	return setting{f, origin{kind: builtIn}}, nil
}

// ownKey annotates a flag that means something else than the flag of its name does to other verbs.
const ownKey = "gex_own"

// means is what such a flag is about, "" for any other.
func means(f *pflag.Flag) string { return strings.Join(f.Annotations[ownKey], "") }

// sharedWithVerbs reports whether a value was not meant for the verb alone.
func (o origin) sharedWithVerbs() bool {
	return o.kind == fromEnvironment || o.verb == "" && (o.kind == fromPreset || o.kind == fromDefaults)
}

// set gives a flag the value. It does not count as changed: that is what the command line does.
func (v given) set(f *pflag.Flag) error {
	var err error
	for _, text := range v.texts(f) {
		err = cmp.Or(err, f.Value.Set(text))
	}
	if err == nil {
		return nil
	}
	hint := fault.HintOf(err)
	if f.Name == "format" && v.from.line > 0 && v.from.verb == "" {
		hint += "; a table for the verb alone, such as [defaults.levels], can have its own"
	}
	if v.from.kind == fromEnvironment {
		return usageError(hint, "%s: %w", v.from.name, err)
	}
	return usageError(hint, "%s: %s: %w", v.from.place(), f.Name, err)
}

// texts are what the flag is given, one after the other: a list as one text, but for what no comma holds together.
func (v given) texts(f *pflag.Flag) []string {
	if takesWholes(f) {
		return v.parts
	}
	return []string{strings.Join(v.parts, betweenParts)}
}

// takesWholes reports whether a flag can be given again with a text that may have commas.
func takesWholes(f *pflag.Flag) bool {
	v, ours := f.Value.(*value)
	return ours && v.many == betweenWholes
}

// effective are the settings that a report rests on and that are not built in: enough to make it again.
func effective(all []setting) []report.Setting {
	var out []report.Setting
	for _, s := range all {
		if s.from.kind != builtIn && !ofOutput(s.flag) && s.flag.Value.String() != s.flag.DefValue {
			for _, text := range s.texts() {
				out = append(out, report.Setting{Name: s.flag.Name, Value: text})
			}
		}
	}
	return out
}

// texts are what a flag was given, as it must be given to be the same.
func (s setting) texts() []string {
	if takesWholes(s.flag) {
		return s.flag.Value.(*value).each
	}
	return []string{s.flag.Value.String()}
}

// blame tells, where an error is about a flag that the command line does not have, who gave it.
func (p *program) blame(err error) error {
	if err == nil {
		return nil
	}
	f := fault.Of(err)
	if f.Code != fault.Usage || f.Reported {
		return err
	}
	hints := slices.DeleteFunc([]string{f.Hint}, func(h string) bool { return h == "" })
	for _, s := range p.settings {
		if s.from.kind != fromFlag && s.from.kind != builtIn && speaksOf(f.Error(), "--"+s.flag.Name) {
			hints = append(hints, "--"+s.flag.Name+" is from "+s.from.String())
		}
	}
	blamed := *f
	blamed.Hint = strings.Join(hints, "; ")
	return &blamed
}

// speaksOf reports whether a text has a flag in it, not just one that begins so.
func speaksOf(text, flag string) bool {
	for rest, found := "", true; found; text = rest {
		if _, rest, found = strings.Cut(text, flag); found {
			if next := cmp.Or(rest, " ")[0]; next != '-' && (next < 'a' || next > 'z') {
				return true
			}
		}
	}
	return false
}
