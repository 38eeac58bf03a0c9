package assembly

import (
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// FileUnderlying is the underlying of a file that names none: the one asked for, or what its own name begins with.
func (a *Assembler) FileUnderlying() (*Draft, error) {
	if a.Options.Symbol != "" {
		return a.Underlying(a.Options.Symbol), nil
	}
	name := symbolInName(a.Src.Name)
	if name == "" {
		return nil, a.Src.Fail(0, "", "neither the file nor its name says what the options are on",
			"give the underlying with "+fault.Setting("symbol")+a.orColumn("underlying"))
	}
	d := a.Underlying(UnderlyingName(market.LookupRoot(name)))
	d.Note(model.Warn("underlying-from-name", "the options are on "+d.Underlying+": so says the name of the file alone ("+fault.Setting("symbol")+" if it does not)"))
	return d, nil
}

// FileExpiry is the expiry of a file on d that gives none: the one asked for, or the date in its name.
func (a *Assembler) FileExpiry(d *Draft) (market.Date, error) {
	if date := a.Options.Expiration; !date.IsZero() {
		return date, nil
	}
	date, ok := dateInName(a.Src.Name)
	if !ok {
		return date, a.Src.Fail(0, "", "neither the file nor its name says when the options expire",
			"give the date with "+fault.Setting("expiration")+", for example "+fault.Setting("expiration")+" 2025-11-21"+a.orColumn("expiration"))
	}
	d.Note(model.Warn("expiry-from-name", "the options expire on "+date.String()+": so says the name of the file alone"))
	return date, nil
}

// orColumn adds to a hint that a column may hold what is asked for, where columns are named.
func (a *Assembler) orColumn(name string) string {
	if len(a.Options.Columns) == 0 {
		return ""
	}
	return ", or name its column: " + fault.Setting("columns") + " " + name + "=…"
}

// AssumedRoot is the root of an option of which only the underlying is known, and perhaps whether it settles in the
// morning (1) or not (0). Else those of the third Friday are taken to.
func AssumedRoot(d *Draft, expiry market.Date, morning []byte) string {
	weekly := WeeklyRoots[d.Underlying]
	if weekly == "" || market.LookupRoot(weekly).Settlement == market.AM {
		return d.Underlying
	}
	switch flag, k := cells.Number(morning); {
	case k == cells.Plain && flag == 1:
		return d.Underlying
	case k == cells.Plain && flag == 0:
		return weekly
	}
	d.Note(model.Warn("root-assumed", fmt.Sprintf("the file does not tell %s from %s: expiries on a third Friday are taken as %s, settled in the morning",
		d.Underlying, weekly, d.Underlying)))
	if cells.Settling(expiry) == market.ThirdFriday(expiry.Year, expiry.Month) {
		return d.Underlying
	}
	return weekly
}

// WeeklyRoots are the roots of the weeklies of an index, where they differ from those of its monthlies.
var WeeklyRoots = map[string]string{"SPX": "SPXW", "NDX": "NDXP", "RUT": "RUTW", "VIX": "VIXW"}
