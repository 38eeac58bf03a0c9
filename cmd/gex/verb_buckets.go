package main

import (
	"github.com/spf13/cobra"

	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
)

func newBucketsCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	cmd := &cobra.Command{
		Use: "buckets FILE...", Short: "exposure by days to expiry",
		Example: `  gex buckets spx.csv
  gex buckets --weight volume --format json spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runBuckets(p, o)
		},
	}
	return chainCommand(p, cmd, o, allFormats...)
}

func runBuckets(p *program, o *chainOptions) error {
	return p.results(o, kind{Verb: pipeline.Verb{Build: builds(gex.BuildBuckets)}, rows: true}, showing(render.Buckets, o.format))
}
