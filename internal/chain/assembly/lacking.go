package assembly

import (
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// FileUnderlying returns the underlying of a file that does not name one: from the options or the file name.
func (a *Assembler) FileUnderlying() (*Draft, error) {
	if a.Options.Symbol != "" {
		return a.Underlying(a.Options.Symbol), nil
	}
	name := symbolInName(a.Src.Label())
	if name == "" {
		return nil, a.Src.Fail(0, "", "neither the file nor its name gives the underlying",
			"set the underlying with "+fault.Setting("symbol")+a.orColumn("underlying"))
	}
	d := a.Underlying(UnderlyingName(market.LookupRoot(name)))
	d.Note(model.Warn("underlying-from-name", "the underlying "+d.Underlying+" is taken from the file name (set "+fault.Setting("symbol")+" if it is another)"))
	return d, nil
}

// FileExpiry returns the expiry of a file on d that does not give one: from the options or the file name.
func (a *Assembler) FileExpiry(d *Draft) (market.Date, error) {
	if date := a.Options.Expiration; !date.IsZero() {
		return date, nil
	}
	date, ok := dateInName(a.Src.Label())
	if !ok {
		return date, a.Src.Fail(0, "", "neither the file nor its name gives the expiration",
			"set the date with "+fault.Setting("expiration")+", for example "+fault.Setting("expiration")+" 2025-11-21"+a.orColumn("expiration"))
	}
	d.Note(model.Warn("expiry-from-name", "the expiration "+date.String()+" is taken from the file name"))
	return date, nil
}

// orColumn extends a hint by the column to map, if columns are mapped.
func (a *Assembler) orColumn(name string) string {
	if len(a.Options.Columns) == 0 {
		return ""
	}
	return ", or name its column: " + fault.Setting("columns") + " " + name + "=…"
}

// AssumedRoot returns the root of an option of which only the underlying is known, and possibly whether it is AM-settled
// (1) or not (0). Otherwise third-Friday expiries count as AM-settled.
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
	d.Note(model.Warn("root-assumed", fmt.Sprintf("the file does not distinguish %s from %s: third-Friday expiries are read as AM-settled %s",
		d.Underlying, weekly, d.Underlying)))
	if cells.Settling(expiry) == market.ThirdFriday(expiry.Year, expiry.Month) {
		return d.Underlying
	}
	return weekly
}

// WeeklyRoots maps an index to the root of its weeklies if it differs from the root of its monthlies.
var WeeklyRoots = map[string]string{"SPX": "SPXW", "NDX": "NDXP", "RUT": "RUTW", "VIX": "VIXW"}

// FileSeries is the only series of a file that gives neither the underlying nor the expiration.
type FileSeries struct {
	Draft  *Draft
	Series int32
	Repair model.Repair
}

// FileSeries returns the series of such a file from the options or the file name. root returns the root of the options
// of that expiry on the underlying.
func (a *Assembler) FileSeries(root func(d *Draft, expiry market.Date) string) (s FileSeries, err error) {
	if s.Draft, err = a.FileUnderlying(); err != nil {
		return s, err
	}
	date, err := a.FileExpiry(s.Draft)
	if err != nil {
		return s, err
	}
	s.Series, s.Repair = a.SeriesOn(s.Draft, root(s.Draft, date), date)
	return s, nil
}
