package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/reftest"
)

// gexOf is the standard output of a run that must succeed.
func gexOf(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(args, strings.NewReader(""), &out, &errs); code != fault.Done {
		t.Fatalf("gex %s: exit %d: %s", strings.Join(args, " "), code, errs.String())
	}
	return out.String()
}

// byRoot divides a file into one for each of two roots, in the layout long, and returns the whole and the parts.
func byRoot(t *testing.T, dir, name, source string) (whole string, parts []string) {
	t.Helper()
	whole = filepath.Join(dir, name+".csv")
	gexOf(t, "convert", "--quiet", source, "-o", whole)
	text, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	at := slices.Index(strings.Split(strings.TrimSpace(lines[0]), ","), "root")
	files := map[string]*strings.Builder{}
	for _, line := range lines[1:] {
		if line == "" {
			continue
		}
		root := strings.Split(line, ",")[at]
		if files[root] == nil {
			files[root] = &strings.Builder{}
			files[root].WriteString(lines[0])
			parts = append(parts, filepath.Join(dir, name+"-"+root+".csv"))
		}
		files[root].WriteString(line)
	}
	if len(parts) != 2 {
		t.Fatalf("%s has %d roots", source, len(parts))
	}
	for _, path := range parts {
		root := strings.TrimSuffix(filepath.Base(path), ".csv")[len(name)+1:]
		if err := os.WriteFile(path, []byte(files[root].String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return whole, parts
}

// ofNumbers is a JSON document without what is about the files and not about the book: their names and lines, and the members.
func ofNumbers(t *testing.T, text string) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var all any
	if err := d.Decode(&all); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	dropNames(all)
	out, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func dropNames(x any) {
	switch v := x.(type) {
	case map[string]any:
		for _, key := range []string{"input", "before", "settings", "options", "combined", "members", "members_before", "line", "file", "sha256"} {
			delete(v, key)
		}
		for _, part := range v {
			dropNames(part)
		}
	case []any:
		for _, part := range v {
			dropNames(part)
		}
	}
}

// combinable are the verbs about one book, with what else they are asked for.
var combinable = [][]string{
	{"report"}, {"report", "--bands"}, {"levels"}, {"levels", "--bands", "--map-to", "ES=PRICE"}, {"strikes"}, {"expiries"}, {"buckets"}, {"profile"}, {"flows"},
	{"sensitivity", "--wrong", "20%"}, {"greeks"}, {"check"},
}

// TestCombineSplit: a file divided by root over two gives the numbers of the whole file exactly, in either order, on every verb;
// and a book of one file has the bytes that it has without the flag.
func TestCombineSplit(t *testing.T) {
	dir := t.TempDir()
	sample := filepath.Join(dir, "spx.csv")
	gexOf(t, "sample", "--contracts", "3000", "-o", sample)
	splitIsWhole(t, dir, sample)
}

// TestCombineSplitReal: so does a vendor's file.
func TestCombineSplitReal(t *testing.T) {
	splitIsWhole(t, t.TempDir(), filepath.Join(reftest.Chains(t), "cboe-quotes", "SPX_2023-09-14_1631ET_full_0DTE.csv"))
}

func splitIsWhole(t *testing.T, dir, source string) {
	whole, parts := byRoot(t, dir, "whole", source)
	spot := "ES=" + strings.TrimSpace(gexOf(t, "levels", "--quiet", "--get", "spot", whole))
	for _, verb := range combinable {
		args := append(slices.Clone(verb), "--quiet", "--format", "json")
		if i := slices.Index(args, "ES=PRICE"); i >= 0 {
			args[i] = spot
		}
		combine := append(slices.Clone(args), "--combine", "SPX")
		want := gexOf(t, append(args, whole)...)
		if got := gexOf(t, append(slices.Clone(combine), whole)...); got != want {
			t.Errorf("gex %s of one file differs with --combine", strings.Join(verb, " "))
		}
		want = ofNumbers(t, want)
		for range 2 {
			slices.Reverse(parts)
			if got := ofNumbers(t, gexOf(t, append(slices.Clone(combine), parts...)...)); got != want {
				t.Errorf("gex %s of %v is not that of the whole:\n%s\nwant\n%s", strings.Join(verb, " "), parts, firstDifference(got, want), firstDifference(want, got))
			}
		}
	}
}

// firstDifference is a text from where it begins to differ from another.
func firstDifference(text, other string) string {
	i := 0
	for i < len(text) && i < len(other) && text[i] == other[i] {
		i++
	}
	return text[max(0, i-120):min(len(text), i+120)]
}
