package main

import (
	"fmt"
	"path/filepath"
	"strconv"
)

// prepare builds gex and makes the samples that are not in the directory yet.
func (b *bench) prepare() error {
	b.data.gex = filepath.Join(b.dir, "gex")
	b.note("building gex")
	if _, _, err := process(false, []string{"CGO_ENABLED=0"}, "go", "build", "-trimpath", "-o", b.data.gex, "gex/cmd/gex"); err != nil {
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
	return nil
}

// sample makes a file unless it is there.
func (b *bench) sample(f *file, layout string) error {
	f.path = filepath.Join(b.dir, fmt.Sprintf("sample-%s-%d.csv", layout, f.contracts))
	if exists(f.path) {
		return nil
	}
	b.note("making %s", filepath.Base(f.path))
	_, _, err := process(false, nil, b.data.gex, "sample", "--layout", layout, "--contracts", strconv.Itoa(f.contracts),
		"--underlyings", strconv.Itoa(f.underlyings), "-o", f.path)
	return err
}
