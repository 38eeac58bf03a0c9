package assembly

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// priceFromLast uses last prices as bid and ask in a chain without any quote: last trade prices only if there is no
// volatility either, settlement prices in any case, because they are all from the same time.
func priceFromLast(c *model.Chain, settled bool) {
	if anyAbove0(c.Bid) || anyAbove0(c.Ask) || !anyAbove0(c.Last) || !settled && anyAbove0(c.IV) {
		return
	}
	for i, last := range c.Last {
		if last > 0 {
			c.Bid[i], c.Ask[i] = last, last
		}
	}
	if settled {
		noteAtEnd(c, model.Warn("prices-from-settlement", "there are no quotes: settlement prices are used as bid and ask"))
		return
	}
	noteAtEnd(c, model.Warn("prices-from-last",
		"there are no quotes and no volatilities: last trade prices are used as bid and ask, though the trades may be from different times"))
}

func anyAbove0(values []float64) bool {
	return slices.ContainsFunc(values, func(v float64) bool { return v > 0 })
}

// Unpriced is the error for a file in which no contract has a quote, a last price or a volatility.
func (a *Assembler) Unpriced(chains []*model.Chain) *fault.Error {
	for _, c := range chains {
		if anyAbove0(c.Bid) || anyAbove0(c.Ask) || anyAbove0(c.IV) {
			return nil
		}
	}
	what, hint := "no contract has a price or a volatility", "gex needs bid and ask, last or iv of each contract: fetch the file with them"
	if has := a.hasBesides(); len(has) > 0 {
		what += ", and nothing can be priced from " + strings.Join(has, ", ") + " alone"
	}
	if a.Unpriceable != "" {
		hint = a.Unpriceable
	}
	if len(a.Options.Columns) > 0 {
		hint += ", or name the columns: " + fault.Setting("columns") + " bid=…,ask=…, or last=…, settlement=… or iv=…"
	}
	return a.Src.Fail(0, "", what, hint)
}

// hasBesides lists the other values that the contracts have.
func (a *Assembler) hasBesides() (names []string) {
	for _, c := range []struct {
		field tables.Field
		name  string
	}{{tables.Gamma, "gamma"}, {tables.Delta, "delta"}, {tables.OpenInterest, "open interest"}, {tables.Volume, "volume"}} {
		if slices.ContainsFunc(a.cols.value[c.field-tables.Bid][:a.cols.n], isNumber) {
			names = append(names, c.name)
		}
	}
	return names
}

// InDollars converts prices in coins to dollars at the price of a coin. A result that is not a valid price counts as missing.
func (r *Record) InDollars(coin float64, row *tables.Row, a *Assembler, h *tables.Header) {
	for _, f := range []tables.Field{tables.Bid, tables.Ask, tables.Last} {
		v := &r.Value[f-tables.Bid]
		if *v *= coin; *v > cells.MaxPrice {
			*v = math.NaN()
			r.Repaired |= model.CellUnread
			a.Problem(row.Line, h.Name(f), fmt.Sprintf("%s coins at %s are not a price", cells.Quote(row.Cell(f)), cells.FormatNumber(coin)))
		}
	}
}
