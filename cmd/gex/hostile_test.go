package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/render"
)

// hostile has a piece of everything that is more than text to a terminal, a reader, a browser, a spreadsheet or a chart.
const hostile = "\x1b[2J\x1b[1m\x1b]52;c;eA==\x07\x7f\u0085\u009b31m\u202eevil\u2066\u061c\u200e|`<b onload=x>&amp;**![i](http://x)\\\"'\xff\xed\xa0\x80\r\x00"

// hostileName is what of it a file name can hold.
var hostileName = strings.NewReplacer("/", "", "\x00", "").Replace(hostile)

// forbidden lists what of a text must not have left the program.
func forbidden(s string) []string {
	var found []string
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				found = append(found, fmt.Sprintf("byte %#x", s[i]))
			}
		}
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			found = append(found, fmt.Sprintf("%U", r))
		}
	}
	return found
}

// hostileFolder has chains with hostile cells under hostile names, two reports with nothing but hostile texts, and
// settings of the kind.
func hostileFolder(t *testing.T) (chain, reportA, reportB, config string) {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	long, err := os.ReadFile(filepath.Join(top, "testdata", "chains", "spx-long.csv"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	in := csv.NewReader(bytes.NewReader(long))
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows[:401] { // the first expiries: it is run through every verb in every format
		extra, sign := strings.ToValidUTF8(strings.NewReplacer("\r", "", "\x00", "").Replace(hostile), ""), "=X"
		if i > 0 {
			row[0] = escape.Cell(`=<|` + "`" + `\u001b'`)
			sign = hostile
		}
		for j, cell := range append(row, extra, sign) {
			if j > 0 {
				out.WriteString(",")
			}
			out.WriteString(`"` + strings.ReplaceAll(strings.NewReplacer("\r", "", "\x00", "").Replace(cell), `"`, `""`) + `"`)
		}
		out.WriteString("\n")
	}
	chain = write(hostileName+".csv", out.String())
	stdout, stderr, code := runGex(t, "report", "-f", "json", spxFile)
	if code != fault.Done {
		t.Fatal(stderr)
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(stdout), &doc); err != nil {
		t.Fatal(err)
	}
	for i, to := range []*string{&reportA, &reportB} {
		text, err := json.Marshal(made(doc, func(s string) string { return s + strings.ToValidUTF8(hostile, "") + strings.Repeat("x", i) }))
		if err != nil {
			t.Fatal(err)
		}
		*to = write(fmt.Sprintf("%d%s.json", i, hostileName), string(text))
	}
	quoted, err := json.Marshal(strings.ToValidUTF8(hostile, ""))
	if err != nil {
		t.Fatal(err)
	}
	config = write("c"+hostileName+".toml", "[defaults]\n"+string(quoted)+" = 1\n")
	return chain, reportA, reportB, config
}

// made changes every text of a document but those that say what it is.
func made(v any, do func(string) string) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, inner := range v {
			if out[key] = inner; key != "schema" && key != "as_of" {
				out[key] = made(inner, do)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = made(v[i], do)
		}
		return out
	case string:
		return do(v)
	}
	return v
}

// TestNothingHostileLeaves runs every verb in every format on hostile files, and looks at every byte that comes out.
func TestNothingHostileLeaves(t *testing.T) {
	chain, a, b, config := hostileFolder(t)
	formats := []string{"table", "md", "csv", "json", "ndjson", "pine", "thinkscript", "html", "svg"}
	var calls [][]string
	for _, v := range verbList {
		for _, f := range formats {
			switch v.name {
			case "watch": // has no end
			case "history":
				calls = append(calls, []string{v.name, "-f", f, filepath.Dir(chain)})
			case "diff":
				calls = append(calls, []string{v.name, "-f", f, a, b}, []string{v.name, "-f", f, chain, chain}, []string{v.name, "-f", f, a, a})
			case "convert":
				calls = append(calls, []string{v.name, chain})
			case "formats", "sample", "config", "version":
			default:
				calls = append(calls, []string{v.name, "-f", f, chain}, []string{v.name, "-f", f, "--color", "always", chain, "no" + hostile})
			}
		}
	}
	for _, verb := range []string{"report", "levels", "check"} {
		for _, flag := range []string{"--symbol", "--columns", "--expiry", "--root", "--require", "--config", "--preset", "--like", "--as-of", "--spot", "--dividend", "--format", "--output"} {
			calls = append(calls, []string{verb, flag, hostile, chain}, []string{verb, flag + "=" + hostile, chain})
		}
		calls = append(calls, []string{verb, "--config", config, chain}, []string{verb, "--" + hostile}, []string{verb, "-" + hostile}, []string{verb, hostile}, []string{verb, "--get", hostile, chain})
	}
	calls = append(calls, []string{hostile}, []string{"help", hostile}, []string{"config", "show", "--config", config}, []string{"config", "path", "--config", config},
		[]string{"config", hostile}, []string{"config", "show", hostile}, []string{"config", "show", "--symbol", hostile, "-f", "csv"},
		[]string{"formats", hostile}, []string{"__complete", "levels", "--preset", hostile}, []string{"sample", "--symbol", hostile})
	worked := 0
	for _, args := range calls {
		stdout, stderr, code := runGex(t, args...)
		if slices.Contains(args, "always") {
			for _, own := range render.Colors {
				stdout = strings.ReplaceAll(stdout, own, "")
			}
		}
		if found := append(forbidden(stdout), forbidden(stderr)...); len(found) > 0 {
			t.Errorf("gex %q: exit %d, with %v\n%q\n%q", args, code, found, stdout[:min(len(stdout), 2000)], stderr)
		}
		if code == fault.Done {
			worked++
		}
		if slices.Contains(args, "json") && code == fault.Done && !json.Valid([]byte(stdout)) {
			t.Errorf("gex %q: no JSON:\n%s", args, stdout)
		}
		if slices.Contains(args, "csv") && code == fault.Done {
			computedCells(t, args, stdout)
		}
	}
	if worked < 50 {
		t.Errorf("only %d of %d calls came to a result", worked, len(calls))
	}
}

// computedCells looks for cells that a spreadsheet would compute.
func computedCells(t *testing.T, args []string, text string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Errorf("gex %q: %v", args, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@") || strings.HasPrefix(cell, "-") && strings.ContainsAny(cell, "(!|") {
				t.Errorf("gex %q: a spreadsheet computes %q", args, cell)
			}
		}
	}
}

// TestColorsAreNotBorrowed: a file that brings sequences along has a page without colors, so that none of them is taken
// for one of ours.
func TestColorsAreNotBorrowed(t *testing.T) {
	chain, _, _, _ := hostileFolder(t)
	stdout, _, code := runGex(t, "report", "--color", "always", chain)
	if code != fault.Done || len(forbidden(stdout)) > 0 || !strings.Contains(stdout, `\u001b[1m`) {
		t.Errorf("exit %d, %v", code, forbidden(stdout))
	}
	stdout, _, _ = runGex(t, "report", "--color", "always", spxFile)
	if !strings.Contains(stdout, "\x1b[1m") {
		t.Error("a page of our own has no colors")
	}
}

// TestConvertKeepsNames: names that a spreadsheet would compute are marked in the csv, and read back as they were.
func TestConvertKeepsNames(t *testing.T) {
	long, err := os.ReadFile(filepath.Join(top, "testdata", "chains", "spx-long.csv"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"=1+1", "@X", "-X", "+X", "'=X", `\U001B`, `A\\B`, "'X", "-5", "=X|Y!Z"} {
		in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
		if err := os.WriteFile(in, []byte(strings.ReplaceAll(string(long), "\nSPX,", "\n"+escape.Cell(name)+",")), 0o600); err != nil {
			t.Fatal(err)
		}
		_, stderr, code := runGex(t, "convert", in, "-o", out)
		if code != fault.Done {
			t.Fatal(stderr)
		}
		first, _, _ := runGex(t, "levels", "-f", "json", in)
		again, _, _ := runGex(t, "levels", "-f", "json", out)
		var a, b struct{ Underlying string }
		if err := json.Unmarshal([]byte(first), &a); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(again), &b); err != nil {
			t.Fatal(err)
		}
		if a.Underlying != name || b != a {
			t.Errorf("%q is %q, and after convert %q", name, a.Underlying, b.Underlying)
		}
	}
}
