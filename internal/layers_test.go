// Package internal_test checks the rules between packages that no compiler checks.
package internal_test

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// arrows lists which packages of gex each package imports, no more and no less; a package that is not listed may not exist.
var arrows = map[string][]string{
	"docs":                {},
	"internal/market":     {},
	"internal/bs":         {},
	"internal/bs/kernel":  {"internal/par", "internal/system"},
	"internal/par":        {},
	"internal/lazy":       {},
	"internal/fault":      {"internal/lazy"},
	"internal/escape":     {"internal/lazy"},
	"internal/suggest":    {},
	"internal/system":     {},
	"internal/series":     {"internal/fault", "internal/bs/kernel", "internal/market", "internal/tomltext", "internal/lazy"},
	"internal/inventory":  {"internal/fault", "internal/market", "internal/chain/cells", "internal/chain/model"}, // cells of files that are no chains
	"internal/vol":        {"internal/fault", "internal/par", "internal/bs/american", "internal/chain", "internal/bs/kernel", "internal/market", "internal/series", "internal/system"},
	"internal/report":     {"internal/escape", "internal/fault", "internal/market", "internal/lazy"}, // currencies
	"internal/gex":        {"internal/fault", "internal/par", "internal/vol", "internal/chain", "internal/bs/american", "internal/bs/kernel", "internal/market", "internal/report", "internal/series", "internal/system"},
	"internal/study":      {"internal/par", "internal/fault", "internal/bs/kernel", "internal/market", "internal/report", "internal/series"},
	"internal/systematic": {"internal/fault", "internal/bs/kernel", "internal/market", "internal/report", "internal/series", "internal/gex"},            // funds, mapping
	"internal/render":     {"internal/parquet", "internal/escape", "internal/report", "internal/render/phrase", "internal/render/svg", "internal/lazy"}, // a page holds pictures
	"internal/render/svg": {"internal/escape", "internal/report", "internal/render/phrase"},
	"internal/settings":   {"internal/escape", "internal/fault", "internal/report", "internal/suggest", "internal/tomltext"},
	"internal/terminal":   {"internal/fault", "internal/escape", "internal/system", "internal/lazy", "internal/par"},
	"internal/help":       {"internal/suggest", "internal/lazy"},
	"internal/require":    {"internal/fault", "internal/report", "internal/suggest", "internal/lazy"},
	"internal/tomltext":   {},
	"internal/schema":     {"internal/report"},
	"internal/raster":     {"internal/lazy"}, // draws what internal/render/svg has written
	"internal/parquet":    {},                // a container of tables, which knows no chains and no documents
	"internal/sample":     {"internal/bs", "internal/bs/american", "internal/market"},

	// Early exercise over whole expiries.
	"internal/bs/american": {"internal/bs/kernel"},

	// From texts to values, and from files to documents.
	"internal/source":           {"internal/fault", "internal/escape", "internal/suggest"},
	"internal/flagvalue":        {"internal/fault", "internal/suggest", "internal/source", "internal/market", "internal/chain", "internal/inventory", "internal/series", "internal/vol", "internal/gex", "internal/report", "internal/render", "internal/render/svg", "internal/systematic"},
	"internal/pipeline":         {"internal/fault", "internal/par", "internal/market", "internal/chain", "internal/vol", "internal/gex", "internal/report"},
	"internal/pipeline/dealers": {"internal/pipeline", "internal/fault", "internal/par", "internal/market", "internal/chain", "internal/inventory", "internal/gex", "internal/report"},
	"internal/pipeline/history": {"internal/pipeline", "internal/fault", "internal/market", "internal/chain", "internal/gex", "internal/report"},
	"internal/pipeline/watch":   {"internal/fault", "internal/escape", "internal/report"},
	"internal/pipeline/check":   {"internal/fault", "internal/gex", "internal/report", "internal/require"},
	"internal/pipeline/diff":    {"internal/pipeline", "internal/fault", "internal/chain", "internal/gex", "internal/report"},

	"internal/render/phrase": {"internal/report"},

	// What the program says about itself, and what a shell completes.
	"internal/about":    {"docs", "internal/fault", "internal/chain", "internal/help", "internal/render", "internal/report", "internal/schema", "internal/series", "internal/settings"},
	"internal/complete": {"internal/flagvalue", "internal/help", "internal/require"},

	"cmd/gex": {"internal/fault", "internal/about", "internal/complete", "internal/escape", "internal/help", "internal/suggest", "internal/system", "internal/market", "internal/chain", "internal/bs/kernel", "internal/vol", "internal/gex",
		"internal/report", "internal/raster", "internal/render", "internal/render/svg", "internal/require", "internal/sample", "internal/settings", "internal/terminal", "internal/source", "internal/flagvalue", "internal/pipeline", "internal/pipeline/history", "internal/pipeline/watch", "internal/pipeline/check", "internal/pipeline/diff", "internal/pipeline/dealers", "internal/inventory", "internal/study", "internal/systematic"},
	"internal/bench": {"internal/par", "internal/market", "internal/chain", "internal/bs", "internal/bs/kernel", "internal/vol", "internal/gex", "internal/report", "internal/pipeline"}, // make bench

	"internal/testrun": {}, // make test

	// Reading files: each imports only those above it.
	"internal/chain/model":    {"internal/fault", "internal/market"},
	"internal/chain/digits":   {},
	"internal/chain/cells":    {"internal/chain/digits", "internal/escape", "internal/fault", "internal/market", "internal/chain/model", "internal/lazy"},
	"internal/chain/input":    {"internal/system", "internal/parquet", "internal/escape", "internal/fault", "internal/suggest", "internal/chain/model", "internal/chain/cells"},
	"internal/chain/tables":   {"internal/fault", "internal/chain/model", "internal/chain/cells", "internal/chain/input"},
	"internal/chain/assembly": {"internal/chain/digits", "internal/escape", "internal/fault", "internal/market", "internal/chain/model", "internal/chain/cells", "internal/chain/input", "internal/chain/tables", "internal/system", "internal/lazy"},
	"internal/chain/layouts":  {"internal/escape", "internal/fault", "internal/market", "internal/suggest", "internal/chain/model", "internal/chain/cells", "internal/chain/input", "internal/chain/tables", "internal/chain/assembly"},
	"internal/chain/vendors":  {"internal/fault", "internal/market", "internal/chain/model", "internal/chain/cells", "internal/chain/input", "internal/chain/tables", "internal/chain/assembly", "internal/chain/layouts", "internal/lazy"},
	"internal/chain":          {"internal/fault", "internal/par", "internal/market", "internal/chain/model", "internal/chain/cells", "internal/chain/input", "internal/chain/tables", "internal/chain/assembly", "internal/chain/layouts", "internal/chain/vendors", "internal/system"},
}

// users lists the packages that may use a library; internal/bs uses the standard library alone, and the kernels besides
// the library that recognizes the processor.
var users = map[string][]string{
	"github.com/olekukonko/tablewriter":    {"internal/render"},
	"github.com/clipperhouse/displaywidth": {"internal/render", "internal/terminal"}, // as tablewriter counts columns
	"github.com/spf13/cobra":               {"cmd/gex", "internal/complete", "internal/help"},
	"github.com/spf13/pflag":               {"cmd/gex", "internal/help"},
	"github.com/gocarina/gocsv":            {"internal/chain/tables", "internal/report", "internal/render", "internal/bench"}, // there as what we are measured against
	"github.com/klauspost/compress":        {"internal/chain/input", "internal/parquet"},
	"github.com/parquet-go/parquet-go":     {"internal/parquet"}, // its packages format and thrift: the whole adds 10 MB and 2 ms
	"github.com/mattn/go-isatty":           {"internal/terminal"},
	"github.com/pelletier/go-toml":         {"internal/tomltext"},
	"golang.org/x/image":                   {"internal/raster"}, // fonts
	"golang.org/x/sync":                    {"internal/par"},
	"gonum.org/v1/gonum/mathext":           {"internal/vol"},
	"gonum.org/v1/gonum/stat":              {"internal/gex", "internal/study"}, // ranks among earlier rows; means and correlations
	"gonum.org/v1/gonum/mat":               {"internal/study"},                 // regressions by QR
	"gonum.org/v1/gonum/floats":            {"internal/study"},                 // sums of all rotations
	"golang.org/x/sys/cpu":                 {"internal/bs/kernel", "internal/chain/digits"},
	"golang.org/x/sys/windows":             {"internal/system"},
	"golang.org/x/term":                    {"internal/terminal"}, // how large a terminal is
}

type pkg struct {
	ImportPath, Dir        string
	Imports, GoFiles       []string
	SFiles, IgnoredGoFiles []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles,SFiles,IgnoredGoFiles", "gex/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		if len(p.GoFiles) > 0 && !strings.HasSuffix(p.ImportPath, "test") { // bstest, reftest: for tests alone
			all = append(all, p)
		}
	}
}

func TestLayers(t *testing.T) {
	drawn := map[string]bool{}
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "gex/")
		may, known := arrows[name]
		if !known {
			t.Errorf("package %s is not on the plan", name)
		}
		drawn[name] = true
		for _, to := range may {
			if !slices.Contains(p.Imports, "gex/"+to) {
				t.Errorf("%s does not import %s: remove the arrow from the plan", name, to)
			}
		}
		for _, imp := range p.Imports {
			if to, ours := strings.CutPrefix(imp, "gex/"); ours {
				if !slices.Contains(may, to) {
					t.Errorf("%s must not import %s", name, to)
				}
				continue
			}
			if !strings.Contains(strings.Split(imp, "/")[0], ".") {
				continue // the standard library
			}
			if !mayUse(name, imp) {
				t.Errorf("%s must not import %s", name, imp)
			}
		}
	}
	for name := range arrows {
		if !drawn[name] {
			t.Errorf("there is no package %s: remove it from the plan", name)
		}
	}
}

func mayUse(name, imp string) bool {
	for library, in := range users {
		if (imp == library || strings.HasPrefix(imp, library+"/")) && slices.Contains(in, name) {
			return true
		}
	}
	return false
}

// printsNumbers are the packages whose numbers leave the program: functions whose bits differ by machine have no place in
// them; package kernel has its own.
var printsNumbers = map[string]bool{"internal/bs/kernel": true, "internal/inventory": true, "internal/bs/american": true, "internal/series": true, "internal/study": true, "internal/vol": true, "internal/gex": true, "internal/report": true, "internal/render": true, "internal/systematic": true,
	"internal/render/phrase": true, "internal/render/svg": true, "internal/market": true, "internal/require": true, "cmd/gex": true,
	"internal/chain/model": true, "internal/chain/digits": true, "internal/chain/cells": true, "internal/chain/input": true, "internal/chain/tables": true, "internal/chain/assembly": true, "internal/chain/layouts": true, "internal/chain/vendors": true, "internal/chain": true}

// mains are the files that know the process's streams, arguments and exit: one a program.
var mains = map[string]bool{"cmd/gex/main.go": true, "internal/bench/main.go": true, "internal/testrun/main.go": true}

// starters are the files that start goroutines: a panic on one that has no recover ends the program with a trace. All others
// go through package par, which hands it on to the caller.
var starters = map[string]bool{"internal/source/pipe.go": true, "internal/terminal/interrupt.go": true, "internal/terminal/screen.go": true, "internal/chain/input/hash.go": true}

// venueIdentity is how code would ask which market something trades on. Only package market knows; all others ask the venue or
// the root for what they mean: its sessions, close, clock, currency, settlement.
var venueIdentity = []string{"Venue.Name", ".Venue ==", ".Venue !=", "Venue.Equal(", "Zone ==", "Zone !=", "Zone.String(", "Currency ==", "Currency !="}

// anyVenue are the packages that handle every venue, so that they may not take New York's calendar and clock, which package
// market has under short names for files of American vendors and for samples, nor know a currency by its code.
var anyVenue = map[string]bool{"internal/vol": true, "internal/gex": true, "internal/systematic": true, "internal/report": true, "internal/render": true, "internal/render/svg": true,
	"internal/require": true}

var newYorkOnly = []string{"market.NewYork", "market.DateOf(", "market.TradeDate(", "market.IsTradingDay(", "market.IsHalfDay(", "market.NextTradingDay(",
	"market.PrevTradingDay(", "market.Open(", "market.Close(", "market.InSession(", "market.Holiday(", "market.ThirdFriday(", "market.VIXExpiry(", "Currency.Code"}

// spellers are the packages that may name a flag in their texts: the command line's own, what it prints, and the benchmarks,
// which are a command of their own. All others name a setting with fault.Setting.
var spellers = map[string]bool{"cmd/gex": true, "internal/about": true, "internal/help": true, "internal/settings": true, "internal/bench": true}

// flagInText is a flag in a string of Go; a command of another program, such as soffice, is not one of ours.
var flagInText = regexp.MustCompile(`(?m)^[^/\n]*"[^"\n]*--[a-z][^"\n]*"`)

// stopwatch is the one file that reads the machine's clock: its package measures time, and no number of gex
// comes from there.
const stopwatch = "internal/bench/clock.go"

// fileClock is the one file of gex that does: to compare how old a file is, which is part of no result.
const fileClock = "internal/pipeline/check/clock.go"

// machines are the packages that know the processor or the operating system.
var machines = map[string]bool{"internal/bs/kernel": true, "internal/chain/digits": true, "internal/system": true}

// TestHouseRules looks for what must be in one place only: the machine's clock in the stopwatch, the process's streams
// and exit in main, assembly in the kernels and package digits, build tags there and in package system, the identity of venues in package market.
func TestHouseRules(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "gex/")
		if !machines[name] && len(p.SFiles)+len(p.IgnoredGoFiles) > 0 {
			t.Errorf("%s has assembly or build tags: %v %v", name, p.SFiles, p.IgnoredGoFiles)
		}
		if !slices.Contains(p.GoFiles, "doc.go") {
			t.Errorf("%s has no doc.go", name)
		}
		for _, f := range p.GoFiles {
			src, err := os.ReadFile(filepath.Join(p.Dir, f))
			if err != nil {
				t.Fatal(err)
			}
			forbidden := []string{"net/http", "\t\"net\"\n"}
			if name != "internal/bench" && name != "internal/testrun" { // which run other programs
				forbidden = append(forbidden, `"os/exec"`)
			}
			if file := name + "/" + f; file != stopwatch && file != fileClock {
				forbidden = append(forbidden, "time.Now(", "time.Since(")
			}
			if printsNumbers[name] {
				forbidden = append(forbidden, "math.Exp(", "math.Log(", "math.Log1p(", "math.Erf(", "math.Erfc(", "math.Pow(", "math.Expm1(")
			}
			if name != "internal/market" {
				forbidden = append(forbidden, venueIdentity...)
			}
			if anyVenue[name] {
				forbidden = append(forbidden, newYorkOnly...)
			}
			if !starters[name+"/"+f] {
				forbidden = append(forbidden, "\tgo ", "sync.WaitGroup")
			} else if !strings.Contains(string(src), "\tgo ") {
				t.Errorf("%s/%s starts no goroutine: remove it from the list", name, f)
			}
			if !mains[name+"/"+f] {
				forbidden = append(forbidden, "os.Exit(", "os.Args", "os.Stdout", "os.Stderr", "os.Stdin")
			}
			if found := flagInText.FindString(string(src)); !spellers[name] && found != "" && !strings.Contains(found, "soffice") {
				t.Errorf("%s/%s names a flag: %s", name, f, found)
			}
			for _, word := range forbidden {
				if strings.Contains(string(src), word) {
					t.Errorf("%s/%s says %s", name, f, word)
				}
			}
		}
	}
}

// TestNoNetwork: no library of gex can speak to a server either. Package net is among them, for the addresses that pflag knows.
func TestNoNetwork(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "gex/cmd/gex")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for imp := range strings.FieldsSeq(string(out)) {
		if slices.Contains([]string{"net/http", "net/rpc", "net/smtp", "crypto/tls", "os/exec", "plugin"}, imp) {
			t.Errorf("gex holds package %s", imp)
		}
	}
}

// TestRaceIsLookedFor: make race runs tests of every package that starts goroutines, itself or by package par.
func TestRaceIsLookedFor(t *testing.T) {
	text, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	_, rule, _ := strings.Cut(string(text), "\nrace:\n")
	rule, _, _ = strings.Cut(rule, "\n\n")
	starts := []string{"internal/par"}
	for file := range starters {
		starts = append(starts, path.Dir(file))
	}
	for name, to := range arrows {
		if slices.Contains(to, "internal/par") && name != "internal/bench" { // which measures
			starts = append(starts, name)
		}
	}
	for _, name := range starts {
		if !slices.ContainsFunc(strings.Fields(rule), func(of string) bool {
			parent, below := strings.CutSuffix(of, "/...")
			return of == "./"+name || below && strings.HasPrefix("./"+name+"/", parent+"/")
		}) {
			t.Errorf("make race runs no test of %s", name)
		}
	}
}
