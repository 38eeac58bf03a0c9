package help

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Annotations by which a command says what its help needs to know.
const (
	HeadingKey = "gex_heading" // of a flag: its heading; without one it is the verb's own
	UsageKey   = "gex_usage"   // of a command: another line of its usage
)

// Headings of flags in their order: first those that are a verb's own, which the short help shows, then those that many
// verbs share.
var (
	ownHeadings    = []string{"", "Condition", "Tolerance", "Flow", "Cascade"}
	sharedHeadings = []string{"Input", "Model", "Contract", "Setting", "Output"}
)

// Rare is the heading of flags that override what is detected: they come last, and the short help leaves them out.
const Rare = "Rarely needed"

var allHeadings = slices.Concat(ownHeadings, sharedHeadings, []string{Rare})

// Heading is the heading of a flag, "" for a verb's own.
func Heading(f *pflag.Flag) string {
	if h := f.Annotations[HeadingKey]; len(h) > 0 {
		return h[0]
	}
	return ""
}

// AddRare adds a flag under the heading [Rare].
func AddRare(flags *pflag.FlagSet, v pflag.Value, name, usage string) {
	flags.Var(v, name, usage)
	flags.Lookup(name).Annotations = map[string][]string{HeadingKey: {Rare}}
}

// Group gives a command flags under a heading of its help, in their order, but for those that have a heading.
func Group(cmd *cobra.Command, heading string, flags *pflag.FlagSet) {
	flags.SortFlags = false
	cmd.Flags().SortFlags = false
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Annotations == nil {
			f.Annotations = map[string][]string{}
		}
		if Heading(f) == "" {
			f.Annotations[HeadingKey] = []string{heading}
		}
		cmd.Flags().AddFlag(f)
	})
}

// fewExamples is how many examples the short help shows.
const fewExamples = 3

// Full is the whole help of a command, for a page of so many columns. Besides are paragraphs for its end.
func Full(cmd *cobra.Command, width int, besides ...string) string {
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	parts := []string{Reflow(width, about)}
	if cmd.Example != "" {
		parts = append(parts, "Examples:\n"+examples(width, 0, cmd.Example))
	}
	parts = append(parts, usage(cmd))
	parts = append(parts, verbs(width, cmd)...)
	for _, heading := range allHeadings {
		if cmd.HasParent() {
			parts = append(parts, flags(width, cmd, heading)...)
		}
	}
	return strings.Join(append(parts, besides...), "\n\n") + "\n"
}

// Short is how a command is called, its own flags, and a few examples.
func Short(cmd *cobra.Command, width int, besides ...string) string {
	parts := []string{Wrap(width, cmd.CommandPath()+": "+cmd.Short), usage(cmd)}
	parts = append(parts, verbs(width, cmd)...)
	for _, heading := range ownHeadings {
		if cmd.HasParent() {
			parts = append(parts, flags(width, cmd, heading)...)
		}
	}
	if cmd.Example != "" {
		parts = append(parts, "Examples:\n"+examples(width, fewExamples, cmd.Example))
	}
	if shared := sharedFlags(cmd); shared != "" {
		parts = append(parts, "Shared flags, which "+cmd.CommandPath()+" --help describes:\n"+indented(width, "  ", "  ", shared))
	}
	return strings.Join(append(parts, besides...), "\n\n") + "\n"
}

// usage is how a command is called.
func usage(cmd *cobra.Command) string {
	line := cmd.UseLine()
	if !cmd.HasParent() {
		line = cmd.Use
	}
	text := "Usage:\n  " + line
	if more := cmd.Annotations[UsageKey]; more != "" {
		text += "\n  " + more
	}
	return text
}

// verbs lists the verbs below a command, group by group.
func verbs(width int, cmd *cobra.Command) []string {
	if !cmd.HasAvailableSubCommands() {
		return nil
	}
	if len(cmd.Groups()) == 0 {
		return []string{"Verbs:\n" + verbLines(width, cmd, "")}
	}
	var parts []string
	for _, g := range cmd.Groups() {
		parts = append(parts, g.Title+"\n"+verbLines(width, cmd, g.ID))
	}
	return parts
}

func verbLines(width int, cmd *cobra.Command, group string) string {
	var rows [][]string
	for _, c := range cmd.Commands() {
		if c.GroupID == group && (c.IsAvailableCommand() || c.Name() == "help") {
			rows = append(rows, []string{c.Name(), c.Short})
		}
	}
	return Entries(width, rows)
}

// Entries lists words with what they mean behind them, indented; as much is left for a word as the longest verb takes.
func Entries(width int, rows [][]string) string {
	word := len("completion")
	for _, row := range rows {
		word = max(word, len(row[0]))
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = indented(width, fmt.Sprintf("  %-*s  ", word, row[0]), strings.Repeat(" ", word+4), row[1])
	}
	return strings.Join(lines, "\n")
}

// flags describes the flags of a command under a heading; nothing when there is none.
func flags(width int, cmd *cobra.Command, heading string) []string {
	set := flagGroups(cmd)[heading]
	if set == nil || !set.HasAvailableFlags() {
		return nil
	}
	title := strings.TrimSpace(heading + " flags:")
	return []string{strings.ToUpper(title[:1]) + title[1:] + "\n" + strings.TrimRight(set.FlagUsagesWrapped(width), "\n")}
}

// sharedFlags names the flags that other verbs have too.
func sharedFlags(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return ""
	}
	groups := flagGroups(cmd)
	var names []string
	for _, heading := range sharedHeadings {
		if groups[heading] == nil {
			continue
		}
		groups[heading].VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				names = append(names, "--"+f.Name)
			}
		})
	}
	return strings.Join(names, ", ")
}

// flagGroups are the flags of a command by heading.
func flagGroups(cmd *cobra.Command) map[string]*pflag.FlagSet {
	groups := map[string]*pflag.FlagSet{}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		heading := Heading(f)
		if groups[heading] == nil {
			groups[heading] = pflag.NewFlagSet("", pflag.ContinueOnError)
			groups[heading].SortFlags = false
		}
		groups[heading].AddFlag(f)
	})
	return groups
}
