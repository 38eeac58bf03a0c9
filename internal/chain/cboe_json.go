package chain

import (
	"fmt"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// cboeJSON is what the interface behind Cboe's page of delayed quotes sends (…/delayed_quotes/options/_SPX.json). An
// object an option, under data.options. Expiry, side and strike stand in the OCC symbol alone, counts are written as
// 22.0, and the time is UTC. The quotes are as old as those of quotedata.csv.
var cboeJSON = layout{
	Format: Format{
		Name:    "cboe-json",
		Title:   "Cboe delayed quotes, JSON",
		Columns: cboeJSONColumns,
		Example: `{"timestamp":"2023-09-21 03:17:42","data":{"options":[{"option":"RUT231020C01000000","bid":809.5,` +
			`"ask":811.1,"iv":0.0,"open_interest":0.0,"volume":0.0,"delta":0.9974,"gamma":0.0,"last_trade_price":860.9}],` +
			`"symbol":"^RUT","current_price":1806.1193},"symbol":"_RUT"}`,
	},
	fit:   func(text *head) fit { return fitKeys(text, "option", "open_interest", "last_trade_price") },
	parse: parseCboeJSON,
}

var cboeJSONColumns = []Column{
	required("timestamp", "2006-01-02 15:04:05, UTC; once, at the top", fault.Setting("as-of"), fIgnored),
	required("current_price", "$ per unit of the underlying; once, in data", fault.Setting("spot"), fIgnored),
	required("option", "OCC symbol", "the option is unreadable", fSymbol),
	optional("bid", "$ per unit of the underlying; 0: none", "missing", fBid),
	optional("ask", "$ per unit of the underlying", "missing", fAsk),
	optional("last_trade_price", "$ per unit of the underlying; 0: none", "missing", fLast),
	optional("volume", "contracts today", "missing", fVolume),
	optional("open_interest", "contracts at the last close", "missing, not 0", fOpenInterest),
	optional("iv", "fraction a year; 0: none", "missing", fIV),
	optional("delta", "of one option", "missing", fDelta),
	optional("gamma", "per $ of the underlying", "missing", fGamma),
}

func parseCboeJSON(src *input.Source, a *assembler) error {
	a.ivUnit = model.IVFraction
	c := cboeJSONReader{a: a, rows: newJSONRows(src, cboeJSONColumns)}
	c.values = c.rows.header.values(callSide, &a.options)
	if err := c.rows.end(c.rows.object(c.top)); err != nil {
		return err
	}
	if c.rows.count == 0 {
		return src.Fail(0, "data.options", "there are no options", "the download may have failed: fetch it again")
	}
	return c.finish()
}

// cboeJSONReader reads the options, and keeps what stands beside them.
type cboeJSONReader struct {
	a               *assembler
	rows            *jsonRows
	values          []field
	draft           *draft // the underlying, once a symbol could be read
	timestamp, spot []byte
}

func (c *cboeJSONReader) top(key []byte) (err error) {
	switch string(key) {
	case "timestamp":
		c.timestamp, err = c.rows.cell()
	case "data":
		err = c.rows.object(c.data)
	}
	return err
}

func (c *cboeJSONReader) data(key []byte) (err error) {
	switch string(key) {
	case "current_price":
		c.spot, err = c.rows.cell()
	case "options":
		err = c.rows.array(c.option)
	}
	return err
}

func (c *cboeJSONReader) option(i int) error {
	if c.a.current.skip {
		return nil
	}
	if err := c.rows.read(fmt.Sprintf("data.options[%d]", i)); err != nil {
		return err
	}
	c.read(&c.rows.row)
	return nil
}

// read gives an option to the assembler.
func (c *cboeJSONReader) read(row *row) {
	root, date, sym, err := readSymbol(row)
	if err == nil && c.draft == nil {
		c.draft = c.a.underlying(underlyingName(market.LookupRoot(root)))
		c.draft.Delay = quotedataDelay
	}
	c.a.row(c.draft)
	if err != nil {
		c.a.unreadRecord(c.rows, fSymbol, err)
		return
	}
	series, repair := c.a.seriesOn(c.draft, root, date)
	r := record{series: series, line: int32(row.line), right: sym.Right, repaired: repair, strike: sym.Strike}
	r.values(row, callSide, c.values, c.a, &c.rows.header)
	c.a.add(&r)
}

// readSymbol takes apart the OCC symbol of a record.
func readSymbol(row *row) (root string, date market.Date, sym cells.Symbol, err error) {
	if row.problem != "" {
		return root, date, sym, fmt.Errorf("%s", row.problem)
	}
	cell := row.cell(fSymbol)
	sym, ok := cells.CutSymbol(cell)
	if !ok {
		return root, date, sym, fmt.Errorf("%s is not an option symbol", cells.Quote(cell))
	}
	if root, date, err = sym.Split(); err != nil {
		err = fmt.Errorf("%s is not an option symbol: %w", cells.Quote(cell), err)
	}
	return root, date, sym, err
}

// finish says of the underlying what stands beside its options, perhaps behind them.
func (c *cboeJSONReader) finish() error {
	if c.draft == nil || c.draft.skip {
		return nil
	}
	c.draft.price(c.a, "data.current_price", c.spot)
	if !c.a.options.AsOf.IsZero() {
		return nil
	}
	t, assumed, err := cells.ParseTimeIn(string(c.timestamp), c.a.options.Dates, time.UTC)
	if err != nil {
		return c.rows.src.Fail(0, "timestamp", err.Error(), cells.HintOf(err, asOfHint))
	}
	c.draft.note(assumed)
	c.draft.at(t)
	return nil
}
