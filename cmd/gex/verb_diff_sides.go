package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/help"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// readReport reads a file that holds reports; nil without an error when it is something else. Standard input can be
// read again then.
func (p *program) readReport(name string, o *chainOptions) ([]byte, error) {
	raw, err := p.Open(name)
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	options := o.chain
	options.Name = name
	var kept bytes.Buffer
	var from io.Reader = raw
	if name == "-" {
		from = io.TeeReader(raw, &kept)
		defer func() { p.in = io.MultiReader(&kept, p.in) }()
	}
	text, err := chain.Unpacked(from, options)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	buffered := bufio.NewReader(text)
	if head, _ := buffered.Peek(512); !chain.IsJSON(head) {
		return nil, nil
	}
	all, err := io.ReadAll(buffered)
	if err != nil || !report.IsDocument(all) {
		return nil, err
	}
	return all, nil
}

// diffChains says what changed from one chain to a later one of the same underlying, and why.
func diffChains(p *program, o *diffOptions, cmd *cobra.Command) error {
	if err := foreign(cmd, "chains", "Tolerance"); err != nil {
		return err
	}
	compared := pipeline.Single{Why: "cannot be compared at once", Hint: pickOne, Files: 2}
	job, err := p.job(&o.chainOptions, kind{Verb: pipeline.Verb{Build: builds(gex.BuildKeys), Sums: true, Single: compared}})
	if err != nil {
		return err
	}
	var sides []pipeline.Result
	p.showProgress(&o.chainOptions, false)
	err = job.Run(p, pipeline.Sink{Show: func(r pipeline.Result) error {
		sides = append(sides, r)
		return nil
	}})
	if err != nil {
		return err
	}
	was, is := sides[0].Document.(*report.LevelsDocument), sides[1].Document.(*report.LevelsDocument)
	d, err := gex.Diff(sides[0].Book, sides[1].Book, was, is)
	if err != nil {
		return asUsageOf(err)
	}
	d.Before = was.Input
	is.Warnings = append(is.Warnings, earlier(was.Warnings, is.Warnings)...)
	out := &report.DiffDocument{About: is.About, Diff: d}
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		return render.Diff(w, out, o.listTop(), o.format, style)
	})
}

// earlier are the warnings about the earlier chain, but for what is said of the later one too.
func earlier(was, said []report.Warning) []report.Warning {
	var list []report.Warning
	for _, w := range was {
		known := false
		for _, s := range said {
			known = known || s == w
		}
		if !known {
			list = append(list, report.Warning{Code: w.Code, Message: "of the earlier chain: " + w.Message})
		}
	}
	return list
}

// diffReports compares two files of reports, and ends with 1 when they differ.
func diffReports(p *program, o *diffOptions, cmd *cobra.Command, texts [2][]byte) error {
	if err := foreign(cmd, "reports", "Input", "Model", "Contract", help.Rare); err != nil {
		return err
	}
	var sides [2][]report.Parsed
	for i, text := range texts {
		list, err := report.ReadDocuments(text)
		if err != nil {
			return notRead(o.files[i], err)
		}
		sides[i] = list
	}
	result := report.CompareDocuments(sides[0], sides[1], o.how)
	if len(result.Unfit) > 0 && !o.quiet {
		p.note("no key fits %s", strings.Join(result.Unfit, ", "))
	}
	out := render.Comparison{Version: version(), FileA: o.files[0], FileB: o.files[1], How: o.how, Result: result, Top: o.listTop()}
	err := p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error { return out.Write(w, o.format, style) })
	if err == nil && !result.Equal {
		return fault.Reported(fault.No)
	}
	return err
}

// listTop is how much to list: what machines read is whole, unless it is to be cut.
func (o *diffOptions) listTop() int {
	if o.toTop || o.can().page {
		return o.top
	}
	return 0
}

// notRead is a report that cannot be read.
func notRead(name string, err error) error {
	hint := "is it whole? gex report --format json writes it"
	var schema *report.SchemaError
	if errors.As(err, &schema) {
		hint = "write it again with this version, from the file it was made of"
	}
	return fault.New(fault.Input, hint, "%s: %w", name, err)
}
