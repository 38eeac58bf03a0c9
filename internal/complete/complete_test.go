package complete

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestHeadings: the cells of the first line, whatever separates them; nothing of what is no text, or is not there.
func TestHeadings(t *testing.T) {
	for text, want := range map[string]string{
		"strike,type\n100,C\n":           "strike|type",
		"\ufeffstrike;bid,ask;oi\r\n1\n": "strike|bid,ask|oi",
		"\"open, interest\",iv":          "open, interest|iv",
		"strike\ttype\n":                 "strike|type",
		"":                               "",
		"str\xffike,type\n":              "",
	} {
		path := filepath.Join(t.TempDir(), "chain.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(headings(path), "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := headings(filepath.Join(t.TempDir(), "none")); got != nil {
		t.Errorf("a file that is not there has %q", got)
	}
}

// TestList: what stands before the last comma stays, and is not offered again.
func TestList(t *testing.T) {
	cmd := &cobra.Command{Use: "gex"}
	cmd.Flags().String("only", "", "")
	List(cmd, "only", "spot", "vol", "time")
	ask, _ := cmd.GetFlagCompletionFunc("only")
	for typed, want := range map[string][]string{
		"":          {"spot", "vol", "time"},
		"vo":        {"spot", "vol", "time"}, // of which cobra keeps what fits
		"vol,":      {"vol,spot", "vol,time"},
		"vol,time,": {"vol,time,spot"},
	} {
		if got, _ := ask(cmd, nil, typed); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

// TestColumns: first the names that are not taken, then the headings of the file.
func TestColumns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chain.csv")
	if err := os.WriteFile(path, []byte("K,cp\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, _ := Columns(nil, nil, "strike=K,")
	if !slices.Contains(got, "strike=K,type=") || slices.Contains(got, "strike=K,strike=") {
		t.Errorf("names %q", got)
	}
	if got, _ := Columns(nil, []string{path}, "strike="); !slices.Equal(got, []string{"strike=K", "strike=cp"}) {
		t.Errorf("headings %q", got)
	}
	if got, _ := Columns(nil, nil, "strike="); got != nil {
		t.Errorf("headings without a file: %q", got)
	}
}

// TestFirst: verbs that begin as the word does, else chain files.
func TestFirst(t *testing.T) {
	root := &cobra.Command{Use: "gex"}
	root.AddCommand(&cobra.Command{Use: "levels"})
	if got, how := First(root, nil, "lev"); got != nil || how != cobra.ShellCompDirectiveDefault {
		t.Errorf("lev: %q, %d", got, how)
	}
	for typed, files := range map[string][]string{"spx": nil, "lev": {"spx.csv"}} {
		if got, how := First(root, files, typed); !slices.Contains(got, "csv") || how != cobra.ShellCompDirectiveFilterFileExt {
			t.Errorf("%s after %q: %q, %d", typed, files, got, how)
		}
	}
}
