package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/flagvalue"
	"gex/internal/help"
	"gex/internal/settings"
)

// Settings are the flags of a verb, whichever source sets them; package settings finds their values. This file lists the flags
// for it.

// addSettingFlags gives a verb the flags that choose the sources of settings, which are not settings themselves.
func (p *program) addSettingFlags(cmd *cobra.Command) {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Text(&p.sources.Preset, "NAME"), "preset", "use the settings of [preset.NAME] in the configuration file")
	if cmd.Flags().Lookup("input-format") != nil {
		f.Var(flagvalue.Text(&p.sources.Like, "FILE"), "like", "use the settings of a report saved as JSON, except those of the output")
	}
	f.Var(flagvalue.Text(&p.sources.Config, "FILE"), "config", "configuration file, or none (default GEX_CONFIG, else the one gex config path prints)")
	help.Group(cmd, "Setting", f)
	must(cmd.RegisterFlagCompletionFunc("preset", p.completePresets))
}

// completePresets completes --preset with the presets of the configuration file.
func (p *program) completePresets(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return p.sourcesOf(cmd).Presets(), cobra.ShellCompDirectiveNoFileComp
}

// settingFlags lists the flags of a verb that can be set elsewhere, in the order of the help.
func settingFlags(cmd *cobra.Command) []*pflag.Flag {
	var out []*pflag.Flag
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if settings.IsSetting(f.Name) {
			out = append(out, f)
		}
	})
	return out
}

// takesSettings reports whether a verb has settings that can be given elsewhere.
func takesSettings(cmd *cobra.Command) bool { return cmd.Flags().Lookup("config") != nil }

// ofOutput reports whether a flag is about how and where a result is shown, not about what it is.
func ofOutput(f *pflag.Flag) bool {
	return f.Name == "interval" || f.Name == "output" || f.Name == "width" || help.Heading(f) == "Output"
}

// ownKey annotates a flag that has another meaning than the flag of this name in other verbs.
const ownKey = "gex_own"

// follows are flags that only qualify another one.
var follows = map[string]string{"map-by": "map-to"}

// verbName is the verb that a command runs.
func verbName(cmd *cobra.Command) string {
	if !cmd.HasParent() && cmd.Flags().Lookup("input-format") != nil && help.Verb(cmd, "report") != nil {
		return "report"
	}
	return cmd.Name()
}

// settingsOf is a verb as package settings sees it.
func settingsOf(cmd *cobra.Command) *settings.Verb {
	v := &settings.Verb{Name: verbName(cmd), Takes: takesSettings(cmd)}
	for _, f := range settingFlags(cmd) {
		s := settings.Setting{
			Name: f.Name, Value: f.Value, Given: f.Changed, BuiltIn: f.DefValue, Output: ofOutput(f),
			Own: len(f.Annotations[ownKey]) > 0, Pairs: strings.Contains(f.Value.Type(), "="), Follows: follows[f.Name],
		}
		if ours, ok := f.Value.(*flagvalue.Value); ok && ours.Wholes() {
			s.Wholes = ours
		}
		v.Settings = append(v.Settings, s)
	}
	return v
}

// sourcesOf are where settings of a command come from.
func (p *program) sourcesOf(cmd *cobra.Command) *settings.Sources {
	s := &p.sources
	if flag := cmd.Flags().Lookup("config"); flag != nil {
		s.ConfigGiven = flag.Changed
	}
	s.Open = p.Open
	s.Verbs = func() []string {
		var names []string
		for _, v := range p.verbs {
			names = append(names, v.name)
		}
		return names
	}
	s.Verb = func(name string) *settings.Verb {
		if cmd := p.verbCommand(name); cmd != nil {
			return settingsOf(cmd)
		}
		return nil
	}
	return s
}

// configure sets the flags of a verb that the command line did not set.
func (p *program) configure(cmd *cobra.Command) error {
	if !takesSettings(cmd) {
		return nil
	}
	v := settingsOf(cmd)
	if err := p.sourcesOf(cmd).Settle(v); err != nil {
		return err
	}
	p.settings, p.effective = v.Settings, settings.Effective(v.Settings)
	return nil
}

// verbCommand makes the command of a verb; nil for an unknown name.
func (p *program) verbCommand(name string) *cobra.Command {
	for _, v := range p.verbs {
		if v.name == name {
			return p.newVerb(v)
		}
	}
	return nil
}

// newVerb makes a verb; all but those about the program itself take settings from elsewhere.
func (p *program) newVerb(v verbMaker) *cobra.Command {
	cmd := v.make(p)
	cmd.GroupID = v.group
	if v.group != groupGex {
		p.addSettingFlags(cmd)
	}
	return cmd
}
