package vendors

import (
	"bytes"
	"math"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// What the layouts of US data vendors share.

// latestQuote takes the latest time in two cells of all contracts as that of a file that does not say when it was made.
func latestQuote(l *layouts.DialectReader, d *assembly.Draft, row *tables.Row) {
	if !l.A.Options.AsOf.IsZero() {
		return
	}
	for _, f := range []tables.Field{tables.Quoted, tables.Traded} {
		cell := row.Cell(f)
		if _, k := cells.Number(cell); len(cell) == 0 || k == cells.Missing || string(cell) == "0" || bytes.HasPrefix(cell, []byte(noTime)) {
			continue
		}
		t, err := l.Trades.Of(cell, func(cell string) (time.Time, error) {
			t, err := cells.ParseWhenIn(cell, l.Orders.When, l.Clock)
			return t.At, err
		})
		if err != nil {
			l.A.Untimed(row.Line, l.Header.Place(f), err)
			continue
		}
		d.RecordedAround(t, always)
		d.Note(model.Warn("as-of-latest-quote", "the file does not say when it was made; using the time of its latest quote"))
	}
}

// tradedAt takes the latest trade of all contracts as the time of a file that does not say when it was made.
func tradedAt(d *assembly.Draft, t time.Time) {
	d.RecordedAround(t, always)
	d.Note(model.Warn("as-of-last-trade", "the file does not say when it was made; using the time of the latest trade"))
}

// always is longer than the time between any two trades.
const always = math.MaxInt64 * time.Nanosecond

// dropYahooIV drops a volatility of 1e-05, which Yahoo writes for none.
func dropYahooIV(r *assembly.Record) {
	const none = 1.0001e-05 // just above it
	if iv := &r.Value[tables.IV-tables.Bid]; *iv > 0 && *iv <= none {
		*iv = math.NaN()
	}
}

// noTime begins a time that was never set, as programs in Go write it.
const noTime = "0001-01-01"

// listedSize drops the contract size of an adjusted root: it does not describe what such a contract delivers.
func listedSize(a *assembly.Assembler, r *assembly.Record) {
	if a.Options.Multiplier <= 0 && a.Root(r.Series).Adjusted {
		r.Value[tables.Multiplier-tables.Bid] = math.NaN()
	}
}

// bothIV uses the second volatility of a row that does not have the first.
func bothIV(r *assembly.Record, row *tables.Row) {
	iv := &r.Value[tables.IV-tables.Bid]
	if *iv > 0 {
		return
	}
	if v, k := cells.Number(row.Cell(tables.BothIV)); v > 0 && tables.Rules[tables.IV].Accepts(v, k) {
		*iv = v
	}
}

// flexSymbol reads an OCC symbol. The root of a FLEX option is that of the listed ones after a digit, 1 to 4, for its style and settlement:
// 1SPY. It is read as an option of the listed root.
func flexSymbol(cell string) (cells.Option, error) {
	o, err := cells.ParseOption(cell)
	if err == nil && isFlex(o.Root) {
		o.Root = o.Root[1:]
	}
	return o, err
}

func isFlex(root string) bool { return len(root) > 1 && '1' <= root[0] && root[0] <= '4' }

// noteFlex notes how FLEX options are read.
func noteFlex(d *assembly.Draft, row *tables.Row) {
	if isFlex(string(bytes.TrimPrefix(row.Cell(tables.Symbol), []byte("O:")))) {
		d.Note(model.Warn("flex-options", "the file has FLEX options, whose symbols begin with a digit; they are read with the exercise style and settlement of the listed ones"))
	}
}
