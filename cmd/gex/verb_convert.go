package main

import (
	"cmp"
	"io"

	"github.com/spf13/cobra"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/help"
	"gex/internal/render"
)

func newConvertCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	cmd := &cobra.Command{
		Use: "convert FILE", Short: "any chain file as canonical csv or Parquet, which gives the same report",
		Long: `convert writes a chain file as csv in the layout long: every record, including those that reports
leave out. The csv gives the same numbers as the original file, and so does the Parquet file that
--format parquet writes, with typed columns of the same names.`,
		Example: `  gex convert spx.json.gz > spx.csv
  gex convert --columns symbol=contract,open_interest=OI --as-of 2025-11-20 export.csv -o spx.csv
  gex convert spx.csv -o spx.parquet
  gex convert --quote-date 2019-03-29 history.csv | gex levels -`,
		Args: func(cmd *cobra.Command, files []string) error {
			if o.join {
				return p.needFiles(cmd, files)
			}
			return p.needOne("csv")(cmd, files)
		},
		ValidArgsFunction: complete.Chains,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runConvert(p, o)
		},
	}
	help.Group(cmd, "Input", o.inputFlags())
	formats := []render.Format{render.CSV, render.Parquet}
	help.Group(cmd, "Output", o.fileFlags(formats...))
	completeOutput(cmd, formats)
	completeInput(cmd)
	p.fromPipe(cmd, 1)
	return cmd
}

func runConvert(p *program, o *chainOptions) error {
	job, err := p.job(o, kind{})
	if err := cmp.Or(err, p.Spares(o.path, o.files)); err != nil {
		return err
	}
	f, err := job.File(p, job.Files[0])
	if err != nil {
		return err
	}
	for _, c := range f.Chains { // the column caveats is read by people, and by gex again
		for i := range c.Notes {
			c.Notes[i].Message = fault.Spell(c.Notes[i].Message, fault.AsFlag)
		}
	}
	return p.toOutput(o.outputOptions, func(w io.Writer, _ render.Options) error {
		return render.Chain(w, o.format, f.WriteLong)
	})
}
