package main

import (
	"errors"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"gex/internal/complete"
	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/pipeline/history"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/settings"
	"gex/internal/terminal"
)

// historyOptions are those of gex history.
type historyOptions struct {
	chainOptions
	dir  string
	jobs int // 0: all cores
}

func newHistoryCmd(p *program) *cobra.Command {
	o := &historyOptions{}
	cmd := &cobra.Command{
		Use: "history DIR", Short: "a time series of totals and levels, from a directory of chains",
		Long: `history writes a row for every underlying of every chain file in a directory and its
subdirectories: totals, key levels, those of 0DTE, the codes of warnings, and the file with its
SHA-256. Rows are sorted by time. Chain files end in .csv, .tsv, .txt, .json, .parquet or .zip,
optionally followed by .gz or .zst; names that begin with a dot are skipped. Of a zip archive with
several files each is a chain file, ARCHIVE:FILE.

With --output a run continues the last one: a file whose name and content already have rows of this
version is not analyzed again, a changed file gets new rows, and rows of other directories and of
files that no longer exist stay. The flags must be the same, as rows under different assumptions are
not comparable. The output is replaced as a whole, from time to time and at the end; a Parquet file is made
anew by every run. Only one run
writes it at a time: a second one waits for up to ten seconds.

A file that cannot be used, contains an underlying that cannot be used, or is truncated, is reported
at the end and tried again by each run; other files are not affected.`,
		Example: `  gex history chains -o levels.csv
  gex history --dte 0-30 --jobs 2 -o month.csv chains
  gex history --format ndjson chains > levels.ndjson`,
		RunE: func(_ *cobra.Command, args []string) error {
			o.dir = args[0]
			return runHistory(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.CountUpTo(&o.jobs, 1024), "jobs", "number of cores to use (default all)")
	o.addADV(cmd.Flags())
	chainCommand(p, cmd, &o.chainOptions, render.CSV, render.NDJSON, render.Parquet)
	cmd.Args = p.needDir
	cmd.ValidArgsFunction = complete.Dirs
	return cmd
}

// needDir refuses anything but one directory.
func (p *program) needDir(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return usageError(cmd.CommandPath()+" DIR -o levels.csv", "a directory is missing")
	case len(args) > 1:
		return usageError("give the directory that holds them", "history takes one directory, not %d arguments", len(args))
	}
	return nil
}

func runHistory(p *program, o *historyOptions) error {
	if err := o.mustNotJoin("history"); err != nil {
		return err
	}
	if o.noHeader && o.path != "" && o.format == render.CSV {
		return usageError("omit it, or write to standard output", "%s makes a file that a later run cannot continue", fault.Setting("no-header"))
	}
	if o.jobs > 0 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(o.jobs))
	}
	series := history.Options{
		Dir: o.dir, Output: o.path, CSV: o.format == render.CSV, Streams: terminal.Streams(o.path) || o.format == render.Parquet, Flags: settings.Bearing(p.effective),
	}
	if !series.Streams {
		release, err := p.lockOutput(o.path, "gex history")
		if err != nil {
			return err
		}
		defer release()
	}
	request, err := p.request(&o.chainOptions)
	if err != nil {
		return err
	}
	p.showProgress(&o.chainOptions, false)
	err = history.Run(p, request, series, func(rows []report.Snapshot) error {
		return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
			return render.History(w, rows, o.format, style)
		})
	})
	if errors.Is(err, report.ErrOldHistory) {
		return p.outdated(o.path, "history "+escape.Shell(o.dir), err)
	}
	return err
}

// outdated refuses to continue an output of an earlier version, and names the commands that write a new one.
// The old one is kept: it may have rows of files that are gone.
func (p *program) outdated(path, verb string, cause error) error {
	old := escape.Shell(path + ".old")
	return fault.New(fault.Input, "mv -- "+escape.Shell(path)+" "+old+" && gex "+verb+p.sources.Given(p.settings)+" writes a new one; rows of files that no longer exist stay in "+old, "%s: %w", path, cause)
}
