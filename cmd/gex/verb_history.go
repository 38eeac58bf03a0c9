package main

import (
	"errors"
	"io"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

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
	dir     string
	chains  []string // instead of a directory
	jobs    int      // 0: all cores
	skipBad bool
}

func newHistoryCmd(p *program) *cobra.Command {
	o := &historyOptions{}
	cmd := &cobra.Command{
		Use: "history DIR|FILE...", Short: "a time series of totals and levels, from a directory of chains",
		Long: `history writes a row for every underlying of every chain file in a directory and its
subdirectories, or of the files named: totals, key levels, those of 0DTE, the codes of warnings, and
the file with its SHA-256. Rows are sorted by time, then underlying. Chain files end in .csv, .tsv,
.txt, .json, .parquet or .zip, optionally followed by .gz or .zst; names that begin with a dot are
skipped. Of a zip archive with several files each is a chain file, ARCHIVE:FILE.

A file of many quote dates, such as a vendor's month, makes a row for every date and underlying: each
date counts as a file of its own with the rows of that date, wherever in the file they are, and only
a few dates are held in memory. --quote-date FROM..TO selects. A date that cannot be used ends its
file; with --skip-bad the dates after it are read too. Either way it is reported at the end.

With --output a run continues the last one: a file whose name and content already have rows of this
version is not analyzed again, a changed file gets new rows, and rows of other directories and of
files that no longer exist stay. The flags must be the same, as rows under different assumptions are
not comparable. The output is replaced as a whole, from time to time and at the end, so that a run
that is stopped loses little: of a file of many dates, the next one makes the rows that are missing.
Only one run writes it at a time: a second one waits for up to ten seconds.

--combine AXIS makes a row of the files of one instant: of each underlying the file that is nearest in
time to one of the axis, at most 15 minutes from it. The column members has each one's GEX. A file
that is near to none of the axis is reported.

A file that cannot be used, contains an underlying that cannot be used, or is truncated, is reported
at the end and tried again by each run; other files are not affected.`,
		Example: `  gex history chains -o levels.csv
  gex history --dte 0-30 --jobs 2 -o month.csv chains
  gex history --format ndjson chains > levels.ndjson
  gex history chains -o levels.parquet
  gex history --quote-date 2025-11-01..2025-11-30 spx-2025.csv.gz -o november.csv
  gex history --combine SPX chains -o combined.csv
  gex history --skip-bad optionmetrics-2024.csv -o 2024.csv`,
		RunE: func(_ *cobra.Command, args []string) error {
			if info, err := p.Stat(args[0]); len(args) == 1 && (err != nil || info.IsDir()) {
				o.dir = args[0]
			} else {
				o.chains = args
			}
			return runHistory(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.CountUpTo(&o.jobs, 1024), "jobs", "number of cores to use (default all)")
	cmd.Flags().BoolVar(&o.skipBad, "skip-bad", false, "go on in a file of many dates after one that cannot be used")
	o.addADV(cmd.Flags())
	o.addRuleFlags(cmd)
	o.addCombineFlags(cmd)
	chainCommand(p, cmd, &o.chainOptions, render.CSV, render.NDJSON, render.Parquet)
	cmd.Args = p.needDir
	return cmd
}

// needDir refuses anything but one directory, or files.
func (p *program) needDir(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError(cmd.CommandPath()+" DIR -o levels.csv", "a directory is missing")
	}
	dirs := 0
	for _, name := range args {
		if info, err := p.Stat(name); err == nil && info.IsDir() {
			dirs++
		}
	}
	if dirs > 0 && len(args) > 1 {
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
		Dir: o.dir, Files: o.chains, Output: o.path, CSV: o.format != render.NDJSON, Table: o.format == render.Parquet, Streams: terminal.Streams(o.path), Flags: settings.Bearing(p.effective),
		Alone: settings.Bearing(p.effective, "combine", "bin"),
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
	request.SkipBad = o.skipBad
	p.showProgress(&o.chainOptions, false)
	err = history.Run(p, request, series, func(rows []report.Snapshot) error {
		return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
			return render.History(w, rows, o.format, style)
		})
	})
	if errors.Is(err, report.ErrOldHistory) {
		return p.outdated(o.path, "history "+o.sources(), err)
	}
	return err
}

// sources are the arguments, as a shell takes them.
func (o *historyOptions) sources() string {
	if len(o.chains) == 0 {
		return escape.Shell(o.dir)
	}
	var list []string
	for _, name := range o.chains {
		list = append(list, escape.Shell(name))
	}
	return strings.Join(list, " ")
}

// outdated refuses to continue an output of an earlier version, and names the commands that write a new one.
// The old one is kept: it may have rows of files that are gone.
func (p *program) outdated(path, verb string, cause error) error {
	old := escape.Shell(path + ".old")
	return fault.New(fault.Input, "mv -- "+escape.Shell(path)+" "+old+" && gex "+verb+p.sources.Given(p.settings)+" writes a new one; rows of files that no longer exist stay in "+old, "%s: %w", path, cause)
}
