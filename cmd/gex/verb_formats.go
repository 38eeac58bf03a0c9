package main

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/render"
)

// formatsOptions are those of gex formats.
type formatsOptions struct {
	outputOptions
	name string // one layout; "": the list of all
}

func newFormatsCmd(p *program) *cobra.Command {
	o := &formatsOptions{}
	cmd := &cobra.Command{
		Use: "formats [NAME]", Short: "the file layouts that gex reads; columns and an example of one",
		Example: `  gex formats
  gex formats cboe-quotedata
  gex formats long                 what --columns can name
  gex formats --format json`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return flagvalue.LayoutNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if len(args) > 1 {
				return noFiles(cmd, args[1:])
			}
			if len(args) == 1 {
				if o.name, err = flagvalue.Word(args[0], flagvalue.LayoutNames()); err != nil {
					return err
				}
			}
			return runFormats(p, o)
		},
	}
	addGroup(cmd, "Output", o.plainFlags(allFormats...))
	completeOutput(cmd, allFormats)
	return cmd
}

func runFormats(p *program, o *formatsOptions) error {
	formats := chain.Formats()
	list := formatList(formats)
	if i := slices.IndexFunc(formats, func(f chain.Format) bool { return f.Name == o.name }); i >= 0 {
		list = columnList(formats[i])
	}
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		return list.Write(w, o.format, style)
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

func entryOf(f chain.Format) formatEntry {
	e := formatEntry{Name: f.Name, Title: f.Title, Example: f.Example, Columns: []columnEntry{}}
	for _, c := range f.Columns {
		e.Columns = append(e.Columns, columnEntry{c.Name, c.Required, c.Unit, fault.Spell(c.Empty, fault.AsFlag)})
	}
	return e
}

// formatList has a line for every layout; in JSON all that is known of it.
func formatList(formats []chain.Format) render.List {
	l := render.List{Columns: []string{"format", "title"}, Wrap: 80}
	var entries []formatEntry
	for _, f := range formats {
		entries = append(entries, entryOf(f))
		l.Rows = append(l.Rows, []string{f.Name, f.Title})
	}
	l.JSON = entries
	return l
}

// columnList has a line for every column of a layout.
func columnList(f chain.Format) render.List {
	l := render.List{
		Columns: []string{"column", "required", "unit", "empty"}, JSON: entryOf(f),
		Title: f.Title, Sample: f.Example, Wrap: 28,
	}
	for _, c := range entryOf(f).Columns {
		l.Rows = append(l.Rows, []string{c.Name, yes(c.Required), c.Unit, c.Empty})
	}
	return l
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
