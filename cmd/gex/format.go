package main

import (
	"slices"
	"strings"

	"gex/internal/pipeline"
	"gex/internal/render"
)

// ability is what a format can do.
type ability struct {
	endings []string // of files in this format, the usual one first
	page    bool     // it is for people
	warns   bool     // the result shows its warnings by itself
	sums    bool     // the result has the checksum of the file in it
	apart   bool     // an empty line stands between two results
	headed  bool     // headings, footnotes and empty lines can be left out: --no-header; a row of headings stands once
	lines   bool     // verbs that print rows write a line for each, without the warnings

	single pipeline.Single // why it holds one underlying alone; zero: several can follow each other
}

// svgFormat is what the verb plot writes.
const svgFormat render.Format = "svg"

// abilities are those of every format; of a bare value, which has no format, there are none.
var abilities = map[render.Format]ability{
	render.Table:    {endings: []string{".txt"}, page: true, warns: true, apart: true, headed: true},
	render.Markdown: {endings: []string{".md", ".markdown"}, page: true, warns: true, apart: true},
	render.CSV:      {endings: []string{".csv"}, headed: true},
	render.JSON: {endings: []string{".json"}, warns: true, sums: true,
		single: pipeline.Single{Why: "do not fit into one json document", Hint: "--format ndjson has one object a line", Pick: ", --symbol picks one underlying"}},
	render.NDJSON:      {endings: []string{".ndjson", ".jsonl"}, warns: true, sums: true, lines: true},
	render.HTML:        {endings: []string{".html", ".htm"}, warns: true, single: oneACall("page")},
	svgFormat:          {endings: []string{".svg"}, single: pipeline.Single{Why: "do not fit into one picture", Hint: pickOne}},
	render.Pine:        {endings: []string{".pine"}, warns: true, single: oneACall("chart")},
	render.ThinkScript: {endings: []string{".ts"}, warns: true, single: oneACall("chart")},
}

const pickOne = "--symbol picks one"

// oneACall is why a page or a chart holds one underlying.
func oneACall(what string) pipeline.Single {
	return pipeline.Single{Why: "do not fit into one " + what, Hint: pickOne + ", and each file needs a call"}
}

// formatOf is the format that the ending of a file says, "" when it says none.
func formatOf(ending string) render.Format {
	for format, can := range abilities {
		if slices.Contains(can.endings, ending) {
			return format
		}
	}
	return ""
}

// endingsOf lists the usual endings of formats.
func endingsOf(formats []string) string {
	var list []string
	for _, f := range formats {
		if can := abilities[render.Format(f)]; len(can.endings) > 0 {
			list = append(list, can.endings[0])
		}
	}
	return strings.Join(list, ", ")
}

// chartFormats are programs that draw levels on charts elsewhere.
var chartFormats = []render.Format{render.Pine, render.ThinkScript}

// colors are the values of --color, the default first.
var colors = []string{"auto", "always", "never"}

// words are formats as flags spell them.
func words(formats []render.Format) []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = string(f)
	}
	return out
}

// allFormats are those of a verb with one table.
var allFormats = []render.Format{render.Table, render.Markdown, render.CSV, render.JSON, render.NDJSON}

// reportFormats are those of the whole report.
var reportFormats = []render.Format{render.Table, render.Markdown, render.JSON, render.NDJSON, render.HTML}

// formatsFrom is allFormats with another default.
func formatsFrom(first render.Format) []render.Format {
	rest := slices.DeleteFunc(slices.Clone(allFormats), func(f render.Format) bool { return f == first })
	return append([]render.Format{first}, rest...)
}
