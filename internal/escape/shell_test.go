package escape

import (
	"os/exec"
	"testing"
)

func TestShell(t *testing.T) {
	for word, want := range map[string]string{
		"spx.csv": "spx.csv", "a/b-1,c=2": "a/b-1,c=2", "": "''", "-o": "'-o'", "my chain.csv": "'my chain.csv'", "$(rm x)": "'$(rm x)'",
		"it's": `'it'\''s'`, "~": "'~'", "a*": "'a*'",
	} {
		if got := Shell(word); got != want {
			t.Errorf("Shell(%q) = %s, want %s", word, got, want)
		}
	}
}

// A shell reads back every word as it was.
func TestShellReadsBack(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh")
	}
	for _, word := range []string{"spx.csv", "it's $HOME `x` \"y\" \\ *", "a\nb", "-n", "~", "'", ""} {
		got, err := exec.Command(sh, "-c", "printf %s "+Shell(word)).Output()
		if err != nil || string(got) != word {
			t.Errorf("sh reads %s as %q (%v), want %q", Shell(word), got, err, word)
		}
	}
}
