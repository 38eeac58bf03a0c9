package chain

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/market"
)

// schwab is what the option chain interface of Schwab sends, as that of TD Ameritrade did. Under callExpDateMap and
// putExpDateMap stand the expiries ("2021-05-21:3", the days to it after the colon), under these the strikes
// ("215.0"), and there in an array the option. Numbers that are not known are the string "NaN", in volatilities and
// greeks also -999. Nothing says when the file was made: it is the latest quote.
var schwab = layout{
	Format: Format{
		Name:    "schwab",
		Title:   "Schwab and TD Ameritrade option chains, JSON",
		Columns: schwabColumns,
		Example: `{"symbol":"MSFT","underlyingPrice":245.375,"putExpDateMap":{"2021-05-21:3":{"215.0":[{"putCall":"PUT",` +
			`"symbol":"MSFT_052121P215","bid":0.06,"ask":0.07,"last":0.06,"totalVolume":3860,"quoteTimeInLong":1621281599412,` +
			`"volatility":51.745,"delta":-0.013,"gamma":0.002,"openInterest":7959,"strikePrice":215.0,"multiplier":100.0}]}}}`,
	},
	fit:   fitSchwab,
	parse: parseSchwab,
}

var schwabColumns = []Column{
	required("underlyingPrice", "$ per unit; once, at the top", fault.Setting("spot"), fIgnored),
	required("callExpDateMap, putExpDateMap", "by expiry 2021-05-21:3, then by strike, arrays of options", "none on that side", fIgnored),
	required("symbol", "MSFT_052121P215 or an OCC symbol; its root", "the option is unreadable", fSymbol),
	required("putCall", "CALL or PUT, that of the map", "the option is unreadable", fRight),
	required("strikePrice", "$ per unit of the underlying", "the option is unreadable", fStrike),
	required("quoteTimeInLong", "ms since 1970, UTC; the latest is the time of the file", fault.Setting("as-of"), fQuoteTime),
	optional("bid", "$ per unit of the underlying; 0: none", "missing", fBid),
	optional("ask", "$ per unit of the underlying", "missing", fAsk),
	optional("last", "$ per unit of the underlying", "missing", fLast),
	optional("totalVolume", "contracts today", "missing", fVolume),
	optional("openInterest", "contracts at the last close", "missing, not 0", fOpenInterest),
	optional("volatility", "percent a year; NaN, -999: none", "missing", fIV),
	optional("delta", "of one option; NaN, -999: none", "missing", fDelta),
	optional("gamma", "per $ of the underlying; NaN, -999: none", "missing", fGamma),
	optional("multiplier", "units of the underlying a contract", "that of the root; not used for adjusted roots, whose deliverable it does not tell", fMultiplier),
}

// fitSchwab looks for one of the maps: the other may stand beyond the beginning of the file.
func fitSchwab(text *head) fit {
	calls := fitKeys(text, "callExpDateMap")
	if calls.score > 0 {
		return calls
	}
	return fit{score: fitKeys(text, "putExpDateMap").score}
}

func parseSchwab(src *input.Source, a *assembler) error {
	a.ivUnit = model.IVPercent
	s := schwabReader{a: a, rows: newJSONRows(src, schwabColumns)}
	s.values = s.rows.header.values(callSide, &a.options)
	if err := s.rows.end(s.rows.object(s.top)); err != nil {
		return err
	}
	if s.rows.count == 0 {
		return src.Fail(0, "callExpDateMap, putExpDateMap", "there are no options", "ask the interface for a symbol that has some")
	}
	s.finish()
	return nil
}

// schwabReader reads the options, and keeps what stands beside them.
type schwabReader struct {
	a      *assembler
	rows   *jsonRows
	values []field
	draft  *draft // the underlying, once a symbol could be read
	spot   []byte
	latest time.Time // quote

	side   model.Right // of the map in which the walk is
	expiry string
}

func (s *schwabReader) top(key []byte) (err error) {
	switch string(key) {
	case "underlyingPrice":
		s.spot, err = s.rows.cell()
	case "callExpDateMap":
		err = s.expiries(model.Call, "callExpDateMap")
	case "putExpDateMap":
		err = s.expiries(model.Put, "putExpDateMap")
	}
	return err
}

// expiries walks over one of the maps.
func (s *schwabReader) expiries(side model.Right, name string) error {
	if s.rows.peek() == 'n' { // null
		return nil
	}
	return s.rows.object(func(expiry []byte) error {
		s.side, s.expiry = side, string(expiry)
		return s.rows.object(func(strike []byte) error {
			path := fmt.Sprintf("%s.%s.%s", name, s.expiry, strike)
			return s.rows.array(func(i int) error { return s.option(fmt.Sprintf("%s[%d]", path, i)) })
		})
	})
}

func (s *schwabReader) option(path string) error {
	if s.a.current.skip {
		return nil
	}
	if err := s.rows.read(path); err != nil {
		return err
	}
	row := &s.rows.row
	root, err := schwabRoot(row)
	if err == nil && s.draft == nil {
		s.draft = s.a.underlying(underlyingName(market.LookupRoot(root)))
	}
	s.a.row(s.draft)
	if err != nil {
		s.a.unreadRecord(s.rows, fSymbol, err)
		return nil
	}
	r, bad, err := s.contract(root, row)
	if err != nil {
		s.a.unreadRecord(s.rows, bad, err)
		return nil
	}
	s.take(&r, row)
	return nil
}

// schwabRoot is what stands before the date in either kind of symbol.
func schwabRoot(row *row) (string, error) {
	if row.problem != "" {
		return "", fmt.Errorf("%s", row.problem)
	}
	cell := row.cell(fSymbol)
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

// contract reads what identifies the contract; bad is the field that cannot be read.
func (s *schwabReader) contract(root string, row *row) (r record, bad field, err error) {
	day, _, _ := strings.Cut(s.expiry, ":")
	expiry, err := cells.ParseExpiration(day)
	if err != nil {
		return r, fIgnored, err
	}
	strike, err := cells.StrikeRule.Required(row.cell(fStrike))
	if err != nil {
		return r, fStrike, err
	}
	right, err := cells.ParseRight(row.cell(fRight))
	if err == nil && right != s.side {
		err = fmt.Errorf("a %v among the %vs", right, s.side)
	}
	if err != nil {
		return r, fRight, err
	}
	series, repair := s.a.seriesOn(s.draft, root, expiry)
	return record{series: series, line: int32(row.line), right: right, repaired: repair, strike: strike}, fIgnored, nil
}

// take gives a contract to the assembler.
func (s *schwabReader) take(r *record, row *row) {
	s.unknown(row)
	r.values(row, callSide, s.values, s.a, &s.rows.header)
	if s.a.series[r.series].root.Adjusted && s.a.options.Multiplier <= 0 {
		r.value[fMultiplier-fBid] = math.NaN()
	}
	if t, ok := cells.EpochTime(string(row.cell(fQuoteTime))); ok && t.After(s.latest) {
		s.latest = t
	}
	s.a.add(r)
}

// unknown empties the cells that say -999.
func (s *schwabReader) unknown(row *row) {
	for _, f := range []field{fIV, fDelta, fGamma} {
		if v, _ := cells.Number(row.cell(f)); v == -999 {
			row.at[f] = span{}
		}
	}
}

// finish says of the underlying what stands beside its options, perhaps behind them.
func (s *schwabReader) finish() {
	if s.draft == nil || s.draft.skip {
		return
	}
	s.draft.price(s.a, "underlyingPrice", s.spot)
	if s.latest.IsZero() || !s.a.options.AsOf.IsZero() {
		return
	}
	s.draft.at(s.latest)
	s.draft.note(model.Warn("as-of-latest-quote", "the file does not say when it was made: its latest quote is of "+
		s.latest.In(market.NewYork).Format("2006-01-02 15:04:05 MST")))
}
