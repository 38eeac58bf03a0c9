package help

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/suggest"
)

// Topic is what gex help explains besides the verbs.
type Topic struct {
	Name, Short string
	Text        func(width int) (string, error)
}

// Guide is the help of a program as a whole: of its commands, and of what is explained besides them.
type Guide struct {
	Topics    []Topic
	ExitCodes string // on a line, for the end of the program's own help
}

// Short is what -h prints of a command.
func (g Guide) Short(cmd *cobra.Command, width int) string {
	if cmd.HasParent() {
		return Short(cmd, width)
	}
	return Short(cmd, width, Wrap(width, "gex VERB -h shows the flags of a verb, gex --help the topics of gex help and the exit codes."))
}

// Full is what --help prints of a command; that of the program itself ends with the topics and the exit codes.
func (g Guide) Full(cmd *cobra.Command, width int) string {
	cmd.InitDefaultHelpFlag() // which cobra adds to the command that runs
	if cmd.HasParent() {
		return Full(cmd, width)
	}
	var rows [][]string
	for _, t := range g.Topics {
		rows = append(rows, []string{"gex help " + t.Name, t.Short})
	}
	return Full(cmd, width, "Topics:\n"+Entries(width, rows), Wrap(width, "gex VERB -h shows the flags of a verb, gex VERB --help all of them. "+g.ExitCodes))
}

// Topic is the text of a topic, "" when there is none of that name. The help of a verb of the same name follows.
func (g Guide) Topic(root *cobra.Command, name string, width int) (string, error) {
	i := slices.IndexFunc(g.Topics, func(t Topic) bool { return t.Name == name })
	if i < 0 {
		return "", nil
	}
	text, err := g.Topics[i].Text(width)
	if v := Verb(root, name); v != nil && err == nil {
		text += "\n" + g.Full(v, width)
	}
	return text, err
}

// Names are what there is help about: verbs, then topics.
func (g Guide) Names(root *cobra.Command) []string { return append(VerbNames(root), g.topicNames()...) }

// Hint names the verb or the topic that was probably meant.
func (g Guide) Hint(root *cobra.Command, name string) string {
	if meant := suggest.Closest(name, g.Names(root)); meant != "" {
		return "did you mean gex help " + meant + "?"
	}
	return VerbHint(root, name) + "; topics are " + strings.Join(g.topicNames(), ", ")
}

func (g Guide) topicNames() []string {
	var names []string
	for _, t := range g.Topics {
		names = append(names, t.Name)
	}
	return names
}

// Install has a program show this help in the place of cobra's: -h prints the short one, --help the whole. Width is that of
// the page on standard output, errWidth that on standard error, where help follows a mistake.
func (g Guide) Install(root *cobra.Command, width, errWidth func() int) {
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		text := g.Full
		if askedShort(args) {
			text = g.Short
		}
		io.WriteString(cmd.OutOrStdout(), text(cmd, width()))
	})
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := io.WriteString(cmd.ErrOrStderr(), g.Short(cmd, errWidth()))
		return err
	})
}

// askedShort reports whether the arguments ask for help by -h alone.
func askedShort(args []string) bool {
	short := slices.ContainsFunc(args, func(a string) bool {
		return strings.HasPrefix(a, "-") && !strings.HasPrefix(a, "--") && strings.Contains(a, "h")
	})
	return short && !slices.Contains(args, "--help")
}
