package main

import (
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/about"
	"gex/internal/bs/kernel"
	"gex/internal/complete"
	"gex/internal/help"
	"gex/internal/render"
	"gex/internal/settings"
	"gex/internal/system"
	"gex/internal/terminal"
)

// run is the whole program; it returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := newProgram(stdin, stdout, stderr)
	system.WriteErrors()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, terminal.Stops()...)
	defer signal.Stop(stop)
	return p.term.Interruptible(stop, func() int { return p.run(args) })
}

// run does what the arguments say; a bug ends it like any other error.
func (p *program) run(args []string) (code int) {
	defer func() {
		if bug := recover(); bug != nil {
			code = p.Complain(internalError(bug))
		}
	}()
	err := p.execute(args)
	if failed := p.term.Out.Flush(); failed != nil {
		return p.Complain(terminal.Unwritable("standard output", failed))
	}
	return p.Complain(err)
}

// execute finds the verb and runs it. What goes wrong before a verb starts is a matter of usage.
func (p *program) execute(args []string) error {
	root := newRootCmd(p, append(slices.Clone(args), "")[0])
	root.SetArgs(append([]string{}, args...))
	err := p.misspelled(root, args)
	if err == nil {
		err = settings.Blame(root.Execute(), p.settings)
	}
	if err != nil && !p.started {
		return asUsage(err)
	}
	return err
}

// newRootCmd is gex itself, for a command line that begins with a word: without a verb it is gex report.
func newRootCmd(p *program, first string) *cobra.Command {
	p.verbs = verbList
	o := &reportOptions{}
	root := &cobra.Command{
		Use:   "gex VERB FILE... [flags]",
		Short: "dealer gamma exposure from a file of option quotes",
		Long: `gex reads a file of option quotes and reports what dealers hold and must trade: gamma
exposure (GEX), the levels at which it changes, and the hedging flows of a move.`,
		Annotations: map[string]string{help.UsageKey: "gex FILE... is short for gex report FILE..."},
		Example: `  gex spx.csv                              the whole report
  gex levels --get zero_gamma spx.csv      one level, for a script
  gex strikes --top 10 --dte 0 spx.csv     the ten strikes that matter today
  gex report --format json spx.csv.gz      everything, for a program
  curl -s URL | gex flows -                from standard input`,
		SilenceUsage: true, SilenceErrors: true,
		Version: about.VersionLine(version(), buildRevision),
		RunE: func(_ *cobra.Command, args []string) error {
			o.files = args
			return runReport(p, o)
		},
	}
	root.SetIn(p.Stdin())
	root.SetOut(p.term.Out)
	root.SetErr(p.term.Err)
	root.SetFlagErrorFunc(flagError)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if err := p.configure(cmd); err != nil {
			return err
		}
		if err := followEnding(cmd); err != nil {
			return err
		}
		p.started = true
		p.noteSIMD(cmd)
		return nil
	}
	root.SetVersionTemplate("gex {{.Version}}\n")
	guide.Install(root, p.outWidth, p.errWidth)
	cobra.EnableCommandSorting = false
	root.AddGroup(&cobra.Group{ID: groupResults, Title: "Results:"}, &cobra.Group{ID: groupFiles, Title: "Files:"},
		&cobra.Group{ID: groupGex, Title: "The program itself:"})
	if addVerb(p, root, first) {
		return root
	}
	o.addMapFlags(root)
	o.addFlowFlags(root)
	addImpact(root, o.shockFlags())
	o.addBands(root.Flags())
	o.addPrices(root.Flags())
	o.addCombineFlags(root)
	chainCommand(p, root, &o.chainOptions, render.ReportFormats...)
	p.addSettingFlags(root)
	root.Args, root.ValidArgsFunction = p.rootArgs, complete.First
	addVerbs(p, root)
	return root
}

// noteSIMD reports a GEX_SIMD that this machine cannot follow, and with --verbose which kernels are used.
func (p *program) noteSIMD(cmd *cobra.Command) {
	quiet, _ := cmd.Flags().GetBool("quiet") // false when the verb has no such flag
	path, warning := kernel.SIMD()
	if warning != "" && !quiet {
		p.note("%s", warning)
	}
	if verbose, _ := cmd.Flags().GetBool("verbose"); verbose && !quiet {
		p.note("version %s, vectors: %s", version(), path)
	}
}

// verbList has every verb, in the order of the help.
var verbList = []verbMaker{
	{groupResults, "report", newReportCmd},
	{groupResults, "levels", newLevelsCmd},
	{groupResults, "strikes", newStrikesCmd},
	{groupResults, "expiries", newExpiriesCmd},
	{groupResults, "buckets", newBucketsCmd},
	{groupResults, "profile", newProfileCmd},
	{groupResults, "flows", newFlowsCmd},
	{groupResults, "sensitivity", newSensitivityCmd},
	{groupResults, "cascade", newCascadeCmd},
	{groupResults, "inventory", newInventoryCmd},
	{groupResults, "systematic", newSystematicCmd},
	{groupResults, "plot", newPlotCmd},
	{groupResults, "watch", newWatchCmd},
	{groupResults, "greeks", newGreeksCmd},
	{groupResults, "check", newCheckCmd},
	{groupResults, "diff", newDiffCmd},
	{groupResults, "history", newHistoryCmd},
	{groupResults, "study", newStudyCmd},
	{groupFiles, "convert", newConvertCmd},
	{groupFiles, "formats", newFormatsCmd},
	{groupFiles, "sample", newSampleCmd},
	{groupGex, "schema", newSchemaCmd},
	{groupGex, "config", newConfigCmd},
	{groupGex, "version", newVersionCmd},
}

// addVerbs adds every verb.
func addVerbs(p *program, root *cobra.Command) {
	for _, v := range verbList {
		root.AddCommand(p.newVerb(v))
	}
	root.SetHelpCommand(newHelpCmd(p))
	root.SetCompletionCommandGroupID(groupGex)
	root.InitDefaultCompletionCmd()
	setCompletion(help.Verb(root, "completion"))
}

// addVerb adds only the verb of a name: making all verbs, with thirty flags each, takes longer than reading a chain.
// It returns false for an unknown name.
func addVerb(p *program, root *cobra.Command, name string) bool {
	for _, v := range verbList {
		if v.name == name {
			root.AddCommand(p.newVerb(v))
			root.CompletionOptions.DisableDefaultCmd = true
			return true
		}
	}
	return false
}

// misspelled refuses to show the help of an unknown verb, for which cobra would show that of gex.
func (p *program) misspelled(root *cobra.Command, args []string) error {
	if len(args) != 2 || args[1] != "--help" && args[1] != "-h" || strings.HasPrefix(args[0], "-") {
		return nil
	}
	if cmd, _, err := root.Find(args[:1]); err != nil || cmd != root {
		return nil
	}
	return p.rootArgs(root, args[:1])
}

// rootArgs takes files, and knows a misspelled verb from a missing file: a verb has neither a dot nor a slash.
func (p *program) rootArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 && args[0] != "-" && !strings.ContainsAny(args[0], `./\`) {
		if _, err := os.Stat(args[0]); err != nil {
			return usageError(help.VerbHint(cmd, args[0]), "%q is neither a verb nor a file", args[0])
		}
	}
	return p.needFiles(cmd, args)
}
