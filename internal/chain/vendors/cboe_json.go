package vendors

import (
	"fmt"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// cboeJSON is the response of the API behind Cboe's page of delayed quotes (…/delayed_quotes/options/_SPX.json), with one
// object per option under data.options. Expiry, side and strike are only in the OCC symbol, counts are written as
// 22.0, and the time is UTC. The quotes are delayed like those of quotedata.csv.
var cboeJSON = assembly.Layout{
	Format: tables.Format{
		Name:    "cboe-json",
		Title:   "Cboe delayed quotes, JSON",
		Columns: cboeJSONColumns,
		Example: `{"timestamp":"2023-09-21 03:17:42","data":{"options":[{"option":"RUT231020C01000000","bid":809.5,` +
			`"ask":811.1,"iv":0.0,"open_interest":0.0,"volume":0.0,"delta":0.9974,"gamma":0.0,"last_trade_price":860.9}],` +
			`"symbol":"^RUT","current_price":1806.1193},"symbol":"_RUT"}`,
	},
	Fit: func(text *tables.Head) tables.Fit {
		return tables.FitKeys(text, "option", "open_interest", "last_trade_price")
	},
	Parse: parseCboeJSON,
}

var cboeJSONColumns = []tables.Column{
	tables.Required("timestamp", "2006-01-02 15:04:05, UTC; once, at the top", fault.Setting("as-of"), tables.Ignored),
	tables.Required("current_price", "$ per unit of the underlying; once, in data", fault.Setting("spot"), tables.Ignored),
	tables.Required("option", "OCC symbol", "the option is unreadable", tables.Symbol),
	tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
	tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
	tables.Optional("last_trade_price", "$ per unit of the underlying; 0: none", "missing", tables.Last),
	tables.Optional("volume", "contracts today", "missing", tables.Volume),
	tables.Optional("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
	tables.Optional("iv", "annualized fraction; 0: none", "missing", tables.IV),
	tables.Optional("delta", "of one option", "missing", tables.Delta),
	tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
}

func parseCboeJSON(src *input.Source, a *assembly.Assembler) error {
	a.IVUnit = model.IVFraction
	c := cboeJSONReader{a: a, rows: tables.NewJSONRows(src, cboeJSONColumns)}
	c.values = c.rows.Header.Values(tables.CallSide, &a.Options)
	if err := c.rows.EndRecords(c.rows.Object(c.top), "data.options", fetchAgain); err != nil {
		return err
	}
	return c.finish()
}

// cboeJSONReader reads the options, and keeps the other values of the file.
type cboeJSONReader struct {
	a               *assembly.Assembler
	rows            *tables.JSONRows
	values          []tables.Field
	draft           *assembly.Draft // the underlying, known after the first readable symbol
	timestamp, spot []byte
}

func (c *cboeJSONReader) top(key []byte) (err error) {
	switch string(key) {
	case "timestamp":
		c.timestamp, err = c.rows.Cell()
	case "data":
		err = c.rows.Object(c.data)
	}
	return err
}

func (c *cboeJSONReader) data(key []byte) (err error) {
	switch string(key) {
	case "current_price":
		c.spot, err = c.rows.Cell()
	case "options":
		err = c.rows.Array(c.option)
	}
	return err
}

func (c *cboeJSONReader) option(i int) error {
	if c.a.Current.Skip {
		return nil
	}
	if err := c.rows.Read(fmt.Sprintf("data.options[%d]", i)); err != nil {
		return err
	}
	c.read(&c.rows.Row)
	return nil
}

// read adds an option to the assembler.
func (c *cboeJSONReader) read(row *tables.Row) {
	root, date, sym, err := readSymbol(row)
	if err == nil && c.draft == nil {
		c.draft = c.a.Underlying(assembly.UnderlyingName(market.LookupRoot(root)))
		c.draft.Delay = quotedataDelay
	}
	c.a.Row(c.draft)
	if err != nil {
		c.a.UnreadRecord(c.rows, tables.Symbol, err)
		return
	}
	series, repair := c.a.SeriesOn(c.draft, root, date)
	r := assembly.Record{Series: series, Line: int32(row.Line), Right: sym.Right, Repaired: repair, Strike: sym.Strike}
	r.Values(row, tables.CallSide, c.values, c.a, &c.rows.Header)
	c.a.Add(&r)
}

// readSymbol parses the OCC symbol of a record.
func readSymbol(row *tables.Row) (root string, date market.Date, sym cells.Symbol, err error) {
	if row.Problem != "" {
		return root, date, sym, fmt.Errorf("%s", row.Problem)
	}
	cell := row.Cell(tables.Symbol)
	sym, ok := cells.CutSymbol(cell)
	if !ok {
		return root, date, sym, fmt.Errorf("%s is not an option symbol", cells.Quote(cell))
	}
	if root, date, err = sym.Split(); err != nil {
		err = fmt.Errorf("%s is not an option symbol: %w", cells.Quote(cell), err)
	}
	return root, date, sym, err
}

// finish applies the values of the underlying, which may follow the options.
func (c *cboeJSONReader) finish() error {
	if c.draft == nil || c.draft.Skip {
		return nil
	}
	c.draft.ReadSpot("data.current_price", c.spot)
	t, assumed, err := cells.ParseTimeIn(string(c.timestamp), c.a.Options.Dates, cells.Clock{Location: time.UTC})
	switch {
	case err != nil && !c.a.Options.AsOf.IsZero():
		return nil
	case err != nil:
		return c.rows.Src.Fail(0, "timestamp", err.Error(), cells.HintOf(err, assembly.AsOfHint))
	}
	c.a.Stamp(c.draft, t, assumed)
	return nil
}
