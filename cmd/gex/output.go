package main

import (
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/complete"
	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/help"
	"gex/internal/render"
	"gex/internal/terminal"
)

// outputOptions say how and where a result is written.
type outputOptions struct {
	format   render.Format
	path     string // "" or "-": standard output
	color    string // auto, always, never
	ascii    bool
	noHeader bool
	width    int // columns of a page; 0: those of the terminal
	quiet    bool
	verbose  bool // which quiet overrules
}

// apart reports whether an empty line separates two results.
func (o *outputOptions) apart() bool {
	can := o.format.Can()
	return can.Apart && !(can.Headed && o.noHeader)
}

// target is where a result goes.
func (o *outputOptions) target() terminal.Options {
	return terminal.Options{Path: o.path, Color: o.color, Colors: render.Colors}
}

// style is how a result looks there.
func (o *outputOptions) style(page terminal.Page) render.Options {
	style := render.Options{Color: page.Color, ASCII: o.ascii, NoHeader: o.noHeader, Width: o.width, Height: page.Lines, Spell: fault.AsFlag}
	if o.width == 0 {
		style.Width = render.PageWidth(page.Columns)
	}
	return style
}

// toOutput runs write on standard output or on the file that was asked for.
func (p *program) toOutput(o outputOptions, write func(io.Writer, render.Options) error) error {
	return p.term.Write(o.target(), func(w io.Writer, page terminal.Page) error {
		if can := o.format.Can(); can.Binary && page.Columns > 0 {
			return usageError("give it a file: --output x"+can.Endings[0], "a terminal cannot show %s", o.format)
		}
		return write(w, o.style(page))
	})
}

// lockOutput keeps other runs from the output of this one until release is called.
func (p *program) lockOutput(output, self string) (release func(), err error) {
	release, err = p.term.Lock(output, self)
	if errors.Is(err, errors.ErrUnsupported) {
		p.note("%s: this file system has no locks: two runs at once may lose each other's rows", output)
		return func() {}, nil
	}
	return release, err
}

// flags are the output's; the first format is the default.
func (o *outputOptions) flags(formats ...render.Format) *pflag.FlagSet {
	f := o.plainFlags(formats...)
	f.Var(flagvalue.Choice(&o.color, terminal.Colors[0], terminal.Colors), "color", "color: "+oneOf(terminal.Colors))
	f.BoolVar(&o.noHeader, "no-header", false, "rows only: no headings, footnotes or empty lines")
	f.AddFlagSet(o.quietFlags())
	return f
}

// plainFlags are those of a verb that prints a list.
func (o *outputOptions) plainFlags(formats ...render.Format) *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.VarP(formatValue(&o.format, formats), "format", "f", oneOf(render.FormatNames(formats)))
	f.AddFlagSet(o.pathFlags(formats...))
	f.BoolVar(&o.ascii, "ascii", false, "only ASCII characters in tables and bars")
	help.AddRare(f, flagvalue.Width(&o.width), "width", "columns of a page, 80 to 200 (default: the terminal's, up to 120, else 80)")
	return f
}

// formatValue is --format. The error of the report, which has no csv, names the verbs that do.
func formatValue(to *render.Format, formats []render.Format) *flagvalue.Value {
	known := flagvalue.Choice(to, formats[0], render.FormatNames(formats))
	return flagvalue.New(known.Type(), known.String(), func(s string) error {
		if asked := render.Format(strings.ToLower(s)); (asked == render.CSV || asked == render.Parquet) && !slices.Contains(formats, asked) && slices.Contains(formats, render.HTML) {
			return usageError("levels, strikes, expiries, buckets, profile, flows, greeks and check have "+string(asked), "a whole report is not a single table")
		}
		return known.Set(s)
	})
}

// fileFlags are those of a verb that writes a file, the first format being the default.
func (o *outputOptions) fileFlags(formats ...render.Format) *pflag.FlagSet {
	f := o.pathFlags(formats...)
	if len(formats) > 1 {
		f.VarP(formatValue(&o.format, formats), "format", "f", oneOf(render.FormatNames(formats)))
	}
	f.AddFlagSet(o.quietFlags())
	return f
}

func (o *outputOptions) pathFlags(formats ...render.Format) *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.VarP(flagvalue.Text(&o.path, "FILE"), "output", "o", "output file, created only on success; its ending selects the format: "+render.EndingsOf(formats))
	must(f.SetAnnotation("output", writesKey, render.FormatNames(formats)))
	return f
}

func (o *outputOptions) quietFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.BoolVarP(&o.quiet, "quiet", "q", false, "no notes on standard error")
	f.BoolVar(&o.verbose, "verbose", false, "report on standard error what was read and how it was fitted")
	return f
}

// streamFlags are those of an output without end, which no file is replaced by.
func (o *outputOptions) streamFlags(formats ...render.Format) *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	o.flags(formats...).VisitAll(func(flag *pflag.Flag) {
		if flag.Name != "output" {
			f.AddFlag(flag)
		}
	})
	return f
}

// completeOutput completes the flags of the output.
func completeOutput(cmd *cobra.Command, formats []render.Format) {
	complete.Words(cmd, "format", render.FormatNames(formats)...)
	if cmd.Flags().Lookup("color") != nil {
		complete.Words(cmd, "color", terminal.Colors...)
	}
}

// writesKey annotates --output with the formats that a verb can write.
const writesKey = "gex_writes"

// followEnding takes the format from the ending of --output: it counts for more than a default from the settings, and
// must not contradict a --format on the command line. Other endings change nothing.
func followEnding(cmd *cobra.Command) error {
	output := cmd.Flags().Lookup("output")
	if output == nil {
		return nil
	}
	path := output.Value.String()
	ending := strings.ToLower(filepath.Ext(path))
	writes := output.Annotations[writesKey]
	if says := render.FormatOf(ending); says != "" {
		return setFormat(cmd, path, says, writes)
	}
	if tool, known := render.Foreign(ending); known {
		hint := cmd.CommandPath() + " writes files that end in " + render.EndingsOf(writes)
		if tool != "" {
			hint = "omit --output and compress the result: " + cmd.CommandPath() + " ... | " + tool + " > " + escape.Shell(path)
		}
		return usageError(hint, fault.Setting("output")+" %s: gex does not write %s files", path, ending)
	}
	return nil
}

// setFormat sets the format of a verb to that of the ending of its output.
func setFormat(cmd *cobra.Command, path string, says render.Format, writes []string) error {
	plain := says == render.Table // any text may have this ending
	format := cmd.Flags().Lookup("format")
	switch {
	case format != nil && format.Changed && (plain || strings.EqualFold(format.Value.String(), string(says))):
		return nil
	case format != nil && format.Changed:
		return usageError("omit --format, or give --output another ending", fault.Setting("output")+" %s implies %s, and "+fault.Setting("format")+" is %s", path, says, format.Value)
	case !slices.Contains(writes, string(says)) && plain && !slices.Contains(writes, string(render.SVG)):
		return nil
	case !slices.Contains(writes, string(says)):
		hint := cmd.CommandPath() + " writes files that end in " + render.EndingsOf(writes)
		if says == render.CSV && format != nil {
			hint += "; levels, strikes, expiries, buckets, profile, flows, greeks and check have csv"
		}
		return usageError(hint, fault.Setting("output")+" %s: %s does not write %s", path, cmd.CommandPath(), says)
	case format == nil:
		return nil
	}
	return format.Value.Set(string(says))
}
