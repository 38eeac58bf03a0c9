package main

import (
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/pipeline/history"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/terminal"
)

// historyOptions are those of gex history.
type historyOptions struct {
	chainOptions
	folder string
	jobs   int // 0: all cores
}

func newHistoryCmd(p *program) *cobra.Command {
	o := &historyOptions{}
	cmd := &cobra.Command{
		Use: "history DIR", Short: "a time series of totals and levels, from a directory of chains",
		Long: `history makes a row of every underlying of every chain file in a folder and the folders in it: totals,
key levels, those of 0DTE, the codes of warnings, and the file with its sum. Files are taken in the
order of their names, rows stand in the order of their time. Files are those that end in .csv, .tsv,
.txt or .json, also with .gz or .zst behind; names that begin with a dot are passed over.

With --output the work goes on where it was left: a file whose name and content have rows of this
version already is not analysed again, one of the same folder with another content has its rows
replaced, and rows of other folders and of files that are gone stay. The flags must be the same, as
rows of other assumptions do not belong together. The output appears under its name as a whole, from
time to time and at the end. One run writes it at a time: a second one waits for ten seconds.

A file that cannot be used, has an underlying that cannot be used, or is cut off, is reported at the
end and tried again each time; the others are not affected.`,
		Example: `  gex history chains -o levels.csv
  gex history --dte 0-30 --jobs 2 -o month.csv chains
  gex history --format ndjson chains > levels.ndjson`,
		RunE: func(_ *cobra.Command, args []string) error {
			o.folder = args[0]
			return runHistory(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.CountUpTo(&o.jobs, 1024), "jobs", "on how many cores to work (default all)")
	o.addADV(cmd.Flags())
	chainCommand(p, cmd, &o.chainOptions, render.CSV, render.NDJSON)
	cmd.Args = p.needFolder
	cmd.ValidArgsFunction = completeFolders
	return cmd
}

// needFolder refuses anything but one folder.
func (p *program) needFolder(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return usageError(cmd.CommandPath()+" DIR -o levels.csv", "no folder is given")
	case len(args) > 1:
		return usageError("give the folder that holds them", "%d arguments are not one folder", len(args))
	}
	return nil
}

func completeFolders(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// bearing are the settings that bear on the numbers, wherever they were given, in the order of their names.
func bearing(settings []report.Setting) string {
	var list []string
	for _, s := range settings {
		if !slices.Contains([]string{"jobs", "max-bytes", "strict"}, s.Name) {
			list = append(list, fault.AsFlag(s.Name)+" "+s.Value)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func runHistory(p *program, o *historyOptions) error {
	if o.noHeader && o.path != "" && o.format == render.CSV {
		return usageError("leave it away, or write to standard output", "%s leaves a file that cannot be gone on with", fault.Setting("no-header"))
	}
	if o.jobs > 0 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(o.jobs))
	}
	series := history.Options{
		Dir: o.folder, Output: o.path, CSV: o.format == render.CSV, Streams: terminal.Streams(o.path), Flags: bearing(p.effective),
	}
	if !series.Streams {
		release, err := p.lockOutput(o.path, "gex history")
		if err != nil {
			return err
		}
		defer release()
	}
	p.showProgress(&o.chainOptions, false)
	err := history.Run(p, p.request(&o.chainOptions), series, func(rows []report.Snapshot) error {
		return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
			return render.History(w, rows, o.format, style)
		})
	})
	var old *report.OldHistoryError
	if errors.As(err, &old) {
		return p.outdated(o.path, "history "+escape.Shell(o.folder), old)
	}
	return err
}
