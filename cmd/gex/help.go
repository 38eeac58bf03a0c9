package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/suggest"
)

// headingKey annotates a flag with its heading in the help.
const headingKey = "gex_heading"

// flagHeadings are the headings in their order; a verb's own flags have none and come first.
var flagHeadings = []string{"", "Limit", "Tolerance", "Flow", "Input", "Model", "Contract", "Setting", "Output"}

// helpWidth is where lines of the help are broken.
const helpWidth = 100

// setHelp replaces cobra's help by ours: examples first, flags under headings.
func setHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { fmt.Fprint(cmd.OutOrStdout(), helpText(cmd)) })
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := fmt.Fprint(cmd.ErrOrStderr(), helpText(cmd))
		return err
	})
}

// wrapped breaks a text between words into lines that the help has room for.
func wrapped(text string) string { return wrappedTo(helpWidth, text) }

// wrappedTo is wrapped for lines of another width.
func wrappedTo(width int, text string) string {
	var out strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case column+1+len(word) > width:
			out.WriteString("\n")
			column = 0
		default:
			out.WriteString(" ")
			column++
		}
		out.WriteString(word)
		column += len(word)
	}
	return out.String()
}

// helpText is what --help prints.
func helpText(cmd *cobra.Command) string {
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	parts := []string{strings.TrimSpace(about)}
	if cmd.Example != "" {
		parts = append(parts, "Examples:\n"+strings.TrimRight(cmd.Example, "\n"))
	}
	parts = append(parts, "Usage:\n  "+useLine(cmd))
	if cmd.HasAvailableSubCommands() {
		parts = append(parts, verbsText(cmd)...)
	}
	if cmd.HasParent() {
		parts = append(parts, flagsText(cmd)...)
	} else {
		parts = append(parts, topicsText(), "Flags stand in the help of each verb: gex report --help.\n"+exitCodesText)
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// useLine is how a command is called.
func useLine(cmd *cobra.Command) string {
	if cmd.HasParent() {
		return cmd.UseLine()
	}
	return cmd.Use + "\n  " + cmd.Name() + " FILE... is short for " + cmd.Name() + " report FILE..."
}

const exitCodesText = "Exit codes: 0 done, 1 the answer is no, 2 usage, 3 unreadable or bad input, 4 internal or output\n" +
	"error, 130 stopped by the user, 141 nobody reads the output any more (SIGPIPE)."

// verbsText lists the verbs group by group.
func verbsText(cmd *cobra.Command) []string {
	if len(cmd.Groups()) == 0 {
		return []string{"Verbs:\n" + verbLines(cmd, "")}
	}
	var parts []string
	for _, g := range cmd.Groups() {
		parts = append(parts, g.Title+"\n"+verbLines(cmd, g.ID))
	}
	return parts
}

func verbLines(cmd *cobra.Command, group string) string {
	var lines []string
	for _, c := range cmd.Commands() {
		if c.GroupID == group && (c.IsAvailableCommand() || c.Name() == "help") {
			lines = append(lines, fmt.Sprintf("  %-11s %s", c.Name(), c.Short))
		}
	}
	return strings.Join(lines, "\n")
}

// flagsText lists the flags of a verb heading by heading.
func flagsText(cmd *cobra.Command) []string {
	groups := flagGroups(cmd)
	var parts []string
	for _, h := range flagHeadings {
		if groups[h] != nil {
			title := strings.TrimSpace(h+" flags:") + "\n"
			parts = append(parts, strings.ToUpper(title[:1])+title[1:]+strings.TrimRight(groups[h].FlagUsagesWrapped(helpWidth), "\n"))
		}
	}
	return parts
}

// flagGroups are the flags of a verb by heading.
func flagGroups(cmd *cobra.Command) map[string]*pflag.FlagSet {
	groups := map[string]*pflag.FlagSet{}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		heading := ""
		if h := f.Annotations[headingKey]; len(h) > 0 {
			heading = h[0]
		}
		if groups[heading] == nil {
			groups[heading] = pflag.NewFlagSet("", pflag.ContinueOnError)
			groups[heading].SortFlags = false
		}
		groups[heading].AddFlag(f)
	})
	return groups
}

// newHelpCmd is gex help VERB.
func newHelpCmd(p *program) *cobra.Command {
	return &cobra.Command{
		Use: "help [VERB | TOPIC]", Short: "what a verb does and its flags; conventions, formats, exit codes", GroupID: groupGex,
		Example: `  gex help levels
  gex help conventions | less
  gex help exit-codes`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeVerbs,
		RunE: func(cmd *cobra.Command, args []string) error {
			about := cmd.Root()
			if text, err := topicText(about, strings.Join(args, " ")); text != "" || err != nil {
				fmt.Fprint(p.term.Out, text)
				return err
			}
			for _, name := range args {
				next := verb(about, name)
				if next == nil && about == cmd.Root() {
					return usageError(helpHint(about, name), "%s has no verb or topic %q", about.CommandPath(), name)
				}
				if next == nil {
					return usageError(verbHint(about, name), "%s has no verb %q", about.CommandPath(), name)
				}
				about = next
			}
			fmt.Fprint(p.term.Out, helpText(about))
			return nil
		},
	}
}

// verb finds a subcommand by name, nil when there is none.
func verb(cmd *cobra.Command, name string) *cobra.Command {
	i := slices.IndexFunc(cmd.Commands(), func(c *cobra.Command) bool { return c.Name() == name })
	if i < 0 {
		return nil
	}
	return cmd.Commands()[i]
}

// verbs lists the names that a user can give.
func verbs(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return names
}

func completeVerbs(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return append(verbs(cmd.Root()), topicNames()...), cobra.ShellCompDirectiveNoFileComp
}

// verbHint says which verb was probably meant.
func verbHint(cmd *cobra.Command, name string) string {
	return wordHint(cmd.CommandPath(), name, verbs(cmd))
}

// wordHint says which of the verbs that may follow the words of a command was probably meant.
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
func helpHint(root *cobra.Command, name string) string {
	if meant := suggest.Closest(name, append(verbs(root), topicNames()...)); meant != "" {
		return "did you mean gex help " + meant + "?"
	}
	return verbHint(root, name) + "; topics are " + oneOf(topicNames())
}
