package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// options are those of the command line.
type options struct {
	effort      effort
	quick       bool
	contracts   int // of the sample chain
	market      int // of the large files
	underlyings int // of the market
	days        int // of the history
	repeat      int // how many times the chain makes a large book
	rungs       []int
	dir         string
	output      string
	chain       string // a real chain, "" when there is none
	script      string // the numpy baseline

	compare []string // two commits; nil: gex is measured against its references
}

// realChain is measured where it is present.
const realChain = "chains/cboe-quotes/SPX_2024-01-07_1052ET_full_published-gex.csv"

// parse reads the command line.
func parse(args []string, stderr io.Writer) (options, error) {
	o := options{rungs: []int{60, 200, 1000}}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.BoolVar(&o.quick, "quick", false, "fewer pairs, large files of a tenth, and no real chain by default: a look, not a measurement")
	shared := f.String("shared", "../shared", "directory that holds bench/numpy_baseline.py and chains, where it is present")
	f.IntVar(&o.effort.Runs, "runs", 7, "pairs a row")
	f.DurationVar(&o.effort.Budget, "budget", 10*time.Second, "time a row, after which no further pair starts")
	f.IntVar(&o.contracts, "contracts", 20_000, "contracts of the sample chain")
	f.IntVar(&o.market, "market", 2_000_000, "contracts of the large files")
	f.IntVar(&o.underlyings, "underlyings", 3000, "underlyings of the large file in the layout long")
	f.IntVar(&o.days, "days", 2500, "days of the history; a folder of many files has up to 300 of them")
	f.StringVar(&o.dir, "dir", "", "directory that keeps the data for the next run (default a temporary one, which is removed)")
	f.StringVar(&o.output, "o", "", "page into which the tables go as well, between its markers")
	f.StringVar(&o.chain, "chain", "", "a real chain in Cboe's layout (default the SPX chain among the shared ones, where it is present)")
	commits := f.Bool("compare", false, "run what two commits build in turn, the arguments, such as v1.0.0 HEAD")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	switch {
	case *commits && f.NArg() == 2:
		o.compare = f.Args()
	case *commits:
		return o, fmt.Errorf("-compare needs two commits")
	case f.NArg() > 0:
		return o, fmt.Errorf("no argument is expected: %q", f.Arg(0))
	}
	if o.quick {
		o.effort, o.market, o.underlyings, o.days = effort{3, 500 * time.Millisecond}, o.market/10, max(2, o.underlyings/10), o.days/10
	}
	o.repeat = max(1, o.market/o.contracts)
	o.script = filepath.Join(*shared, "bench", "numpy_baseline.py")
	if o.chain == "" && !o.quick {
		if path := filepath.Join(*shared, realChain); exists(path) {
			o.chain = path
		}
	}
	return o, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
