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
	"gex/internal/render"
	"gex/internal/report"
)

// readReport reads a file that holds reports; nil without an error when it is something else. Standard input can be
// read again then.
func (p *program) readReport(name string, o *chainOptions) ([]byte, error) {
	raw, err := p.open(name)
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

// diffReports compares two files of reports, and ends with 1 when they differ.
func diffReports(p *program, o *diffOptions, cmd *cobra.Command, texts [2][]byte) error {
	if err := foreign(cmd, "reports", "Input", "Model", "Contract"); err != nil {
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
