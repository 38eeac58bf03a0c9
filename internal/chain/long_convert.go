package chain

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"gex/internal/escape"
)

// WriteLong writes the chain as csv in the layout long. Read again, it gives the same contracts, and so the same
// figures and the same notes; lines are those of the file written.
func (c *Chain) WriteLong(w io.Writer) error { return writeLong(w, []*Chain{c}) }

// WriteLong writes all chains of a file as one csv in the layout long.
func (f *File) WriteLong(w io.Writer) error { return writeLong(w, f.Chains) }

func writeLong(w io.Writer, chains []*Chain) error {
	out := csv.NewWriter(w)
	var names []string
	for _, c := range longTable.columns {
		names = append(names, c.Name)
	}
	out.Write(names) // the writer keeps its errors until the end
	for _, c := range chains {
		c.writeRows(out)
	}
	out.Flush()
	return out.Error()
}

func (c *Chain) writeRows(out *csv.Writer) {
	const minute = float64(time.Minute)
	delay := ""
	if c.Delay != 0 {
		delay = writeNumber(float64(c.Delay) / minute)
	}
	spot, asOf := writeNumber(c.Spot), c.AsOf.Format(time.RFC3339Nano)
	underlying := escape.Cell(c.Underlying)
	notes := caveats(c.Notes)
	for _, e := range c.Expiries {
		root := escape.Cell(e.Root.Name)
		for i := e.Lo; i < e.Hi; i++ {
			out.Write(longRow(&[numFields]string{
				fUnderlying: underlying, fSpot: spot, fQuoteTime: asOf, fRoot: root, fExpiry: e.Date.String(),
				fStrike: writeNumber(c.Strike[i]), fRight: c.Right[i].String(), fBid: writeNumber(c.Bid[i]),
				fAsk: writeNumber(c.Ask[i]), fLast: writeNumber(c.Last[i]), fVolume: writeNumber(c.Volume[i]),
				fOpenInterest: writeNumber(c.OpenInterest[i]), fIV: writeNumber(c.IV[i]), fDelta: writeNumber(c.Delta[i]),
				fGamma: writeNumber(c.Gamma[i]), fMultiplier: writeNumber(c.Multiplier[i]), fDealerQty: writeNumber(c.DealerQty[i]),
				fDelay: delay, fFuture: writeNumber(e.Future), fRepaired: writeRepairs(c.Repaired[i]), fLeftOut: writeReason(c.Out[i]),
				fCaveats: notes,
			}))
			notes = "" // in the first row alone
		}
	}
	c.writeUnread(out, spot, asOf, delay, notes)
}

// writeUnread writes what could not be read the first time so that it cannot be the second time.
func (c *Chain) writeUnread(out *csv.Writer, spot, asOf, delay, notes string) {
	rest := c.UnreadOI
	for range c.Unread {
		oi := min(rest, maxInterest)
		rest -= oi
		out.Write(longRow(&[numFields]string{
			fUnderlying: escape.Cell(c.Underlying), fSpot: spot, fQuoteTime: asOf, fDelay: delay, fOpenInterest: writeNumber(oi), fCaveats: notes,
		}))
		notes = ""
	}
}

func longRow(cells *[numFields]string) []string {
	row := make([]string, len(longTable.columns))
	for i, c := range longTable.columns {
		row[i] = cells[c.field]
	}
	return row
}

// writeNumber writes the shortest text that reads as the same number.
func writeNumber(v float64) string {
	switch size := math.Abs(v); {
	case math.IsNaN(v):
		return ""
	case size != 0 && size < 1e-6 || size >= 1e15:
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	return plainNumber(v)
}

func writeRepairs(r Repair) string {
	var names []string
	for _, known := range RepairNames {
		if r&known.Bit != 0 {
			names = append(names, known.Name)
		}
	}
	return strings.Join(names, " ")
}

// writeReason writes the reasons that the other columns do not tell.
func writeReason(r Reason) string {
	if r == Unreadable || r == Adjusted {
		return r.String()
	}
	return ""
}

// restored are the columns that hold what other layouts tell in other ways.
var restored = []field{fDelay, fFuture, fRepaired, fLeftOut}

// restore reads what only a converted file has, or one whose columns are mapped so.
func (r *record) restore(a *assembler, h *header, d *draft, row *row) {
	for _, f := range restored {
		if err := r.restoreCell(f, a, d, row); err != nil {
			a.problem(row.line, h.name(f), err.Error())
		}
	}
}

func (r *record) restoreCell(f field, a *assembler, d *draft, row *row) error {
	cell := strings.TrimSpace(string(row.cell(f)))
	if _, k := number([]byte(cell)); k == missing {
		return nil
	}
	switch f {
	case fDelay:
		minutes, err := delayRule.required([]byte(cell))
		if d.Delay == 0 {
			d.Delay = time.Duration(math.Round(minutes * float64(time.Minute)))
		}
		return err
	case fFuture:
		price, err := spotRule.required([]byte(cell))
		if err == nil {
			a.future(r.series, price)
		}
		return err
	case fRepaired:
		return r.readRepairs(cell)
	}
	return r.readReason(cell, a.options.Multiplier > 0)
}

func (r *record) readRepairs(cell string) error {
	for name := range strings.FieldsSeq(cell) {
		found := false
		for _, known := range RepairNames {
			if known.Name == name {
				r.repaired, found = r.repaired|known.Bit, true
			}
		}
		if !found {
			return fmt.Errorf("%s is no repair", quote(name))
		}
	}
	return nil
}

// readReason leaves a contract out; with a multiplier given an adjusted one may take part.
func (r *record) readReason(cell string, multiplied bool) error {
	switch cell {
	case Unreadable.String():
		r.out = Unreadable
	case Adjusted.String():
		if !multiplied && r.out == Live {
			r.out = Adjusted
		}
	default:
		return fmt.Errorf("%s is neither adjusted nor unreadable", quote(cell))
	}
	return nil
}

// delayRule is in minutes.
var delayRule = rule{0, 7 * 24 * 60, plain, false, "a number of minutes"}
