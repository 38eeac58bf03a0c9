package layouts

import (
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/escape"
)

// WriteLong writes chains as one csv in the layout long. Reading it gives the same contracts, and so the same
// results and the same notes; line numbers are those of the written file.
func WriteLong(w io.Writer, chains []*model.Chain) error {
	out := csv.NewWriter(w)
	columns := columnsFor(chains)
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	out.Write(names) // csv.Writer keeps its errors until Flush
	for _, c := range chains {
		writeRows(c, columns, out)
	}
	out.Flush()
	return out.Error()
}

// columnsFor are the columns of the layout that chains have a use for: only those of gex inventory say what is unknown.
func columnsFor(chains []*model.Chain) []tables.Column {
	return slices.DeleteFunc(slices.Clone(LongTable.Columns), func(c tables.Column) bool {
		return c.Field == tables.DealerUnknown && !slices.ContainsFunc(chains, func(c *model.Chain) bool { return c.DealerUnknown != nil })
	})
}

func writeRows(c *model.Chain, columns []tables.Column, out *csv.Writer) {
	const minute = float64(time.Minute)
	delay := ""
	if c.Delay != 0 {
		delay = writeNumber(float64(c.Delay) / minute)
	}
	spot, asOf := writeNumber(c.Spot), c.AsOf.In(c.Of().Venue.Zone).Format(time.RFC3339Nano)
	underlying := escape.Cell(c.Underlying)
	notes := assembly.ChainCaveats(c)
	for _, e := range c.Expiries {
		root := escape.Cell(e.Root.Name)
		for i := e.Lo; i < e.Hi; i++ {
			unknown := ""
			if c.DealerUnknown != nil {
				unknown = writeNumber(c.DealerUnknown[i])
			}
			out.Write(longRow(columns, &[tables.NumFields]string{
				tables.DealerUnknown: unknown, tables.Underlying: underlying, tables.Spot: spot, tables.QuoteTime: asOf, tables.Root: root, tables.Expiry: e.Date.String(),
				tables.Strike: writeNumber(c.Strike[i]), tables.Right: c.Right[i].String(), tables.Bid: writeNumber(c.Bid[i]),
				tables.Ask: writeNumber(c.Ask[i]), tables.Last: writeNumber(c.Last[i]), tables.Volume: writeNumber(c.Volume[i]),
				tables.OpenInterest: writeNumber(c.OpenInterest[i]), tables.IV: writeNumber(c.IV[i]), tables.Delta: writeNumber(c.Delta[i]),
				tables.Gamma: writeNumber(c.Gamma[i]), tables.Multiplier: writeNumber(c.Multiplier[i]), tables.DealerQty: writeNumber(c.DealerQty[i]),
				tables.Delay: delay, tables.Future: writeNumber(e.Future), tables.Repaired: writeRepairs(c.Repaired[i]), tables.LeftOut: writeReason(c.Out[i]),
				tables.Caveats: notes,
			}))
			notes = "" // only in the first row
		}
	}
	writeUnread(c, columns, out, spot, asOf, delay, notes)
}

// writeUnread writes records that could not be read in a form that is also unreadable, so that the counts agree.
func writeUnread(c *model.Chain, columns []tables.Column, out *csv.Writer, spot, asOf, delay, notes string) {
	rest := c.UnreadOI
	for range c.Unread {
		oi := min(rest, cells.MaxInterest)
		rest -= oi
		out.Write(longRow(columns, &[tables.NumFields]string{
			tables.Underlying: escape.Cell(c.Underlying), tables.Spot: spot, tables.QuoteTime: asOf, tables.Delay: delay, tables.OpenInterest: writeNumber(oi), tables.Caveats: notes,
		}))
		notes = ""
	}
}

func longRow(columns []tables.Column, cells *[tables.NumFields]string) []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = cells[c.Field]
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
	return cells.FormatNumber(v)
}

func writeRepairs(r model.Repair) string {
	var names []string
	for _, known := range model.RepairNames {
		if r&known.Bit != 0 {
			names = append(names, known.Name)
		}
	}
	return strings.Join(names, " ")
}

// writeReason writes a reason that does not follow from the other columns.
func writeReason(r model.Reason) string {
	if r == model.Unreadable || r == model.Adjusted {
		return r.String()
	}
	return ""
}
