package main

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"gex/internal/pipeline"
	"gex/internal/vol"
)

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	os.Exit(m.Run())
}

// TestLevels runs the pipeline over the bundled chains and a file that is none, and wants the rows that gex prints.
func TestLevels(t *testing.T) {
	const top = "../.."
	in, out := t.TempDir(), t.TempDir()
	var files []string
	for _, name := range []string{"market.csv", "spx.csv", "spy-gap.csv"} {
		data, err := os.ReadFile(filepath.Join(top, "testdata/chains", name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, put(t, in, name, data))
	}
	bad := put(t, in, "bad.csv", []byte("no,chain\n1,2\n"))

	p := beam.NewPipeline()
	rows, failed := filepath.Join(out, "levels.csv"), filepath.Join(out, "failed.csv")
	levels(p.Root(), filepath.Join(in, "*.csv"), rows, failed, "auto")
	if _, err := beam.Run(context.Background(), "prism", p); err != nil {
		t.Fatal(err)
	}

	if got, want := lines(t, rows), printed(t, top, files); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("levels:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := lines(t, failed); len(got) != 2 || !strings.HasPrefix(got[1], bad+",,") {
		t.Errorf("failed:\n%s\nwant a line of %s", strings.Join(got, "\n"), bad)
	}
}

// TestReasonsSpellSettings: a reason that names a setting names it as gex is given it.
func TestReasonsSpellSettings(t *testing.T) {
	job, err := pipeline.New(pipeline.Request{Vol: vol.Options{Carry: "flat", Spot: "implied"}}, levelsVerb)
	if err == nil {
		t.Fatalf("%v is accepted", job.Request)
	}
	if got := reason(err); got != "--spot implied needs forwards from the quotes, --carry flat makes its own" {
		t.Errorf("%q", got)
	}
}

// printed is what gex levels prints of the files, of all expiries, sorted.
func printed(t *testing.T, top string, files []string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"run", "./cmd/gex", "levels", "--quiet", "-f", "csv"}, files...)...)
	cmd.Dir, cmd.Stderr = top, os.Stderr
	csv, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Split(strings.TrimSpace(string(csv)), "\n")
	var want []string
	for _, line := range all[1:] {
		if strings.Split(line, ",")[2] == "all" {
			want = append(want, line)
		}
	}
	slices.Sort(want)
	return append(all[:1:1], want...)
}

func put(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func lines(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}
