package main

import (
	"cmp"
	"io"

	"github.com/spf13/cobra"

	"gex/internal/gex"
	"gex/internal/par"
	"gex/internal/render"
	"gex/internal/report"
)

// diffChains says what changed from one chain to a later one of the same underlying, and why.
func diffChains(p *program, o *diffOptions, cmd *cobra.Command) error {
	if err := cmp.Or(foreign(cmd, "chains", "Tolerance"), o.checkModel()); err != nil {
		return err
	}
	o.kind = kind{builds: builds(gex.BuildKeys), alone: "compared", sums: true}
	var sides []result
	if err := p.collect(&o.chainOptions, func(r result) { sides = append(sides, r) }); err != nil {
		return err
	}
	was, is := sides[0].document.(*report.LevelsDocument), sides[1].document.(*report.LevelsDocument)
	d, err := gex.Diff(sides[0].book, sides[1].book, was, is)
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

// collect reads and analyses all files on all cores and keeps every result, in the order given. What fails is told, and
// the others go on.
func (p *program) collect(o *chainOptions, keep func(result)) error {
	s := p.newSequence(o, io.Discard, func(_ io.Writer, r result, _ render.Options) error {
		keep(r)
		return nil
	}, render.Options{})
	par.InOrder(p.allPieces(o), s.take)
	return s.finish()
}
