package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"gex/internal/fault"
	"gex/internal/render"
)

// TestOutputReplacesInAllVerbs: with --output, every verb that has it writes another file beside the one there is and
// renames it, so that who holds the old one reads it to its end.
func TestOutputReplacesInAllVerbs(t *testing.T) {
	everyVerb(newRootCmd(newProgram(strings.NewReader(""), io.Discard, io.Discard), ""), func(cmd *cobra.Command) {
		if !cmd.HasParent() || cmd.Flags().Lookup("output") == nil {
			return
		}
		path := filepath.Join(t.TempDir(), "out")
		was := stood(cmd)
		if err := os.WriteFile(path, []byte(was), 0o600); err != nil {
			t.Fatal(err)
		}
		old, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer old.Close()
		args := append(strings.Fields(cmd.CommandPath())[1:], "--output", path)
		args = append(args, needs(cmd)...)
		if stdout, stderr, code := runGex(t, args...); code > fault.No || stdout != "" {
			t.Errorf("gex %s: exit %d, %q, %s", strings.Join(args, " "), code, stdout, stderr)
			return
		}
		got, err := os.ReadFile(path)
		if err != nil || len(got) == 0 || string(got) == was {
			t.Errorf("gex %s wrote %q: %v", cmd.Name(), got, err)
		}
		before := make([]byte, len(was)+1)
		if n, _ := old.Read(before); string(before[:n]) != was {
			t.Errorf("gex %s wrote over the file that was there: %q", cmd.Name(), before[:n])
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("gex %s: %v, %v", cmd.Name(), info.Mode(), err)
		}
		if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
			t.Errorf("gex %s left %v, %v", cmd.Name(), left, err)
		}
	})
}

// stood is what the output held before: a history goes on with nothing but a history.
func stood(cmd *cobra.Command) string {
	if cmd.Name() == "history" {
		var header strings.Builder
		must(render.History(&header, nil, render.CSV, render.Options{}))
		return header.String()
	}
	return "before"
}

// needs are the arguments that a verb cannot do without.
func needs(cmd *cobra.Command) []string {
	switch {
	case cmd.Flags().Lookup("symbol") == nil || cmd.Name() == "sample":
		return nil
	case cmd.Name() == "inventory":
		return []string{"testdata/reference/openclose_eod.csv"}
	case cmd.Name() == "study":
		return []string{"testdata/study/levels.csv", "testdata/study/prices.csv"}
	case cmd.Name() == "systematic":
		return []string{"testdata/prices/spx.csv"}
	case cmd.Name() == "history":
		return []string{filepath.Dir(spxFile)}
	case strings.HasPrefix(cmd.Use, cmd.Name()+" FILE"):
		return []string{spxFile}
	}
	return []string{spxFile, spxFile}
}
