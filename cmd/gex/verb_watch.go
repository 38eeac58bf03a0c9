package main

import (
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/pipeline/watch"
	"gex/internal/render"
	"gex/internal/report"
)

// watchOptions are those of gex watch.
type watchOptions struct {
	chainOptions
	interval time.Duration
}

// watchFormats are those of which several can follow each other.
var watchFormats = []render.Format{render.Table, render.Markdown, render.NDJSON}

func newWatchCmd(p *program) *cobra.Command {
	o := &watchOptions{interval: usualInterval}
	cmd := &cobra.Command{
		Use: "watch FILE", Short: "the report again whenever the file is replaced, and what is new",
		Long: `watch shows the report of one underlying, and again whenever the content of the file changes, with
what is new since the previous version. The file may be replaced or rewritten: it is read when it has
not changed between two looks, and while it cannot be read the last report stays, with a line that
gives the reason. Write it under another name and rename it, and no partial file is ever read. The
first version must be readable.

On a terminal the report fills the screen, which is restored when the watch ends. Elsewhere each
version follows the one before: one line each with --format ndjson, separated by an empty line as a
table. There "changes" lists what is new.

Ctrl-C or SIGTERM ends it with exit code 0. A reader that has gone, as of a pipe into head, is noticed
at the next version.`,
		Example: `  gex watch spx.csv
  gex watch --interval 500ms --dte 0-7 spx.csv
  gex watch --symbol UND0002 market.csv
  gex watch --combine SPX spx.csv spy.csv es.csv
  gex watch --format ndjson spx.csv >> spx.ndjson
  gex watch --format ndjson spx.csv | jq --unbuffered -c '[.as_of, .levels.zero_gamma]'`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runWatch(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.Interval(&o.interval), "interval", "how often to check the file: 500ms, 1m (default 2s)")
	o.addFlowFlags(cmd) // and no --map-to: its price is of one moment
	cmd = chainVerb(p, cmd, &o.chainOptions, o.streamFlags(watchFormats...))
	completeOutput(cmd, watchFormats)
	o.addCombineFlags(cmd)
	cmd.Args = func(cmd *cobra.Command, files []string) error {
		if o.combine != "" && len(files) > 1 && !slices.Contains(files, "-") {
			return nil
		}
		return p.needOneWatched(cmd, files)
	}
	return cmd
}

const (
	usualInterval = 2 * time.Second

	// glanceEvery is how often the size of the terminal is checked.
	glanceEvery = 200 * time.Millisecond
)

// needOneWatched refuses what cannot be looked at twice.
func (p *program) needOneWatched(cmd *cobra.Command, files []string) error {
	switch {
	case len(files) > 1:
		return usageError("call "+cmd.CommandPath()+" for each", "%d files cannot be watched at once", len(files))
	case len(files) == 1 && files[0] == "-":
		return usageError("gex report - shows it once", "standard input cannot be watched: it does not change")
	}
	if len(files) == 0 && p.Piped() {
		return usageError(cmd.CommandPath()+" FILE", "no file is given, and standard input cannot be watched")
	}
	return p.needFiles(cmd, files)
}

func runWatch(p *program, o *watchOptions) error {
	if err := o.mustNotJoin("watch"); err != nil {
		return err
	}
	watched := pipeline.Single{Why: "cannot be watched at once", Hint: pickOne}
	job, err := p.job(&o.chainOptions, kind{Verb: pipeline.Verb{Build: builds(gex.Build), Whole: true, Sums: true, Single: watched}})
	if err != nil {
		return err
	}
	style := o.style(p.term.Watch(o.target(), o.format == render.Table))
	defer p.term.Screen.Leave()
	name := strings.Join(o.files, ", ")
	w := &watch.Watch{
		File: watch.File{
			Name: name, Args: o.combineArgs(),
			Stat: func() (fs.FileInfo, error) { return watch.Together(o.files, p.Look) },
			Read: func() (*report.Report, error) {
				r, err := job.One(p, name, p.term.Screen.Whole())
				if err != nil {
					return nil, err
				}
				return r.Document.(*report.Report), nil
			},
			Fail: func(err error) { p.Complain(err) },
		},
		View: watch.View{
			Screen: &p.term.Screen, Apart: o.apart(), ASCII: o.ascii, Interval: o.interval,
			Page: func(w io.Writer, r *report.Report, columns int) error {
				if columns > 0 && o.width == 0 {
					style.Width = render.PageWidth(columns)
				}
				return render.Report(w, r, o.format, style)
			},
		},
	}
	if err := w.Begin(); err != nil {
		return err
	}
	polls, glances := time.NewTicker(o.interval), time.NewTicker(glanceEvery)
	defer polls.Stop()
	defer glances.Stop()
	return w.Follow(polls.C, glances.C)
}
