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

// settingsText explains where settings come from.
const settingsText = `Every setting is a flag, and can be given elsewhere under its long name. The strongest comes first:

  flag          --iv file
  saved report  --like saved.json: all settings but those of the output
  environment   GEX_IV=file, and for --as-of GEX_AS_OF; an empty one is none
  preset        [preset.NAME] of the configuration file, with --preset NAME or GEX_PRESET
  defaults      [defaults] of that file
  built-in      what --help says

The configuration file is the one of --config, else of GEX_CONFIG, else gex/config.toml in the
user's configuration directory, when there is one; nothing is looked for beside the data. The name
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

Keys that a verb does not have are passed over; one that no verb has is an error, and so is a
variable GEX_* that stands for nothing. Reports in JSON carry the settings that are not built in.`

func newConfigCmd(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use: "config", Short: "settings of the environment and of the configuration file",
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
		Long: `show lists the settings of gex report, or of another verb, with their values and where these come
from. Flags of the verb are taken as the verb would take them; --format, --output and --ascii are
about the list.`,
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
		Use: "path", Short: "the configuration file that is read when there is one",
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

// configShow takes the command line of a verb apart and lists what came of its flags.
func (p *program) configShow(cmd *cobra.Command, o *outputOptions, args []string) error {
	about, name, flags, err := p.aboutVerb(cmd, args)
	if err != nil {
		return flagError(about, err)
	}
	if help, _ := flags.GetBool("help"); help {
		return cmd.Help()
	}
	if rest := slices.DeleteFunc(flags.Args(), func(a string) bool { return a == name }); len(rest) > 0 {
		return usageError(wordHint("gex config show", rest[0], p.settingVerbs()), "%q is no verb that takes settings", rest[0])
	}
	if !takesSettings(about) {
		return usageError("gex report and others do", "gex %s takes no settings", name)
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

// aboutVerb is the verb that the arguments are about, with what its flags make of them. A verb's name may also be what a
// flag is given.
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
	Line   int         `json:"line"` // 0 where there is none
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

// shownValue is what a setting is now; of one that is built in and has no word for it, what the help says.
func shownValue(s settings.Setting, help string) string {
	text := s.Value.String()
	if _, said, found := strings.Cut(help, "(default "); found && text == "" {
		said, _, _ = strings.Cut(said, ")")
		return said
	}
	return text
}
