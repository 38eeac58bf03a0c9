package vendors

import (
	"fmt"
	"strings"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// schwab is the response of the option chain API of Schwab, and formerly of TD Ameritrade. Under callExpDateMap and
// putExpDateMap are the expiries ("2021-05-21:3", with the days to expiration), under these the strikes
// ("215.0"), each with an array of options. Unknown numbers are the string "NaN", in volatilities and
// greeks also -999. The time of the file is missing: that of the latest quote is used.
var schwab = assembly.Layout{
	Format: tables.Format{
		Name:    "schwab",
		Title:   "Schwab and TD Ameritrade option chains, JSON",
		Columns: schwabColumns,
		Example: `{"symbol":"MSFT","underlyingPrice":245.375,"putExpDateMap":{"2021-05-21:3":{"215.0":[{"putCall":"PUT",` +
			`"symbol":"MSFT_052121P215","bid":0.06,"ask":0.07,"last":0.06,"totalVolume":3860,"quoteTimeInLong":1621281599412,` +
			`"volatility":51.745,"delta":-0.013,"gamma":0.002,"openInterest":7959,"strikePrice":215.0,"multiplier":100.0}]}}}`,
	},
	Fit:   fitSchwab,
	Parse: parseSchwab,
}

var schwabColumns = []tables.Column{
	tables.Required("underlyingPrice", "$ per unit; once, at the top", fault.Setting("spot"), tables.Ignored),
	tables.Required("callExpDateMap, putExpDateMap", "by expiry 2021-05-21:3, then by strike, arrays of options", "none on that side", tables.Ignored),
	tables.Required("symbol", "MSFT_052121P215 or an OCC symbol; its root", "the option is unreadable", tables.Symbol),
	tables.Required("putCall", "CALL or PUT, that of the map", "the option is unreadable", tables.Right),
	tables.Required("strikePrice", "$ per unit of the underlying", "the option is unreadable", tables.Strike),
	tables.Required("quoteTimeInLong", "ms since 1970, UTC; the latest is the time of the file", fault.Setting("as-of"), tables.QuoteTime),
	tables.Optional("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
	tables.Optional("ask", "$ per unit of the underlying", "missing", tables.Ask),
	tables.Optional("last", "$ per unit of the underlying", "missing", tables.Last),
	tables.Optional("totalVolume", "contracts today", "missing", tables.Volume),
	tables.Optional("openInterest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
	tables.Optional("volatility", "annualized percent; NaN, -999: none", "missing", tables.IV),
	tables.Optional("delta", "of one option; NaN, -999: none", "missing", tables.Delta),
	tables.Optional("gamma", "per $ of the underlying; NaN, -999: none", "missing", tables.Gamma),
	tables.Optional("multiplier", "units of the underlying per contract", "the multiplier of the root; not used for adjusted roots, whose deliverable it does not describe", tables.Multiplier),
}

// fitSchwab looks for one of the maps: the other may be beyond the beginning of the file.
func fitSchwab(text *tables.Head) tables.Fit {
	calls := tables.FitKeys(text, "callExpDateMap")
	if calls.Score > 0 {
		return calls
	}
	return tables.Fit{Score: tables.FitKeys(text, "putExpDateMap").Score}
}

func parseSchwab(src *input.Source, a *assembly.Assembler) error {
	a.IVUnit = model.IVPercent
	s := schwabReader{a: a, rows: tables.NewJSONRows(src, schwabColumns)}
	s.values = s.rows.Header.Values(tables.CallSide, &a.Options)
	if err := s.rows.EndRecords(s.rows.Object(s.top), "callExpDateMap, putExpDateMap", "request a symbol that has options"); err != nil {
		return err
	}
	s.finish()
	return nil
}

// schwabReader reads the options, and keeps the other values of the file.
type schwabReader struct {
	a      *assembly.Assembler
	rows   *tables.JSONRows
	values []tables.Field
	draft  *assembly.Draft // the underlying, known after the first readable symbol
	spot   []byte
	latest time.Time // quote

	side   model.Right // of the current map
	expiry string
}

func (s *schwabReader) top(key []byte) (err error) {
	switch string(key) {
	case "underlyingPrice":
		s.spot, err = s.rows.Cell()
	case "callExpDateMap":
		err = s.expiries(model.Call, "callExpDateMap")
	case "putExpDateMap":
		err = s.expiries(model.Put, "putExpDateMap")
	}
	return err
}

// expiries reads one of the maps.
func (s *schwabReader) expiries(side model.Right, name string) error {
	if s.rows.Peek() == 'n' { // null
		return nil
	}
	return s.rows.Object(func(expiry []byte) error {
		s.side, s.expiry = side, string(expiry)
		return s.rows.Object(func(strike []byte) error {
			path := fmt.Sprintf("%s.%s.%s", name, s.expiry, strike)
			return s.rows.Array(func(i int) error { return s.option(fmt.Sprintf("%s[%d]", path, i)) })
		})
	})
}

func (s *schwabReader) option(path string) error {
	if s.a.Current.Skip {
		return nil
	}
	if err := s.rows.Read(path); err != nil {
		return err
	}
	row := &s.rows.Row
	root, err := schwabRoot(row)
	if err == nil && s.draft == nil {
		s.draft = s.a.Underlying(assembly.UnderlyingName(market.LookupRoot(root)))
	}
	s.a.Row(s.draft)
	if err != nil {
		s.a.UnreadRecord(s.rows, tables.Symbol, err)
		return nil
	}
	r, bad, err := s.contract(root, row)
	if err != nil {
		s.a.UnreadRecord(s.rows, bad, err)
		return nil
	}
	s.take(&r, row)
	return nil
}

// schwabRoot returns the text before the date in either form of symbol.
func schwabRoot(row *tables.Row) (string, error) {
	if row.Problem != "" {
		return "", fmt.Errorf("%s", row.Problem)
	}
	cell := row.Cell(tables.Symbol)
	if sym, ok := cells.CutSymbol(cell); ok {
		root, _, err := sym.Split()
		return root, err
	}
	root, _, ok := strings.Cut(string(cell), "_")
	if root = strings.TrimLeft(root, "$"); !ok || !cells.IsRoot([]byte(root)) {
		return "", fmt.Errorf("%s is not an option symbol", cells.Quote(cell))
	}
	return strings.ToUpper(root), nil
}

// contract reads what identifies the contract; bad is the field of the error.
func (s *schwabReader) contract(root string, row *tables.Row) (r assembly.Record, bad tables.Field, err error) {
	day, _, _ := strings.Cut(s.expiry, ":")
	expiry, err := cells.ParseExpiration(day)
	if err != nil {
		return r, tables.Ignored, err
	}
	strike, err := cells.StrikeRule.Required(row.Cell(tables.Strike))
	if err != nil {
		return r, tables.Strike, err
	}
	right, err := cells.ParseRight(row.Cell(tables.Right))
	if err == nil && right != s.side {
		err = fmt.Errorf("a %v among the %vs", right, s.side)
	}
	if err != nil {
		return r, tables.Right, err
	}
	series, repair := s.a.SeriesOn(s.draft, root, expiry)
	return assembly.Record{Series: series, Line: int32(row.Line), Right: right, Repaired: repair, Strike: strike}, tables.Ignored, nil
}

// take adds a contract to the assembler.
func (s *schwabReader) take(r *assembly.Record, row *tables.Row) {
	s.unknown(row)
	r.Values(row, tables.CallSide, s.values, s.a, &s.rows.Header)
	listedSize(s.a, r)
	if t, ok := cells.EpochTime(string(row.Cell(tables.QuoteTime))); ok && t.After(s.latest) {
		s.latest = t
	}
	s.a.Add(r)
}

// unknown empties the cells with -999.
func (s *schwabReader) unknown(row *tables.Row) {
	for _, f := range []tables.Field{tables.IV, tables.Delta, tables.Gamma} {
		if v, _ := cells.Number(row.Cell(f)); v == -999 {
			row.At[f] = tables.Span{}
		}
	}
}

// finish applies the values of the underlying, which may follow the options.
func (s *schwabReader) finish() {
	if s.draft == nil || s.draft.Skip {
		return
	}
	s.draft.ReadSpot("underlyingPrice", s.spot)
	if s.latest.IsZero() || !s.a.Options.AsOf.IsZero() {
		return
	}
	s.draft.RecordedAt(s.latest)
	s.draft.Note(model.Warn("as-of-latest-quote", "the file does not say when it was made; using the time of its latest quote, "+
		s.latest.In(market.NewYork).Format("2006-01-02 15:04:05 MST")))
}
