package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"

	"gex/internal/fault"
	"gex/internal/render"
)

// TestOutputReplacesInAllVerbs: with --output, every verb that has it writes another file beside the one there is and
// renames it, so that who holds the old one reads it to its end. The file holds what standard output would, and that is the
// result alone, in plain characters if asked for: notes go to standard error, each under the name of the program.
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
		call := append(strings.Fields(cmd.CommandPath())[1:], needs(cmd)...)
		plain := cmd.Flags().Lookup("ascii") != nil
		if plain {
			call = append(call, "--ascii")
		}
		args := append(slices.Clip(call), "--output", path)
		if cmd.Flags().Lookup("verbose") != nil {
			args, call = append(args, "--quiet"), append(call, "--verbose")
		}
		if stdout, stderr, code := runGex(t, args...); code > fault.No || stdout != "" || slices.Contains(args, "--quiet") && code == fault.Done && stderr != "" {
			t.Errorf("gex %s: exit %d, %q, %s", strings.Join(args, " "), code, stdout, stderr)
			return
		}
		got, err := os.ReadFile(path)
		if err != nil || len(got) == 0 || string(got) == was {
			t.Errorf("gex %s wrote %q: %v", cmd.Name(), got, err)
		}
		stdout, stderr, _ := runGex(t, call...)
		if stdout != string(got) || plain && strings.ContainsFunc(stdout, func(c rune) bool { return c > unicode.MaxASCII }) {
			t.Errorf("gex %s prints\n%.1000s\nand with --output writes\n%.1000s", strings.Join(call, " "), stdout, got)
		}
		for line := range strings.Lines(stderr) {
			if !strings.HasPrefix(line, "gex: ") {
				t.Errorf("gex %s says %s", strings.Join(call, " "), line)
			}
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
