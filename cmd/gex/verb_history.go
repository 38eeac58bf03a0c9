package main

import (
	"runtime"

	"github.com/spf13/cobra"

	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/render"
)

// historyOptions are those of gex history.
type historyOptions struct {
	chainOptions
	folder string
	jobs   int    // 0: all cores
	flags  string // those that bear on the numbers, as they were given
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
			o.folder, o.flags = args[0], bearing(*o.settings)
			return runHistory(p, o)
		},
	}
	cmd.Flags().Var(countUpTo(&o.jobs, 1024), "jobs", "on how many cores to work (default all)")
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

func runHistory(p *program, o *historyOptions) error {
	if err := o.checkModel(); err != nil {
		return err
	}
	if o.noHeader && o.path != "" && o.format == render.CSV {
		return usageError("leave it away, or write to standard output", "%s leaves a file that cannot be gone on with", fault.Setting("no-header"))
	}
	if o.jobs > 0 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(o.jobs))
	}
	o.kind = kind{builds: builds(gex.BuildRow), warned: true, failsLast: true, whole: true, sums: true}
	h := &history{p: p, o: o}
	if !h.streams() {
		release, err := p.lockOutput(o.path, "gex history")
		if err != nil {
			return err
		}
		defer release()
	}
	if err := h.resume(); err != nil {
		return err
	}
	if err := h.find(); err != nil {
		return err
	}
	return h.run()
}
