package chain

import (
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// pairs reads rows of one expiry that have its strikes in the middle, a call on their left and a put on their right.
type pairs struct {
	a                     *assembler
	of                    single
	date                  market.Date
	multiplier            float64 // 0: that of the root
	rows                  *tables.Rows
	callValues, putValues []tables.Field // the numeric columns there are on each side
	rec                   record
}

// read gives both contracts of a row to the assembler.
func (p *pairs) read(row *tables.Row) {
	p.a.row(p.of.draft)
	bad := tables.Ignored
	var strike float64
	err := fmt.Errorf("%s", row.Problem)
	if row.Problem == "" {
		bad = tables.Strike
		strike, err = cells.StrikeRule.Required(row.Cell(tables.Strike))
	}
	if err != nil && p.rows.IsStray() {
		p.a.stray(p.rows, 2)
		return
	}
	if err != nil {
		p.a.problem(row.Line, p.rows.Header.Name(bad), err.Error())
		p.a.unread(2, readableOI(row, tables.CallSide)+readableOI(row, tables.PutSide))
		return
	}
	p.side(row, tables.CallSide, model.Call, strike, p.callValues)
	p.side(row, tables.PutSide, model.Put, strike, p.putValues)
}

func (p *pairs) side(row *tables.Row, side tables.Field, right model.Right, strike float64, present []tables.Field) {
	p.rec = record{series: p.of.series, line: int32(row.Line), right: right, repaired: row.Repaired | p.of.repair, strike: strike}
	p.rec.values(row, side, present, p.a, p.rows.Header)
	if p.multiplier > 0 {
		p.rec.value[tables.Multiplier-tables.Bid] = p.multiplier
	}
	p.a.add(&p.rec)
}
