package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// faultRun is what a command did.
type faultRun struct {
	inputs             []string
	code               int
	out, err           string
	megabytes, seconds float64
	late               bool
}

func (r *faultRun) String() string {
	text := fmt.Sprintf("exit %d, %.0f MB, %.1f s", r.code, r.megabytes, r.seconds)
	if r.late {
		text = "not done in time: " + text
	}
	for _, s := range []string{r.out, r.err} {
		text += "\n" + strconv.QuoteToGraphic(s[:min(len(s), 600)])
	}
	return text
}

// invalid is where a byte that is not UTF-8 is put, so that a pattern can look for it.
const invalid = 0xF700

func decode(data []byte) string {
	var b strings.Builder
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			r = invalid + rune(data[0])
		}
		b.WriteRune(r)
		data = data[n:]
	}
	return b.String()
}

// plain is a text without the names of the inputs, which may hold the words that are looked for.
func (r *faultRun) plain(text string) string {
	var names []string
	for _, name := range r.inputs {
		names = append(names, name, path.Base(name))
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, name := range names {
		text = strings.ReplaceAll(text, name, "FILE")
	}
	return text
}

// documents are the JSON on standard output: one, or one a line.
func (r *faultRun) documents() []any {
	var one any
	if json.Unmarshal([]byte(r.out), &one) == nil {
		return []any{one}
	}
	var all []any
	for line := range strings.Lines(r.out) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		var d any
		if json.Unmarshal([]byte(line), &d) != nil {
			return nil
		}
		all = append(all, d)
	}
	return all
}

// warnings are "code: message" of those in a document, or the bare codes of a history row.
func warnings(doc any) (all []string) {
	object, _ := doc.(map[string]any)
	switch w := object["warnings"].(type) {
	case string:
		return strings.Fields(w)
	case []any:
		for _, x := range w {
			if m, ok := x.(map[string]any); ok {
				all = append(all, fmt.Sprintf("%v: %v", m["code"], m["message"]))
			} else {
				all = append(all, fmt.Sprint(x))
			}
		}
	}
	return all
}

// expectation is alternatives of clauses that must hold together.
type expectation struct {
	text         string
	alternatives [][]func(*faultRun) bool
}

func (e *expectation) String() string { return e.text }

func (e *expectation) parse(text string) error {
	e.text = text
	for alternative := range strings.SplitSeq(text, " || ") {
		var all []func(*faultRun) bool
		for part := range strings.SplitSeq(alternative, " && ") {
			c, err := parseClause(strings.TrimSpace(part))
			if err != nil {
				return fmt.Errorf("%s: %w", part, err)
			}
			all = append(all, c)
		}
		e.alternatives = append(e.alternatives, all)
	}
	return nil
}

func (e *expectation) check(r *faultRun) bool {
	return !r.late && slices.ContainsFunc(e.alternatives, func(all []func(*faultRun) bool) bool {
		return !slices.ContainsFunc(all, func(c func(*faultRun) bool) bool { return !c(r) })
	})
}

var (
	exitClause  = regexp.MustCompile(`^exit=(\d+(?:,\d+)*)$`)
	limitClause = regexp.MustCompile(`^(rss|time)<(\d+(?:\.\d+)?)$`)
	textClause  = regexp.MustCompile(`(?s)^(out|err|all|warn)(!?)~(/.*/)$`)
	valueClause = regexp.MustCompile(`(?s)^\$\.((?:[A-Za-z0-9_%.-]|\[[^\]]*\])+?)(#=|!~|~|!=|=)(.+)$`)
)

func parseClause(text string) (func(*faultRun) bool, error) {
	if m := exitClause.FindStringSubmatch(text); m != nil {
		codes := strings.Split(m[1], ",")
		return func(r *faultRun) bool { return slices.Contains(codes, strconv.Itoa(r.code)) }, nil
	}
	if m := limitClause.FindStringSubmatch(text); m != nil {
		limit, err := strconv.ParseFloat(m[2], 64)
		if m[1] == "rss" {
			return func(r *faultRun) bool { return r.megabytes < limit }, err
		}
		return func(r *faultRun) bool { return r.seconds < limit }, err
	}
	if number, ok := strings.CutPrefix(text, "num="); ok {
		fits, err := parseValue(number)
		return func(r *faultRun) bool { return fits(printedValue(r.out)) }, err
	}
	if m := textClause.FindStringSubmatch(text); m != nil {
		return parseText(m[1], m[2] == "!", m[3])
	}
	if m := valueClause.FindStringSubmatch(text); m != nil {
		return parseAt(m[1], m[2], m[3])
	}
	return nil, fmt.Errorf("no clause")
}

// printedValue is what standard output says when it is one value.
func printedValue(out string) any {
	out = strings.TrimSpace(out)
	if x, err := strconv.ParseFloat(out, 64); err == nil {
		return x
	}
	if out == "" || out == "null" {
		return nil
	}
	return out
}

func parseText(where string, not bool, pattern string) (func(*faultRun) bool, error) {
	rx, err := parsePattern(pattern)
	return func(r *faultRun) bool {
		if where != "warn" {
			return rx.MatchString(r.plain(map[string]string{"out": r.out, "err": r.err, "all": r.out + "\n" + r.err}[where])) != not
		}
		var all []string
		for _, d := range r.documents() {
			all = append(all, warnings(d)...)
		}
		return r.documents() != nil && rx.MatchString(strings.Join(all, "\n")) != not
	}, err
}

// parsePattern reads /a regular expression/ without regard to case, ^ and $ at every line. \uXXXX is a character, and
// \udc80 to \udcff are bytes that are not UTF-8.
func parsePattern(text string) (*regexp.Regexp, error) {
	if len(text) < 3 || text[0] != '/' || text[len(text)-1] != '/' {
		return nil, fmt.Errorf("no /pattern/")
	}
	escape := regexp.MustCompile(`\\u[0-9a-f]{4}`)
	return regexp.Compile("(?im)" + escape.ReplaceAllStringFunc(text[1:len(text)-1], func(s string) string {
		if low, isByte := strings.CutPrefix(s, `\udc`); isByte {
			return fmt.Sprintf(`\x{F7%s}`, low)
		}
		return `\x{` + s[2:] + `}`
	}))
}

// parseValue reads VALUE or VALUE~TOLERANCE: a number with an absolute tolerance or one in percent, null, true, false, or
// a word.
func parseValue(text string) (func(any) bool, error) {
	word, tolerance, hasTolerance := strings.Cut(text, "~")
	if fixed, ok := map[string]any{"null": nil, "true": true, "false": false}[word]; ok && !hasTolerance {
		return func(x any) bool { return x == fixed }, nil
	}
	want, err := strconv.ParseFloat(word, 64)
	if err != nil {
		if hasTolerance || word == "" {
			return nil, fmt.Errorf("no value")
		}
		return func(x any) bool { return x == word }, nil
	}
	allowed := 0.0
	if hasTolerance {
		percent, isPercent := strings.CutSuffix(tolerance, "%")
		if allowed, err = strconv.ParseFloat(percent, 64); err != nil || allowed < 0 {
			return nil, fmt.Errorf("no tolerance")
		}
		if isPercent {
			allowed *= math.Abs(want) / 100
		}
	}
	return func(x any) bool {
		n, isNumber := x.(float64)
		return isNumber && math.Abs(n-want) <= allowed
	}, nil
}

func parseAt(where, op, text string) (func(*faultRun) bool, error) {
	steps, err := parsePath(where)
	if err != nil {
		return nil, err
	}
	found := func(r *faultRun) (all []any) {
		for _, d := range r.documents() {
			all = append(all, find(d, steps)...)
		}
		return all
	}
	switch op {
	case "#=":
		n, err := strconv.Atoi(text)
		return func(r *faultRun) bool {
			return slices.ContainsFunc(found(r), func(x any) bool { list, ok := x.([]any); return ok && len(list) == n })
		}, err
	case "~", "!~":
		rx, err := parsePattern(text)
		matches := func(x any) bool { s, ok := x.(string); return ok && rx.MatchString(s) }
		if op == "~" {
			return func(r *faultRun) bool { return slices.ContainsFunc(found(r), matches) }, err
		}
		return func(r *faultRun) bool { return r.documents() != nil && !slices.ContainsFunc(found(r), matches) }, err
	}
	fits, err := parseValue(text)
	if op == "=" {
		return func(r *faultRun) bool { return slices.ContainsFunc(found(r), fits) }, err
	}
	return func(r *faultRun) bool { return len(found(r)) > 0 && !slices.ContainsFunc(found(r), fits) }, err
}

// step is .key, [number], [key=value] or [*] of a path.
var step = regexp.MustCompile(`^(?:\.?([A-Za-z0-9_%-]+)|\[([^\]]+)\])`)

func parsePath(text string) (steps []string, err error) {
	for text != "" {
		m := step.FindString(text)
		if m == "" {
			return nil, fmt.Errorf("no path at %q", text)
		}
		steps = append(steps, strings.TrimPrefix(m, "."))
		text = text[len(m):]
	}
	return steps, nil
}

// find returns what a path leads to in a document.
func find(doc any, steps []string) []any {
	if len(steps) == 0 {
		return []any{doc}
	}
	rest := steps[1:]
	pick, isPick := strings.CutPrefix(steps[0], "[")
	if !isPick {
		if x, ok := doc.(map[string]any)[steps[0]]; ok {
			return find(x, rest)
		}
		return nil
	}
	list, _ := doc.([]any)
	pick = strings.TrimSuffix(pick, "]")
	if n, err := strconv.Atoi(pick); err == nil {
		if n < 0 {
			n += len(list)
		}
		if n < 0 || n >= len(list) {
			return nil
		}
		return find(list[n], rest)
	}
	key, value, _ := strings.Cut(pick, "=")
	var all []any
	for _, x := range list {
		object, isObject := x.(map[string]any)
		if pick == "*" || isObject && fmt.Sprint(object[key]) == value {
			all = append(all, find(x, rest)...)
		}
	}
	return all
}

// TestFaultClauses checks the language of what must hold, both ways.
func TestFaultClauses(t *testing.T) {
	r := &faultRun{inputs: []string{"kind/spread.csv"}, code: 3, err: "gex: kind/spread.csv:2: no SPREAD here \xef\x9e\x9b",
		out:       `{"a": {"b": 10.04, "n": null}, "list": [{"k": "x", "v": 1}, {"k": "y", "v": 2}], "s": "two words", "warnings": [{"code": "gap", "message": "large"}]}`,
		megabytes: 100, seconds: 5}
	for text, want := range map[string]bool{
		"exit=3": true, "exit=1,3": true, "exit=0": false, "rss<101": true, "rss<100": false, "time<6": true, "time<5": false,
		"err~/spread/": true, "err~/spread\\.csv/": false, "err!~/\\bfile\\b/": false, "all~/^gex: /": true, "out~/gex/": false,
		"warn~/^gap: large$/": true, "warn!~/gap/": false, "warn~/torn/": false,
		"$.a.b=10~0.5%": true, "$.a.b=10~0.03": false, "$.a.b=10": false, "$.a.b!=10": true, "$.a.n=null": true, "$.a.n!=null": false,
		"$.a.none=null": false, "$.a.none!=null": false, "$.list#=2": true, "$.list#=1": false, "$.list[k=y].v=2": true, "$.list[k=y].v=1": false,
		"$.list[0].v=1": true, "$.list[-1].v=1": false, "$.list[*].v=2": true, "$.list[*].v=3": false, "$.s~/TWO/": true, "$.s!~/two/": false, "$.s=two": false,
		"exit=0 || exit=3 && err~/spread/": true, "exit=3 && out~/gex/": false, "err~/[\\udc80-\\udcff]/": true, "out~/[\\udc80-\\udcff]/": false,
	} {
		var e expectation
		if err := e.parse(text); err != nil {
			t.Errorf("%s: %v", text, err)
		} else if e.check(r) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
	for _, bad := range []string{"", "exit", "exit=x", "err~spread", "err~/(/", "$.a.b", "$.a.b=1~x", "$.a.b=x~1", "$.=1", "$.list#=x", "num="} {
		if err := new(expectation).parse(bad); err == nil {
			t.Errorf("%q is taken for a clause", bad)
		}
	}
	r.late = true
	if e := new(expectation); e.parse("exit=3") != nil || e.check(r) {
		t.Error("what is not done in time holds")
	}
	for text, want := range map[string]bool{" 7\n": true, "null": false, "x": false} {
		if e := new(expectation); e.parse("num=7~0.1") != nil || e.check(&faultRun{out: text}) != want {
			t.Errorf("num of %q", text)
		}
	}
}
