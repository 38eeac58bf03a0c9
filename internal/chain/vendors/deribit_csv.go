package vendors

import (
	"fmt"
	"math"
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// deribitCSV is Deribit's book summary saved as a table; see deribitJSON for its content.
var deribitCSV = deribitDialect.Layout("deribit-csv", "Deribit book summary, csv",
	"instrument_name,ask_price,base_currency,bid_price,creation_timestamp,estimated_delivery_price,high,interest_rate,last,"+
		"low,mark_iv,mark_price,mid_price,open_interest,price_change,quote_currency,underlying_index,underlying_price,volume,volume_usd")

var deribitDialect = &layouts.Dialect{
	IV:        model.IVPercent,
	Recording: deribitRecording,
	Clock:     cells.ClockOf(market.LookupRoot("BTC").Venue),
	Symbol:    parseDeribitOption,
	Others:    isOtherInstrument,
	Adjust:    adjustDeribit,
	Table: tables.Table{Columns: append([]tables.Column{
		tables.Unused("base_currency"),
		tables.Unused("quote_currency"),
		tables.Unused("underlying_index"),
		tables.Unused("interest_rate"),
		tables.Unused("mark_price"),
		tables.Unused("mid_price"),
		tables.Unused("high"),
		tables.Unused("low"),
		tables.Unused("price_change"),
		tables.Unused("volume_usd"),
		tables.Unused("volume_notional"),
	}, deribitColumns...)},
}

func parseDeribitOption(cell string) (cells.Option, error) {
	o, err := parseDeribit(cell)
	return cells.Option{Root: o.coin, Expiry: o.expiry, Strike: o.strike, Right: o.right}, err
}

// adjustDeribit converts coins to dollars, and keeps the future of the expiry.
func adjustDeribit(l *layouts.DialectReader, _ *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	future := cells.Price(row.Cell(tables.Future))
	if future > 0 {
		l.A.Future(r.Series, future)
	} else {
		future = math.NaN()
		r.Repaired |= model.CellUnread
		l.A.Problem(row.Line, l.Header.Name(tables.Future), fmt.Sprintf("%s is not a price", cells.Quote(row.Cell(tables.Future))))
	}
	if linear := strings.Contains(l.A.Root(r.Series).Name, "_"); !linear {
		r.InDollars(future, row, l.A, l.Header)
	}
}
