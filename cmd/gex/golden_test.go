package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"

	"gex/internal/fault"
	"gex/internal/flagvalue"
)

// The version of the build must not show in goldens.
func init() { buildVersion = "v0.0.0" }

var update = flag.Bool("update", false, "rewrite the golden files and the README's examples")

// top is the repository's top directory, from here.
const top = "../.."

// runGex runs the program from the top of the repository.
func runGex(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	t.Chdir(top)
	defer t.Chdir("cmd/gex")
	var out, err bytes.Buffer
	code = run(args, strings.NewReader(""), &out, &err)
	return out.String(), err.String(), code
}

// golden compares what a command prints with testdata/golden/name; what it says on standard error stands below a line
// of its own.
func golden(t *testing.T, name string, args ...string) {
	t.Helper()
	stdout, stderr, code := runGex(t, args...)
	if code != fault.Done {
		t.Fatalf("gex %s: exit %d: %s", strings.Join(args, " "), code, stderr)
	}
	if stderr != "" {
		stdout += "--- stderr\n" + stderr
	}
	path := filepath.Join(top, "testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(stdout), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), stdout); diff != "" {
		t.Errorf("gex %s differs from %s (-want +got); make golden rewrites it:\n%s", strings.Join(args, " "), name, diff)
	}
}

const (
	spxFile    = "testdata/chains/spx.csv"
	longFile   = "testdata/chains/spx-long.csv"
	marketFile = "testdata/chains/market.csv"
	laterFile  = "testdata/chains/market-later.csv" // a day later
	gapFile    = "testdata/chains/spy-gap.csv"
	pricesFile = "testdata/prices/spx.csv" // daily closes until the day before the chains

	combinedFiles = "--combine SPX testdata/combined/es.csv testdata/combined/spy.csv testdata/combined/spx.csv" // ES options off their own future
)

// TestGoldens runs every verb in every form it can take.
func TestGoldens(t *testing.T) {
	for _, c := range []struct{ name, args string }{
		{"report.txt", "report " + spxFile},
		{"report.md", "report -f md " + spxFile},
		{"report.json", "report -f json --dte 0-2 " + spxFile},
		{"report-ascii.txt", "report --ascii " + spxFile},
		{"report-120.txt", "report --width 120 " + spxFile},
		{"report-prices.txt", "report --no-header --prices " + pricesFile + " " + spxFile},
		{"report-color.txt", "report --color always " + spxFile},
		{"report-no-header.txt", "report --no-header " + spxFile},
		{"report-long.txt", "report " + longFile},
		{"report.html", "report -f html " + spxFile},
		{"report-market.txt", "report " + marketFile},
		{"report-market.ndjson", "report -f ndjson " + marketFile},
		{"report-one-of-market.txt", "report --symbol UND0002 " + marketFile},

		{"report-gap.txt", "report " + gapFile},
		{"report-gap-implied.txt", "report --spot implied " + gapFile},
		{"report-flat.txt", "report --iv file --carry flat --rate 0.045 --yield 0.013 " + spxFile},
		{"report-flat-quotes.txt", "report --carry flat --rate 4% --yield 1.2% --iv quote " + spxFile},
		{"report-given.txt", "report --rate 4% --spot 6712.5 --delay 0 --clock calendar " + spxFile},
		{"report-short.txt", "report --sign short " + spxFile},
		{"report-weights.txt", "report --sign 1,-0.5 --weight volume --wall gross " + spxFile},
		{"report-points.txt", "report --unit point --wall side " + spxFile},
		{"report-shares.txt", "report --unit shares --weight oi+volume " + spxFile},
		{"report-without-today.txt", "report --exclude 0dte,open " + spxFile},
		{"report-calls-only-sign.txt", "report --sign long " + spxFile},
		{"report-evening.txt", "report --as-of 2025-11-20T18:05:00-05:00 --dte 0-7 " + spxFile},
		{"report-last-minutes.txt", "report --dte 0 --spot 6712.5 --range 5% " + spxFile + " --as-of 2025-11-20T15:58:30-05:00"},

		{"combined.html", "report -f html " + combinedFiles},
		{"combined.json", "levels -f json " + combinedFiles},
		{"combined.txt", "report --sign SPY=short,naive " + combinedFiles},
		{"combined-check.txt", "check " + combinedFiles},
		{"combined-sensitivity.txt", "sensitivity " + combinedFiles},

		{"levels.txt", "levels " + spxFile},
		{"levels.md", "levels -f md " + spxFile},
		{"levels.csv", "levels -f csv " + spxFile},
		{"levels.json", "levels -f json " + spxFile},
		{"levels-evening.txt", "levels --as-of 2025-11-20T18:05:00-05:00 --wall gross " + spxFile},
		{"levels-market.txt", "levels " + marketFile},
		{"levels-market.md", "levels -f md --top 2 " + marketFile},
		{"levels-market.csv", "levels -f csv --quiet " + marketFile},
		{"levels-files.txt", "levels --ascii " + marketFile + " " + spxFile + " " + gapFile},
		{"levels-mapped.txt", "levels --map-to ES=6712.25 " + spxFile},
		{"levels-mapped.md", "levels -f md --map-to es=6,712.25 --map-by offset " + spxFile},
		{"levels-mapped.csv", "levels -f csv --map-to ES=6712.25 " + spxFile},
		{"levels-mapped.json", "levels -f json --map-to ES=6712.25 --map-by offset " + spxFile},
		{"levels.pine", "levels -f pine " + spxFile},
		{"levels-mapped.pine", "levels -f pine --map-to ES=6712.25 " + spxFile},
		{"levels-one-sided.pine", "levels -f pine --sign long --exclude 0dte " + spxFile},
		{"levels.thinkscript", "levels -f thinkscript " + spxFile},
		{"levels-mapped.thinkscript", "levels -f thinkscript --map-to ES=5605 " + gapFile},
		{"report-mapped.txt", "report --map-to ES=5605 --dte 0-7 " + gapFile},
		{"strikes.txt", "strikes --top 25 " + spxFile},
		{"strikes.md", "strikes --top 25 -f md " + spxFile},
		{"strikes.csv", "strikes -f csv " + spxFile},
		{"strikes.json", "strikes --top 5 -f json " + spxFile},
		{"strikes-rows.txt", "strikes --top 5 --no-header --quiet " + spxFile},
		{"expiries.txt", "expiries " + spxFile},
		{"expiries.md", "expiries -f md " + spxFile},
		{"expiries.csv", "expiries -f csv --root SPX " + spxFile},
		{"expiries.json", "expiries -f json --dte 0-7 " + spxFile},
		{"buckets.txt", "buckets " + spxFile},
		{"buckets.md", "buckets -f md " + spxFile},
		{"buckets.csv", "buckets -f csv " + spxFile},
		{"buckets.json", "buckets -f json " + spxFile},
		{"sensitivity.txt", "sensitivity " + spxFile},
		{"sensitivity.md", "sensitivity --runs -f md --wrong 20% " + spxFile},
		{"sensitivity.csv", "sensitivity -f csv " + spxFile},
		{"sensitivity.json", "sensitivity -f json --groups sign,position --wrong 20% " + spxFile},
		{"sensitivity-ascii.txt", "sensitivity --runs --ascii --sign long " + gapFile},
		{"sensitivity-market.txt", "sensitivity " + marketFile + " " + spxFile},
		{"systematic.txt", "systematic " + pricesFile},
		{"systematic.md", "systematic -f md --symbol SPX --capital 100bn --target 5,10,15 --model cross --width 120 " + pricesFile},
		{"systematic.csv", "systematic -f csv " + pricesFile},
		{"systematic.json", "systematic -f json --symbol SPX --averages 50 --crosses 20/120 --vol-windows 0.94,21 --capital 100bn --map-to ES=6735.5 --as-of 2025-11-14 " + pricesFile},
		{"systematic-ascii.txt", "systematic --ascii --width 120 --only trend,triggers --vol-windows 0.94,0.97 " + pricesFile},
		{"systematic.svg", "systematic -f svg --symbol SPX --quiet " + pricesFile},
		{"cascade.txt", "cascade --impact 50bn " + spxFile},
		{"cascade.md", "cascade -f md --impact 1bn --sign short --shocks -1,-0.2,0.2,1 " + spxFile},
		{"cascade.csv", "cascade -f csv --impact 50bn " + spxFile},
		{"cascade.json", "cascade -f json --impact sqrt --adv 500bn --range 2% --shocks -1,1 " + spxFile},
		{"cascade-plain.txt", "cascade --ascii --stop-within 3 " + gapFile},
		{"cascade-market.txt", "cascade --impact 50bn " + marketFile + " " + spxFile},
		{"profile.txt", "profile " + spxFile},
		{"profile.md", "profile -f md " + spxFile},
		{"profile.csv", "profile -f csv " + spxFile},
		{"profile.json", "profile -f json --range 1% " + spxFile},
		{"profile-shares.txt", "profile --unit shares --ascii --range 5% " + gapFile},
		{"flows.txt", "flows " + spxFile},
		{"flows.md", "flows -f md " + spxFile},
		{"flows.csv", "flows -f csv " + spxFile},
		{"flows.json", "flows -f json --moves -2,-1,0,1,2 " + spxFile},
		{"flows.ndjson", "flows -f ndjson --only spot,close --moves 1 " + marketFile},
		{"flows-rule.txt", "flows --vol-rule ssr=1.5 --spot-vol-beta -1 --contract MES --adv 450e9@2025-11-19 " + spxFile},
		{"flows-moneyness.csv", "flows --vol-rule sticky-moneyness --only spot,breakdown -f csv " + spxFile},
		{"flows-stock.txt", "flows --symbol UND0002 " + marketFile},
		{"flows-mapped.txt", "flows --only spot,close --map-to MES=5605 " + gapFile},
		{"flows-before-the-open.txt", "flows --ascii " + gapFile},
		{"plot-profile.svg", "plot --quiet " + spxFile},
		{"plot-strikes.svg", "plot --quiet --kind strikes --range 3% " + spxFile},
		{"plot-expiries.svg", "plot --quiet --kind expiries " + spxFile},
		{"plot-heat.svg", "plot --quiet --kind heat --dte 0-30 --size 1000x800 " + spxFile},
		{"plot-flows.svg", "plot --quiet --kind flows --vol-rule sticky-moneyness " + spxFile},
		{"plot-sensitivity.svg", "plot --quiet --kind sensitivity --vol-rule sticky-moneyness " + spxFile},
		{"plot-cascade.svg", "plot --quiet --kind cascade --impact 1bn --sign short --shocks -1,-0.2,0.2,1 " + spxFile},
		{"plot-all.svg", "plot --quiet --kind all --dte 0-2 --sign long --unit shares --size 1280x1200 " + gapFile},
		{"greeks.txt", "greeks -f table --dte 0 " + spxFile},
		{"greeks.md", "greeks -f md --strike 6700 --dte 0-7 " + spxFile},
		{"greeks.csv", "greeks --dte 0-1 " + spxFile},
		{"greeks.json", "greeks -f json --strike 6700 --dte 0 " + spxFile},
		{"check.txt", "check " + spxFile},
		{"check.md", "check -f md " + spxFile},
		{"check.csv", "check -f csv " + spxFile},
		{"check.json", "check -f json --dte 0-7 " + spxFile},
		{"check.ndjson", "check -f ndjson " + marketFile},
		{"check-gap.txt", "check " + gapFile},
		{"check-ascii.txt", "check --ascii --iv file --carry flat " + spxFile},
		{"check-required.txt", "check --dte 0-1 --require regime=long_gamma --require abs(gap)<0.3% --require 0dte.zero_gamma>spot " + spxFile},
		{"diff.txt", "diff --symbol UND0004 " + marketFile + " " + laterFile},
		{"diff.md", "diff --symbol UND0001 --top 3 --unit shares -f md " + marketFile + " " + laterFile},
		{"diff.csv", "diff --symbol UND0002 --spot 66.9 -f csv --quiet " + marketFile + " " + laterFile},
		{"diff.json", "diff --symbol UND0003 --top 2 -f json " + marketFile + " " + laterFile},
		{"history.csv", "history testdata/chains"},
		{"history.ndjson", "history --dte 0-7 --iv file -f ndjson testdata/chains"},
		{"plot-history.svg", "plot --kind history --symbol UND0001 --size 800x500 testdata/golden/history.csv"}, // after it is made
		{"plot-study.svg", "plot --kind study --size 800x500 testdata/study/levels.csv testdata/study/prices.csv"},
		{"plot-tape.svg", "plot --kind tape --dte 0-7 --size 900x600 testdata/day"},
		{"diff-equal.txt", "diff testdata/golden/levels.json testdata/golden/levels.json --ignore outlook,warnings --rtol levels=1e-6"},
		{"formats.txt", "formats"},
		{"formats.md", "formats -f md"},
		{"formats.csv", "formats -f csv"},
		{"formats.json", "formats -f json"},
		{"formats-long.txt", "formats long"},
		{"formats-thinkorswim.md", "formats thinkorswim -f md"},
		{"formats-orats.csv", "formats orats -f csv"},
		{"convert.csv", "convert --symbol UND0002 " + marketFile},
		{"config-show.txt", "config show"},
		{"config-show-desk.txt", "config show flows --config testdata/config/desk.toml --preset spx-premarket --sign short"},
		{"config-show-desk.json", "config show strikes --config testdata/config/desk.toml --preset vendor -f json"},
		{"report-desk.txt", "report --config testdata/config/desk.toml --preset spx-premarket " + spxFile},
		{"help-config.txt", "config --help"},
		{"help-config-show.txt", "config show --help"},
		{"help.txt", "--help"},
		{"help-report.txt", "report --help"},
		{"help-check.txt", "check --help"},
		{"help-flows.txt", "flows --help"},
		{"help-plot.txt", "plot --help"},
		{"help-cascade.txt", "cascade --help"},
		{"help-systematic.txt", "systematic --help"},
		{"help-watch.txt", "watch --help"},
		{"help-convert.txt", "convert --help"},
		{"help-levels.txt", "levels --help"},
		{"help-diff.txt", "diff --help"},
		{"help-history.txt", "history --help"},
	} {
		t.Run(c.name, func(t *testing.T) { golden(t, c.name, strings.Fields(c.args)...) })
	}
}

// TestNothingIsWiderThanAScreen: tables keep to the width that they are given, eighty columns where none is, and help to
// a hundred; examples of files are as wide as they are.
func TestNothingIsWiderThanAScreen(t *testing.T) {
	commands := map[string]int{"--help": 100, "formats": 80, "version": 80, "config": 100, "config show": 80, "config show --help": 100}
	for _, verb := range []string{"report", "levels", "strikes", "expiries", "buckets", "profile", "flows", "sensitivity --runs", "cascade --impact 50bn", "greeks -f table", "check"} {
		for _, file := range []string{spxFile, longFile, marketFile, gapFile} {
			commands[verb+" "+file] = 80
			commands[verb+" --width 120 "+file] = 120
		}
		commands[strings.Fields(verb)[0]+" --help"] = 100
	}
	for _, name := range flagvalue.LayoutNames() {
		commands["formats "+name] = 80
	}
	commands["systematic "+pricesFile], commands["systematic --width 120 --capital 340bn "+pricesFile], commands["systematic --help"] = 80, 120, 100
	commands["config show flows --config testdata/config/desk.toml --preset spx-premarket"] = 80
	for command, width := range commands {
		stdout, _, _ := runGex(t, strings.Fields(command)...)
		if strings.HasPrefix(command, "formats ") {
			stdout, _, _ = strings.Cut(stdout, "\n\n")
		}
		noWider(t, "gex "+command, stdout, width)
	}
}

// noWider finds lines that take more columns of a terminal than they may.
func noWider(t *testing.T, what, text string, width int) {
	t.Helper()
	for line := range strings.Lines(text) {
		if n := displaywidth.String(strings.TrimSuffix(line, "\n")); n > width {
			t.Errorf("%s: %d columns: %s", what, n, line)
		}
	}
}

// TestWidth checks that a bad page width is refused, and that auto is the default.
func TestWidth(t *testing.T) {
	for _, width := range []string{"79", "201", "wide", "-80", "1e2"} {
		if _, stderr, code := runGex(t, "levels", "--width", width, spxFile); code != fault.Usage || !strings.Contains(stderr, "from 80 to 200") {
			t.Errorf("--width %s: exit %d: %s", width, code, stderr)
		}
	}
	usual, _, _ := runGex(t, "report", spxFile)
	auto, _, _ := runGex(t, "report", "--width", "AUTO", spxFile)
	eighty, _, _ := runGex(t, "report", "--width", "80", spxFile)
	if usual != auto || usual != eighty {
		t.Error("without a terminal a page is not eighty columns wide")
	}
}

// TestGoldensAreAllUsed finds files that no test compares any more.
func TestGoldensAreAllUsed(t *testing.T) {
	src, err := os.ReadFile("golden_test.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(filepath.Join(top, "testdata", "golden"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !bytes.Contains(src, []byte(`"`+f.Name()+`"`)) {
			t.Errorf("testdata/golden/%s is compared with nothing", f.Name())
		}
	}
}

// TestBundledChains remakes the chains as testdata/make.sh does.
func TestBundledChains(t *testing.T) {
	script, err := os.ReadFile(filepath.Join(top, "testdata", "make.sh"))
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for line := range strings.Lines(string(script)) {
		command, path, ok := strings.Cut(strings.TrimSpace(line), " -o ")
		if !ok || strings.Contains(line, "$") { // steps on the way to a file
			continue
		}
		made++
		got, stderr, code := runGex(t, strings.Fields(command)[1:]...)
		want, err := os.ReadFile(filepath.Join(top, path))
		if code != fault.Done || err != nil || got != string(want) {
			t.Errorf("%s makes other bytes than %s holds: exit %d, %s%v", command, path, code, stderr, err)
		}
	}
	if made == 0 {
		t.Error("testdata/make.sh makes nothing")
	}
	// What it makes with sed.
	_, after, _ := strings.Cut(string(script), "--symbol ES")
	flags, _, _ := strings.Cut(after, "|")
	es, _, _ := runGex(t, append(strings.Fields("sample --contracts 60 --layout long --seed 7 --symbol ES"), strings.Fields(strings.ReplaceAll(flags, "'2025-11-20 09:58'", "2025-11-20T09:58:00-05:00"))...)...)
	es = strings.NewReplacer(",dealer_qty\n", ",future\n", ",50,\n", ",50,6719.75\n").Replace(es)
	if want, err := os.ReadFile(filepath.Join(top, "testdata", "combined", "es.csv")); err != nil || es != string(want) {
		t.Errorf("testdata/combined/es.csv is not what gex sample makes of ES: %v", err)
	}
}

// TestBundledStudy remakes the history and the prices that a study reads, as testdata/make.sh does.
func TestBundledStudy(t *testing.T) {
	dir := t.TempDir()
	chains, history, prices := filepath.Join(dir, "chains"), filepath.Join(dir, "levels.csv"), filepath.Join(dir, "prices.csv")
	for _, args := range [][]string{
		{"sample", "--days", "250", "--contracts", "400", "--prices", prices, "-o", chains}, {"history", chains, "-o", history},
	} {
		if _, stderr, code := runGex(t, args...); code != fault.Done {
			t.Fatalf("gex %s: exit %d, %s", strings.Join(args, " "), code, stderr)
		}
	}
	rows := func(path string) [][]string {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	want := rows(filepath.Join(top, "testdata", "study", "levels.csv"))
	var got [][]string // the columns of that file alone
	made := rows(history)
	for _, row := range made {
		var kept []string
		for _, name := range want[0] {
			kept = append(kept, row[slices.Index(made[0], name)])
		}
		got = append(got, kept)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("testdata/study/levels.csv is not what gex history makes (-file +gex); make golden rewrites it:\n%s", d)
	}
	if d := cmp.Diff(rows(filepath.Join(top, "testdata", "study", "prices.csv")), rows(prices)); d != "" {
		t.Errorf("testdata/study/prices.csv is not what gex sample makes (-file +gex); make golden rewrites it:\n%s", d)
	}
}
