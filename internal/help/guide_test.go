package help

import (
	"errors"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// program is a command with two verbs and a hidden one.
func program() *cobra.Command {
	root := &cobra.Command{Use: "gex", Short: "a program"}
	for _, name := range []string{"report", "levels", "secret"} {
		root.AddCommand(&cobra.Command{Use: name, Short: "about " + name, Hidden: name == "secret", Run: func(*cobra.Command, []string) {}})
	}
	return root
}

var guide = Guide{
	Topics: []Topic{
		{Name: "levels", Short: "what levels are", Text: func(int) (string, error) { return "A level is a price.\n", nil }},
		{Name: "broken", Short: "fails", Text: func(int) (string, error) { return "", errors.New("broken") }},
	},
	ExitCodes: "Exit codes: 0 done.",
}

// TestHints: a hint names the verb or topic that is near, else all there are, but no hidden one.
func TestHints(t *testing.T) {
	root := program()
	for _, c := range []struct{ got, want string }{
		{VerbHint(root, "reprot"), "did you mean gex report?"},
		{VerbHint(root, "zzz"), "verbs are levels, report"},
		{WordHint("gex x", "y", nil), "see gex x --help"},
		{guide.Hint(root, "brokn"), "did you mean gex help broken?"},
		{guide.Hint(root, "zzz"), "verbs are levels, report; topics are levels, broken"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	if Verb(root, "levels") == nil || Verb(root, "level") != nil {
		t.Error("a verb is found by its whole name alone")
	}
}

// TestGuide: the help of the program lists topics and exit codes, that of a verb does not, and the help of a verb follows the
// topic of its name.
func TestGuide(t *testing.T) {
	root := program()
	full := guide.Full(root, 80)
	for _, part := range []string{"\nTopics:\n  gex help levels  what levels are\n", "Exit codes:\n0 done.\n"} {
		if !strings.Contains(full, part) {
			t.Errorf("no %q in %s", part, full)
		}
	}
	verb := guide.Full(Verb(root, "levels"), 80)
	if strings.Contains(verb, "Topics") || strings.Contains(verb, "Exit codes:") {
		t.Errorf("the help of a verb has what is the program's: %s", verb)
	}
	text, err := guide.Topic(root, "levels", 80)
	if err != nil || text != "A level is a price.\n\n"+verb {
		t.Errorf("%q, %v", text, err)
	}
	if text, err := guide.Topic(root, "report", 80); text != "" || err != nil {
		t.Errorf("a verb that is no topic: %q, %v", text, err)
	}
	if _, err := guide.Topic(root, "broken", 80); err == nil {
		t.Error("the error of a topic is lost")
	}
}

// TestGroup: flags of a group are under its heading in the help, but for those that have one.
func TestGroup(t *testing.T) {
	cmd := &cobra.Command{Use: "gex"}
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.String("zoom", "", "")
	flags.String("scale", "", "")
	AddRare(flags, flags.Lookup("scale").Value, "angle", "")
	Group(cmd, "Input", flags)
	for name, want := range map[string]string{"zoom": "Input", "scale": "Input", "angle": Rare} {
		if got := Heading(cmd.Flags().Lookup(name)); got != want {
			t.Errorf("--%s is under %q, want %q", name, got, want)
		}
	}
	if cmd.Flags().SortFlags {
		t.Error("flags are sorted by name, not as they were added")
	}
}
