package help

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/suggest"
)

// Verb finds the verb of a name below a command; nil for an unknown one.
func Verb(cmd *cobra.Command, name string) *cobra.Command {
	i := slices.IndexFunc(cmd.Commands(), func(c *cobra.Command) bool { return c.Name() == name })
	if i < 0 {
		return nil
	}
	return cmd.Commands()[i]
}

// VerbNames lists the names of verbs that a user can give after a command.
func VerbNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return names
}

// VerbHint names the verb that was probably meant after a command.
func VerbHint(cmd *cobra.Command, name string) string {
	return WordHint(cmd.CommandPath(), name, VerbNames(cmd))
}

// WordHint names the verb, among those that may follow the words of a command, that was probably meant.
func WordHint(words, name string, known []string) string {
	if meant := suggest.Closest(name, known); meant != "" {
		return "did you mean " + words + " " + meant + "?"
	}
	if len(known) == 0 {
		return "see " + words + " --help"
	}
	return "verbs are " + strings.Join(known, ", ")
}
