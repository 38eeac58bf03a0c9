package assembly

import (
	"fmt"
	"math"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
)

// SetSpot sets the price of the underlying. The first price is kept.
func (d *Draft) SetSpot(v float64) {
	switch {
	case math.IsNaN(d.Spot):
		d.Spot = v
	case d.Spot != v:
		d.Note(model.Warn("spot-differs", "the file has several prices for "+d.Underlying+"; the first is used"))
	}
}

// ReadSpot reads the price of the underlying from a cell, and notes if it is missing.
func (d *Draft) ReadSpot(name string, cell []byte) {
	v, k := cells.Number(cell)
	switch {
	case cells.SpotRule.Accepts(v, k):
		d.SetSpot(v)
	case k == cells.Missing || v == 0 && k == cells.Plain:
		d.Note(model.Warn("spot-missing", name+" has no price for "+d.Underlying))
	default:
		d.Note(model.Warn("spot-missing", name+": "+cells.SpotRule.Refusal(cell)))
	}
}

// widestSpot is the relative bid-ask spread of an underlying beyond which the midpoint is not used as its price.
const widestSpot = 0.05

// SpotBetween sets the price of the underlying to the midpoint of its quote.
func (d *Draft) SpotBetween(bid, ask float64) {
	switch midpoint := (bid + ask) / 2; {
	case !(bid > 0 && ask >= bid):
	case ask-bid > widestSpot*midpoint:
		d.Note(model.Warn("spot-wide", fmt.Sprintf("%s is quoted %s to %s, too wide to use the midpoint",
			d.Underlying, cells.FormatNumber(bid), cells.FormatNumber(ask))))
	default:
		d.SetSpot(midpoint)
	}
}
