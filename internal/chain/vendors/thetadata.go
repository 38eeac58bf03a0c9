package vendors

import (
	"fmt"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// ThetaData's csv files, version 3 of its API, one row per contract. thetaData is one with quotes: greeks, or quotes alone,
// of now or of one time. thetaDataOI is that with open interest, which the others lack. Times are New York's; the time of the file is that of
// the latest quote. symbol is the root: SPXW, not SPX.
var (
	thetaData = oneTime(thetaDialect, "thetadata", "ThetaData v3 quotes and greeks, csv (unverified: not tested with a real file)",
		"symbol,expiration,strike,right,timestamp,bid,ask,delta,theta,vega,rho,epsilon,lambda,implied_vol,iv_error,"+
			"underlying_timestamp,underlying_price")
	thetaDataOI = thetaOIDialect.Layout("thetadata-oi", "ThetaData v3 open interest, csv (unverified: not tested with a real file)",
		"symbol,expiration,strike,right,timestamp,open_interest")
)

// thetaContract are the columns that name a contract.
var thetaContract = []tables.Column{
	tables.Required("symbol", "root of the option symbol", "the row is unreadable", tables.Root),
	tables.Required("expiration", "2006-01-02", "the row is unreadable", tables.Expiry),
	tables.Required("strike", "$ per unit of the underlying", "the row is unreadable", tables.Strike),
	tables.Required("right", "CALL or PUT", "the row is unreadable", tables.Right),
	tables.Required("timestamp", "2006-01-02T15:04:05.000, New York time; the latest is the time of the file", fault.Setting("as-of"), tables.Quoted),
}

// thetaTwins: the root also gives the underlying.
var thetaTwins = []tables.Twin{{Of: tables.Root, Field: tables.Underlying}}

var thetaOIDialect = &layouts.Dialect{
	YearFirst: true,
	Twins:     thetaTwins,
	Adjust: func(l *layouts.DialectReader, d *assembly.Draft, _ *assembly.Record, row *tables.Row, _ tables.Field) {
		latestQuote(l, d, row)
		l.A.Unpriceable = "this is the file of open interest alone: read it together with the one of quotes or greeks, with " + fault.Setting("join")
	},
	Table: tables.Table{Columns: append([]tables.Column{
		tables.Required("open_interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
	}, thetaContract...)},
}

var thetaDialect = &layouts.Dialect{
	IV:        model.IVFraction,
	YearFirst: true,
	Twins:     thetaTwins,
	Table: tables.Table{Columns: append([]tables.Column{
		tables.Required("bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Required("ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("close", "$ per unit of the underlying; 0: none", "missing", tables.Last),
		tables.Optional("volume", "contracts today", "missing", tables.Volume),
		tables.Optional("open_interest", "contracts at the last close, added from the file of open interest", "missing, not 0", tables.OpenInterest),
		tables.Optional("implied_vol", "annualized fraction; 0: none", "missing", tables.IV),
		tables.Optional("underlying_price", "$ per unit of the underlying; 0: none", fault.Setting("spot"), tables.Spot),
		tables.Optional("delta", "of one option", "missing", tables.Delta),
		tables.Optional("gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Unused("underlying_timestamp"), tables.Unused("iv_error"), tables.Unused("theta"), tables.Unused("vega"),
		tables.Unused("rho"), tables.Unused("epsilon"), tables.Unused("lambda"), tables.Unused("vanna"), tables.Unused("charm"),
		tables.Unused("vomma"), tables.Unused("veta"), tables.Unused("vera"), tables.Unused("speed"), tables.Unused("zomma"),
		tables.Unused("color"), tables.Unused("ultima"), tables.Unused("d1"), tables.Unused("d2"), tables.Unused("dual_delta"),
		tables.Unused("dual_gamma"), tables.Unused("bid_size"), tables.Unused("bid_exchange"), tables.Unused("bid_condition"),
		tables.Unused("ask_size"), tables.Unused("ask_exchange"), tables.Unused("ask_condition"), tables.Unused("open"),
		tables.Unused("high"), tables.Unused("low"), tables.Unused("count"), tables.Unused("created"), tables.Unused("last_trade"),
	}, thetaContract...)},
}

// noThetaInterest is the hint for a file of quotes without open interest.
var noThetaInterest = "ThetaData has it in a second file, option/snapshot/open_interest: " + fault.Setting("join") + " reads both as one chain"

// oneTime returns a layout of quotes, of which a file may have each contract once: later quotes of a history would be left out as
// duplicates.
func oneTime(dialect *layouts.Dialect, name, title, example string) assembly.Layout {
	l := dialect.Layout(name, title, example)
	l.Parse = func(src *input.Source, a *assembly.Assembler) error {
		of := *dialect
		history := thetaHistory{at: map[thetaKey]string{}}
		of.Adjust = history.adjust
		if err := of.Layout(name, title, example).Parse(src, a); err != nil {
			return err
		}
		if history.twice != "" {
			return src.Fail(history.line, "timestamp", history.twice, "keep the rows of one time, or request a snapshot")
		}
		if !history.interest {
			a.Notes = append(a.Notes, model.Warn("interest-elsewhere", noThetaInterest))
		}
		return nil
	}
	return l
}

// thetaKey identifies a contract.
type thetaKey struct {
	series int32
	right  model.Right
	strike float64
}

// thetaHistory finds contracts with quotes of several times.
type thetaHistory struct {
	at       map[thetaKey]string
	twice    string // what is wrong, "" if nothing is
	line     int
	interest bool // the file has open interest
}

func (h *thetaHistory) adjust(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	latestQuote(l, d, row)
	h.interest = h.interest || l.Header.Has(tables.OpenInterest)
	key, cell := thetaKey{r.Series, r.Right, r.Strike}, string(row.Cell(tables.Quoted))
	if before, again := h.at[key]; again && before != cell && h.twice == "" {
		h.line = row.Line
		h.twice = fmt.Sprintf("the %v at %s of %s has quotes from several times: %s, %s", r.Right, cells.FormatNumber(r.Strike),
			l.A.Root(r.Series).Name, cells.Quote(before), cells.Quote(cell))
	}
	h.at[key] = cell
}
