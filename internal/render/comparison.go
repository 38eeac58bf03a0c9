package render

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gex/internal/report"
)

// Comparison is two files of reports and how they differ.
type Comparison struct {
	Version      string
	FileA, FileB string // as the user named them
	How          report.Comparing
	Result       *report.Comparison
	Top          int // deviations listed; 0: all
}

// Write writes the comparison in a format.
func (c Comparison) Write(w io.Writer, f Format, o Options) error {
	return view{page: c.page, document: c.document, records: c.records}.write(w, f, o)
}

func comparedOf(file string, list []report.Parsed) report.ComparedFile {
	return report.ComparedFile{File: file, Reports: len(list), Underlying: list[0].Underlying, AsOf: list[0].AsOf}
}

func (c Comparison) document() any {
	result := *c.Result
	result.Deviations = c.listed()
	return report.ComparisonDocument{
		Schema: report.Schema, Version: c.Version, A: comparedOf(c.FileA, result.A), B: comparedOf(c.FileB, result.B),
		RTol: tolerances(c.How.RTol, report.UsualRTol), ATol: tolerances(c.How.ATol, report.UsualATol),
		Ignore: orEmpty(c.How.Ignore), Comparison: &result,
	}
}

// tolerances returns those in effect, the general one first.
func tolerances(given []report.Tolerance, usual float64) []report.ToleranceInEffect {
	list := []report.ToleranceInEffect{{Most: report.Number(usual)}}
	for _, t := range given {
		if t.Keys == "" {
			list[0].Most = report.Number(t.Most)
		} else {
			list = append(list, report.ToleranceInEffect{Keys: t.Keys, Most: report.Number(t.Most)})
		}
	}
	return list
}

// listed returns the deviations to show.
func (c Comparison) listed() []report.Deviation { return c.top(c.Result.Deviations) }

// top returns the first of a list, as many as are to be shown.
func (c Comparison) top(list []report.Deviation) []report.Deviation {
	if c.Top == 0 || len(list) <= c.Top {
		return list
	}
	return list[:c.Top]
}

func (c Comparison) records() records {
	header := []string{"underlying", "as_of", "key", "what", "a", "b", "difference", "relative"}
	var rows [][]string
	for _, d := range c.listed() {
		rows = append(rows, []string{d.Underlying, d.AsOf, d.Key, string(d.What), d.A.String(), d.B.String(), d.Difference.String(), d.Relative.String()})
	}
	return recordsFrom(header, rows)
}

func (c Comparison) page(s style) page {
	r := c.Result
	words := fmt.Sprintf("EQUAL: %s values agree", count(r.Compared))
	if !r.Equal {
		words = "DIFFERENT: " + s.list(c.counts()...)
	}
	// Numbers, which are first, and apart from them what has no measure.
	measured := slices.IndexFunc(r.Deviations, func(d report.Deviation) bool { return !d.Relative.OK() })
	if measured < 0 {
		measured = len(r.Deviations)
	}
	sections := []section{{lead: []string{words}}}
	if list := r.Deviations[:measured]; len(list) > 0 {
		sections[0].table, sections[0].tail = c.table(s, list), c.more(s, list)
	}
	if list := r.Deviations[measured:]; len(list) > 0 {
		sections = append(sections, section{title: "Words, and what only one has", table: c.table(s, list).dense(), tail: c.more(s, list)})
	}
	head := []string{
		c.title(s),
		s.list(append(c.rules(), "input, version, settings and coverage.rows are ignored")...),
	}
	return page{head: head, sections: sections}
}

// title says what is compared.
func (c Comparison) title(s style) string {
	a, b := sideWords(c.Result.A), sideWords(c.Result.B)
	if a == b {
		return join(": ", "A "+c.FileA+", B "+c.FileB, a)
	}
	return s.list(join(": ", "A "+c.FileA, a), join(": ", "B "+c.FileB, b))
}

// sideWords words what one side contains.
func sideWords(list []report.Parsed) string {
	if len(list) > 1 {
		return count(len(list)) + " reports"
	}
	return join(" ", list[0].Underlying, list[0].AsOf)
}

// counts words how many keys differ, by kind of difference.
func (c Comparison) counts() []string {
	r := c.Result
	counts := []string{fmt.Sprintf("%s of %s values differ", count(r.Different), count(r.Compared))}
	for _, only := range []struct {
		n     int
		words string
	}{{r.OnlyInA, "only in A"}, {r.OnlyInB, "only in B"}} {
		if only.n > 0 {
			counts = append(counts, count(only.n)+" "+only.words)
		}
	}
	return counts
}

// rules words the tolerances and the ignored keys.
func (c Comparison) rules() []string {
	var rules []string
	for _, kind := range []struct {
		name string
		list []report.ToleranceInEffect
	}{{"rtol", tolerances(c.How.RTol, report.UsualRTol)}, {"atol", tolerances(c.How.ATol, report.UsualATol)}} {
		for _, t := range kind.list {
			rules = append(rules, join(" ", kind.name, short(t.Most), labeled("for", t.Keys)))
		}
	}
	if len(c.How.Ignore) > 0 {
		rules = append(rules, "ignored "+strings.Join(c.How.Ignore, ", "))
	}
	return rules
}

// table lists deviations, as many as are to be shown.
func (c Comparison) table(s style, list []report.Deviation) *grid {
	several := len(c.Result.A) > 1 || len(c.Result.B) > 1
	table := newList(textWidth, word("symbol"), word("key"), num("A"), num("B"), num("B - A"), num("relative"))
	for _, d := range c.top(list) {
		table.add(d.Underlying, d.Key, s.side(d.A, "only in B"), s.side(d.B, "only in A"), shown(d.Difference, shortSigned), shown(d.Relative, short))
	}
	return table.keep(func(j int) bool { return several || j > 0 })
}

// more says how many of a list are not shown.
func (c Comparison) more(s style, list []report.Deviation) []string {
	if more := len(list) - len(c.top(list)); more > 0 {
		return []string{s.moreRows(more)}
	}
	return nil
}

// sideCell is the greatest width of a value, in columns.
const sideCell = 24

// side formats a value for a cell, or says why there is none.
func (s style) side(v report.Value, missing string) string {
	text := v.String()
	switch {
	case v == report.Value{}:
		return missing
	case v.HasParts():
		return "present"
	case utf8.RuneCountInString(text) > sideCell:
		return string([]rune(text)[:sideCell-utf8.RuneCountInString(s.ellipsis())]) + s.ellipsis()
	}
	return cmp.Or(text, `""`)
}

// short formats a measure with three digits, or to the unit.
func short(n report.Number) string {
	x := float64(n)
	if a := math.Abs(x); a >= 1000 && a < 1e9 {
		return fixed(n, 0)
	}
	return strings.NewReplacer("e-0", "e-", "e+0", "e", "e+", "e").Replace(strconv.FormatFloat(x, 'g', 3, 64))
}

func shortSigned(n report.Number) string {
	if n > 0 {
		return "+" + short(n)
	}
	return short(n)
}
