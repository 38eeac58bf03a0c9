package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/settings"
)

// settingsText explains the sources of settings.
const settingsText = `Every setting is a flag, and other sources can set it under its long name. The strongest source
comes first:

  flag          --iv file
  saved report  --like saved.json: all settings except those of the output
  environment   GEX_IV=file, GEX_AS_OF for --as-of; an empty variable counts as unset
  preset        [preset.NAME] of the configuration file, with --preset NAME or GEX_PRESET
  defaults      [defaults] of that file
  built-in      the default that --help names

The configuration file is named by --config, else by GEX_CONFIG, else it is gex/config.toml in the
user's configuration directory, if that exists; the directory of the data is not searched. The name
none, or an empty one, means no file: same input, same bytes on every machine.

  [defaults]
  iv = "file"
  rate = "4.5%"                   # or 0.045

  [defaults.levels]               # for one verb alone
  top = 100

  [preset.spx-premarket]
  spot = "implied"
  exclude = ["0dte", "open"]
  moves = [-2, -1, 1, 2]

Keys that a verb does not have are ignored; a key or a variable GEX_* that no verb has is an error.
JSON reports include the settings that are not built in.`

func newConfigCmd(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use: "config", Short: "the settings and where they come from",
		Long: settingsText,
		Example: `  gex config show                  every setting of gex report and its source
  gex config show levels --preset spx-premarket
  gex config path                  the configuration file`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usageError(verbHint(cmd, args[0]), "gex config has no verb %q", args[0])
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
	addGroup(cmd, "Output", o.plainFlags(allFormats...))
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
	about, name, flags, err := p.aboutVerb(cmd, args)
	if err != nil {
		return flagError(about, err)
	}
	if help, _ := flags.GetBool("help"); help {
		return cmd.Help()
	}
	if rest := slices.DeleteFunc(flags.Args(), func(a string) bool { return a == name }); len(rest) > 0 {
		return usageError(wordHint("gex config show", rest[0], p.settingVerbs()), "%q is not a verb that takes settings", rest[0])
	}
	if !takesSettings(about) {
		return usageError("try gex config show report", "gex %s takes no settings", name)
	}
	if err := p.configure(about); err != nil {
		return err
	}
	if err := followEnding(cmd); err != nil {
		return err
	}
	return p.toOutput(*o, func(w io.Writer, style render.Options) error {
		return settingList(p.settings, about.Flags()).Write(w, o.format, style)
	})
}

// aboutVerb is the verb that the arguments name, with the arguments parsed by its flags. The name of a verb may also be the value
// of a flag.
func (p *program) aboutVerb(cmd *cobra.Command, args []string) (about *cobra.Command, name string, flags *pflag.FlagSet, err error) {
	for _, name = range append(slices.Clone(args), "report") {
		if about = p.verbCommand(name); about == nil {
			continue
		}
		(&cobra.Command{Use: "gex"}).AddCommand(about) // hints name it as it is called
		flags = pflag.NewFlagSet("", pflag.ContinueOnError)
		flags.AddFlagSet(cmd.Flags())
		flags.AddFlagSet(about.Flags())
		if err = flags.Parse(args); err != nil || slices.Contains(flags.Args(), name) {
			break
		}
	}
	return about, name, flags, err
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

// settingEntry is a setting in JSON.
type settingEntry struct {
	Name   string      `json:"name"`
	Value  string      `json:"value"`
	Source string      `json:"source"` // flag, like, environment, preset, defaults or built-in
	Of     report.Text `json:"of"`     // the variable or the preset
	Verb   report.Text `json:"verb"`   // of the table for one verb
	File   report.Text `json:"file"`
	Line   int         `json:"line"` // 0: the source has no lines
}

// settingList has a line for every setting.
func settingList(all []settings.Setting, flags *pflag.FlagSet) render.List {
	l := render.List{Columns: []string{"setting", "value", "source"}, Wrap: 30}
	entries := []settingEntry{}
	for _, s := range all {
		from, text := s.From, shownValue(s, flags.Lookup(s.Name).Usage)
		entries = append(entries, settingEntry{
			s.Name, text, from.Kind, report.Text(from.Name), report.Text(from.Verb), report.Text(from.File), from.Line,
		})
		l.Rows = append(l.Rows, []string{s.Name, text, from.String()})
	}
	l.JSON = entries
	return l
}

// shownValue is the value of a setting; for a built-in one without a text, the default in its help.
func shownValue(s settings.Setting, help string) string {
	text := s.Value.String()
	if _, byDefault, found := strings.Cut(help, "(default"); found && text == "" {
		byDefault, _, _ = strings.Cut(byDefault, ")")
		return strings.TrimLeft(byDefault, ": ")
	}
	return text
}
