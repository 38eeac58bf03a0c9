package chain

import (
	"gex/internal/chain/input"
	"gex/internal/market"
)

// nasdaq is one expiry as Nasdaq's option pages show it: a strike a row, the call's columns left of it, the put's
// right. What the options are on and when they expire stands in the name of the file alone (NVDA-2026-02-13.csv), the
// price of the underlying and the time nowhere. Rows of empty cells are passed over.
var nasdaq = layout{
	Format: Format{
		Name:    "nasdaq",
		Title:   "Nasdaq option pages, calls left and puts right",
		Columns: nasdaqTable.columns,
		Example: "Call_Last,Call_Bid,Call_Ask,Call_Vol,Call_OI,Strike,Put_Last,Put_Bid,Put_Ask,Put_Vol,Put_OI",
	},
	fit:   nasdaqTable.fit,
	parse: parseNasdaq,
}

var nasdaqTable = table{
	columns: []Column{
		required("Strike", "$ per unit of the underlying", "the row is unreadable", fStrike),
		required("Call_Bid", "$ per unit of the underlying; 0: none", "missing", fBid),
		required("Call_Ask", "$ per unit of the underlying", "missing", fAsk),
		optional("Call_Last", "$ per unit of the underlying", "missing", fLast),
		optional("Call_Vol", "contracts today", "missing", fVolume),
		optional("Call_OI", "contracts at the last close", "missing, not 0", fOpenInterest),
		required("Put_Bid", "$ per unit of the underlying; 0: none", "missing", fBid+putSide),
		required("Put_Ask", "$ per unit of the underlying", "missing", fAsk+putSide),
		optional("Put_Last", "$ per unit of the underlying", "missing", fLast+putSide),
		optional("Put_Vol", "contracts today", "missing", fVolume+putSide),
		optional("Put_OI", "contracts at the last close", "missing, not 0", fOpenInterest+putSide),
	},
}

func parseNasdaq(src *input.Source, a *assembler) error {
	h := nasdaqTable.find(src.Data)
	if err := nasdaqTable.check(src, h); err != nil {
		return err
	}
	if err := mustBeWhole(src, &h); err != nil {
		return err
	}
	of, err := a.single(func(d *draft, expiry market.Date) string { return assumedRoot(d, expiry, nil) })
	if err != nil {
		return err
	}
	p := pairs{a: a, of: of, rows: newRows(src, &h),
		callValues: h.values(callSide, &a.options), putValues: h.values(putSide, &a.options)}
	for p.rows.next() && !of.draft.skip {
		p.read(&p.rows.row)
	}
	a.noteUnknown(h.unknown)
	return nil
}
