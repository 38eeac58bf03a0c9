package chain

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/market"
)

// parse reads a source in a layout.
func parse(src *input.Source, l assembly.Layout, o Options) (*File, error) {
	return parsePart(src, l, o, false)
}

// parsePart reads a source that is a part of a file, after which more may follow.
func parsePart(src *input.Source, l assembly.Layout, o Options, more bool) (*File, error) {
	a := assembly.NewAssembler(src, o)
	a.MoreFollows = more
	a.USListed, a.InIndia = assembly.USListed[l.Name], assembly.InIndia[l.Name]
	a.DatedBy = market.US
	if a.InIndia {
		a.DatedBy = market.IndianRoot("").Venue
	}
	if err := l.Parse(src, a); err != nil {
		return nil, src.AtEnd(err)
	}
	if a.Refusal != nil {
		return nil, a.Refusal
	}
	chains, err := a.Finish()
	if err != nil {
		return nil, err
	}
	f := newFile(src, l.Name, chains, a)
	f.Unpriced = a.Unpriced(chains)
	return f, nil
}
