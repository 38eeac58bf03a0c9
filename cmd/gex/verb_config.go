package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/about"
	"gex/internal/help"
	"gex/internal/render"
	"gex/internal/settings"
)

func newConfigCmd(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use: "config", Short: "the settings and where they come from",
		Long: about.SettingsText,
		Example: `  gex config show                  every setting of gex report and its source
  gex config show levels --preset spx-premarket
  gex config path                  the configuration file`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usageError(help.VerbHint(cmd, args[0]), "gex config has no verb %q", args[0])
		},
	}
	cmd.AddCommand(newConfigShowCmd(p), newConfigPathCmd(p))
	return cmd
}

func newConfigShowCmd(p *program) *cobra.Command {
	o := &outputOptions{}
	cmd := &cobra.Command{
		Use: "show [VERB]", Short: "every setting of a verb, its value and its source",
		Long: `show lists the settings of gex report, or of another verb, with their values and sources. It takes
the flags of that verb; --format, --output and --ascii apply to the list itself.`,
		Example: `  gex config show
  gex config show levels
  gex config show flows --config desk.toml --preset spx-premarket --iv quote
  gex config show --format json`,
		DisableFlagParsing: true, // they are the verb's
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return p.settingVerbs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.configShow(cmd, o, args) },
	}
	help.Group(cmd, "Output", o.plainFlags(render.TableFormats...))
	return cmd
}

func newConfigPathCmd(p *program) *cobra.Command {
	return &cobra.Command{
		Use: "path", Short: "the path of the configuration file",
		Example: `  gex config path`,
		Args:    noFiles,
		RunE: func(*cobra.Command, []string) error {
			path, _ := new(settings.Sources).Path()
			if path == "" {
				path = settings.NoConfig
			}
			_, err := fmt.Fprintln(p.term.Out, path)
			return err
		},
	}
}

// configShow parses the command line of a verb and lists the resulting settings.
func (p *program) configShow(cmd *cobra.Command, o *outputOptions, args []string) error {
	verb, name, flags, err := p.aboutVerb(cmd, args)
	if err != nil {
		return flagError(verb, err)
	}
	if help, _ := flags.GetBool("help"); help {
		return cmd.Help()
	}
	if rest := slices.DeleteFunc(flags.Args(), func(a string) bool { return a == name }); len(rest) > 0 {
		return usageError(help.WordHint("gex config show", rest[0], p.settingVerbs()), "%q is not a verb that takes settings", rest[0])
	}
	if !takesSettings(verb) {
		return usageError("try gex config show report", "gex %s takes no settings", name)
	}
	if err := p.configure(verb); err != nil {
		return err
	}
	if err := followEnding(cmd); err != nil {
		return err
	}
	return p.toOutput(*o, func(w io.Writer, style render.Options) error {
		return about.Settings(p.settings, func(name string) string { return verb.Flags().Lookup(name).Usage }).Write(w, o.format, style)
	})
}

// aboutVerb is the verb that the arguments name, with the arguments parsed by its flags. The name of a verb may also be the value
// of a flag.
func (p *program) aboutVerb(cmd *cobra.Command, args []string) (verb *cobra.Command, name string, flags *pflag.FlagSet, err error) {
	for _, name = range append(slices.Clone(args), "report") {
		if verb = p.verbCommand(name); verb == nil {
			continue
		}
		(&cobra.Command{Use: "gex"}).AddCommand(verb) // hints name it as it is called
		flags = pflag.NewFlagSet("", pflag.ContinueOnError)
		flags.AddFlagSet(cmd.Flags())
		flags.AddFlagSet(verb.Flags())
		if err = flags.Parse(args); err != nil || slices.Contains(flags.Args(), name) {
			break
		}
	}
	return verb, name, flags, err
}

// settingVerbs are the verbs that take settings.
func (p *program) settingVerbs() []string {
	var names []string
	for _, v := range p.verbs {
		if v.group != groupGex {
			names = append(names, v.name)
		}
	}
	return names
}
