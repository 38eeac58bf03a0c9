package main

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/help"
	"gex/internal/pipeline"
	"gex/internal/pipeline/diff"
	"gex/internal/render"
	"gex/internal/report"
)

// diffOptions are those of gex diff.
type diffOptions struct {
	chainOptions
	how   report.Comparing
	dash  int  // files before --; negative: there is none
	toTop bool // --top is on the command line
}

func newDiffCmd(p *program) *cobra.Command {
	o := &diffOptions{}
	o.top = usualDiffTop
	cmd := &cobra.Command{
		Use: "diff A B", Short: "what changed between two chains and why; whether two reports agree",
		Long: `diff of two chains of one underlying, the older first, splits the change of GEX by its causes, one after
the other: spot, time, carry (rates and forwards), volatility, open interest, and contracts that are
new, settled or missing. They add up to the whole change. Contracts in both chains are matched by root,
settlement, strike and side and repriced step by step; a new contract counts in full, and so does one
that settled. Levels that moved, totals and the strikes that changed most follow.

-f html is one page of both: what changed first, then the two profiles in one picture, the strikes of
both, the causes, and all tables. It needs no network, and reads without its script.

--combine AXIS makes one book of the files of each side, which are divided by "--": BEFORE... -- AFTER...
Two directories or two lists with commas are sides, too, and other files are divided by their times.

diff of two reports, as gex VERB --format json or ndjson writes them, compares key by key and exits 1
when they differ. Numbers a and b are equal when |a-b| is at most --atol or --rtol times the larger
of |a| and |b|; a number and null are never equal. Rows of a list are matched by their key (strike,
root and expiry, bucket, code, move), not by their position. Not compared are input, version, settings
and coverage.rows, the rows of the file: a chain and what gex convert makes of it have equal reports.

KEY is a path such as totals.gex, and includes everything below it. * matches any part of a name:
strikes.*gex is call_gex, put_gex and gex of every strike; strikes[6700] is one strike.`,
		Example: `  gex diff morning.csv evening.csv
  gex diff -o changed.html morning.csv evening.csv
  gex diff --dte 0-7 --top 40 --format json monday.csv.gz tuesday.csv.gz
  gex diff --combine SPX spx1.csv spy1.csv -- spx2.csv spy2.csv
  gex report -f json spx.csv | gex diff golden.json -
  gex diff --rtol 1e-6 --rtol flows=1e-4 --ignore warnings,profile golden.json new.json
  gex diff --rtol 0 --atol 0 golden.json new.json
  gex diff --format csv golden.ndjson new.ndjson`,
		RunE: func(cmd *cobra.Command, files []string) error {
			o.files, o.dash, o.toTop = files, cmd.ArgsLenAtDash(), cmd.Flags().Changed("top")
			return runDiff(p, o, cmd)
		},
	}
	cmd.Flags().Var(flagvalue.Rows(&o.top), "top", "rows to list, 0 for all (default "+strconv.Itoa(usualDiffTop)+"; csv, json and html list all)")
	o.addRuleFlags(cmd)
	help.Group(cmd, "Tolerance", o.toleranceFlags())
	o.addCombineFlags(cmd)
	chainCommand(p, cmd, &o.chainOptions, render.DiffFormats...)
	cmd.ValidArgsFunction = complete.Chains
	cmd.Args = func(cmd *cobra.Command, files []string) error {
		if o.combine != "" && len(files) > 1 {
			return nil
		}
		return p.needTwoFiles(cmd, files)
	}
	p.fromPipe(cmd, 2)
	return cmd
}

// usualDiffTop is how many differences are listed.
const usualDiffTop = 20

// toleranceFlags are those of a comparison of reports.
func (o *diffOptions) toleranceFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Var(flagvalue.Tolerances(&o.how.RTol), "rtol", "relative tolerance: 1e-6, or KEY=1e-6 (default 1e-9)")
	f.Var(flagvalue.Tolerances(&o.how.ATol), "atol", "absolute tolerance: 0.01, or KEY=0.01 (default 1e-9); both 0: exact")
	f.Var(flagvalue.Keys(&o.how.Ignore), "ignore", "keys to ignore: warnings,flows.time")
	return f
}

// needTwoFiles refuses any other number of files.
func (p *program) needTwoFiles(cmd *cobra.Command, files []string) error {
	switch {
	case len(files) == 1 && files[0] != "-" && p.Piped():
		return nil
	case len(files) == 0:
		return usageError(cmd.CommandPath()+" A B", "no file is given")
	case len(files) == 1:
		return usageError(cmd.CommandPath()+" A B", "diff needs two files")
	case len(files) != 2:
		return usageError(cmd.CommandPath()+" A B", "diff needs two files, not %d", len(files))
	case files[0] == "-" && files[1] == "-":
		return usageError("give one of them as a file", "standard input cannot be compared with itself")
	}
	return nil
}

func runDiff(p *program, o *diffOptions, cmd *cobra.Command) error {
	if err := o.mustNotJoin("diff"); err != nil {
		return err
	}
	if err := p.Spares(o.path, o.inputs()); err != nil {
		return err
	}
	if o.combine != "" && !p.areTwoFiles(o) {
		return diffChains(p, o, cmd, diff.Args{Names: o.files, Dash: o.dash}.Books)
	}
	sides, err := diff.Read(p, [2]string(o.files), o.chain)
	switch {
	case err != nil:
		return err
	case sides.AreReports():
		return diffReports(p, o, cmd, sides)
	}
	if o.combine != "" {
		return diffChains(p, o, cmd, diff.Args{Names: o.files, Dash: o.dash}.Books)
	}
	return diffChains(p, o, cmd, nil)
}

// areTwoFiles reports whether each side is a file, which may be one of reports though a configuration combines chains.
func (p *program) areTwoFiles(o *diffOptions) bool {
	return len(o.files) == 2 && !slices.ContainsFunc(o.files, func(name string) bool {
		info, err := p.Stat(name)
		return name != "-" && (err != nil || info.IsDir())
	})
}

// foreign refuses flags that are about something else than what was given.
func foreign(cmd *cobra.Command, what string, headings ...string) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if err == nil && slices.Contains(headings, help.Heading(f)) && f.Name != "max-bytes" && f.Name != "width" {
			err = usageError("omit it", "--%s does not apply to %s", f.Name, what)
		}
	})
	return err
}

// diffChains says what changed from one chain to a later one of the same underlying, and why; or from one combined book to
// another, when books divides the files.
func diffChains(p *program, o *diffOptions, cmd *cobra.Command, books func(*pipeline.Job, pipeline.Outside) ([][]string, error)) error {
	if err := foreign(cmd, "chains", "Tolerance"); err != nil {
		return err
	}
	verb := diff.Verb()
	if o.format == render.HTML {
		verb = diff.PageVerb()
	}
	job, err := p.job(&o.chainOptions, kind{Verb: verb})
	if err != nil {
		return err
	}
	if books != nil {
		list, err := books(job, p)
		if err != nil {
			return err
		}
		job.Divide(list)
	}
	p.showProgress(&o.chainOptions, false)
	out, err := diff.Chains(job, p)
	if err != nil {
		return err
	}
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		if o.format == render.HTML {
			return render.DiffPage(w, out, o.listTop(), o.gex.Range)
		}
		return render.Diff(w, out, o.listTop(), o.format, style)
	})
}

// diffReports compares two files of reports, and ends with 1 when they differ.
func diffReports(p *program, o *diffOptions, cmd *cobra.Command, sides *diff.Sides) error {
	if err := foreign(cmd, "reports", "Input", "Model", "Contract", help.Rare); err != nil {
		return err
	}
	if o.format == render.HTML {
		return usageError("give the two chains, or --format md", "a page shows two chains, and these are reports")
	}
	result, err := sides.Reports(o.how)
	if err != nil {
		return err
	}
	if len(result.Unfit) > 0 && !o.quiet {
		p.note("no key fits %s", strings.Join(result.Unfit, ", "))
	}
	out := render.Comparison{Version: version(), FileA: o.files[0], FileB: o.files[1], How: o.how, Result: result, Top: o.listTop()}
	err = p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error { return out.Write(w, o.format, style) })
	if err == nil && !result.Equal {
		return fault.Reported(fault.No)
	}
	return err
}

// listTop is how much to list: what machines read is whole, unless it is to be cut.
func (o *diffOptions) listTop() int {
	if o.toTop || o.format.Can().Page {
		return o.top
	}
	return 0
}
