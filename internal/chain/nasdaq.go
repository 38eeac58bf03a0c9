package chain

import "gex/internal/market"

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
		{"Strike", true, "$ per unit of the underlying", "the row is unreadable", fStrike},
		{"Call_Bid", true, "$ per unit of the underlying; 0: none", "missing", fBid},
		{"Call_Ask", true, "$ per unit of the underlying", "missing", fAsk},
		{"Call_Last", false, "$ per unit of the underlying", "missing", fLast},
		{"Call_Vol", false, "contracts today", "missing", fVolume},
		{"Call_OI", false, "contracts at the last close", "missing, not 0", fOpenInterest},
		{"Put_Bid", true, "$ per unit of the underlying; 0: none", "missing", fBid + putSide},
		{"Put_Ask", true, "$ per unit of the underlying", "missing", fAsk + putSide},
		{"Put_Last", false, "$ per unit of the underlying", "missing", fLast + putSide},
		{"Put_Vol", false, "contracts today", "missing", fVolume + putSide},
		{"Put_OI", false, "contracts at the last close", "missing, not 0", fOpenInterest + putSide},
	},
}

func parseNasdaq(src *source, a *assembler) error {
	h := nasdaqTable.find(src.data)
	if err := nasdaqTable.check(src, h); err != nil {
		return err
	}
	if err := src.mustBeWhole(&h); err != nil {
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
