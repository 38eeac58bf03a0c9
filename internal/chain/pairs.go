package chain

import (
	"fmt"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/market"
)

// pairs reads rows of one expiry that have its strikes in the middle, a call on their left and a put on their right.
type pairs struct {
	a                     *assembler
	of                    single
	date                  market.Date
	multiplier            float64 // 0: that of the root
	rows                  *rows
	callValues, putValues []field // the numeric columns there are on each side
	rec                   record
}

// read gives both contracts of a row to the assembler.
func (p *pairs) read(row *row) {
	p.a.row(p.of.draft)
	bad := fIgnored
	var strike float64
	err := fmt.Errorf("%s", row.problem)
	if row.problem == "" {
		bad = fStrike
		strike, err = cells.StrikeRule.Required(row.cell(fStrike))
	}
	if err != nil && p.rows.isStray() {
		p.a.stray(p.rows, 2)
		return
	}
	if err != nil {
		p.a.problem(row.line, p.rows.header.name(bad), err.Error())
		p.a.unread(2, readableOI(row, callSide)+readableOI(row, putSide))
		return
	}
	p.side(row, callSide, model.Call, strike, p.callValues)
	p.side(row, putSide, model.Put, strike, p.putValues)
}

func (p *pairs) side(row *row, side field, right model.Right, strike float64, present []field) {
	p.rec = record{series: p.of.series, line: int32(row.line), right: right, repaired: row.repaired | p.of.repair, strike: strike}
	p.rec.values(row, side, present, p.a, p.rows.header)
	if p.multiplier > 0 {
		p.rec.value[fMultiplier-fBid] = p.multiplier
	}
	p.a.add(&p.rec)
}
