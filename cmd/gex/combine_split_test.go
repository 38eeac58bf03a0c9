package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
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
		for _, key := range []string{"input", "before", "settings", "options", "combined", "member", "member_spot", "members", "members_before", "line", "file", "sha256"} {
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
	{"sensitivity", "--wrong", "20%"}, {"greeks"}, {"check"}, {"cascade", "--impact", "50bn"},
}

// TestCombineSplit: a file divided by root over two gives the numbers of the whole file exactly, in either order, on every verb;
// and a book of one file has the bytes that it has without the flag.
func TestCombineSplit(t *testing.T) {
	dir := t.TempDir()
	sample := filepath.Join(dir, "spx.csv")
	gexOf(t, "sample", "--contracts", "3000", "-o", sample)
	splitIsWhole(t, dir, sample, 2)
}

// TestCombineSplitReal: so does a vendor's file, in one order.
func TestCombineSplitReal(t *testing.T) {
	splitIsWhole(t, t.TempDir(), filepath.Join(reftest.Chains(t), "cboe-quotes", "SPX_2023-09-14_1631ET_full_0DTE.csv"), 1)
}

func splitIsWhole(t *testing.T, dir, source string, orders int) {
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
		for range orders {
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

// TestCombineOrder: the order of the files changes no byte, on any verb.
func TestCombineOrder(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for _, args := range []string{"", "--symbol SPY --spot 668.52 --seed 2", "--symbol XSP --spot 670 --seed 3"} {
		path := filepath.Join(dir, string(rune('a'+len(files)))+".csv")
		gexOf(t, append(strings.Fields("sample --contracts 300 --layout long -o "+path), strings.Fields(args)...)...)
		files = append(files, path)
	}
	verbs := append(slices.Clone(combinable), []string{"history"})
	for _, verb := range verbs {
		format := "json"
		if verb[0] == "history" {
			format = "csv"
		}
		args := append(slices.Clone(verb), "--quiet", "--format", format, "--combine", "SPX", "--map-to", "ES=6712")
		if !slices.Contains([]string{"report", "levels"}, verb[0]) || len(verb) > 1 && verb[1] == "--bands" {
			args = args[:len(args)-2]
		}
		if i := slices.Index(args, "ES=PRICE"); i >= 0 {
			args[i] = "ES=6712"
		}
		want := ""
		for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}} {
			run := slices.Clone(args)
			for _, i := range order {
				run = append(run, files[i])
			}
			got := gexOf(t, run...)
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("gex %s: another order of files: %s\nand %s", strings.Join(verb, " "), firstDifference(got, want), firstDifference(want, got))
			}
		}
	}
}

// TestCombineFollower: XSP that follows from SPX, a tenth of its prices and ten times the size of a contract, has the flip of SPX, and
// the book of both twice its exposure.
func TestCombineFollower(t *testing.T) {
	dir := t.TempDir()
	spx, xsp := filepath.Join(dir, "spx.csv"), filepath.Join(dir, "xsp.csv")
	lines := strings.Split(strings.TrimSpace(gexOf(t, "sample", "--layout", "long", "--contracts", "600")), "\n")
	names := strings.Split(lines[0], ",")
	index, mini := []string{lines[0]}, []string{lines[0]}
	for _, line := range lines[1:] {
		cells := strings.Split(line, ",")
		if cells[slices.Index(names, "root")] != "SPXW" {
			continue
		}
		index = append(index, line)
		for i, name := range names {
			switch x, err := strconv.ParseFloat(cells[i], 64); name {
			case "underlying", "root":
				cells[i] = "XSP"
			case "spot", "strike", "bid", "ask", "last", "multiplier":
				if err != nil {
					t.Fatal(err)
				}
				if name == "multiplier" {
					x *= 100
				}
				cells[i] = strconv.FormatFloat(x/10, 'g', -1, 64)
			}
		}
		mini = append(mini, strings.Join(cells, ","))
	}
	for path, rows := range map[string][]string{spx: index, xsp: mini} {
		if err := os.WriteFile(path, []byte(strings.Join(rows, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	number := func(key string, args ...string) float64 {
		text := gexOf(t, append([]string{"levels", "--quiet", "--iv", "file", "--carry", "flat", "--rate", "4%", "--get", key}, args...)...)
		x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for key, times := range map[string]float64{"zero_gamma": 1, "0dte.zero_gamma": 1, "call_wall": 1, "put_wall": 1, "max_pain": 1, "gex": 2, "0dte.gex": 2} {
		alone, both := number(key, spx), number(key, "--combine", "SPX", xsp, spx)
		if math.Abs(both-times*alone) > 1e-9*math.Abs(times*alone) {
			t.Errorf("%s: %.12g of both, %.12g of SPX", key, both, alone)
		}
	}
	if on, alone := number("zero_gamma", "--combine", "XSP", xsp, spx), number("zero_gamma", spx); math.Abs(on-alone/10) > 1e-9*on {
		t.Errorf("on the price of XSP %.12g, want a tenth of %.12g", on, alone)
	}
}
