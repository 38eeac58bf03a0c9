package main

import (
	"archive/zip"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"

	"gex/internal/settings"
)

func TestMain(m *testing.M) {
	if name := filepath.Base(os.Args[0]); name != "gex" && name != makeFaults { // but a test: whoever runs it may have settings
		withoutSettings()
	}
	testscript.Main(m, map[string]func(){"gex": main, makeFaults: writeFault})
}

// withoutSettings clears the environment of settings, among them those that force color, so that tests do not depend on it.
func withoutSettings() {
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, settings.EnvPrefix) && !slices.Contains(settings.NotSettingsEnv, name) {
			must(os.Unsetenv(name))
		}
	}
	must(errors.Join(os.Unsetenv("GEX_PRESET"), os.Setenv("GEX_CONFIG", settings.NoConfig), os.Unsetenv("CLICOLOR_FORCE")))
}

// TestScripts runs testdata/script: the program as a process. Every script finds the bundled chains in its
// directory, and docs and prices as they are.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			return errors.Join(os.CopyFS(env.WorkDir, os.DirFS(filepath.Join(top, "testdata", "chains"))),
				os.CopyFS(filepath.Join(env.WorkDir, "prices"), os.DirFS(filepath.Join(top, "testdata", "prices"))),
				os.CopyFS(filepath.Join(env.WorkDir, "docs"), os.DirFS(filepath.Join(top, "docs"))))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"alike":   alike,
			"code":    code,
			"cut":     cut,
			"join":    join,
			"sorted":  sorted,
			"strip":   strip,
			"edit":    edit,
			"fill":    fill,
			"mix":     mix,
			"pack":    pack,
			"split":   split,
			"rows":    rows,
			"without": columns(false),
			"only":    columns(true),
			"archive": archive,
			"recipe":  recipe,
		},
	})
}

// inputFile is the one line of a report that says which way its bytes came.
var inputFile = regexp.MustCompile(`"file": "[^"]*"`)

// alike A B compares two JSON reports but for the names of their files.
func alike(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: alike A B")
	}
	if inputFile.ReplaceAllString(ts.ReadFile(args[0]), "") != inputFile.ReplaceAllString(ts.ReadFile(args[1]), "") {
		ts.Fatalf("%s and %s differ in more than the name of the file", args[0], args[1])
	}
}

// code N COMMAND... runs a command that must end with exit code N.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// cut takes the line end off the last line of a file: cut FROM TO.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cut FROM TO")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.TrimSuffix(ts.ReadFile(args[0]), "\n")), 0o644))
}

// edit FILE OLD NEW replaces a text in a file wherever it is.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(ts.ReadFile(args[0]), args[1], args[2])), 0o644))
}

// fill FROM TO COLUMN VALUE [FIRST] writes a csv with another value in a column of every row, or of those whose first cell
// is FIRST.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 && len(args) != 5 {
		ts.Fatalf("usage: fill FROM TO COLUMN VALUE [FIRST]")
	}
	header, rows, _ := strings.Cut(ts.ReadFile(args[0]), "\n")
	at := slices.Index(strings.Split(header, ","), args[2])
	if at < 0 {
		ts.Fatalf("%s has no column %s", args[0], args[2])
	}
	out := header + "\n"
	for row := range strings.Lines(rows) {
		cells := strings.Split(strings.TrimSuffix(row, "\n"), ",")
		if len(args) == 4 || cells[0] == args[4] {
			cells[at] = args[3]
		}
		out += strings.Join(cells, ",") + "\n"
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out), 0o644))
}

// split FROM CALLS PUTS writes the rows of a csv in the layout long to two files, by side.
func split(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: split FROM CALLS PUTS")
	}
	header, rows, _ := strings.Cut(ts.ReadFile(args[0]), "\n")
	at := slices.Index(strings.Split(header, ","), "type")
	out := map[bool]string{}
	for row := range strings.Lines(rows) {
		out[strings.HasPrefix(strings.ToLower(strings.Split(row, ",")[at]), "c")] += row
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(header+"\n"+out[true]), 0o644))
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(header+"\n"+out[false]), 0o644))
}

// rows FROM TO COLUMN VALUE writes the rows of a csv with that value in a column.
func rows(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: rows FROM TO COLUMN VALUE")
	}
	header, rest, _ := strings.Cut(ts.ReadFile(args[0]), "\n")
	at, out := slices.Index(strings.Split(header, ","), args[2]), header+"\n"
	for row := range strings.Lines(rest) {
		if strings.Split(row, ",")[at] == args[3] {
			out += row
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out), 0o644))
}

// columns is the command without FROM TO COLUMN..., or only FROM TO COLUMN...: it writes a csv without columns, or with these
// alone.
func columns(only bool) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) < 3 {
			ts.Fatalf("usage: without|only FROM TO COLUMN...")
		}
		all, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
		ts.Check(err)
		var out strings.Builder
		w := csv.NewWriter(&out)
		for _, row := range all {
			var kept []string
			for j, cell := range row {
				if slices.Contains(args[2:], all[0][j]) == only {
					kept = append(kept, cell)
				}
			}
			ts.Check(w.Write(kept))
		}
		w.Flush()
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o644))
	}
}

// mix FROM TO writes the rows of a csv so that those of its underlyings alternate.
func mix(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mix FROM TO")
	}
	header, rows, _ := strings.Cut(ts.ReadFile(args[0]), "\n")
	var names []string
	of := map[string][]string{}
	for row := range strings.Lines(rows) {
		name, _, _ := strings.Cut(row, ",")
		if of[name] == nil {
			names = append(names, name)
		}
		of[name] = append(of[name], row)
	}
	out := []string{header + "\n"}
	for i := 0; len(names) > 0; i++ {
		for _, name := range names {
			out = append(out, of[name][i])
		}
		names = slices.DeleteFunc(names, func(name string) bool { return len(of[name]) == i+1 })
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(out, "")), 0o644))
}

// archive TO FILE... puts files into a zip archive, under their names.
func archive(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: archive TO FILE...")
	}
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer out.Close()
	z := zip.NewWriter(out)
	for _, name := range args[1:] {
		w, err := z.Create(name)
		ts.Check(err)
		_, err = io.WriteString(w, ts.ReadFile(name))
		ts.Check(err)
	}
	ts.Check(z.Close())
}

// pack FROM TO compresses a file as the name TO says: .gz or .zst.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: pack FROM TO")
	}
	out, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	defer out.Close()
	data := []byte(ts.ReadFile(args[0]))
	if filepath.Ext(args[1]) == ".gz" {
		w := gzip.NewWriter(out)
		_, err = w.Write(data)
		ts.Check(errors.Join(err, w.Close()))
		return
	}
	w, err := zstd.NewWriter(out)
	ts.Check(err)
	_, err = w.Write(data)
	ts.Check(errors.Join(err, w.Close()))
}

// recipe HEADING runs the shell block under a heading of docs/recipes.md, in bash.
func recipe(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: [!] recipe HEADING")
	}
	_, section, found := strings.Cut(ts.ReadFile("docs/recipes.md"), "\n## "+args[0]+"\n")
	_, block, sh := strings.Cut(section, "\n```sh\n")
	block, _, ended := strings.Cut(block, "\n```\n")
	if !found || !sh || !ended {
		ts.Fatalf("docs/recipes.md has no shell block under %q", args[0])
	}
	if err := ts.Exec("bash", "-euo", "pipefail", "-c", block); (err != nil) != neg {
		ts.Fatalf("%s: %v", args[0], err)
	}
}
