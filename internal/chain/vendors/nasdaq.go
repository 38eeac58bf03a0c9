package vendors

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// nasdaq is one expiry as on Nasdaq's option pages: one row per strike, the columns of the call left of it, of the put
// right. Only the file name has the underlying and the expiration (NVDA-2026-02-13.csv). The price of the underlying and
// the time are missing. Rows of empty cells are skipped.
var nasdaq = assembly.Layout{
	Format: tables.Format{
		Name:    "nasdaq",
		Title:   "Nasdaq option pages, calls left and puts right",
		Columns: nasdaqTable.Columns,
		Example: "Call_Last,Call_Bid,Call_Ask,Call_Vol,Call_OI,Strike,Put_Last,Put_Bid,Put_Ask,Put_Vol,Put_OI",
	},
	Fit:   nasdaqTable.Fit,
	Parse: parseNasdaq,
}

var nasdaqTable = tables.Table{
	Columns: []tables.Column{
		tables.Required("Strike", "$ per unit of the underlying", "the row is unreadable", tables.Strike),
		tables.Required("Call_Bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Required("Call_Ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("Call_Last", "$ per unit of the underlying", "missing", tables.Last),
		tables.Optional("Call_Vol", "contracts today", "missing", tables.Volume),
		tables.Optional("Call_OI", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Required("Put_Bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid+tables.PutSide),
		tables.Required("Put_Ask", "$ per unit of the underlying", "missing", tables.Ask+tables.PutSide),
		tables.Optional("Put_Last", "$ per unit of the underlying", "missing", tables.Last+tables.PutSide),
		tables.Optional("Put_Vol", "contracts today", "missing", tables.Volume+tables.PutSide),
		tables.Optional("Put_OI", "contracts at the last close", "missing, not 0", tables.OpenInterest+tables.PutSide),
	},
}

func parseNasdaq(src *input.Source, a *assembly.Assembler) error {
	h := nasdaqTable.Find(src.Data)
	if err := nasdaqTable.Check(src, h); err != nil {
		return err
	}
	if err := tables.MustBeWhole(src, &h); err != nil {
		return err
	}
	of, err := a.FileSeries(func(d *assembly.Draft, expiry market.Date) string { return assembly.AssumedRoot(d, expiry, nil) })
	if err != nil {
		return err
	}
	p := assembly.Pairs{A: a, Of: of, Rows: tables.NewRows(src, &h),
		CallValues: h.Values(tables.CallSide, &a.Options), PutValues: h.Values(tables.PutSide, &a.Options)}
	for p.Rows.Next() && !of.Draft.Skip {
		p.Read(&p.Rows.Row)
	}
	a.NoteUnknown(h.Unknown)
	return nil
}
