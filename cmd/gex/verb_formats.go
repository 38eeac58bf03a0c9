package main

import (
	"io"

	"github.com/spf13/cobra"

	"gex/internal/chain"
	"gex/internal/render"
)

func newFormatsCmd(p *program) *cobra.Command {
	o := &outputOptions{}
	cmd := &cobra.Command{
		Use: "formats", Short: "file layouts that are understood, with their columns",
		Example: `  gex formats
  gex formats --format json`,
		Args: noFiles,
		RunE: func(*cobra.Command, []string) error { return runFormats(p, o) },
	}
	addGroup(cmd, "Output", o.plainFlags(allFormats...))
	completeOutput(cmd, allFormats)
	return cmd
}

func runFormats(p *program, o *outputOptions) error {
	return p.toOutput(*o, func(w io.Writer, style render.Options) error {
		return formatList(chain.Formats()).Write(w, o.format, style)
	})
}

// formatEntry and columnEntry are a layout and its columns in JSON.
type formatEntry struct {
	Name    string        `json:"name"`
	Title   string        `json:"title"`
	Example string        `json:"example"`
	Columns []columnEntry `json:"columns"`
}

type columnEntry struct {
	Name     string `json:"name"`
	Required bool   `json:"required"`
	Unit     string `json:"unit"`
	Empty    string `json:"empty"`
}

// formatList has a line for every column of every layout.
func formatList(formats []chain.Format) render.List {
	l := render.List{Columns: []string{"format", "column", "required", "unit", "empty"}}
	var entries []formatEntry
	for _, f := range formats {
		e := formatEntry{Name: f.Name, Title: f.Title, Example: f.Example, Columns: []columnEntry{}}
		for _, c := range f.Columns {
			e.Columns = append(e.Columns, columnEntry{c.Name, c.Required, c.Unit, c.Empty})
			l.Rows = append(l.Rows, []string{f.Name, c.Name, yes(c.Required), c.Unit, c.Empty})
		}
		entries = append(entries, e)
	}
	l.JSON = entries
	return l
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
