package vendors

import (
	"math"
	"strings"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/chain/tables"
	"gex/internal/market"
)

// What the layouts of coin exchanges share.

// coinClock is the time of coin exchanges.
var coinClock = cells.ClockOf(market.LookupRoot("BTC").Venue)

// coinRecording is the longest time in which tickers are collected one by one, or are left unchanged.
const coinRecording = 36 * time.Hour

// isOtherInstrument reports whether a name is that of a perpetual, a future or a combination: BTC-PERPETUAL,
// BTC-26DEC25, BTC-FS-28NOV25_PERP.
func isOtherInstrument(name string) bool {
	dashes := strings.Count(name, "-")
	return name != "" && dashes > 0 && !strings.HasSuffix(name, "-C") && !strings.HasSuffix(name, "-P")
}

// isNoOption reports whether a name is that of a perpetual or a future: BTCUSDT, BTC-26DEC25.
func isNoOption(name string) bool {
	return isOtherInstrument(name) && !isSettledIn(name) || isPair(name)
}

// isSettledIn reports whether a name ends in the coin in which an option is settled: BTC-26DEC25-144000-C-USDT.
func isSettledIn(name string) bool {
	_, err := cells.ParseOption(name)
	return err == nil
}

// isPair reports whether a name is only letters and digits, as those of perpetuals are.
func isPair(name string) bool {
	for _, c := range name {
		if c == '-' {
			return false
		}
	}
	return name != ""
}

// adjustDollars keeps the future of the expiry, and removes quotes of 0.
func adjustDollars(l *layouts.DialectReader, _ *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	noZeros(r, tables.Bid, tables.Ask, tables.Last)
	if future := cells.Price(row.Cell(tables.Future)); future > 0 {
		l.A.Future(r.Series, future)
	}
}

// noZeros removes prices of 0, which mean none.
func noZeros(r *assembly.Record, fields ...tables.Field) {
	for _, f := range fields {
		if v := &r.Value[f-tables.Bid]; *v == 0 {
			*v = math.NaN()
		}
	}
}

// refuseWithoutInterest refuses a file without any open interest, which the exchange sends apart.
func refuseWithoutInterest(exchange, key, advice string) func(src *input.Source, a *assembly.Assembler) error {
	return func(src *input.Source, a *assembly.Assembler) error {
		if a.Contracts() == 0 || a.HasAny(tables.OpenInterest) {
			return nil
		}
		return src.Fail(0, key, "the file has no open interest, which "+exchange+" sends apart", advice)
	}
}
