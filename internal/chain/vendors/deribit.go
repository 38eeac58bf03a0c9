package vendors

import (
	"fmt"
	"strings"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// What Deribit's layouts share.

var deribitColumns = []tables.Column{
	tables.Required("instrument_name", "BTC-26DEC25-144000-C; d is a decimal point in a strike", "the option is unreadable", tables.Symbol),
	tables.Required("underlying_price", "$, the future of the expiry", "the prices of the option are missing", tables.Future),
	tables.Required("estimated_delivery_price", "$, the index", fault.Setting("spot"), tables.Spot),
	tables.Required("creation_timestamp", "ms since 1970, UTC", "the time of the other records, or "+fault.Setting("as-of"), tables.QuoteTime),
	tables.Optional("bid_price", "coins; linear options $", "missing", tables.Bid),
	tables.Optional("ask_price", "coins; linear options $", "missing", tables.Ask),
	tables.Optional("last", "coins; linear options $", "missing", tables.Last),
	tables.Optional("volume", "coins in 24 hours", "missing", tables.Volume),
	tables.Optional("open_interest", "coins", "missing, not 0", tables.OpenInterest),
	tables.Optional("mark_iv", "annualized percent; 0: none", "missing", tables.IV),
}

// deribitRecording is the maximum time between the records of one response.
const deribitRecording = 5 * time.Minute

// deribitSummary is the dialect of Deribit's book summary.
func deribitSummary(table tables.Table) *layouts.Dialect {
	return &layouts.Dialect{
		Table: table, IV: model.IVPercent, Recording: deribitRecording, Clock: coinClock,
		Symbol: parseDeribit, Others: isOtherInstrument, Adjust: adjustDeribit,
	}
}

// deribitUpdates is the dialect of updates of Deribit's options, of which the last of each option counts.
func deribitUpdates(table tables.Table) *layouts.Dialect {
	return &layouts.Dialect{
		Table: table, IV: model.IVPercent, Recording: coinRecording, Clock: coinClock, Merge: true, Futures: true,
		Symbol: parseDeribit, Others: isOtherInstrument, Adjust: adjustDeribitTicker,
	}
}

// parseDeribit reads the name of an option: BTC-26DEC25-144000-C, XRP_USDC-5DEC25-2d15-P.
func parseDeribit(name string) (o cells.Option, err error) {
	bad := fmt.Errorf("%s is not the name of an option", cells.Quote(name))
	parts := strings.Split(name, "-")
	if len(parts) != 4 {
		return o, bad
	}
	o.Root = parts[0]
	if market.LookupRoot(o.Root).Venue.Unit != market.Coins {
		return o, fmt.Errorf("%s is not a supported coin", cells.Quote(o.Root))
	}
	var ok bool
	if o.Expiry, ok = cells.ParseDeribitDate(parts[1]); !ok {
		return o, bad
	}
	strike := strings.Replace(parts[2], "d", ".", 1)
	if o.Strike, err = cells.StrikeRule.Required([]byte(strike)); err != nil {
		return o, bad
	}
	o.Right, err = cells.ParseRight([]byte(parts[3]))
	return o, err
}

// adjustDeribit converts coins to dollars, and keeps the future of the expiry.
func adjustDeribit(l *layouts.DialectReader, _ *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	future := l.PriceIn(tables.Future, r, row)
	if future > 0 {
		l.A.Future(r.Series, future)
	}
	if linear := strings.Contains(l.A.Root(r.Series).Name, "_"); !linear {
		r.InDollars(future, row, l.A, l.Header)
	}
}

// adjustDeribitTicker is adjustDeribit for quotes of which 0 is none.
func adjustDeribitTicker(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, side tables.Field) {
	noZeros(r, tables.Bid, tables.Ask)
	adjustDeribit(l, d, r, row, side)
}
