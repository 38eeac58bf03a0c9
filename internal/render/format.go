package render

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// SVG is a picture, which package svg draws; PNG is one that package raster has made of it.
const (
	SVG Format = "svg"
	PNG Format = "png"
)

// Formats that documents have, the usual one first.
var (
	TableFormats  = []Format{Table, Markdown, CSV, JSON, NDJSON, Parquet} // of one table
	ReportFormats = []Format{Table, Markdown, JSON, NDJSON, HTML}
	DiffFormats   = append(slices.Clone(TableFormats), HTML)
	ChartFormats  = []Format{Pine, ThinkScript} // of programs that draw levels on charts
)

// Ability is what a format can do.
type Ability struct {
	Endings []string // of files in this format, the usual one first
	Page    bool     // it is for people
	Warns   bool     // the result shows its warnings by itself
	Sums    bool     // the result has the checksum of the file in it
	Apart   bool     // an empty line stands between two results
	Headed  bool     // headings, footnotes and empty lines can be left out; a row of headings stands once
	Binary  bool     // no text, which a terminal could show
	Lines   bool     // what has rows is written as a line for each, without the warnings
	One     string   // what it is that holds one underlying alone; "": results can follow each other
}

var abilities = map[Format]Ability{
	Table:       {Endings: []string{".txt"}, Page: true, Warns: true, Apart: true, Headed: true},
	Markdown:    {Endings: []string{".md", ".markdown"}, Page: true, Warns: true, Apart: true},
	CSV:         {Endings: []string{".csv"}, Headed: true},
	JSON:        {Endings: []string{".json"}, Warns: true, Sums: true, One: "json document"},
	NDJSON:      {Endings: []string{".ndjson", ".jsonl"}, Warns: true, Sums: true, Lines: true},
	Parquet:     {Endings: []string{".parquet"}, Binary: true},
	HTML:        {Endings: []string{".html", ".htm"}, Warns: true, One: "page"},
	SVG:         {Endings: []string{".svg"}, One: "picture"},
	PNG:         {Endings: []string{".png"}, One: "picture", Binary: true},
	Pine:        {Endings: []string{".pine"}, Warns: true, One: "chart"},
	ThinkScript: {Endings: []string{".ts"}, Warns: true, One: "chart"},
}

// Can is what the format can do: nothing, when it is that of a bare value.
func (f Format) Can() Ability { return abilities[f] }

// Formats lists all formats, in the order of their names.
func Formats() []Format { return slices.Sorted(maps.Keys(abilities)) }

// FormatOfFile is the format that the ending of a file's name stands for, in any case; "" when it stands for none.
func FormatOfFile(name string) Format { return FormatOf(strings.ToLower(filepath.Ext(name))) }

// FormatOf is the format that an ending stands for, "" when it stands for none.
func FormatOf(ending string) Format {
	for format, can := range abilities {
		if slices.Contains(can.Endings, ending) {
			return format
		}
	}
	return ""
}

// EndingsOf lists the usual endings of formats.
func EndingsOf[F ~string](formats []F) string {
	var list []string
	for _, f := range formats {
		if can := Format(f).Can(); len(can.Endings) > 0 {
			list = append(list, can.Endings[0])
		}
	}
	return strings.Join(list, ", ")
}

// FormatNames are formats as a user writes them.
func FormatNames(formats []Format) []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = string(f)
	}
	return out
}

// FormatsFrom puts a format of one table before the others.
func FormatsFrom(first Format) []Format {
	rest := slices.DeleteFunc(slices.Clone(TableFormats), func(f Format) bool { return f == first })
	return append([]Format{first}, rest...)
}

// foreignEndings are those of files that nothing here writes, each with the program that makes one of the output, if any.
var foreignEndings = map[string]string{
	".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2", ".xz": "xz", ".zip": "",
	".pdf": "", ".jpg": "", ".jpeg": "", ".gif": "", ".webp": "", ".ps": "", ".eps": "",
	".feather": "", ".arrow": "", ".avro": "", ".xlsx": "", ".xls": "", ".ods": "", ".docx": "",
	".tsv": "", ".xml": "", ".yaml": "", ".yml": "", ".toml": "", ".db": "", ".sqlite": "",
}

// Foreign reports whether an ending is of files in a format that nothing here writes, and names the program, if any, that
// packs the output into one.
func Foreign(ending string) (tool string, foreign bool) {
	tool, foreign = foreignEndings[ending]
	return tool, foreign
}
