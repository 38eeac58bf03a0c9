package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// prepare builds gex and makes the samples that are not in the directory yet.
func (b *bench) prepare() error {
	b.data.gex = filepath.Join(b.dir, "gex")
	b.note("building gex")
	if err := build(b.data.gex, "gex/cmd/gex"); err != nil {
		return err
	}
	b.data.chain = file{contracts: b.contracts, underlyings: 1}
	b.data.cboe = file{contracts: b.options.market, underlyings: 1}
	for _, part := range []int{100, 10, 1} {
		b.data.market = append(b.data.market, file{contracts: b.options.market / part, underlyings: max(1, b.underlyings/part)})
	}
	if err := b.sample(&b.data.chain, "cboe"); err != nil {
		return err
	}
	if err := b.sample(&b.data.cboe, "cboe"); err != nil {
		return err
	}
	for i := range b.data.market {
		if err := b.sample(&b.data.market[i], "long"); err != nil {
			return err
		}
	}
	for _, symbol := range []string{"XYZ", "SPY"} {
		f := file{contracts: b.contracts / 2, underlyings: 1}
		if err := b.make(&f.path, symbol+"-early.csv", "--layout", "long", "--symbol", symbol, "--contracts", strconv.Itoa(f.contracts)); err != nil {
			return err
		}
		b.data.early = append(b.data.early, f)
	}
	return b.prepareDays()
}

// build builds a program as it is installed, which is to be copied: what the linker has just written lies in the system's memory
// in single pages, and takes a tenth more to start and run from there.
func build(program, main string, flags ...string) error {
	linked := program + ".linked"
	args := append(append([]string{"build"}, flags...), "-trimpath", "-o", linked, main)
	if _, _, err := process(false, []string{"CGO_ENABLED=0"}, "go", args...); err != nil {
		return err
	}
	text, err := os.ReadFile(linked)
	if err == nil {
		err = os.Remove(linked)
	}
	if err != nil {
		return err
	}
	_ = os.Remove(program) // a link to it, or one that runs, keeps what it has
	return os.WriteFile(program, text, 0o755)
}

// prepareDays makes what is about days.
func (b *bench) prepareDays() error {
	days := strconv.Itoa(b.options.days)
	var dir string
	b.data.prices = filepath.Join(b.dir, "prices-"+days+".csv")
	if err := b.make(&dir, "chains-"+days, "--days", days, "--prices", b.data.prices); err != nil {
		return err
	}
	var err error
	if b.data.days, err = filepath.Glob(filepath.Join(dir, "*.csv")); err != nil {
		return err
	}
	return b.make(&b.data.openClose, "openclose-"+days+".csv", "--openclose", "eod", "--days", strconv.Itoa(min(b.options.days, 60)),
		"--contracts", strconv.Itoa(b.contracts))
}

// sample makes the chain of a file unless it is there.
func (b *bench) sample(f *file, layout string) error {
	return b.make(&f.path, fmt.Sprintf("sample-%s-%d.csv", layout, f.contracts), "--layout", layout, "--contracts", strconv.Itoa(f.contracts),
		"--underlyings", strconv.Itoa(f.underlyings))
}

// make runs gex sample for a name in the directory, unless it is there, and fills in the path.
func (b *bench) make(path *string, name string, args ...string) error {
	*path = filepath.Join(b.dir, name)
	if exists(*path) {
		return nil
	}
	b.note("making %s", name)
	_, _, err := process(false, nil, b.data.gex, append(append([]string{"sample"}, args...), "-o", *path)...)
	return err
}
