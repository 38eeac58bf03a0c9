package assembly

import (
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// Pairs reads rows of one expiry with a strike, a call on its left and a put on its right.
type Pairs struct {
	A                     *Assembler
	Of                    FileSeries
	Date                  market.Date
	Multiplier            float64 // 0: the multiplier of the root
	Rows                  *tables.Rows
	CallValues, PutValues []tables.Field // the numeric columns there are on each side
	rec                   Record
}

// Read adds both contracts of a row to the assembler.
func (p *Pairs) Read(row *tables.Row) {
	p.A.Row(p.Of.Draft)
	bad := tables.Ignored
	var strike float64
	err := fmt.Errorf("%s", row.Problem)
	if row.Problem == "" {
		bad = tables.Strike
		strike, err = cells.StrikeRule.Required(row.Cell(tables.Strike))
	}
	if err != nil && p.Rows.IsStray() {
		p.A.Stray(p.Rows, 2)
		return
	}
	if err != nil {
		p.A.Problem(row.Line, p.Rows.Header.Name(bad), err.Error())
		p.A.Unread(2, ReadableOI(row, tables.CallSide)+ReadableOI(row, tables.PutSide))
		return
	}
	p.side(row, tables.CallSide, model.Call, strike, p.CallValues)
	p.side(row, tables.PutSide, model.Put, strike, p.PutValues)
}

func (p *Pairs) side(row *tables.Row, side tables.Field, right model.Right, strike float64, present []tables.Field) {
	p.rec = Record{Series: p.Of.Series, Line: int32(row.Line), Right: right, Repaired: row.Repaired | p.Of.Repair, Strike: strike}
	p.rec.Values(row, side, present, p.A, p.Rows.Header)
	if p.Multiplier > 0 {
		p.rec.Value[tables.Multiplier-tables.Bid] = p.Multiplier
	}
	p.A.Add(&p.rec)
}
