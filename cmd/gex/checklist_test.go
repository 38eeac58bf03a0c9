package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/fault"
)

// checklist is what users expect of any program on a command line, from the GNU and POSIX conventions, no-color.org, sysexits and
// clig.dev, each with the tests that fail when it no longer holds: a test as PACKAGE.TestName, a script of testdata/script by its file.
var checklist = []struct{ point, tests string }{
	{"standard output has the result alone; notes, progress and warnings go to standard error", "cmd/gex.TestOutputReplacesInAllVerbs cmd/gex.TestWarningsAreSaidOnce formats-by-name.txtar"},
	{"-h and --help everywhere, examples first, on standard output, exit 0", "cmd/gex.TestHelpFits cmd/gex.TestExamples help.txtar"},
	{"--version with the revision, and as JSON", "internal/about.TestBuild help.txtar"},
	{"exit codes are documented, and are what is documented", "cmd/gex.TestTopicsAreTheDocuments internal/about.TestExitCodes usage.txtar input.txtar strict.txtar output.txtar interrupt.txtar pipe.txtar"},
	{"- is standard input or output; without a file, a terminal gets help and is not waited for", "stdin.txtar terminal.txtar output.txtar"},
	{"operands are inputs; output goes to --output, which replaces a file when it is whole", "cmd/gex.TestOutputReplacesInAllVerbs internal/terminal.TestFilesAreWholeOrAbsent output.txtar files.txtar"},
	{"one --format; machine formats have stable names, documented units and a schema", "cmd/gex.TestFormatsSayWhatTheyCan internal/schema.TestGoldensFitTheirSchema internal/schema.TestOutputsFitTheirSchema internal/schema.TestEveryKeyHasMeaning internal/report.TestSchema"},
	{"without a terminal, output is plain and its width depends on nothing", "cmd/gex.TestWidth same.txtar same-terminal.txtar"},
	{"color by --color, NO_COLOR, CLICOLOR_FORCE and the terminal, in this order, and never alone", "internal/terminal.TestWantColor internal/render.TestColourChangesNothingElse color.txtar"},
	{"--ascii prints plain characters alone", "cmd/gex.TestOutputReplacesInAllVerbs internal/render.TestEveryViewOfEveryReport"},
	{"--quiet and --verbose; messages have no time of the machine", "cmd/gex.TestOutputReplacesInAllVerbs cmd/gex.TestClockIsNotRead verbose.txtar"},
	{"an error names file, line, value and what to do; of many, the first and a count", "cmd/gex.TestFaults input.txtar strict.txtar torn.txtar"},
	{"rows that are left out are counted by reason, and --strict makes them an error", "cmd/gex.TestFaults strict.txtar serious.txtar"},
	{"a misspelled verb, flag, value, column or file gets the one that was meant", "internal/suggest.TestTypos usage.txtar mapping.txtar input.txtar"},
	{"flags, then the environment, presets, the configuration file, and what is built in; config show names the source", "cmd/gex.TestPrecedence internal/settings.TestTheStrongestSourceWins config.txtar config-file.txtar"},
	{"no network, no other programs, no prompts", "internal.TestHouseRules internal.TestNoNetwork stdin.txtar"},
	{"the same input, flags and version give the same bytes; time and spot are in the output", "cmd/gex.TestGoldens cmd/gex.TestClockIsNotRead same.txtar like.txtar verbose.txtar"},
	{"a reader that leaves ends it quietly; an interrupt at once, without half a file", "internal/terminal.TestInterruptTakesBackTheDraft cmd/gex.TestReaderGoneAwayNeedsNoWords pipe.txtar interrupt.txtar"},
	{"a full disk is an error", "cmd/gex.TestOutputErrors internal/render.TestWriteErrorsAreSeen output.txtar"},
	{"all flags have long names and few have short ones, in any order, until --", "cmd/gex.TestFlagNames cmd/gex.TestFlagsInAnyOrder"},
	{"units and conventions stand in results and in the help", "cmd/gex.TestResultsSayTheirUnits internal/report.TestConventionsListIsComplete internal/schema.TestEveryKeyHasMeaning"},
	{"four shells complete verbs, flags and values; manual pages; both are packaged", "cmd/gex.TestShellsComplete cmd/gex.TestManPages complete.txtar complete-bash.txtar complete-zsh.txtar complete-fish.txtar"},
	{"progress only where a person watches, and after a second", "internal/terminal.TestProgress internal/terminal.TestProgressWaitsASecond internal/terminal.TestNobodyWatches"},
	{"what scripts rely on stays; names are not abbreviated", "cmd/gex.TestFlagsStay cmd/gex.TestNothingIsAbbreviated internal/report.TestSchema internal/report.TestOldHistory"},
	{"memory is bounded whatever the input; starts at once", "cmd/gex.TestStartsAtOnce internal/chain/input.TestUnpacked cmd/gex.TestFaults limits.txtar"},
}

// TestChecklist: the tests of every point exist.
func TestChecklist(t *testing.T) {
	for _, c := range checklist {
		for name := range strings.FieldsSeq(c.tests) {
			if strings.HasSuffix(name, ".txtar") {
				if _, err := os.Stat(filepath.Join("testdata", "script", name)); err != nil {
					t.Errorf("%s: %v", c.point, err)
				}
				continue
			}
			dir, test, _ := strings.Cut(name, ".")
			if !testIn(t, filepath.Join(top, dir), test) {
				t.Errorf("%s: there is no %s in %s", c.point, test, dir)
			}
		}
	}
}

// testIn reports whether the files of a directory have a test.
func testIn(t *testing.T, dir, test string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(files, func(path string) bool {
		text, err := os.ReadFile(path)
		return err == nil && strings.Contains(string(text), "\nfunc "+test+"(t ")
	})
}

// verbs are all commands, with what they are called by.
func verbs(t *testing.T, visit func(cmd *cobra.Command, words []string)) {
	t.Helper()
	everyVerb(newRootCmd(newProgram(strings.NewReader(""), io.Discard, io.Discard), ""), func(cmd *cobra.Command) {
		visit(cmd, strings.Fields(cmd.CommandPath())[1:])
	})
}

// TestFlagNames: long ones of lower case, words joined by a hyphen; short ones are few, and mean one thing.
func TestFlagNames(t *testing.T) {
	short := map[string]string{}
	verbs(t, func(cmd *cobra.Command, _ []string) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if len(f.Name) < 2 || strings.Trim(f.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
				t.Errorf("%s has --%s", cmd.CommandPath(), f.Name)
			}
			if was, known := short[f.Shorthand]; f.Shorthand != "" && known && was != f.Name {
				t.Errorf("%s: -%s is --%s, and --%s elsewhere", cmd.CommandPath(), f.Shorthand, f.Name, was)
			} else if f.Shorthand != "" {
				short[f.Shorthand] = f.Name
			}
		})
	})
	if len(short) > 6 {
		t.Errorf("%d short flags: %v", len(short), short)
	}
}

// TestFlagsInAnyOrder: before the verb, behind the file, and no more after --.
func TestFlagsInAnyOrder(t *testing.T) {
	for _, args := range []string{"levels --get spot FILE", "levels FILE --get spot", "--get spot levels FILE", "levels --get=spot FILE", "levels --get spot -- FILE", "--get spot levels -q -- FILE"} {
		if stdout, stderr, code := runGex(t, strings.Fields(strings.Replace(args, "FILE", gapFile, 1))...); code != fault.Done || stdout != "563.9338\n" {
			t.Errorf("gex %s: exit %d, %q, %s", args, code, stdout, stderr)
		}
	}
	if _, stderr, code := runGex(t, "levels", "--", "--get"); code != fault.Input || !strings.HasPrefix(stderr, "gex: --get: no such file") {
		t.Errorf("after --, --get is not taken as the name of a file: exit %d, %s", code, stderr)
	}
}

// TestResultsSayTheirUnits: every table of exposures says in what they are and whose sign they have, and its help what to choose.
func TestResultsSayTheirUnits(t *testing.T) {
	for _, verb := range []string{"report", "levels", "strikes", "expiries", "buckets", "profile", "flows"} {
		for unit, says := range map[string]string{"pct": "per 1%", "point": "per point", "shares": "shares"} {
			stdout, stderr, code := runGex(t, verb, "-q", "--unit", unit, gapFile)
			if verb == "flows" {
				says = "$" // a trade has no unit of exposures
			}
			if text := strings.Join(strings.Fields(stdout), " "); code != fault.Done || !strings.Contains(text, says) || !strings.Contains(text, "dealers long calls, short puts") {
				t.Errorf("gex %s --unit %s does not say %s, or whose sign: %s%s", verb, unit, says, stdout, stderr)
			}
		}
	}
}

// TestShellsComplete: the script of each shell asks the program, and every verb offers its formats.
func TestShellsComplete(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if stdout, stderr, code := runGex(t, "completion", shell); code != fault.Done || stderr != "" || !strings.Contains(stdout, cobra.ShellCompRequestCmd) {
			t.Errorf("gex completion %s: exit %d, %.100q, %s", shell, code, stdout, stderr)
		}
	}
	verbs(t, func(cmd *cobra.Command, words []string) {
		if output := cmd.Flags().Lookup("output"); output != nil && cmd.Flags().Lookup("format") != nil && !cmd.DisableFlagParsing {
			stdout, _, _ := runGex(t, append(append([]string{cobra.ShellCompRequestCmd}, words...), "--format", "")...)
			for _, format := range output.Annotations[writesKey] {
				if !strings.Contains(stdout, format+"\n") {
					t.Errorf("%s --format does not complete to %s: %q", cmd.CommandPath(), format, stdout)
				}
			}
		}
	})
}

// flagsList has the flags of every verb, a verb a line. Nobody's scripts may break within a major version: -update adds to it, and
// takes nothing away.
var flagsList = filepath.Join("testdata", "flags.txt")

// TestFlagsStay: verbs and flags that there were are still there.
func TestFlagsStay(t *testing.T) {
	now := map[string][]string{}
	verbs(t, func(cmd *cobra.Command, _ []string) {
		cmd.InitDefaultHelpFlag()
		names := []string{}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				names = append(names, "--"+f.Name)
				if f.Shorthand != "" {
					names = append(names, "-"+f.Shorthand)
				}
			}
		})
		now[cmd.CommandPath()] = names
	})
	text, err := os.ReadFile(flagsList)
	if err != nil && !*update {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		verb, flags, _ := strings.Cut(strings.TrimSpace(line), ": ")
		have, known := now[verb]
		if !known {
			t.Errorf("%s is gone", verb)
		}
		for name := range strings.FieldsSeq(flags) {
			if !slices.Contains(have, name) {
				t.Errorf("%s %s is gone: keep it, hidden and with a note of what to use, until the next major version", verb, name)
			}
		}
	}
	if *update && !t.Failed() {
		var out strings.Builder
		for _, verb := range slices.Sorted(maps.Keys(now)) {
			slices.Sort(now[verb])
			fmt.Fprintf(&out, "%s: %s\n", verb, strings.Join(now[verb], " "))
		}
		must(os.WriteFile(flagsList, []byte(out.String()), 0o644))
	}
}

// TestNothingIsAbbreviated: what is short for one verb or flag today is short for two tomorrow.
func TestNothingIsAbbreviated(t *testing.T) {
	verbs(t, func(cmd *cobra.Command, words []string) {
		if len(words) != 1 {
			return
		}
		short := words[0][:len(words[0])-1]
		if _, stderr, code := runGex(t, short, spxFile); code != fault.Usage || !strings.Contains(stderr, "did you mean gex "+words[0]) {
			t.Errorf("gex %s: exit %d, %s", short, code, stderr)
		}
	})
	if _, stderr, code := runGex(t, "levels", "--form", "json", spxFile); code != fault.Usage || !strings.Contains(stderr, "did you mean --format?") {
		t.Errorf("--form: exit %d, %s", code, stderr)
	}
}

// TestStartsAtOnce: a shell that completes and a prompt that calls it do not wait. It is the time of the processor that counts, since
// the machine may do other things.
func TestStartsAtOnce(t *testing.T) {
	const limit = 50 * time.Millisecond
	least := time.Hour
	for range 5 {
		cmd := exec.Command(os.Args[0])
		cmd.Args = []string{"gex", "version"}
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		if least = min(least, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()); least < limit {
			return
		}
	}
	t.Errorf("gex version takes %v", least)
}
