package history

import (
	"path/filepath"

	"gex/internal/chain"
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/report"
)

// reread reads the chains of a row again; nil when that is not possible any more.
func (h *history) reread(row report.Snapshot) *gex.Held {
	paths := h.paths[row.File]
	if paths == nil {
		paths = []string{filepath.Join(filepath.FromSlash(row.Folder), filepath.FromSlash(row.File))}
	}
	var chains []*chain.Chain
	for _, path := range paths {
		found := h.chainsOf(path, row.AsOf.Day())
		if h.books == nil {
			found = only(found, row.Underlying)
		}
		if found == nil {
			return nil
		}
		chains = append(chains, found...)
	}
	held, err := gex.HeldOf(row.Underlying, chains, h.job.Gex)
	if err != nil {
		return nil
	}
	return held
}

// chainsOf reads a file again, of which a row of some date is; nil when that is not possible.
func (h *history) chainsOf(path string, at market.Date) []*chain.Chain {
	for _, date := range []market.Date{{}, at} { // a file of many dates needs one
		o := h.job.Reading(path)
		o.NoSum, o.QuoteDate = true, date
		if !date.IsZero() {
			o.QuoteFrom, o.QuoteUntil = market.Date{}, market.Date{}
		}
		in, err := h.out.Open(path)
		if err != nil {
			return nil
		}
		f, err := chain.Read(in, o)
		in.Close()
		if err == nil {
			return f.Chains
		}
	}
	return nil
}

// only returns the chain of an underlying; nil without it.
func only(chains []*chain.Chain, underlying string) []*chain.Chain {
	for _, c := range chains {
		if c.Underlying == underlying {
			return []*chain.Chain{c}
		}
	}
	return nil
}
