package main

import (
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
		Long: `watch shows the report of one underlying and shows it again whenever the file holds something else,
with what is new since the version before. A file may be replaced, or written anew in its place: it
is read once it stands still from one look to the next, and while it cannot be read the last report
stays, with a line that says why. Half of it is never seen when it is written under another name and
renamed. The first version must be readable.

On a terminal the report takes the whole screen, as much of it as there is room for, and the screen
is as before when the watch ends. Anywhere else every version follows the one before: a line each
with --format ndjson, after an empty line as a table. There "changes" says what is new.

Ctrl-C ends it, as SIGTERM does, with exit code 0: there is no other end.`,
		Example: `  gex watch spx.csv
  gex watch --interval 500ms --dte 0-7 spx.csv
  gex watch --symbol UND0002 market.csv
  gex watch --format ndjson spx.csv >> spx.ndjson
  gex watch --format ndjson spx.csv | jq --unbuffered -c '[.as_of, .levels.zero_gamma]'`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runWatch(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.Interval(&o.interval), "interval", "how often to look at the file: 500ms, 1m (default 2s)")
	o.addFlowFlags(cmd) // and no --map-to: its price is of one moment
	cmd = chainVerb(p, cmd, &o.chainOptions, o.streamFlags(watchFormats...))
	completeOutput(cmd, watchFormats)
	cmd.Args = p.needOneWatched
	return cmd
}

const (
	usualInterval = 2 * time.Second

	// glanceEvery is how soon a terminal of another size is drawn anew.
	glanceEvery = 200 * time.Millisecond
)

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

// needOneWatched refuses what cannot be looked at twice.
func (p *program) needOneWatched(cmd *cobra.Command, files []string) error {
	switch {
	case len(files) > 1:
		return usageError("call "+cmd.CommandPath()+" for each", "%d files cannot be watched at once", len(files))
	case len(files) == 1 && files[0] == "-":
		return usageError("gex report - shows it once", "standard input cannot be watched: it does not change")
	}
	if len(files) == 0 && p.piped() {
		return usageError(cmd.CommandPath()+" FILE", "no file is given, and standard input cannot be watched")
	}
	return p.needFiles(cmd, files)
}

func runWatch(p *program, o *watchOptions) error {
	watched := pipeline.Single{Why: "cannot be watched at once", Hint: pickOne}
	job, err := p.job(&o.chainOptions, kind{Verb: pipeline.Verb{Build: builds(gex.Build), Whole: true, Sums: true, Single: watched}})
	if err != nil {
		return err
	}
	style := o.style(p.term.Watch(o.target(), o.format == render.Table))
	defer p.term.Screen.Leave()
	name := o.files[0]
	w := &watch.Watch{
		File: watch.File{
			Name: name,
			Stat: func() (fs.FileInfo, error) { return p.look(name) },
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

// look opens a file to see what it is now: that it can be opened is part of it.
func (p *program) look(name string) (fs.FileInfo, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, usageError("gex report "+name+" shows it once", "%s is no file that can be read again", name)
	}
	f, err := p.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.(*os.File).Stat()
}
