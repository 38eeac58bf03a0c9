package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/help"
	"gex/internal/suggest"
)

// setHelp replaces cobra's help by ours: -h is the short one, --help has everything.
func (p *program) setHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		width := help.Columns(p.term.OutColumns())
		if askedShort(args) {
			fmt.Fprint(p.term.Out, shortHelp(cmd, width))
			return
		}
		fmt.Fprint(p.term.Out, p.fullHelp(cmd))
	})
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := fmt.Fprint(p.term.Err, shortHelp(cmd, help.Columns(p.term.ErrColumns())))
		return err
	})
}

// shortHelp is what -h prints.
func shortHelp(cmd *cobra.Command, width int) string {
	if cmd.HasParent() {
		return help.Short(cmd, width)
	}
	return help.Short(cmd, width, help.Wrap(width, "gex VERB -h shows the flags of a verb, gex --help the topics of gex help and the exit codes."))
}

// askedShort reports whether the arguments ask for help by -h alone.
func askedShort(args []string) bool {
	short := slices.ContainsFunc(args, func(a string) bool {
		return strings.HasPrefix(a, "-") && !strings.HasPrefix(a, "--") && strings.Contains(a, "h")
	})
	return short && !slices.Contains(args, "--help")
}

// fullHelp is what --help and gex help print of a command; that of gex itself ends with the topics and the exit codes.
func (p *program) fullHelp(cmd *cobra.Command) string {
	width := help.Columns(p.term.OutColumns())
	cmd.InitDefaultHelpFlag() // which cobra adds to the command that runs
	if cmd.HasParent() {
		return help.Full(cmd, width)
	}
	return help.Full(cmd, width, p.topicsText(width), help.Wrap(width, "gex VERB -h shows the flags of a verb, gex VERB --help all of them. "+exitCodesText))
}

const exitCodesText = "Exit codes: 0 done, 1 the answer is no, 2 usage, 3 unreadable or bad input, 4 internal or output error, " +
	"130 interrupted, 141 the reader of the output has gone (SIGPIPE)."

// newHelpCmd is gex help VERB.
func newHelpCmd(p *program) *cobra.Command {
	return &cobra.Command{
		Use: "help [VERB | TOPIC]", Short: "all flags of a verb; conventions, formats, settings, exit codes", GroupID: groupGex,
		Example: `  gex help levels
  gex help conventions | less
  gex help exit-codes`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: p.completeVerbs,
		RunE: func(cmd *cobra.Command, args []string) error {
			about := cmd.Root()
			if text, err := p.topicText(about, strings.Join(args, " ")); text != "" || err != nil {
				fmt.Fprint(p.term.Out, text)
				return err
			}
			for _, name := range args {
				next := verb(about, name)
				if next == nil && about == cmd.Root() {
					return usageError(p.helpHint(about, name), "%s has no verb or topic %q", about.CommandPath(), name)
				}
				if next == nil {
					return usageError(verbHint(about, name), "%s has no verb %q", about.CommandPath(), name)
				}
				about = next
			}
			fmt.Fprint(p.term.Out, p.fullHelp(about))
			return nil
		},
	}
}

// verb finds a subcommand by name; nil for an unknown one.
func verb(cmd *cobra.Command, name string) *cobra.Command {
	i := slices.IndexFunc(cmd.Commands(), func(c *cobra.Command) bool { return c.Name() == name })
	if i < 0 {
		return nil
	}
	return cmd.Commands()[i]
}

// verbNames lists the names that a user can give.
func verbNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return names
}

func (p *program) completeVerbs(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return append(verbNames(cmd.Root()), p.topicNames()...), cobra.ShellCompDirectiveNoFileComp
}

// verbHint names the verb that was probably meant.
func verbHint(cmd *cobra.Command, name string) string {
	return wordHint(cmd.CommandPath(), name, verbNames(cmd))
}

// wordHint names the verb, among those that may follow the words of a command, that was probably meant.
func wordHint(words, name string, known []string) string {
	if meant := suggest.Closest(name, known); meant != "" {
		return "did you mean " + words + " " + meant + "?"
	}
	if len(known) == 0 {
		return "see " + words + " --help"
	}
	return "verbs are " + strings.Join(known, ", ")
}

// helpHint is verbHint among topics too.
func (p *program) helpHint(root *cobra.Command, name string) string {
	if meant := suggest.Closest(name, append(verbNames(root), p.topicNames()...)); meant != "" {
		return "did you mean gex help " + meant + "?"
	}
	return verbHint(root, name) + "; topics are " + oneOf(p.topicNames())
}

// topicText is what gex help NAME prints of a topic, "" when there is none. The layouts are a verb too: its help follows.
func (p *program) topicText(root *cobra.Command, name string) (string, error) {
	i := slices.IndexFunc(p.topics, func(t help.Topic) bool { return t.Name == name })
	if i < 0 {
		return "", nil
	}
	text, err := p.topics[i].Text(help.Columns(p.term.OutColumns()))
	if v := verb(root, name); v != nil && err == nil {
		text += "\n" + p.fullHelp(v)
	}
	return text, err
}

// topicNames are what gex help knows besides verbs.
func (p *program) topicNames() []string {
	var names []string
	for _, t := range p.topics {
		names = append(names, t.Name)
	}
	return names
}

// topicsText lists the topics for the help of gex itself.
func (p *program) topicsText(width int) string {
	var rows [][]string
	for _, t := range p.topics {
		rows = append(rows, []string{fmt.Sprintf("gex help %s", t.Name), t.Short})
	}
	return "Topics:\n" + help.Entries(width, rows)
}

// addRare adds a flag that overrides what gex detects, which the short help does not show.
func addRare(f *pflag.FlagSet, v pflag.Value, name, usage string) {
	f.Var(v, name, usage)
	must(f.SetAnnotation(name, help.HeadingKey, []string{help.Rare}))
}

// addGroup adds flags under a heading of the help, but for those that have one.
func addGroup(cmd *cobra.Command, heading string, flags *pflag.FlagSet) {
	flags.SortFlags = false
	cmd.Flags().SortFlags = false
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Annotations == nil {
			f.Annotations = map[string][]string{}
		}
		if help.Heading(f) == "" {
			f.Annotations[help.HeadingKey] = []string{heading}
		}
		cmd.Flags().AddFlag(f)
	})
}
