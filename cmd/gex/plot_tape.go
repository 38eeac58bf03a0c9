package main

import (
	"io"

	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/render/svg"
	"gex/internal/report"
)

// tapeVerb is what a picture through a day is made of.
var tapeVerb = pipeline.Verb{Build: builds(gex.BuildTapeColumn), Carries: true, FailsLast: true, Picks: true, Whole: true, Sums: true}

// runTapePlot draws the files of a day instead of one chain. What cannot be used is reported at the end, and counted in the picture.
func runTapePlot(p *program, o *chainOptions, draw func(io.Writer, *report.Pictures) error) error {
	if err := o.mustNotJoin("plot " + fault.Setting("kind") + " " + svg.Tape); err != nil {
		return err
	}
	if o.combine != "" {
		return usageError("gex history "+fault.Setting("combine")+" "+o.combine+" DIR -o levels.csv, and "+fault.Setting("kind")+" "+svg.History, "%s does not apply to %s %s", fault.Setting("combine"), fault.Setting("kind"), svg.Tape)
	}
	q, err := p.request(o)
	if err != nil {
		return err
	}
	job, err := pipeline.New(q, tapeVerb)
	if err != nil {
		return err
	}
	if job.Files, err = p.filesOfDay(job); err != nil {
		return err
	}
	if err := p.Spares(o.path, job.Files); err != nil {
		return err
	}
	p.showProgress(o, true)
	var columns []*report.TapeColumn
	return job.Run(p, pipeline.Sink{
		Show: func(r pipeline.Result) error {
			columns = append(columns, r.Document.(*report.TapeColumn))
			return nil
		},
		End: func(failed int) error {
			t, err := report.NewDayTape(columns, failed)
			if err != nil {
				return err
			}
			return p.toOutput(o.outputOptions, func(w io.Writer, _ render.Options) error { return draw(w, t.Pictures()) })
		},
	})
}

// filesOfDay are the files of a job, of a directory those in it, of a zip archive its members.
func (p *program) filesOfDay(job *pipeline.Job) (files []string, err error) {
	for _, name := range job.Files {
		inside := []string{name}
		if info, err := p.Stat(name); err == nil && info.IsDir() {
			if inside, err = pipeline.ChainFiles(name); err != nil || len(inside) == 0 {
				return nil, fault.New(fault.Input, "give the directory that holds the files of a day", "%s: no chain files in it", name)
			}
		}
		for _, path := range inside {
			for _, member := range job.Members(p, path) {
				files = append(files, path+member)
			}
		}
	}
	return files, nil
}
